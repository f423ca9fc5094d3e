"""Take over cases that began outside: paper files, answers of an earlier online form."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from loket.audit.actions.record_many import record_many
from loket.audit.actor import Actor
from loket.catalogue.models import ServiceVersion
from loket.foundation.kernel import clock
from loket.foundation.kernel.reference import new_reference
from loket.residents.models import Resident
from loket.tenants.models import ClockRule, Office
from loket.tenants.queries import main_office, print_office_for
from loket.tenants.scope import current_tenant

from .. import lifecycle, rules, states
from ..models import Application, Step
from . import _draft


@dataclass(frozen=True, slots=True)
class OutsideCase:
    """One case: ``answers`` are whole and checked, ``received_at`` is when the office received it.

    ``key`` is the same for the same row of the same sheet: a case is never taken over twice.
    """

    version: ServiceVersion
    applicant: Resident
    answers: Mapping[str, Any]
    received_at: datetime
    key: uuid.UUID
    note: str = ""


def take_over(cases: Sequence[OutsideCase], *, channel: str, by: Actor) -> list[Application]:
    """Make an application sent in at its own time of each, in the order given, in a fixed number of statements.

    The office's clock starts at the receipt; no message is sent. All belong to the caller's transaction. Raises
    ``IntegrityError`` when one is there already (constraints ``application_submitted_once`` and
    ``one_open_application_per_person``).
    """
    places = {office.slug: office for office in Office.objects.filter(is_pickup=True)}
    print_site = cache(_print_site)
    with lifecycle.importing():
        made: list[Application] = Application.objects.bulk_create(
            _application(case, channel=channel, places=places, print_site=print_site) for case in cases
        )
    Step.objects.bulk_create(_step(row, case, by) for row, case in zip(made, cases, strict=True))
    record_many("applications.take_over", [row.reference for row in made], actor=by, obj_type="application")
    return made


def _application(
    case: OutsideCase, *, channel: str, places: Mapping[str, Office], print_site: Any
) -> Application:
    tenant = current_tenant()
    row = Application(
        tenant=tenant,
        reference=new_reference(tenant.reference_prefix, case.received_at.astimezone(tenant.zone).year),
        service_id=case.version.service_id,
        service_version=case.version,
        applicant=case.applicant,
        channel=channel,
        version=1,
        created_at=clock.now(),
        saved_at=clock.now(),
        submitted_at=case.received_at,
        entered_at=case.received_at,
        submit_key=case.key,
        state=states.SUBMITTED,
        **_dates(case.received_at),
    )
    row.take_roles(case.version.definition)
    row.write_answers(case.answers)
    _draft.copy_from_whole(row, case.answers)
    row.pickup_office = places.get(str(case.answers.get("lokasi_ambil") or ""))
    row.office = print_site(row.is_routed, row.kecamatan_code)
    return row


def _dates(received_at: datetime) -> dict[str, datetime]:
    tenant = current_tenant()
    waits = tenant.clock_rule == ClockRule.NEXT_MORNING
    starts = rules.processing_start(tenant.calendar(), received_at, next_morning=waits)
    due = rules.first_decision_due(tenant.calendar(), starts)
    return {"processing_starts_at": starts, "first_decision_due": due, "due_at": due}


def _print_site(is_routed: bool, kecamatan_code: str) -> Office:
    is_zoned = is_routed and current_tenant().routes_by_zone
    return (print_office_for(kecamatan_code) if is_zoned else None) or main_office()


def _step(row: Application, case: OutsideCase, by: Actor) -> Step:
    return Step(
        tenant=row.tenant,
        application=row,
        move="submit",
        from_state=states.DRAFT,
        to_state=states.SUBMITTED,
        version=1,
        at=case.received_at,
        slot=states.Slot.APPLICANT,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name,
        note=case.note,
    )
