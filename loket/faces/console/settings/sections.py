"""The settings of the dinas in sections: each a summary on the first page and a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.tenants.models import Tenant

from . import forms, words


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the settings."""

    slug: str
    title: Promise
    icon: str
    form: type[forms.SettingsForm]
    told: Callable[[Tenant], words.Rows]


SECTIONS = (
    Section("saluran", _("Kabar ke warga"), "send", forms.ChannelsForm, words.channels),
    Section("pendaftaran", _("Pendaftaran akun"), "user-check", forms.RegistrationForm, words.registration),
    Section("waktu", _("Waktu dan sasaran"), "clock", forms.ClockForm, words.clock),
    Section("tunggu", _("Menunggu warga"), "hourglass", forms.WaitingForm, words.waiting),
    Section("kerja", _("Cara kerja petugas"), "users", forms.WorkForm, words.work),
    Section(
        "penyerahan", _("Penyerahan dan pencetakan"), "package-check", forms.HandOverForm, words.hand_over
    ),
    Section("spanduk", _("Spanduk di setiap halaman warga"), "info", forms.BannerForm, words.banner),
)


def section_named(slug: str) -> Section | None:
    """The section in an address."""
    return next((section for section in SECTIONS if section.slug == slug), None)
