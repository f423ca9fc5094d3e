"""The verifier asks the case's person to come at an hour he names, where no slots are given."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loket.applications.actions.invite import invite
from loket.applications.models import Application
from loket.applications.rules import Officer
from loket.audit.actions.record import record
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

from .. import rules
from ..models import Booking
from ..persons import person_of_case
from ..queries import visit_kind


def ask_to_come(case: Application, *, by: Officer, office: Office, at: datetime, bring: str) -> Booking:
    """Let the approved case wait for its person at a named day and hour, as an appointment without a slot.

    For offices that give no slots for this kind of visit. The case's own message says where and when. Raises as
    ``invite``.
    """
    with transaction.atomic():
        invite(case, by=by, place=office.name, at=at, bring=bring)  # from here on the case waits for him
        person = person_of_case(case)
        booking: Booking = Booking.objects.create(
            ticket=rules.new_ticket(),
            office=office,
            kind=visit_kind(case),
            starts_at=at,
            day=at.astimezone(current_tenant().zone).date(),
            resident=person.resident,
            name=person.name,
            person_hash=None,
            language=person.language,
            about=case.reference,
            bring=bring,
        )
        record(
            "appointments.ask_to_come",
            actor=by.actor,
            obj_type="appointment",
            obj_ref=booking.ticket,
            detail={"kind": booking.kind, "about": case.reference},
        )
    return booking
