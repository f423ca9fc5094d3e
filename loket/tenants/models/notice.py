"""What a dinas tells everybody: pages that stay, announcements that pass."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar, NamedTuple

from django.db import models

from loket.foundation.kernel import clock

from .scoped import TenantModel


class Words(NamedTuple):
    """Title and text in one language, and which language that really is."""

    title: str
    body: str
    language: str


class Notice(TenantModel):
    """What pages and announcements have in common: two languages, days, an order."""

    #: Random public name, for the console's links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Title in Indonesian.
    title = models.CharField(max_length=120)
    #: Title in English; empty: English readers get the Indonesian one.
    title_en = models.CharField(max_length=120, blank=True)
    #: Text in Indonesian, in the simple markup of ``foundation.ui.markup``.
    body = models.TextField(max_length=20_000, blank=True)
    #: The same in English.
    body_en = models.TextField(max_length=20_000, blank=True)
    #: Order in lists, smallest first.
    position = models.PositiveIntegerField(default=0)
    #: Residents see it; False while it is being written.
    is_published = models.BooleanField(default=False)
    #: First day on the office's own calendar; empty for from now on.
    starts_on = models.DateField(null=True, blank=True)
    #: Last day; empty for no end.
    ends_on = models.DateField(null=True, blank=True)
    #: Grows by one with every change; an editor says which one it has seen.
    revision = models.PositiveIntegerField(default=1)
    #: When it was last changed.
    changed_at = models.DateTimeField(default=clock.now)
    #: Name of who changed it last.
    changed_by = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def is_shown(self, day: date) -> bool:
        """Whether residents see it on ``day``."""
        begun = self.starts_on is None or self.starts_on <= day
        over = self.ends_on is not None and self.ends_on < day
        return self.is_published and begun and not over

    def words(self, language: str) -> Words:
        """What a reader of ``language`` gets: English where it is written, else Indonesian."""
        if language.startswith("en") and self.title_en and (self.body_en or not self.body):
            return Words(self.title_en, self.body_en, "en")
        return Words(self.title, self.body, "id")


class Page(Notice):
    """A page of the dinas' own: /halaman/<slug>/."""

    #: Its word in the address.
    slug = models.SlugField(max_length=60)

    class Meta:
        verbose_name = "halaman"
        verbose_name_plural = "halaman"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="page_slug_unique"),
        ]


class Announcement(Notice):
    """A piece of news on the first page of the portal."""

    class Meta:
        verbose_name = "pengumuman"
        verbose_name_plural = "pengumuman"
