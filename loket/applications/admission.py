"""Whether a service takes an application now: its window and quota against what was sent already."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.catalogue.admission import Shut, Window, shut
from loket.catalogue.models import Service
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.ui.dates import clock_time, long_day
from loket.tenants.scope import current_tenant

from .models import Application

_SENTENCES = {
    "ended": _("Layanan ini sudah ditutup."),
    "hours": _("Layanan ini sedang tutup. Buka lagi {when}."),
    "day": _("Kuota layanan ini untuk hari ini sudah penuh. Buka lagi {when}."),
    "week": _("Kuota layanan ini untuk minggu ini sudah penuh. Buka lagi {when}."),
}


class ServiceShut(Refusal):
    """Nothing can be begun or sent for this service now (409); the sentence says from when it can again."""

    default_code = "service_shut"
    default_status = 409

    def __init__(self, found: Shut) -> None:
        when = ""
        if found.opens is not None:
            with timezone.override(found.opens.tzinfo):
                when = f"{long_day(found.opens)}, {clock_time(found.opens)}"
        super().__init__(format_lazy(_SENTENCES[found.why], when=when))


def check_open(service: Service, *, sending: bool = False) -> None:
    """Raise ``ServiceShut`` while the service's window is closed or its quota is used up.

    ``sending`` holds the service's row until the transaction ends where there is a quota, so that of two who
    send at once only one gets the last place. No query for a service without a quota.
    """
    window = Window(
        service.opens_at, service.closes_at, service.available_until, service.quota_day, service.quota_week
    )
    now = clock.now().astimezone(current_tenant().zone)
    today = week = 0
    if window.counts:
        if sending:
            Service.objects.select_for_update(of=("self",)).only("pk").get(pk=service.pk)
        today, week = _sent(service, now)
    found = shut(window, now, sent_today=today, sent_this_week=week)
    if found is not None:
        raise ServiceShut(found)


def shut_sentence(service: Service) -> str:
    """Why nothing can be begun now, and from when it can again; empty while the service is open."""
    try:
        check_open(service)
    except ServiceShut as refused:
        return str(refused)
    return ""


def stopped_sentence(service: Service) -> str:
    """Why a draft of the service cannot be sent now whatever its quota: ended, or not open at this hour; no query."""
    now = clock.now().astimezone(current_tenant().zone)
    found = shut(Window(service.opens_at, service.closes_at, service.available_until), now)
    return str(ServiceShut(found)) if found is not None else ""


def _sent(service: Service, now: datetime) -> tuple[int, int]:
    """How many were sent since midnight, and since Monday, of the office's calendar."""
    midnight = datetime.combine(now.date(), time(0), tzinfo=now.tzinfo)
    monday = midnight - timedelta(days=now.weekday())
    moments = Application.objects.filter(service=service, submitted_at__gte=monday)
    sent = list(moments.values_list("submitted_at", flat=True)[:100_000])
    return sum(moment >= midnight for moment in sent), len(sent)
