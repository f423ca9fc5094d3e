"""The register of dinas and of the host names that lead to them."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.foundation.kernel.working_time import WorkingCalendar

from .. import branding
from .working_days import free_days, weekly_spans

_CALENDAR_SECONDS = 60
_calendars: dict[int, tuple[float, WorkingCalendar]] = {}


def forget_calendars() -> None:
    """Drop the calendars kept; for tests and after hours or holidays were changed."""
    _calendars.clear()


def _in_english() -> bool:
    return (get_language() or "id").startswith("en")


def plain_delivery() -> list[str]:
    """What a dinas offers unless its profile says more: collection, and e-mail. Pos is a decision (seed S4-21)."""
    return ["ambil_dinas", "ambil_kecamatan", "email"]


class RegistrationProfile(models.TextChoices):
    """How a resident's account begins (seed X-5)."""

    SURAKARTA = "surakarta", _("Kode SMS, tanpa pemeriksaan petugas")
    BULELENG = "buleleng", _("Empat foto, diperiksa petugas")


class ClockRule(models.TextChoices):
    """When the office's clock starts for what comes in during working hours (seeds S2-8, X-7).

    What comes in outside them always waits for the next working morning.
    """

    AT_ONCE = "at_once", _("Langsung, bila dikirim pada jam kerja")
    NEXT_MORNING = "next_morning", _("Selalu pagi hari kerja berikutnya")


class HandOverRule(models.TextChoices):
    """What is shown when a document is collected (seeds S0-6, X-11)."""

    ORIGINALS = "originals", _("Semua dokumen asli yang difoto waktu mengajukan")
    IDENTITY = "identity", _("Cukup KTP atau KK asli")


