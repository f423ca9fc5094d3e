"""Cases of a resident for which an hour may be chosen."""

from __future__ import annotations

from django.utils.functional import Promise

from loket.applications import states as case_states
from loket.applications.models import Application
from loket.appointments import labels
from loket.appointments.models import Booking
from loket.appointments.queries import all_schedules, schedules_for_case
from loket.appointments.states import OPEN
from loket.catalogue.queries import published
from loket.residents.models import Resident

from ..applications.names import service_name

#: What may be booked without a case, by its word in the address; a pick-up belongs to a case.
OPEN_KINDS = {
    "perekaman": labels.RECORDING,
    "ikd": labels.IKD,
    "tatap-muka": labels.MEETING,
    "pengaduan": labels.COMPLAINT,
}


def kinds_to_book() -> list[tuple[str, Promise]]:
    """Word and name of every kind that some counter of this dinas gives appointments for; one query."""
    given = {schedule.kind for schedule in all_schedules() if schedule.is_open}
    return [(word, labels.KINDS[kind]) for word, kind in OPEN_KINDS.items() if kind in given]


def word_of_counter(code: str) -> str:
    """Under which word the counter of this service is booked; empty where no slots are given (S1-3, S1-6)."""
    version = published(code)
    visit = (version.definition.get("visit") or {}) if version is not None else {}
    kind = labels.KIND_OF_ROLE.get(visit.get("role", ""), labels.MEETING)
    return next((word for word, _name in kinds_to_book() if OPEN_KINDS[word] == kind), "")


def cases_to_book(resident: Resident) -> list[dict[str, str]]:
    """Number and service of each case that waits for a visit and has no appointment; most have one or none."""
    rows = Application.objects.filter(applicant=resident, state=case_states.AWAITING_VISIT)
    cases = list(rows.select_related("service_version").order_by("entered_at")[:20])
    booked = set(
        Booking.objects.filter(about__in=[case.reference for case in cases], state__in=OPEN).values_list(
            "about", flat=True
        )
    )
    return [
        {"reference": case.reference, "service_name": str(service_name(case))}
        for case in cases
        if case.reference not in booked and schedules_for_case(case)
    ]
