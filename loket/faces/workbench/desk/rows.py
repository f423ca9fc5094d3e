"""A case as one line of a list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.urls import reverse

from loket.applications.models import Application
from loket.applications.time_words import times_left_of
from loket.tenants.scope import current_tenant

from .names import kecamatan_names, service_names


@dataclass(frozen=True, slots=True)
class Row:
    """What one line shows; ``application`` holds only list columns."""

    application: Application
    service: str
    kecamatan: str
    waited: timedelta | None
    left: str
    is_late: bool
    is_resent: bool
    is_assisted: bool
    #: The resident wrote or repaired something that the officer has not seen.
    has_news: bool = False

    @property
    def url(self) -> str:
        """The address of the case, without asking the router for each of fifty lines."""
        return f"{_cases()}{self.application.reference}/"

    @property
    def name(self) -> str:
        """The person the document is about."""
        return self.application.subject_name or self.application.applicant_name


def rows_of(applications: Iterable[Application], *, now: datetime, news: Collection[int] = ()) -> list[Row]:
    """Lines for a list, without a query per line; ``news`` are the numbers of cases to be marked as unseen."""
    services, places, cases = service_names(), kecamatan_names(), list(applications)
    left = times_left_of(cases, current_tenant().calendar(), now=now)
    return [
        Row(
            application=case,
            service=services.get(case.service_id, ""),
            kecamatan=places.get(case.kecamatan_code, ""),
            waited=now - case.submitted_at if case.submitted_at else None,
            left=words,
            is_late=bool(case.due_at and case.due_at < now),
            is_resent=case.resubmissions > 0,
            is_assisted=case.channel in {"counter", "helper"},
            has_news=case.pk in news,
        )
        for case, words in zip(cases, left, strict=True)
    ]


@cache
def _cases() -> str:
    return reverse("workbench:applications:queue")