class Tenant(models.Model):
    """One dinas and how it behaves. Shared register: holds no personal data, has no row-level security."""

    #: Short name in keys and folders, never changed: "buleleng".
    slug = models.SlugField(unique=True)
    #: Full name: "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Buleleng".
    name = models.CharField(max_length=160)
    #: Name in headings and messages: "Disdukcapil Buleleng".
    short_name = models.CharField(max_length=60)
    #: Three letters that begin each application number: "BLL".
    reference_prefix = models.CharField(max_length=3, unique=True)
    #: The kabupaten/kota served.
    regency = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    #: Time zone of every promise made: Asia/Jakarta, Asia/Makassar or Asia/Jayapura.
    time_zone = models.CharField(max_length=40)
    #: Which office profile it was opened with (packaged data, for the record).
    profile = models.CharField(max_length=40, blank=True)
    #: How accounts begin.
    registration_profile = models.CharField(max_length=20, choices=RegistrationProfile)
    #: The officer-verified profile also proves the phone number by a code.
    proves_phone = models.BooleanField(default=True)
    #: Channels of messages in order of preference: "whatsapp", "sms", "email".
    notify_channels = models.JSONField(default=list)
    #: Message kinds switched on here that are off by default (settled: in_process, in_production).
    optional_message_kinds = models.JSONField(default=list, blank=True)
    #: Message kinds that are sent elsewhere and switched off here, by their full keys.
    silent_message_kinds = models.JSONField(default=list, blank=True)
    #: Ways residents may receive a document, as far as the service has them too (seed S4-21).
    delivery_options = models.JSONField(default=plain_delivery)
    #: Registration asks for an e-mail address and does not go on without one (seed X-6).
    email_required = models.BooleanField(default=False)
    #: When the clock starts during working hours (seeds S2-8, X-7).
    clock_rule = models.CharField(max_length=16, choices=ClockRule, default=ClockRule.AT_ONCE)
    #: The office aims to finish on the day of registration; reports show the share (seed S2-7).
    same_day_target = models.BooleanField(default=False)
    #: Applications are taken from this local time on; empty: around the clock (seeds S2-1, S2-4).
    intake_opens = models.TimeField(null=True, blank=True)
    #: … until this local time; set and empty together with ``intake_opens``.
    intake_closes = models.TimeField(null=True, blank=True)
    #: What is shown at the counter when a document is collected (seed X-11).
    handover_rule = models.CharField(max_length=16, choices=HandOverRule, default=HandOverRule.ORIGINALS)
    #: Cards are printed at the office of the resident's print zone; off: all at the dinas (seed S3-46).
    routes_by_zone = models.BooleanField(default=True)
    #: A returned application waits so many days for the resident, then it ends.
    return_days = models.PositiveSmallIntegerField(default=14)
    #: A resident who was asked to come is waited for so many days, then the application ends.
    visit_days = models.PositiveSmallIntegerField(default=30)
    #: Documents nobody collects end the application after so many days; empty: they wait for ever.
    unclaimed_days = models.PositiveSmallIntegerField(null=True, blank=True)
    #: A complaint is answered within so many working days.
    complaint_days = models.PositiveSmallIntegerField(default=5)
    #: Central systems that are down here, by code, each with the moment since when (ISO); banners read it.
    systems_down = models.JSONField(default=dict, blank=True)
    #: Who declared a case complete may not process it as well (seed S3-1).
    two_person_rule = models.BooleanField(default=False)
    #: Residents read the names of officers beside their roles in the list of who opened their file.
    names_officers = models.BooleanField(default=False)
    #: Smallest length of a resident's password.
    password_min = models.PositiveSmallIntegerField(default=8)
    #: Postal address of the main office.
    address = models.CharField(max_length=200, blank=True)
    #: Telephone for questions.
    phone = models.CharField(max_length=30, blank=True)
    #: WhatsApp number for questions, +62….
    whatsapp = models.CharField(max_length=20, blank=True)
    #: E-mail address for questions.
    email = models.EmailField(blank=True)
    #: Web site of the office.
    website = models.URLField(blank=True)
    #: Instagram account without @ (seed S2-3).
    instagram = models.CharField(max_length=60, blank=True)
    #: Facebook page (seed S1-24).
    facebook = models.CharField(max_length=100, blank=True)
    #: Tutorial video (seed S3-74).
    video_url = models.URLField(blank=True)
    #: What to bring and show at hand-over, one sentence (seeds S0-6, S0-34).
    handover_note = models.CharField(max_length=300, blank=True)
    #: The same in English; empty: English pages show the Indonesian one.
    handover_note_en = models.CharField(max_length=300, blank=True)
    #: Notice for every visit, e.g. a health protocol (seed S1-8).
    visit_notice = models.CharField(max_length=300, blank=True)
    #: The same in English; empty: English pages show the Indonesian one.
    visit_notice_en = models.CharField(max_length=300, blank=True)
    #: Notice on every resident page while it is due, in Indonesian (seed S1-25); empty for none.
    banner_text = models.CharField(max_length=300, blank=True)
    #: The same in English; empty: English pages show the Indonesian one.
    banner_text_en = models.CharField(max_length=300, blank=True)
    #: First day of the notice, on the office's own calendar; empty for from now on.
    banner_from = models.DateField(null=True, blank=True)
    #: Last day of the notice; empty for until it is taken away.
    banner_until = models.DateField(null=True, blank=True)
    #: The platform runs it; a closed dinas answers everybody with a plain page and keeps its data.
    is_open = models.BooleanField(default=True)
    #: What the plain page of a closed dinas says beside its name, one sentence.
    closing_note = models.CharField(max_length=300, blank=True)
    #: Since when residents may use it; empty while it is being set up, when they meet a plain page.
    public_since = models.DateTimeField(null=True, blank=True, default=clock.now)
    #: Colour of header, buttons and links, "#222c5e"; checked to be readable on white and on paper.
    colour_main = models.CharField(max_length=7, default=branding.MAIN)
    #: Colour of what needs attention, "#f2b233"; checked to carry dark letters.
    colour_accent = models.CharField(max_length=7, default=branding.ACCENT)
    #: The logo, by the public name of its stored file (files stand above this app); empty for none.
    logo = models.UUIDField(null=True, blank=True)
    #: Raised with every change of logo or colours, part of their addresses; 0: everything as packaged.
    brand_version = models.PositiveIntegerField(default=0)
    #: This tenant's key, wrapped by the master key.
    wrapped_key = models.BinaryField()

    class Meta:
        verbose_name = "dinas"
        verbose_name_plural = "dinas"

    def __str__(self) -> str:
        return self.short_name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.time_zone)

    @property
    def zone_label(self) -> str:
        """WIB, WITA or WIT, as printed behind a time of day."""
        return {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}[self.time_zone]

    @property
    def verifies_accounts(self) -> bool:
        """True when an officer checks each new account (Buleleng), False when a code suffices (Surakarta)."""
        return self.registration_profile == RegistrationProfile.BULELENG

    def takes_applications(self, at: datetime) -> bool:
        """Whether ``at`` lies within the intake hours, which may pass midnight; always without any (S2-4)."""
        begin, end = self.intake_opens, self.intake_closes
        if begin is None or end is None:
            return True
        local = at.astimezone(self.zone).time()
        return begin <= local < end if begin < end else local >= begin or local < end

    def banner(self, language: str, day: date) -> str:
        """The notice that residents read on ``day`` in a language ("id", "en"); empty when none is due."""
        begun = self.banner_from is None or self.banner_from <= day
        over = self.banner_until is not None and self.banner_until < day
        if not begun or over:
            return ""
        return (self.banner_text_en if language.startswith("en") else "") or self.banner_text

    @property
    def handover_words(self) -> str:
        """What to bring and show at hand-over, in the language in use."""
        return (self.handover_note_en if _in_english() else "") or self.handover_note

    @property
    def visit_words(self) -> str:
        """The notice for every visit, in the language in use."""
        return (self.visit_notice_en if _in_english() else "") or self.visit_notice

    @property
    def down_now(self) -> list[tuple[str, datetime]]:
        """Central systems that are down ("SIAK", "TTE"), each with since when, the longest first."""
        found = ((code.upper(), datetime.fromisoformat(since)) for code, since in self.systems_down.items())
        return sorted(found, key=lambda one: one[1])

    def calendar(self) -> WorkingCalendar:
        """Working hours and free days as pure rules; read again from the database every minute."""
        made_at, calendar = _calendars.get(self.pk, (0.0, None))
        if calendar is None or time.monotonic() - made_at > _CALENDAR_SECONDS:
            calendar = WorkingCalendar(self.zone, weekly_spans(), free_days())
            _calendars[self.pk] = (time.monotonic(), calendar)
        return calendar


class Hostname(models.Model):
    """A host name and the dinas it leads to; exactly one of a dinas is primary."""

    #: Lower-case name without port: "buleleng.localhost".
    host = models.CharField(max_length=253, unique=True)
    #: The dinas.
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="hosts")
    #: The name used in messages and links.
    is_primary = models.BooleanField(default=True)
    #: An old name: answers with 301 to the primary one, keeping the path.
    redirects = models.BooleanField(default=False)
    #: When it was entered.
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "nama host"
        verbose_name_plural = "nama host"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant"], condition=models.Q(is_primary=True), name="one_primary_host_per_tenant"
            ),
            models.CheckConstraint(
                condition=~models.Q(is_primary=True, redirects=True), name="primary_host_never_redirects"
            ),
        ]

    def __str__(self) -> str:
        return self.host
