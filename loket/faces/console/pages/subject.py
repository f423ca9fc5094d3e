"""What the views of this folder are about: pages, or announcements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loket.tenants.models import Announcement, Page

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of writing: its table, its place among the URLs, its words."""

    model: type[Page] | type[Announcement]
    #: namespace of its URLs and word of the record
    name: str
    title: _StrPromise
    lead: _StrPromise
    new: _StrPromise
    empty: _StrPromise
    obj_type: str

    def url(self, verb: str, *args: object) -> str:
        """The address of one of its verbs."""
        return reverse(f"console:{self.name}:{verb}", args=args)


PAGE = Subject(
    Page,
    "pages",
    _("Halaman"),
    _("Halaman tetap dinas: profil, maklumat pelayanan, tanya jawab. Tautannya ada di bawah Beranda warga."),
    _("Halaman baru"),
    _("Belum ada halaman. Tulis yang pertama, misalnya maklumat pelayanan."),
    "page",
)
ANNOUNCEMENT = Subject(
    Announcement,
    "announcements",
    _("Pengumuman"),
    _("Kabar di Beranda warga, hilang sendiri setelah tanggal akhirnya."),
    _("Pengumuman baru"),
    _("Belum ada pengumuman."),
    "announcement",
)
