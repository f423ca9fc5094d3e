"""The navigation of the console, in the groups of its left column. A page is one line here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the navigation; ``current`` when the page shown is it or lies behind it."""

    label: Promise
    #: name of its URL; an entry whose page is not there yet is left out
    name: str
    url: str = ""
    current: bool = False
    #: who sees it, as the gate of its page says
    roles: tuple[str, ...] = ("administrator",)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of pages under one word, with its icon."""

    label: Promise
    icon: str
    entries: tuple[Entry, ...]


NAVIGATION: tuple[Group, ...] = (
    Group(
        _("Layanan"),
        "layout-grid",
        (
            Entry(_("Daftar layanan"), "console:catalogue:list"),
            Entry(_("Penerbitan"), "console:publishing:list"),
            Entry(_("Berkas katalog"), "console:publishing:files"),
            Entry(_("Pembaruan katalog"), "console:publishing:updates"),
            Entry(_("Pertanyaan dan daftar"), "console:shared:home"),
            Entry(_("Jenis foto"), "console:shared:photos"),
            Entry(_("Alasan petugas"), "console:shared:reasons"),
            Entry(_("Cara dan waktu layanan"), "console:settings:services"),
            Entry(_("Keadaan darurat"), "console:settings:emergency"),
            Entry(_("Terima otomatis"), "console:registry:rules"),
        ),
    ),
    Group(
        _("Teks"),
        "message-circle",
        (
            Entry(_("Pesan ke warga"), "console:texts:list"),
            Entry(_("Balasan siap pakai"), "console:replies:index"),
            Entry(_("Terjemahan"), "console:translations:list"),
        ),
    ),
    Group(
        _("Kantor"),
        "building-2",
        (
            Entry(_("Kantor dan tempat layanan"), "console:offices:list"),
            Entry(_("Jam kerja"), "console:hours:week"),
            Entry(_("Hari libur"), "console:hours:holidays"),
            Entry(_("Wilayah cetak"), "console:zones:list"),
            Entry(_("Jadwal kedatangan"), "console:appointments:list"),
        ),
    ),
    Group(
        _("Petugas"),
        "users",
        (
            Entry(_("Petugas dan peran"), "console:staff:list"),
            Entry(_("Pendamping"), "console:helping:list"),
        ),
    ),
    Group(
        _("Tampilan"),
        "eye",
        (
            Entry(_("Nama, warna, logo"), "console:branding:edit"),
        ),
    ),
    Group(
        _("Halaman"),
        "file-text",
        (
            Entry(_("Halaman dinas"), "console:pages:list"),
            Entry(_("Pengumuman"), "console:announcements:list"),
        ),
    ),
    Group(
        _("Dinas"),
        "settings",
        (
            Entry(_("Cara dinas bekerja"), "console:settings:show"),
            Entry(_("Kontak dan tautan"), "console:contacts:edit"),
            Entry(_("Data SIAK"), "console:registry:edit"),
            Entry(_("Alamat web"), "console:domains:list"),
            Entry(_("Persiapan pembukaan"), "console:opening:show"),
            Entry(_("Catatan kejadian"), "console:record:list", roles=("administrator", "auditor")),
            Entry(_("Kesehatan sistem"), "console:health:show"),
        ),
    ),
)  # fmt: skip  # one line for each page, so that several hands may add theirs


def navigation(path: str, roles: Collection[str] = ("administrator",)) -> list[Group]:
    """The groups with their addresses, for a page at ``path`` and an officer with these roles."""
    found = [
        (
            group,
            [
                (entry, url)
                for entry in group.entries
                if _sees(entry, roles) and (url := _address(entry.name))
            ],
        )
        for group in NAVIGATION
    ]
    nearest = _nearest(path, [url for _group, entries in found for _entry, url in entries])
    return [
        Group(
            group.label,
            group.icon,
            tuple(Entry(entry.label, entry.name, url, url == nearest) for entry, url in entries),
        )
        for group, entries in found
        if entries
    ]


def _sees(entry: Entry, roles: Collection[str]) -> bool:
    return not set(entry.roles).isdisjoint(roles)


def _nearest(path: str, urls: list[str]) -> str:
    """The longest address the path begins with; nothing at the home page."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
