"""Which column means which question: guessed from everyday headings, always shown to a person before it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from loket.foundation.kernel.names import normalised

#: Not answers of the form: when the paper came in, for which service, and the kecamatan beside a village.
RECEIVED, SERVICE, KECAMATAN = "_diterima", "_layanan", "_kecamatan"
#: The column that our own sheet of faulty rows adds; never read.
TO_MEND = "Yang perlu diperbaiki"

#: Everyday words for what is asked in every form.
WORDS: Mapping[str, tuple[str, ...]] = {
    RECEIVED: (
        "timestamp", "stempel waktu", "tanggal diterima", "tgl diterima", "tanggal masuk", "tgl masuk",
        "tanggal terima", "tanggal pengajuan", "tanggal permohonan", "tanggal berkas", "waktu kirim",
    ),
    SERVICE: ("layanan", "jenis layanan", "jenis permohonan", "pilih layanan", "nama layanan", "keperluan layanan"),
    KECAMATAN: ("kecamatan", "kec", "kecamatan domisili"),
    "pemohon_nik": (
        "nik", "nik pemohon", "nomor nik", "no nik", "no ktp", "nomor ktp", "nik ktp", "nomor induk kependudukan",
    ),
    "pemohon_nama": ("nama", "nama lengkap", "nama pemohon", "nama lengkap pemohon"),
    "pemohon_no_kk": (
        "no kk", "nomor kk", "kk", "no kartu keluarga", "nomor kartu keluarga", "no kk pemohon", "nomor kk pemohon",
    ),
    "pemohon_hp": (
        "no hp", "nomor hp", "no hp wa", "nomor hp wa", "no wa", "nomor wa", "no whatsapp", "nomor whatsapp", "hp",
        "telepon", "no telepon", "no telp", "nomor telepon", "nomor hp whatsapp", "handphone", "no handphone",
    ),
    "pemohon_email": ("email", "e mail", "surel", "alamat email", "email address", "alamat e mail"),
    "pemohon_wilayah": (
        "desa", "kelurahan", "desa kelurahan", "kelurahan desa", "desa domisili", "alamat desa", "desa atau kelurahan",
    ),
    "subjek_nik": ("nik anak", "nik pemilik", "nik yang dimohonkan", "nik subjek"),
    "subjek_nama": ("nama anak", "nama pemilik", "nama yang dimohonkan", "nama pemilik dokumen"),
    "peran_pemohon": ("hubungan", "hubungan pemohon", "mengajukan sebagai", "untuk siapa"),
    "tgl_lahir": ("tanggal lahir", "tgl lahir"),
    "jenis_kelamin": ("jenis kelamin", "jk", "kelamin", "l p"),
    "tempat_lahir": ("tempat lahir",),
    "penyelesaian": ("cara menerima", "cara pengambilan", "pengambilan", "cara menerima dokumen"),
    "lokasi_ambil": ("tempat pengambilan", "lokasi pengambilan", "tempat ambil"),
    "alamat_kirim": ("alamat pengiriman", "alamat kirim", "alamat lengkap"),
    "catatan": ("keterangan", "catatan", "keterangan tambahan"),
}  # fmt: skip
#: Words around the thing that is asked for.
_FILLING = frozenset(
    {
        *("anda", "saudara", "sesuai", "di", "pada", "dari", "yang", "wajib", "diisi", "isi", "isikan"),
        *("masukkan", "tuliskan", "tulis", "mohon", "aktif", "digit", "angka", "16", "harus", "contoh"),
        *("huruf", "kapital", "lengkapnya", "dan", "atau", "untuk", "bisa", "dihubungi", "dapat"),
    }
)
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
#: From how alike a heading counts as the thing; shares of words in common.
_ALIKE = 0.6


def bare(heading: str) -> str:
    """The heading without brackets and filling words: "No. HP/WA (aktif)" → "no hp wa"."""
    words = normalised(_IN_BRACKETS.sub(" ", heading)).split() or normalised(heading).split()
    return " ".join([word for word in words if word not in _FILLING] or words)


def guess_columns(headings: Sequence[str], labels: Mapping[str, str]) -> dict[int, str]:
    """The likely meaning of each column; ``labels`` are the possible meanings with their official words.

    No meaning is given twice; a heading that is like nothing stays out.
    """
    candidates = {
        target: {bare(label), normalised(label), normalised(target.replace("_", " ")), *WORDS.get(target, ())}
        for target, label in labels.items()
    }
    scored = sorted(
        (
            (_likeness(bare(heading), candidates[target]), -column, target)
            for column, heading in enumerate(headings)
            if heading and normalised(heading) != normalised(TO_MEND)
            for target in candidates
        ),
        reverse=True,
    )
    found: dict[int, str] = {}
    for score, column, target in scored:
        if score >= _ALIKE and -column not in found and target not in found.values():
            found[-column] = target
    return found


def _likeness(heading: str, candidates: Iterable[str]) -> float:
    words = set(heading.split())
    best = 0.0
    for candidate in candidates:
        if candidate == heading:
            return 2.0
        own = set(candidate.split())
        if words and own:
            best = max(best, len(words & own) / len(words | own))
    return best


#: Short forms people write for a choice, by the words of its label.
_SHORT: Mapping[str, tuple[str, ...]] = {
    "laki laki": ("l", "lk", "pria", "laki", "male", "cowok"),
    "perempuan": ("p", "pr", "wanita", "female", "cewek"),
    "ya": ("y", "yes", "v", "x", "1", "true", "ada", "setuju", "sudah"),
    "tidak": ("t", "no", "n", "0", "false", "tidak ada", "belum", "bukan"),
    "diri sendiri": ("sendiri", "saya sendiri", "pribadi", "untuk diri sendiri", "pemohon sendiri"),
}


def guess_value(words: str, choices: Sequence[tuple[str, str]]) -> str:
    """The choice (value, label) that a cell means, or nothing: "Laki-laki" → "L"."""
    said = normalised(words)
    if not said:
        return ""
    for value, label in choices:
        known = {normalised(value.replace("_", " ")), normalised(label), bare(label)}
        for name in tuple(known):
            known.update(_SHORT.get(name, ()))
        if said in known:
            return value
    return ""
