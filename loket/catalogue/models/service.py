"""The services of a dinas: what is listed, and when and how it may be applied for."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.tenants.models import TenantModel


class Presence(models.TextChoices):
    """Whether the resident must come (seeds S2-11, X-1 to X-3)."""

    ONLINE = "online", _("Sepenuhnya daring")
    ONLINE_VISIT = "online_visit", _("Daring, lalu satu kali datang")
    COUNTER = "counter", _("Di loket")


class Service(TenantModel):
    """One layanan as this dinas offers it; what it asks and needs stands in its versions."""

    seen_at_setup: ClassVar[bool] = True

    #: Code of the catalogue: "ktp-hilang".
    code = models.SlugField(max_length=60)
    #: "pendaftaran_penduduk", "pencatatan_sipil" or "pemutakhiran_lainnya".
    category = models.CharField(max_length=40)
    #: Heading under which the dinas lists it, e.g. "KTP-el hilang/rusak"; empty for none (seed S3-15).
    group_name = models.CharField(max_length=80, blank=True)
    #: Order in lists, smallest first.
    position = models.PositiveIntegerField(default=0)
    #: Residents see it.
    is_active = models.BooleanField(default=True)
    #: It can be applied for on the web here.
    channel_web = models.BooleanField(default=True)
    #: It can be asked for by WhatsApp here (seeds S0-24, S3-54).
    channel_whatsapp = models.BooleanField(default=False)
    #: Hidden from residents before this day (seed S3-14); empty for always.
    available_from = models.DateField(null=True, blank=True)
    #: Online, online with a visit, or at the counter; an office setting (seed X-1).
    presence = models.CharField(max_length=20, choices=Presence, default=Presence.ONLINE)
    #: Why one comes, or need not, in the office's own words; empty: the catalogue's reason (seed S2-11).
    presence_note = models.CharField(max_length=300, blank=True)
    #: The same in English.
    presence_note_en = models.CharField(max_length=300, blank=True)
    #: The presence before it was switched in an emergency; empty: it is not (seed S1-25).
    presence_before = models.CharField(max_length=20, choices=Presence, blank=True)
    #: What residents are told about the emergency; empty without one.
    emergency_note = models.CharField(max_length=300, blank=True)
    #: The same in English.
    emergency_note_en = models.CharField(max_length=300, blank=True)
    #: Last day on which it can be begun or sent; empty for no end.
    available_until = models.DateField(null=True, blank=True)
    #: From this time of the office's day it can be begun and sent; empty for round the clock.
    opens_at = models.TimeField(null=True, blank=True)
    #: Until this time of the office's day; set together with ``opens_at``.
    closes_at = models.TimeField(null=True, blank=True)
    #: Most applications sent in one day of the office's calendar; empty for no limit.
    quota_day = models.PositiveIntegerField(null=True, blank=True)
    #: Most applications sent from Monday to Sunday; empty for no limit.
    quota_week = models.PositiveIntegerField(null=True, blank=True)
    #: Promise at the counter in working minutes, 60 for the one-hour service (seed S3-2); empty: none.
    counter_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    #: The office's own target until the first decision, in working hours; empty: one working day.
    verify_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    #: The office's own target from complete papers to the end, in ``target_unit``; empty: as published.
    target_value = models.PositiveSmallIntegerField(null=True, blank=True)
    #: "working_hour" or "working_day".
    target_unit = models.CharField(max_length=12, default="working_day")
    #: Who approved an application of it may not process it too, also where the office does not ask that of all.
    needs_two_people = models.BooleanField(default=False)

    class Meta:
        verbose_name = "layanan"
        verbose_name_plural = "layanan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "code"], name="service_code_unique"),
        ]

    def __str__(self) -> str:
        return self.code

    def is_open_on(self, day: date) -> bool:
        """Residents see it on this day of the office's calendar: switched on, begun and not over."""
        is_begun = self.available_from is None or self.available_from <= day
        is_over = self.available_until is not None and self.available_until < day
        return self.is_active and is_begun and not is_over
