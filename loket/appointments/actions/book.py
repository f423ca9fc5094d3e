"""Somebody is given a place in a slot."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loket.applications.actions.set_visit import set_visit
from loket.applications.messages import moment_text
from loket.applications.models import Application
from loket.applications.states import AWAITING_VISIT
from loket.audit.actions.record import record
from loket.audit.actor import Actor, current_actor
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from .. import labels, rules
from .._places import SlotClosed, SlotFull, SlotRefused, case_to_change, locked, take_place
from ..lifecycle import tell
from ..models import Booking, Schedule
from ..persons import Person
from ..queries import kind_of_case, open_booking_of_person

__all__ = ["AlreadyBooked", "NotExpected", "SlotClosed", "SlotFull", "SlotRefused", "TooYoung", "book"]


class AlreadyBooked(Refusal):
    """This NIK, or this case, has an open appointment of the kind already; ``booking`` is that one, if it is known."""

    default_code = "already_booked"

    def __init__(self, message: str, *, booking: Booking | None = None) -> None:
        super().__init__(message, field="jam")
        self.booking = booking


class TooYoung(Refusal):
    """Biometrics are recorded from the sixteenth birthday on."""

    default_code = "too_young"


class NotExpected(Refusal):
    """The case does not wait for anybody to come, or not for this kind of visit (409)."""

    default_code = "not_expected"
    default_status = 409


def book(
    schedule: Schedule,
    at: datetime,
    *,
    person: Person,
    about: str = "",
    bring: str = "",
    by: Actor | None = None,
    quiet: bool = False,
) -> Booking:
    """Give ``person`` a place in the slot of ``schedule`` that begins ``at``; record, message and case with it.

    ``about``: number of a case that waits for this visit, or of a complaint; empty for neither. ``by`` defaults
    to whoever acts now; an officer may book inside the lead time, and judges the age himself. ``quiet``: another
    message says it already. Never more people than places, however many ask at once (ADR 19).

    Raises ``SlotFull`` or ``SlotClosed`` with the nearest free slots in ``nearest``, ``AlreadyBooked`` (one open
    appointment per NIK and kind), ``TooYoung``, ``NotExpected``.
    """
    who = by or current_actor()
    by_person = who.kind not in {"officer", "system"}
    try:
        with transaction.atomic():
            counter = locked(schedule)[schedule.pk]
            _require_first(counter, person)
            if by_person:
                _require_age(counter, person, at)
            case = case_to_change(about)
            _require_expected(case, counter)
            place = take_place(counter, at, ahead=by_person)
            booking = _kept(counter, at, place, person=person, about=about, bring=bring)
            record(
                "appointments.book",
                actor=who,
                obj_type="appointment",
                obj_ref=booking.ticket,
                detail={"kind": booking.kind, "about": about},
            )
            if case is not None and case.state == AWAITING_VISIT:
                set_visit(case, at)
            if not quiet:
                tell(booking, "appointments.booked")
    except IntegrityError as error:
        if "one_open_appointment" not in str(error):
            raise
        raise AlreadyBooked(_("Sudah ada jadwal untuk keperluan ini. Lihat di Jadwal saya.")) from None
    return booking


def _kept(schedule: Schedule, at: datetime, place: int, *, person: Person, about: str, bring: str) -> Booking:
    booking: Booking = Booking.objects.create(
        ticket=rules.new_ticket(),
        schedule=schedule,
        office=schedule.office,
        kind=schedule.kind,
        starts_at=at,
        day=at.astimezone(current_tenant().zone).date(),
        place=place,
        resident=person.resident,
        name=person.name,
        person_hash=person.person_hash,
        phone=person.phone.e164 if person.phone is not None else "",
        language=person.language,
        about=about,
        bring=bring,
    )
    return booking


def _require_first(schedule: Schedule, person: Person) -> None:
    held = open_booking_of_person(schedule.kind, person.person_hash)
    if held is not None:
        said = _("Sudah ada jadwal %(kind)s untuk NIK ini: %(when)s. Ubah atau batalkan yang itu dulu.")
        told = said % {"kind": held.kind_label, "when": moment_text(held.starts_at)}
        raise AlreadyBooked(told, booking=held)


def _require_age(schedule: Schedule, person: Person, at: datetime) -> None:
    if schedule.kind != labels.RECORDING or person.born is None:
        return
    if not rules.is_of_age(person.born, at.astimezone(current_tenant().zone).date()):
        raise TooYoung(
            _("Perekaman baru bisa mulai hari ulang tahun ke-%(age)d. Pilih hari sesudahnya.")
            % {"age": rules.RECORDING_AGE},
            field="jam",
        )


def _require_expected(case: Application | None, schedule: Schedule) -> None:
    if case is not None and kind_of_case(case) != schedule.kind:
        raise NotExpected(_("Permohonan ini sedang tidak menunggu kedatangan. Buka lagi untuk melihatnya."))
