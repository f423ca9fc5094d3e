"""Papers of a registration and the reasons to return or cancel one, as data with the words people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Paper slugs of ``account_registration`` in the order of the desk's photo wall.
PAPERS: dict[str, _StrPromise] = {
    "ktp_asli": _("KTP"),
    "surket_rekam": _("Surket Perekaman"),
    "selfie_ktp": _("Wajah + KTP"),
    "kk_asli": _("Kartu Keluarga"),
    "foto_ttd": _("Tanda tangan"),
    "dok_perjalanan": _("Paspor"),
    "itas": _("Kartu ITAS"),
    "itap": _("Kartu ITAP"),
    "selfie_paspor": _("Wajah + paspor"),
}

#: A paper that may stand for another.
ALTERNATIVES = {"ktp_asli": ("ktp_asli", "surket_rekam")}

#: What can be sent back for repair: each paper, and the NIK or passport itself.
ITEMS: dict[str, _StrPromise] = {
    "ktp_asli": _("Foto KTP"),
    "selfie_ktp": _("Foto wajah memegang KTP"),
    "kk_asli": _("Foto Kartu Keluarga"),
    "foto_ttd": _("Foto tanda tangan"),
    "nik": _("NIK"),
    "dok_perjalanan": _("Foto halaman data paspor"),
    "selfie_paspor": _("Foto wajah memegang paspor"),
    "itas": _("Foto kartu ITAS"),
    "itap": _("Foto kartu ITAP"),
    "paspor": _("Nomor paspor"),
}
#: Of these, what only foreigners with a passport have, and what only people with a NIK have.
OF_PASSPORT = frozenset({"dok_perjalanan", "selfie_paspor", "itas", "itap", "paspor"})
OF_NIK = frozenset({"ktp_asli", "selfie_ktp", "kk_asli", "nik"})


@dataclass(frozen=True, slots=True)
class RepairReason:
    """Why one item comes back. ``items`` are those it can be said of, the first being the usual one."""

    code: str
    key: str
    officer: _StrPromise
    #: Completes "Akun belum bisa disetujui karena …".
    because: _StrPromise
    #: What to do, one sentence.
    todo: _StrPromise
    items: tuple[str, ...]
    needs_note: bool = False


_PHOTOS = ("ktp_asli", "selfie_ktp", "kk_asli", "foto_ttd")
_OF_FOREIGNER = ("dok_perjalanan", "selfie_paspor", "itas", "itap")

REPAIR_REASONS: tuple[RepairReason, ...] = (
    RepairReason(
        "blurred",
        "P1",
        _("Foto buram"),
        _("fotonya buram"),
        _("Ambil foto sekali lagi di tempat terang sampai tulisannya terbaca."),
        (*_PHOTOS, *_OF_FOREIGNER),
    ),
    RepairReason(
        "mask",
        "P2",
        _("Pakai masker"),
        _("wajah di foto tertutup masker"),
        _("Lepas masker, pegang KTP di samping wajah, lalu ambil foto lagi."),
        ("selfie_ktp",),
    ),
    RepairReason(
        "cut_off",
        "P3",
        _("KTP terpotong"),
        _("KTP di foto terpotong"),
        _("Ambil foto KTP lagi sampai keempat sudutnya terlihat."),
        ("ktp_asli",),
    ),
    RepairReason(
        "nik_differs",
        "P4",
        _("NIK beda"),
        _("NIK yang diisi tidak sama dengan NIK di KTP"),
        _("Isi lagi 16 angka NIK seperti yang tertulis di KTP."),
        ("nik",),
    ),
    RepairReason(
        "kk_copy",
        "P5",
        _("KK fotokopi"),
        _("yang difoto adalah fotokopi KK"),
        _("Ambil foto Kartu Keluarga yang asli, bukan fotokopi."),
        ("kk_asli",),
    ),
    RepairReason(
        "other",
        "P6",
        _("Lainnya…"),
        _("ada yang belum sesuai"),
        _("Perbaiki sesuai catatan petugas."),
        (*_PHOTOS, "nik", *_OF_FOREIGNER, "paspor"),
        needs_note=True,
    ),
    RepairReason(
        "passport_differs",
        "P7",
        _("Nomor paspor beda"),
        _("nomor paspor yang diisi tidak sama dengan foto paspor"),
        _("Isi lagi negara dan nomor seperti di halaman data paspor."),
        ("paspor",),
    ),
    RepairReason(
        "passport_ended",
        "P8",
        _("Paspor atau izin habis"),
        _("paspor atau izin tinggal di foto sudah habis masa berlakunya"),
        _("Kirim foto paspor atau izin tinggal yang masih berlaku."),
        ("dok_perjalanan", "itas", "itap"),
    ),
    RepairReason(
        "face_hidden",
        "P9",
        _("Wajah tertutup"),
        _("wajah di foto tertutup"),
        _("Pegang paspor di samping wajah tanpa masker, lalu ambil foto lagi."),
        ("selfie_paspor",),
    ),
)


@dataclass(frozen=True, slots=True)
class CancelReason:
    """Why an account is refused; the first three are those the office used (seed S3-26)."""

    code: str
    officer: _StrPromise
    #: Completes "Akun tidak bisa disetujui karena …".
    because: _StrPromise


CANCEL_REASONS: tuple[CancelReason, ...] = (
    CancelReason("data_differ", _("Data tidak sesuai"), _("data yang diisi tidak sesuai dengan KTP atau KK")),
    CancelReason("paper_missing", _("Dokumen tidak diunggah"), _("ada dokumen yang belum dikirim")),
    CancelReason("mask", _("Swafoto memakai masker"), _("foto diri memakai masker")),
    CancelReason("kk_copy", _("KK fotokopi"), _("KK yang difoto adalah fotokopi")),
    CancelReason("not_owner", _("Bukan pemilik KTP"), _("orang di foto bukan pemilik KTP")),
)


@dataclass(frozen=True, slots=True)
class FreezeReason:
    """Why an account is frozen; said to officers alone."""

    code: str
    officer: _StrPromise
    needs_note: bool = False


FREEZE_REASONS: tuple[FreezeReason, ...] = (
    FreezeReason("misuse_reported", _("Pemilik melapor akunnya dipakai orang lain")),
    FreezeReason("not_owner", _("Dipakai orang yang bukan pemilik KTP")),
    FreezeReason("broker", _("Dipakai calo untuk banyak orang")),
    FreezeReason("false_papers", _("Berkas diduga palsu")),
    FreezeReason("other", _("Lainnya, tulis di catatan"), needs_note=True),
)

#: What an officer sees with his own eyes before an account gets a new number.
FACE_TO_FACE: dict[str, _StrPromise] = {
    "ktp": _("KTP asli ada di tangan saya"),
    "wajah": _("Wajah orangnya sama dengan foto pendaftaran"),
    "data": _("NIK dan nama di KTP sama dengan akun"),
}


#: The same for somebody with a passport.
FACE_TO_FACE_FOREIGNER: dict[str, _StrPromise] = {
    "ktp": _("Paspor asli ada di tangan saya"),
    "wajah": _("Wajah orangnya sama dengan foto pendaftaran"),
    "data": _("Nomor dan nama di paspor sama dengan akun"),
}


def face_to_face(*, is_foreigner: bool) -> dict[str, _StrPromise]:
    """What an officer sees with his own eyes, by the same keys for KTP and passport."""
    return FACE_TO_FACE_FOREIGNER if is_foreigner else FACE_TO_FACE


def freeze_reason(code: str) -> FreezeReason | None:
    """The reason by its code."""
    return next((reason for reason in FREEZE_REASONS if reason.code == code), None)


def login_word(*, is_foreigner: bool) -> _StrPromise:
    """With what the person logs in, as a message says it."""
    return _("nomor paspor") if is_foreigner else _("NIK")


def reasons_for(*, is_foreigner: bool) -> tuple[RepairReason, ...]:
    """The reasons that can be said of an account by passport, or of one by NIK."""
    foreign = OF_NIK if is_foreigner else OF_PASSPORT
    return tuple(reason for reason in REPAIR_REASONS if set(reason.items) - foreign)


def items_for(*, is_foreigner: bool) -> dict[str, _StrPromise]:
    """What can be sent back of an account by passport, or of one by NIK."""
    foreign = OF_NIK if is_foreigner else OF_PASSPORT
    return {slug: name for slug, name in ITEMS.items() if slug not in foreign}


def repair_reason(code_or_key: str) -> RepairReason | None:
    """The reason by its code or its key ("P2")."""
    wanted = code_or_key.strip()
    for reason in REPAIR_REASONS:
        if wanted in (reason.code, reason.key, reason.key.lower()):
            return reason
    return None


def cancel_reason(code: str) -> CancelReason | None:
    """The reason by its code."""
    return next((reason for reason in CANCEL_REASONS if reason.code == code), None)


#: What the history calls each move.
STEPS: dict[str, _StrPromise] = {
    "send_for_checking": _("Dikirim"),
    "activate": _("Diaktifkan"),
    "verify_at_counter": _("Disetujui di loket"),
    "verify": _("Disetujui"),
    "return_for_repair": _("Diminta diperbaiki"),
    "resubmit": _("Dikirim ulang"),
    "cancel": _("Ditolak"),
    "freeze": _("Dibekukan"),
    "unfreeze": _("Dibuka lagi"),
    "attach_nik": _("NIK dicatat"),
    "undo": _("Diurungkan"),
}

#: How the owner of a lent phone number is related to the person (seed S1-22).
RELATIONS: dict[str, _StrPromise] = {
    "anak": _("Anak"),
    "pasangan": _("Suami atau istri"),
    "cucu": _("Cucu"),
    "saudara": _("Saudara"),
    "orang_tua": _("Orang tua"),
    "tetangga": _("Tetangga atau kerabat lain"),
}

#: Why somebody has no phone number at all.
NO_PHONE: dict[str, _StrPromise] = {
    "tidak_punya": _("Tidak punya HP dan tidak ada keluarga yang bisa dihubungi"),
    "hilang": _("HP hilang atau rusak"),
    "tidak_mau": _("Tidak mau memberi nomor"),
}

#: What the officer at the counter holds in his hands and compares with the person.
ORIGINALS: dict[str, _StrPromise] = {
    "ktp_asli": _("KTP-el atau Surket Perekaman asli"),
    "kk_asli": _("Kartu Keluarga asli"),
    "wajah": _("Wajah orangnya cocok dengan foto di KTP"),
}

#: The same for somebody with a passport.
ORIGINALS_FOREIGNER: dict[str, _StrPromise] = {
    "paspor_asli": _("Paspor asli"),
    "izin_asli": _("ITAS, ITAP, atau izin tinggal lain yang asli"),
    "wajah": _("Wajah orangnya cocok dengan foto di paspor"),
}


def originals_for(*, is_foreigner: bool) -> dict[str, _StrPromise]:
    """What the officer at the counter compares: KTP and KK, or passport and stay permit."""
    return ORIGINALS_FOREIGNER if is_foreigner else ORIGINALS


#: Papers that may stay in a resident's locker: the keys of ``locker_rules.KINDS``.
LOCKER_PAPERS: dict[str, _StrPromise] = {
    "kk_asli": _("Kartu Keluarga"),
    "ktp_asli": _("KTP"),
    "surket_rekam": _("Surket Perekaman"),
    "kutipan_lahir": _("Akta kelahiran"),
    "ktp_ortu": _("KTP orang tua atau wali"),
    "buku_nikah": _("Buku nikah atau akta perkawinan"),
    "ijazah": _("Ijazah"),
    "surat_medis_goldar": _("Surat golongan darah"),
    "foto_kia": _("Pas foto anak"),
    "pas_foto": _("Pas foto"),
    "dok_perjalanan": _("Paspor"),
    "itap": _("Kartu ITAP"),
    "itas": _("Kartu ITAS"),
    "sktt": _("SKTT"),
}

#: Topics of the answers in the locker, by the first part of their slugs.
LOCKER_TOPICS: dict[str, _StrPromise] = {
    "alamat": _("alamat"),
    "ayah": _("data ayah"),
    "ibu": _("data ibu"),
    "tempat": _("tempat lahir"),
    "tgl": _("tanggal lahir"),
    "jenis": _("jenis kelamin"),
    "gol": _("golongan darah"),
    "agama": _("agama"),
    "pendidikan": _("pendidikan"),
    "pekerjaan": _("pekerjaan"),
    "status": _("status perkawinan"),
    "kewarganegaraan": _("kewarganegaraan"),
    "kebangsaan": _("kewarganegaraan"),
}

#: What somebody of the family list is to the resident.
FAMILY: dict[str, _StrPromise] = {
    "suami": _("Suami"),
    "istri": _("Istri"),
    "anak": _("Anak"),
    "orang_tua": _("Orang tua"),
    "saudara": _("Saudara"),
    "cucu": _("Cucu"),
    "menantu": _("Menantu"),
    "mertua": _("Mertua"),
    "famili_lain": _("Keluarga lain"),
}
