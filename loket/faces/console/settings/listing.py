"""Services of the dinas with how they are offered, for the lists of this word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from loket.catalogue.models import Presence, Service
from loket.catalogue.queries import card_of, latest_versions
from loket.foundation.formkit.words import Words
from loket.foundation.ui.dates import long_date


@dataclass(frozen=True, slots=True)
class Row:
    """One service as its administrator sees it on ``day``."""

    service: Service
    title: Words
    day: date

    @property
    def is_switched(self) -> bool:
        """Its presence is switched in an emergency."""
        return bool(self.service.presence_before)

    @property
    def before(self) -> str:
        """How it is served when the emergency is over, in words."""
        return str(Presence(self.service.presence_before).label) if self.is_switched else ""

    @property
    def channels(self) -> str:
        """Where it can be applied for."""
        ways = [(self.service.channel_web, _("web")), (self.service.channel_whatsapp, "WhatsApp")]
        return ", ".join(word for is_on, word in ways if is_on)

    @property
    def when(self) -> str:
        """Closed, not yet, until when; empty when it is simply open (S3-14)."""
        service = self.service
        if not service.is_active:
            return _("tidak ditawarkan")
        if service.available_from and service.available_from > self.day:
            return _("dibuka %(day)s") % {"day": long_date(service.available_from)}
        if service.available_until and service.available_until < self.day:
            return _("ditutup sejak %(day)s") % {"day": long_date(service.available_until)}
        if service.available_until:
            return _("sampai %(day)s") % {"day": long_date(service.available_until)}
        return ""


def rows_of(day: date) -> list[Row]:
    """Every service in the office's order, those residents do not see yet included; two queries, at most three."""
    services = list(Service.objects.order_by("position", "code"))
    newest = {version.service_id: version for version in latest_versions()}
    return [
        Row(service, card_of(newest[service.pk]).title if service.pk in newest else Words(service.code), day)
        for service in services
    ]
