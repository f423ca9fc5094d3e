"""Hold what an outage stops, let go what it stopped; told to residents once each. Safe to run again at any time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.notifications.actions.queue import queue

from .. import lifecycle, messages, states
from ..models import Application, Hold, Outage
from ..outages import TO_RESIDENTS, clocks_since, open_outages, to_hold, to_release
from ..policies import Overtaken

_ACTOR = Actor("system", "applications.mind_outages")
#: Cases of one transaction.
BATCH = 100


def mind_outages(*, most: int = BATCH) -> int:
    """Release first, then hold, at most ``most`` cases; returns how many were touched (0: all is as it should be).

    A case that an officer moves at this very moment is left for the next round.
    """
    released = sum(_let_go(hold) for hold in to_release(most=most))
    held = 0
    for outage in open_outages():
        cases = to_hold(outage, most=max(0, most - released - held))
        since = clocks_since(cases)
        held += sum(_hold(case, outage, since=since.get(case.pk)) for case in cases)
    return released + held


def _hold(case: Application, outage: Outage, *, since: datetime | None) -> int:
    began = max(filter(None, (outage.started_at, since, _starts(case))))
    try:
        with transaction.atomic():
            lifecycle.hold(case, since=began)
            Hold.objects.create(outage=outage, application=case, held_at=began)
            _record("applications.held", case, outage)
            if outage.tells_hold:
                _tell(messages.ON_HOLD.key, case, outage)
    except Overtaken:
        return 0
    return 1


def _starts(case: Application) -> datetime | None:
    """What waits for its first working morning has no clock yet that could stop."""
    is_verified = states.WORKED_BY.get(case.state) == states.Slot.VERIFY
    return case.processing_starts_at if is_verified else None


def _let_go(hold: Hold) -> int:
    case, outage = hold.application, hold.outage
    at = max(outage.ended_at or hold.held_at, hold.held_at)
    try:
        with transaction.atomic():
            Hold.objects.filter(pk=hold.pk).update(released_at=at)
            if case.held_at is not None and not _others(hold).filter(released_at__isnull=True).exists():
                lifecycle.let_go(case, at=_last_release(hold, at))
                _record("applications.released", case, outage)
                if outage.tells_release:
                    _tell(messages.HOLD_OVER.key, case, outage)
    except Overtaken:
        return 0
    return 1


def _others(hold: Hold) -> QuerySet[Hold]:
    found: QuerySet[Hold] = Hold.objects.filter(application=hold.application_id).exclude(pk=hold.pk)
    return found


def _last_release(hold: Hold, at: datetime) -> datetime:
    """Two outages at once: the clocks run on when the later one is over."""
    began = hold.application.held_at or at
    others = _others(hold).filter(released_at__gt=began).values_list("released_at", flat=True)
    return max([at, *filter(None, others)])


def _record(event: str, case: Application, outage: Outage) -> None:
    detail = {"system": outage.system, "outage": str(outage.public_id)}
    record(event, actor=_ACTOR, obj_type="application", obj_ref=case.reference, detail=detail)


def _tell(kind: str, case: Application, outage: Outage) -> None:
    with override(case.applicant.account.language or "id"):
        told = {"sistem": str(TO_RESIDENTS[outage.system])}
    queue(
        kind,
        to=messages.recipient(case),
        variables=messages.variables_now(kind, case, told),
        ref=case.reference,
        dedupe=f"{kind}:{outage.pk}:{case.pk}",
        service=case.service.code,
    )
