"""Officers work on applications: each walk ends in one state; the same actions as on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from loket.applications.actions.approve import approve
from loket.applications.actions.cancel import cancel
from loket.applications.actions.claim import claim
from loket.applications.actions.reject import reject
from loket.applications.actions.return_for_correction import Complaint, return_for_correction
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.audit.actor import Actor
from loket.issuing.actions.hand_over import AtCounter, hand_over
from loket.issuing.actions.mark_ready import mark_ready
from loket.issuing.actions.start_production import start_production
from loket.issuing.queries import originals_to_bring, pickup_code
from loket.staff.labels import COVERS
from loket.staff.models import Membership
from loket.staff.queries import kecamatan_of
from loket.tenants.scope import current_tenant

from . import past

#: how far a walk goes, in order
PATH = ("submitted", "in_verification", "approved", "in_process", "in_production", "ready", "completed")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works on a case in this dinas."""

    verifier: Officer
    operator: Officer
    counter: Officer


def officer(membership: Membership) -> Officer:
    """The membership as policies look at it."""
    roles = frozenset(membership.roles)
    account = membership.account
    return Officer(
        actor=Actor("officer", str(account.public_id), account.display_name),
        membership_id=membership.pk,
        roles=roles.union(*(COVERS.get(role, frozenset()) for role in roles)),
        kecamatan=kecamatan_of(membership) if membership.zone_id else None,
    )


def walk(application: Application, to: str, desk: Desk, *, start: datetime) -> None:
    """Move the case step by step until it is ``to``; one step an hour from ``start``."""
    if to in {"returned", "rejected", "cancelled"}:
        _decide_against(application, to, desk.verifier, start)
        return
    steps = [_claim, _approve, _take, _produce, _ready, _hand_over]
    for number, step in enumerate(steps[: PATH.index(to)]):
        step(application, desk, start + number * HOUR)


def _decide_against(application: Application, to: str, verifier: Officer, moment: datetime) -> None:
    with past.at(moment, verifier.actor):
        claim(application, by=verifier)
    with past.at(moment + timedelta(minutes=3), verifier.actor):
        if to == "returned":
            complaint = Complaint("kk_asli", "paper", "blurred")
            return_for_correction(application, by=verifier, complaints=[complaint])
        elif to == "rejected":
            reject(application, by=verifier, reason="already_issued")
        else:
            cancel(application, by=verifier, reason="papers_wrong")


def _claim(application: Application, desk: Desk, moment: datetime) -> None:
    with past.at(moment, desk.verifier.actor):
        claim(application, by=desk.verifier)


def _approve(application: Application, desk: Desk, moment: datetime) -> None:
    with past.at(moment, desk.verifier.actor):
        approve(application, by=desk.verifier)


def _take(application: Application, desk: Desk, moment: datetime) -> None:
    with past.at(moment, desk.operator.actor):
        take_into_process(application, by=desk.operator)


def _produce(application: Application, desk: Desk, moment: datetime) -> None:
    with past.at(moment, desk.operator.actor):
        start_production(application, by=desk.operator)


def _ready(application: Application, desk: Desk, moment: datetime) -> None:
    with past.at(moment, desk.operator.actor):
        place = application.pickup_office or application.office
        if place is None:
            raise LookupError("no place to fetch it")
        mark_ready(application, by=desk.operator, place=place, ready_from=_next_working_day(moment))


def _next_working_day(moment: datetime) -> datetime:
    """The same hour of the next day on which the counter is open."""
    calendar, zone = current_tenant().calendar(), current_tenant().zone
    day = moment + timedelta(days=1)
    while not calendar.is_working_day(day.astimezone(zone).date()):
        day += timedelta(days=1)
    return day


def _hand_over(application: Application, desk: Desk, moment: datetime) -> None:
    with past.at(moment, desk.counter.actor):
        asks_card = application.service.code in {"ktp-rusak", "ktp-perubahan-data"}
        counter = AtCounter(
            collector_name=application.applicant_name,
            collector_relation="self",
            originals=list(originals_to_bring(application)),
            old_card="received" if asks_card else "not_applicable",
            code=pickup_code(application),
        )
        hand_over(application, by=desk.counter, counter=counter)
