"""The verifier asks the case's person to come, and gives the place in the slot with the same press."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loket.applications.actions.invite import invite
from loket.applications.models import Application
from loket.applications.rules import Officer

from .._places import locked
from ..models import Booking, Schedule
from ..persons import person_of_case
from .book import book


def invite_to_slot(
    case: Application, schedule: Schedule, at: datetime, *, by: Officer, bring: str
) -> Booking:
    """Let the approved case wait for its person at this slot; one message says where, when and what to bring.

    Raises as ``invite`` and ``book``; then neither has happened.
    """
    with transaction.atomic():
        locked(schedule)  # the counter before the case, as everywhere: no deadlock
        invite(case, by=by, place=schedule.place, at=at, bring=bring)
        return book(
            schedule,
            at,
            person=person_of_case(case),
            about=case.reference,
            bring=bring,
            by=by.actor,
            quiet=True,
        )
