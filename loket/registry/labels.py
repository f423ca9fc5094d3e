"""Words about the register, as officers and administrators read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Which register a dinas asks.
CHOICES: dict[str, _StrPromise] = {
    "none": _("Tidak memakai"),
    "stub": _("Contoh: orang rekaan, untuk mencoba"),
    "web": _("Layanan web verifikasi data"),
}

#: What can be compared.
FIELDS: dict[str, _StrPromise] = {
    "nama": _("Nama"),
    "no_kk": _("Nomor KK"),
    "tgl_lahir": _("Tanggal lahir"),
}

#: Why the register is asked; part of each row of the journal.
PURPOSES: dict[str, _StrPromise] = {
    "account_check": _("Pemeriksaan akun baru"),
    "case_check": _("Pemeriksaan berkas permohonan"),
}

#: The law beneath a verification of data by an office of population administration.
LEGAL_BASIS = "UU 24/2013 Pasal 58 ayat (4); Permendagri 102/2019"

#: What a rule looks at before it accepts, in the order in which it is shown.
RULE_INPUTS: dict[str, _StrPromise] = {
    "registry": _("Semua isian yang ditanyakan sesuai di SIAK"),
    "account": _("Akun pemohon sudah disetujui petugas"),
    "duplicate": _("Tidak ada permohonan atau akun kembar"),
    "broker": _("Tidak ada tanda calo"),
    "papers": _("Semua berkas terbaca dan siap"),
    "first": _("Belum pernah dikembalikan untuk diperbaiki"),
}

#: How a rule's look at a case ended.
OUTCOMES: dict[str, _StrPromise] = {
    "accepted": _("Diterima otomatis"),
    "sampled": _("Dipilih acak untuk diperiksa petugas"),
    "refused": _("Tetap diperiksa petugas"),
    "capped": _("Batas sehari tercapai, tetap diperiksa petugas"),
}
