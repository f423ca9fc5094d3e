"""The record in words: what was done, to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.applications.labels import STEPS
from loket.audit.models import Entry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: First words of deeds: what they are about. The order is that of the sieve.
AREAS: dict[str, _StrPromise] = {
    "applications": gettext_lazy("Permohonan"),
    "issuing": gettext_lazy("Cetak dan serah terima"),
    "appointments": gettext_lazy("Jadwal kedatangan"),
    "residents": gettext_lazy("Akun warga"),
    "accounts": gettext_lazy("Masuk dan kata sandi"),
    "desk": gettext_lazy("Pencarian di meja"),
    "files": gettext_lazy("Berkas"),
    "catalogue": gettext_lazy("Layanan"),
    "notifications": gettext_lazy("Pesan dan teks"),
    "staff": gettext_lazy("Petugas"),
    "tenants": gettext_lazy("Pengaturan dinas"),
    "pages": gettext_lazy("Halaman"),
    "announcements": gettext_lazy("Pengumuman"),
    "audit": gettext_lazy("Catatan kejadian"),
}
#: Kinds of things that have a number people know.
OBJECTS = (
    *(
        "application",
        "account",
        "resident",
        "output",
        "file",
        "paper",
        "service",
        "membership",
        "message_text",
    ),
    *("page", "announcement", "tenant", "office", "zone", "invitation", "message", "draft"),
)
_DEEDS: dict[str, _StrPromise] = {
    "accounts.sign_in": gettext_lazy("Masuk"),
    "accounts.sign_out": gettext_lazy("Keluar"),
    "accounts.set_password": gettext_lazy("Mengganti kata sandi"),
    "accounts.reset_second_factor": gettext_lazy("Melepas autentikator"),
    "applications.start": gettext_lazy("Memulai permohonan"),
    "applications.submit": gettext_lazy("Mengirim permohonan"),
    "applications.claim": gettext_lazy("Membuka berkas"),
    "applications.approve": gettext_lazy("Menyetujui permohonan"),
    "applications.return": gettext_lazy("Minta perbaikan"),
    "applications.reject": gettext_lazy("Menolak permohonan"),
    "applications.cancel": gettext_lazy("Membatalkan permohonan"),
    "applications.viewed": gettext_lazy("Melihat permohonan"),
    "applications.view_paper": gettext_lazy("Melihat foto berkas"),
    "applications.paper_viewed": gettext_lazy("Melihat foto berkas"),
    "audit.exported": gettext_lazy("Mengekspor catatan"),
    "desk.searched": gettext_lazy("Mencari warga"),
    "issuing.searched": gettext_lazy("Mencari di serah terima"),
    "notifications.text_changed": gettext_lazy("Mengubah teks pesan"),
    "notifications.text_default": gettext_lazy("Memakai teks bawaan lagi"),
    "notifications.text_brought_back": gettext_lazy("Memakai versi lama teks"),
    "notifications.text_tried": gettext_lazy("Mengirim teks percobaan"),
    "notifications.sent_again": gettext_lazy("Mengirim pesan lagi"),
    "pages.added": gettext_lazy("Menulis halaman"),
    "pages.changed": gettext_lazy("Mengubah halaman"),
    "pages.removed": gettext_lazy("Menghapus halaman"),
    "announcements.added": gettext_lazy("Menulis pengumuman"),
    "announcements.changed": gettext_lazy("Mengubah pengumuman"),
    "announcements.removed": gettext_lazy("Menghapus pengumuman"),
    "residents.view": gettext_lazy("Melihat data warga"),
    "residents.view_paper": gettext_lazy("Melihat foto warga"),
    "staff.add_officer": gettext_lazy("Menambah petugas"),
    "staff.invite": gettext_lazy("Mengundang petugas"),
    "staff.set_roles": gettext_lazy("Mengubah peran"),
    "staff.deactivate": gettext_lazy("Menutup akses petugas"),
    "catalogue.publish": gettext_lazy("Menerbitkan layanan"),
    "catalogue.draft.change": gettext_lazy("Mengubah draf layanan"),
    "tenants.settings": gettext_lazy("Mengubah pengaturan"),
    "tenants.banner": gettext_lazy("Mengubah spanduk"),
}
#: Names of the details; what is not here stands as it was written.
_NAMES: dict[str, _StrPromise] = {
    "about": gettext_lazy("tentang"),
    "channel": gettext_lazy("saluran"),
    "changed": gettext_lazy("diubah"),
    "columns": gettext_lazy("kolom"),
    "days": gettext_lazy("hari"),
    "found": gettext_lazy("ditemukan"),
    "from": gettext_lazy("dari"),
    "host": gettext_lazy("alamat"),
    "kind": gettext_lazy("jenis"),
    "language": gettext_lazy("bahasa"),
    "number": gettext_lazy("nomor"),
    "office": gettext_lazy("kantor"),
    "paper": gettext_lazy("foto"),
    "photos": gettext_lazy("foto"),
    "queue": gettext_lazy("antrean"),
    "reason": gettext_lazy("alasan"),
    "role": gettext_lazy("peran"),
    "roles": gettext_lazy("peran"),
    "rows": gettext_lazy("baris"),
    "second_factor": gettext_lazy("dengan kode autentikator"),
    "service": gettext_lazy("layanan"),
    "services": gettext_lazy("layanan"),
    "small": gettext_lazy("ukuran kecil"),
    "system": gettext_lazy("sistem"),
    "to": gettext_lazy("ke"),
    "username": gettext_lazy("nama pengguna"),
    "version": gettext_lazy("versi"),
    "zone": gettext_lazy("wilayah"),
}
#: Verbs of deeds without words of their own.
_VERBS: dict[str, _StrPromise] = {
    "add": gettext_lazy("ditambah"),
    "ask": gettext_lazy("dimintakan"),
    "change": gettext_lazy("diubah"),
    "close": gettext_lazy("ditutup"),
    "create": gettext_lazy("dibuat"),
    "deactivate": gettext_lazy("dinonaktifkan"),
    "import": gettext_lazy("dimuat dari berkas"),
    "offer": gettext_lazy("cara dan waktu diubah"),
    "open": gettext_lazy("dibuka"),
    "reactivate": gettext_lazy("diaktifkan lagi"),
    "remove": gettext_lazy("dihapus"),
    "reopen": gettext_lazy("dibuka lagi"),
    "restore": gettext_lazy("versi lama dipakai lagi"),
    "searched": gettext_lazy("dicari"),
    "view": gettext_lazy("dilihat"),
    "viewed": gettext_lazy("dilihat"),
    "withdraw": gettext_lazy("ditarik"),
}


def deed(action: str) -> str:
    """What was done, in words; the bare verb for those without."""
    known = _DEEDS.get(action)
    if known:
        return str(known)
    area, _dot, verb = action.partition(".")
    if area == "applications" and verb in STEPS:
        return str(STEPS[verb])
    last = verb.rpartition(".")[2]
    return f"{AREAS.get(area, area)}: {_VERBS.get(last) or verb.replace('_', ' ')}"


def person(entry: Entry) -> str:
    """Who: an officer's name, or what kind of person it was; residents are never named in the record."""
    kinds = {"resident": _("Warga"), "visitor": _("Pengunjung"), "system": _("Sistem")}
    return entry.actor_name or kinds.get(entry.actor_kind, entry.actor_kind)


def facts(entry: Entry) -> str:
    """The rest in one line: purpose and detail."""
    detail = entry.detail if isinstance(entry.detail, dict) else {}
    parts = [
        f"{_NAMES.get(name, name)}: {_plain(value)}"
        for name, value in detail.items()
        if value not in ("", None, [], {})
    ]
    return ", ".join(filter(None, (entry.purpose, *parts)))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return ", ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)
