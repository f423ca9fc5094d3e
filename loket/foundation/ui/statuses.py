"""One colour, one icon and one sentence for every state a resident or an officer meets.

The words are those of the house's table of states; the machine that moves a case through them lives in
the applications app and is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Status:
    """How a state looks: ``tone`` is a colour role (nila, kunyit, pandan, bata), ``icon`` a file name."""

    tone: str
    icon: str
    resident: _StrPromise
    officer: _StrPromise
    sentence: _StrPromise


APPLICATION = {
    "draft": Status("nila", "pencil", _("Belum dikirim"), _("Draf"), _("Lanjutkan isian, lalu kirim.")),
    "submitted": Status(
        "nila", "send", _("Terkirim"), _("Diajukan"), _("Sudah kami terima. Petugas akan memeriksa.")
    ),
    "in_verification": Status(
        "kunyit",
        "search",
        _("Sedang diperiksa"),
        _("Diverifikasi"),
        _("Petugas sedang memeriksa berkas Anda."),
    ),
    "returned": Status(
        "bata",
        "triangle-alert",
        _("Perlu diperbaiki"),
        _("Perlu perbaikan"),
        _("Ada satu hal yang perlu Anda perbaiki."),
    ),
    "approved": Status(
        "pandan", "circle-check", _("Disetujui"), _("Disetujui"), _("Berkas Anda lengkap dan disetujui.")
    ),
    "awaiting_visit": Status(
        "kunyit",
        "calendar-clock",
        _("Menunggu jadwal datang"),
        _("Menunggu kunjungan"),
        _("Anda perlu datang ke kantor satu kali."),
    ),
    "in_process": Status(
        "kunyit",
        "hourglass",
        _("Dalam proses"),
        _("Dalam proses"),
        _("Petugas sedang mengerjakan data Anda."),
    ),
    "in_production": Status(
        "kunyit",
        "printer",
        _("Dalam pengerjaan"),
        _("Dalam pengerjaan"),
        _("Dokumen Anda sedang dibuat."),
    ),
    "ready": Status(
        "pandan", "package-check", _("Siap diambil"), _("Siap diambil"), _("Dokumen Anda bisa diambil.")
    ),
    "sent": Status(
        "pandan", "truck", _("Sedang dikirim"), _("Dikirim"), _("Dokumen sedang dikirim ke Anda.")
    ),
    "completed": Status(
        "pandan", "badge-check", _("Selesai"), _("Selesai"), _("Dokumen sudah Anda terima. Terima kasih.")
    ),
    "rejected": Status(
        "bata", "circle-x", _("Tidak bisa diproses"), _("Ditolak"), _("Permohonan ini tidak bisa diproses.")
    ),
    "cancelled": Status(
        "bata", "ban", _("Dibatalkan"), _("Dibatalkan"), _("Permohonan ini sudah dibatalkan.")
    ),
}

ACCOUNT = {
    "awaiting_activation": Status(
        "nila",
        "smartphone",
        _("Menunggu kode"),
        _("Menunggu aktivasi"),
        _("Isi kode yang kami kirim ke HP Anda."),
    ),
    "awaiting_verification": Status(
        "kunyit",
        "hourglass",
        _("Menunggu pemeriksaan"),
        _("Menunggu verifikasi"),
        _("Petugas sedang memeriksa akun Anda."),
    ),
    "needs_repair": Status(
        "bata",
        "triangle-alert",
        _("Perlu diperbaiki"),
        _("Perlu perbaikan"),
        _("Ada satu hal yang perlu Anda perbaiki."),
    ),
    "verified": Status(
        "pandan", "badge-check", _("Akun aktif"), _("Terverifikasi"), _("Akun Anda sudah bisa dipakai.")
    ),
    "cancelled": Status(
        "bata", "ban", _("Dibatalkan"), _("Dibatalkan"), _("Pendaftaran akun ini dibatalkan.")
    ),
    "frozen": Status(
        "bata", "lock", _("Dikunci sementara"), _("Dibekukan"), _("Akun dikunci sementara. Hubungi kantor.")
    ),
}

OUTPUT = {
    "planned": Status("nila", "list", _("Belum dibuat"), _("Direncanakan"), _("Belum mulai dibuat.")),
    "in_production": APPLICATION["in_production"],
    "ready": APPLICATION["ready"],
    "handed_over": Status(
        "pandan", "badge-check", _("Sudah diambil"), _("Diserahkan"), _("Sudah diserahkan kepada pengambil.")
    ),
    "sent": APPLICATION["sent"],
    "delivered": Status(
        "pandan", "badge-check", _("Sudah sampai"), _("Sampai"), _("Sudah sampai di tujuan.")
    ),
    "failed": Status("bata", "triangle-alert", _("Dicetak ulang"), _("Gagal cetak"), _("Akan dibuat ulang.")),
    "cancelled": APPLICATION["cancelled"],
}

_GROUPS = {"application": APPLICATION, "account": ACCOUNT, "output": OUTPUT}


def status_of(state: str, group: str = "application") -> Status:
    """The look of a state of "application", "account" or "output"; KeyError for one that is not known."""
    return _GROUPS[group][state]
