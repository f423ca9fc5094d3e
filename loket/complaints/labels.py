"""Words of complaints: what they are about, why one is closed, replies kept ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: The office's data and the centre's differ: officers open such complaints too (seed S2-14).
DATA_FAULT = "data_tidak_sinkron"
LEVY, CONDUCT = "pungli", "pelayanan"

#: What a complaint may be about; the slugs are those of the services data, "ditolak" added.
TOPICS: dict[str, _StrPromise] = {
    "terlambat": _("Lama atau terlambat"),
    "salah_cetak": _("Data atau cetakan salah"),
    "ditolak": _("Berkas ditolak atau dikembalikan"),
    DATA_FAULT: _("Data tidak sinkron (BPJS, bank, dan lain-lain)"),
    LEVY: _("Pungutan liar atau calo"),
    CONDUCT: _("Sikap petugas"),
    "teknis": _("Situs atau aplikasi"),
    "kebocoran_data": _("Data saya bocor atau disalahgunakan"),
    "lainnya": _("Lainnya"),
}
#: The same in one or two words, for lists.
SHORT_TOPICS: dict[str, _StrPromise] = {
    "terlambat": _("Terlambat"),
    "salah_cetak": _("Data salah"),
    "ditolak": _("Ditolak"),
    DATA_FAULT: _("Tidak sinkron"),
    LEVY: _("Pungli atau calo"),
    CONDUCT: _("Sikap petugas"),
    "teknis": _("Aplikasi"),
    "kebocoran_data": _("Kebocoran data"),
    "lainnya": _("Lainnya"),
}
#: About people of the office: never shown to the officer concerned, nor on a case to those who work on it.
ABOUT_OFFICERS = frozenset({LEVY, CONDUCT})


@dataclass(frozen=True, slots=True)
class Ending:
    """A coded reason for which a complaint is closed without an answer of one's own."""

    officer: _StrPromise
    #: the sentence the person reads, in Indonesian and English
    sentence: str
    sentence_en: str


ENDINGS: dict[str, Ending] = {
    "solved": Ending(
        _("Sudah selesai sebelum dijawab"),
        "Masalahnya sudah selesai.",
        "The matter is settled already.",
    ),
    "elsewhere": Ending(
        _("Bukan wewenang dinas ini"),
        "Urusan ini di luar wewenang kami. Sampaikan lewat SP4N-LAPOR! (lapor.go.id).",
        "This is outside our authority. Please use SP4N-LAPOR! (lapor.go.id).",
    ),
    "unclear": Ending(
        _("Tidak jelas, pelapor tidak bisa dihubungi"),
        "Keterangannya belum cukup. Balas di halaman aduan bila ada tambahan.",
        "There is not enough to go on. Reply on the complaint's page if you can add something.",
    ),
    "double": Ending(
        _("Sama dengan aduan lain"),
        "Aduan yang sama sudah kami tangani.",
        "We already deal with the same complaint.",
    ),
}


@dataclass(frozen=True, slots=True)
class Ready:
    """One reply kept ready: the word it is picked by, the words in Indonesian and English, topics it suits."""

    title: str
    text: str
    text_en: str
    topics: frozenset[str] = frozenset()


PACKAGED = (
    Ready(
        "Mohon maaf, sedang diselesaikan",
        "Mohon maaf atas keterlambatannya. Permohonan Anda sedang kami selesaikan. Anda tidak perlu datang, "
        "kami kabari begitu selesai.",
        "We are sorry for the delay. We are finishing your application. You do not need to come, we will tell "
        "you when it is done.",
        frozenset({"terlambat"}),
    ),
    Ready(
        "Salah cetak, dicetak ulang",
        "Mohon maaf, ada data yang salah cetak. Dokumennya kami cetak ulang tanpa biaya. Bawa dokumen lama "
        "waktu mengambil.",
        "We are sorry for the misprint. We print the document again free of charge. Bring the old one when you "
        "collect it.",
        frozenset({"salah_cetak"}),
    ),
    Ready(
        "Data sudah disinkronkan",
        "Data Anda sudah kami kirim ulang ke pusat. Tunggu 1 x 24 jam, lalu coba lagi di BPJS atau bank.",
        "We sent your data to the centre again. Wait 24 hours, then try again at BPJS or the bank.",
        frozenset({DATA_FAULT}),
    ),
    Ready(
        "Laporan pungli kami periksa",
        "Terima kasih sudah melapor. Semua layanan gratis. Laporan Anda diperiksa kepala dinas, dan nama Anda "
        "tidak kami sebut.",
        "Thank you for reporting this. Every service is free. The head of the office examines your report, and "
        "your name is not mentioned.",
        ABOUT_OFFICERS,
    ),
    Ready(
        "Datang ke loket pengaduan",
        "Untuk ini kami perlu bertemu. Datang ke loket pengaduan pada jam kerja dan bawa KTP serta KK asli.",
        "We need to meet for this. Come to the complaints counter in office hours with your original KTP and KK.",
    ),
)
#: What an entry of the talk is, for officers.
NOTE_WORDS: dict[str, _StrPromise] = {
    "resident": _("Pelapor"),
    "office": _("Jawaban kantor"),
    "note": _("Catatan petugas"),
}
