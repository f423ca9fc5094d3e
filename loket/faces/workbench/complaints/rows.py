"""A complaint as one line of a list."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from loket.applications.rules import TimeLeft, time_left
from loket.applications.time_words import in_words
from loket.complaints.models import Complaint
from loket.foundation.kernel.working_time import NeverOpen
from loket.tenants.scope import current_tenant


@dataclass(frozen=True, slots=True)
class Row:
    """What one line shows."""

    complaint: Complaint
    url: str
    left: str
    is_late: bool

    @property
    def holder(self) -> str:
        """The officer who deals with it, by name."""
        officer = self.complaint.assignee
        return str(officer.account.display_name) if officer is not None else ""


def rows_of(complaints: Iterable[Complaint], *, now: datetime) -> list[Row]:
    """Lines for a list; the same span is put into words once."""
    words: dict[TimeLeft, str] = {}
    start = reverse("workbench:complaints:queue")
    return [
        Row(
            one,
            f"{start}{one.reference}/",
            left_of(one, now, words) if one.is_open else "",
            one.is_open and one.due_at is not None and one.due_at < now,
        )
        for one in complaints
    ]


def left_of(complaint: Complaint, now: datetime, words: dict[TimeLeft, str] | None = None) -> str:
    """The working time left until the answer is due, or since it was; empty where the office never opens."""
    known = {} if words is None else words
    if complaint.due_at is None:
        return ""
    with suppress(NeverOpen):
        left = time_left(current_tenant().calendar(), complaint.due_at, now)
        if left not in known:
            known[left] = in_words(left)
        return known[left]
    return ""
