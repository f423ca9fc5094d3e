"""The list "Permohonan saya": to mend first, then unsent, then running, then ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loket.applications import states
from loket.applications.admission import stopped_sentence
from loket.applications.models import Application
from loket.applications.queries import open_defects
from loket.applications.usual import usually_done
from loket.catalogue.queries import emergency_of
from loket.foundation.kernel import clock
from loket.residents.models import Resident

from .journey import Journey
from .names import service_name

#: Ended applications shown; older ones are found by number.
_ENDED = 20
#: Running, and the resident is expected: shown before those that only the office works on.
_TO_COME_FOR = frozenset({states.READY, states.AWAITING_VISIT})


@dataclass(frozen=True, slots=True)
class Item:
    """One ticket of the list."""

    application: Application
    service_name: str
    sentence: str = ""
    step_number: int = 0
    step_total: int = 0
    #: how the service is served for now, while an emergency lasts (S1-25), or that it was stopped
    emergency: str = ""

    @property
    def due(self) -> datetime | None:
        """The day the status page names while the office works on it; nothing once that has passed."""
        if self.application.has_ended or self.application.state in _TO_COME_FOR:
            return None
        day = usually_done(self.application)
        return day if day is not None and day > clock.now() else None

    @property
    def due_is_check(self) -> bool:
        """That day is the first decision's, not the document's."""
        return self.application.service_due is None


@dataclass(frozen=True, slots=True)
class Groups:
    """The list in its four parts."""

    to_mend: list[Item]
    drafts: list[Item]
    running: list[Item]
    ended: list[Item]

    @property
    def is_empty(self) -> bool:
        """Nothing at all."""
        return not (self.to_mend or self.drafts or self.running or self.ended)


def groups_of(resident: Resident) -> Groups:
    """Every application of ``resident``; an unsent one that was thrown away is not shown any more."""
    rows = Application.objects.filter(applicant=resident).order_by("-created_at")
    light = rows.defer("sealed_answers", "wrapped_key").select_related("pickup_office")
    ended = light.filter(state__in=states.ENDED, submitted_at__isnull=False)[:_ENDED]
    running = light.filter(state__in=states.OPEN - {states.DRAFT, states.RETURNED})
    waiting = sorted(running, key=lambda row: row.state not in _TO_COME_FOR)
    drafts = (
        rows.filter(state=states.DRAFT)
        .select_related("service_version", "service")
        .defer("service_version__definition", "service_version__source")
    )
    return Groups(
        to_mend=[_to_mend(row) for row in light.filter(state=states.RETURNED)],
        drafts=[_draft(row, resident) for row in drafts],
        running=[_item(row) for row in waiting],
        ended=[_item(row) for row in ended],
    )


def _item(row: Application) -> Item:
    return Item(row, str(service_name(row)))


def _to_mend(row: Application) -> Item:
    sentences = list(open_defects(row).values_list("sentence", flat=True))
    return Item(row, str(service_name(row)), " ".join(sentences))


def _draft(row: Application, resident: Resident) -> Item:
    row.applicant = resident
    journey = Journey(row)
    here = journey.next_open()
    number = journey.number(here) if here is not None else journey.total
    emergency = str(emergency_of(row.service)) or stopped_sentence(row.service)
    return Item(row, str(journey.form.title), "", number, journey.total, emergency)
