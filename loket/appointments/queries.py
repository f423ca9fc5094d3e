"""What screens ask about slots and appointments."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from loket.applications import rules as case_rules
from loket.applications import states as case_states
from loket.applications.models import Application, Step
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.tenants.scope import current_tenant

from . import labels, rules, states
from .models import Booking, Closure, Schedule
from .rules import Day, Opening

_MOST_AT_ONCE = 500
#: States of a case in which somebody may still be expected.
_EXPECTING = (case_states.AWAITING_VISIT, case_states.READY)
_RELATED = ("schedule__office", "office", "resident__account")


def schedules_of(kind: str) -> list[Schedule]:
    """Counters that give appointments for a kind of visit, the main office first."""
    rows = Schedule.objects.filter(kind=kind, is_open=True).select_related("office")
    return list(rows.order_by("-office__is_main", "office__name"))


def all_schedules() -> list[Schedule]:
    """Every counter of the dinas, for the console."""
    rows = Schedule.objects.select_related("office")
    return list(rows.order_by("-office__is_main", "office__name", "kind"))


def schedules_on(office_id: int, kinds: Collection[str]) -> list[Schedule]:
    """The open counters of these kinds at one office."""
    rows = Schedule.objects.filter(office_id=office_id, kind__in=kinds, is_open=True).select_related("office")
    return sorted(rows, key=lambda one: list(labels.KINDS).index(one.kind))


def schedule_named(public_id: uuid.UUID) -> Schedule | None:
    """One counter with its office, or None."""
    found: Schedule | None = Schedule.objects.select_related("office").filter(public_id=public_id).first()
    return found


def kind_of_case(case: Application) -> str:
    """What the case's person comes for now; empty when nobody is expected.

    A case that waits for a visit: its visit. One whose document is ready for collection: the pick-up.
    """
    if case.state == case_states.AWAITING_VISIT:
        return visit_kind(case)
    return labels.PICKUP if case.state == case_states.READY else ""


def visit_kind(case: Application) -> str:
    """What the visit of the case's service is, whatever its state."""
    return labels.KIND_OF_ROLE.get(case.visit_role, labels.MEETING)


def schedules_for_case(case: Application) -> list[Schedule]:
    """The counters among which the case's person may choose; a pick-up only where the document lies."""
    kind = kind_of_case(case)
    if not kind:
        return []
    found = schedules_of(kind)
    if kind == labels.PICKUP:
        found = [one for one in found if one.office_id == case.pickup_office_id]
    return found


def is_expected(case: Application) -> bool:
    """Whether somebody still has to come for the case (asked, never told: calls go down)."""
    return kind_of_case(case) != ""


def needs_visit(case: Application) -> bool:
    """Whether the service asks for a visit with these answers."""
    return case_rules.needs_visit(case.service_version.definition, case.read_answers())


def to_bring(case: Application) -> str:
    """What the officer who asked the person to come said to bring; the family card where he said nothing."""
    noted = (
        Step.objects.filter(application=case, move="invite")
        .order_by("-version")
        .values_list("note", flat=True)
    )
    return noted.first() or "KK"


def days_of(schedule: Schedule, *, lead: bool = True) -> list[Day]:
    """The bookable days of a counter up to its horizon, each with its slots; three queries however many.

    ``lead``: leave out what is nearer than the counter's lead time (people do, officers need not).
    """
    plan, today = schedule.plan, clock.today(current_tenant().zone)
    last = rules.last_day(plan, today)
    wanted = plan if lead else _at_once(plan)
    closed = _closures(schedule, today, last)
    slots = {
        day: rules.bookable(
            rules.slots_of_day(plan, current_tenant().calendar(), day, closed), wanted, clock.now()
        )
        for day in _days(today, last)
    }
    taken = _taken(schedule, today, last)
    return [
        Day(day, tuple(_opening(at, plan, taken) for at in found)) for day, found in slots.items() if found
    ]


def next_free(schedule: Schedule, *, most: int = 3, after: datetime | None = None) -> list[datetime]:
    """The nearest slots with a free place, from now or from ``after`` on."""
    free = [
        opening.at
        for day in days_of(schedule)
        for opening in day.openings
        if opening.free and (after is None or opening.at >= after)
    ]
    return free[:most]


def slots_on(schedule: Schedule, day: date) -> list[datetime]:
    """Every slot the counter has that day, bookable or over, closed hours left out."""
    closed = _closures(schedule, day, day)
    return rules.slots_of_day(schedule.plan, current_tenant().calendar(), day, closed)


def places_taken(schedule: Schedule, at: datetime) -> frozenset[int]:
    """The numbers of the places that somebody holds in one slot; ask under the lock of the counter's row."""
    rows = Booking.objects.filter(schedule=schedule, starts_at=at, place__isnull=False)
    return frozenset(rows.values_list("place", flat=True))


def booking_named(public_id: uuid.UUID) -> Booking | None:
    """One appointment with its counter and account, or None."""
    return _booking(public_id=public_id)


def booking_of_ticket(ticket: str) -> Booking | None:
    """The appointment whose ticket was typed or scanned, in any case and with or without its dash, or None."""
    letters = "".join(sign for sign in ticket.upper() if sign.isalnum())
    return _booking(ticket=f"{letters[:1]}-{letters[1:]}") if len(letters) == 7 else None


def open_booking_about(reference: str) -> Booking | None:
    """The open appointment of a case or complaint, or None."""
    rows = Booking.objects.select_related(*_RELATED).filter(about=reference, state__in=states.OPEN)
    found: Booking | None = rows.first()
    return found


def last_booking_about(reference: str) -> Booking | None:
    """The newest appointment of a case or complaint, however it ended, or None."""
    rows = Booking.objects.select_related(*_RELATED).filter(about=reference)
    found: Booking | None = rows.order_by("-pk").first()
    return found


def open_booking_of_person(kind: str, person_hash: bytes | None) -> Booking | None:
    """The open appointment that this NIK has for this kind already, or None."""
    if person_hash is None:
        return None
    rows = Booking.objects.select_related(*_RELATED)
    found: Booking | None = rows.filter(kind=kind, person_hash=person_hash, state__in=states.OPEN).first()
    return found


def bookings_of(resident: Resident, *, most: int = 20) -> list[Booking]:
    """A resident's appointments, the farthest ahead first."""
    rows = Booking.objects.select_related(*_RELATED).filter(resident=resident)
    return list(rows.order_by("-starts_at")[:most])


def bookings_on(office_id: int, day: date, kinds: Collection[str]) -> list[Booking]:
    """Everybody expected or come at an office that day, cancelled ones left out; by hour."""
    rows = Booking.objects.select_related(*_RELATED).filter(office_id=office_id, day=day, kind__in=kinds)
    return list(rows.exclude(state=states.CANCELLED).order_by("starts_at", "place", "pk"))


def line_of(bookings: Collection[Booking]) -> list[Booking]:
    """Those who are in the house and not called yet, whose turn it is first."""
    waiting = [one for one in bookings if one.state == states.ARRIVED and one.called_at is None]
    return sorted(
        waiting,
        key=lambda one: rules.turn_of(
            starts_at=one.starts_at,
            arrived_at=one.arrived_at or one.starts_at,
            is_walk_in=one.is_walk_in,
        ),
    )


def next_line_number(office_id: int, day: date) -> int:
    """The next number of the office's line that day; ask under a lock, the constraint keeps it single."""
    highest = Booking.objects.filter(office_id=office_id, day=day).aggregate(n=Max("line_number"))["n"]
    return int(highest or 0) + 1


def closures_of(schedule: Schedule, since: date) -> list[Closure]:
    """Closed hours of a counter from that day on."""
    return list(Closure.objects.filter(schedule=schedule, day__gte=since).order_by("day", "begins", "pk"))


def stranded(schedule: Schedule) -> list[Booking]:
    """Everybody expected from now on at an hour the counter does not offer any more, by hour.

    Closed hours, a new free day, other hours of work and a changed week all strand people in the same way.
    """
    return stranded_people(schedule).get(schedule.pk, [])


def stranded_people(schedule: Schedule | None = None) -> dict[int, list[Booking]]:
    """The same for every counter, or one, by its id; two queries however many. Counters without any are left out."""
    rows = Booking.objects.select_related(*_RELATED).filter(
        state=states.BOOKED, starts_at__gt=clock.now(), schedule__isnull=False
    )
    if schedule is not None:
        rows = rows.filter(schedule=schedule)
    expected = list(rows.order_by("starts_at", "place")[:_MOST_AT_ONCE])
    offered = _offered({(one.schedule_id, one.day): one.schedule for one in expected if one.schedule})
    found: dict[int, list[Booking]] = {}
    for one in expected:
        if one.starts_at not in offered.get((one.schedule_id, one.day), ()):
            found.setdefault(one.schedule_id, []).append(one)
    return found


def _offered(days: dict[tuple[int, date], Schedule]) -> dict[tuple[int, date], frozenset[datetime]]:
    """The slots of each of these counters' days; one query."""
    closed: dict[int, list[rules.Shut]] = {}
    for row in Closure.objects.filter(
        schedule__in={key for key, _day in days}, day__in={day for _key, day in days}
    ):
        closed.setdefault(row.schedule_id, []).append(row.shut)
    calendar = current_tenant().calendar()
    return {
        (key, day): frozenset(rules.slots_of_day(counter.plan, calendar, day, closed.get(key, ())))
        for (key, day), counter in days.items()
    }


def whose_case_ended(*, most: int = _MOST_AT_ONCE) -> list[tuple[Booking, Application]]:
    """Open appointments whose case no longer waits for anybody, each with the case."""
    ended = Application.objects.filter(reference=OuterRef("about")).exclude(state__in=_EXPECTING)
    rows = Booking.objects.select_related(*_RELATED).filter(state__in=states.OPEN).exclude(about="")
    bookings = list(rows.filter(Exists(ended)).order_by("pk")[:most])
    cases = Application.objects.filter(reference__in=[one.about for one in bookings])
    found = {case.reference: case for case in cases}
    return [(one, found[one.about]) for one in bookings if one.about in found]


def left_over(today: date) -> list[Booking]:
    """Open appointments of days that are over."""
    rows = Booking.objects.select_related(*_RELATED).filter(state__in=states.OPEN, day__lt=today)
    return list(rows.order_by("day", "pk")[:_MOST_AT_ONCE])


def to_forget(before: date) -> QuerySet[Booking]:
    """Ended appointments of days before then that still name somebody."""
    rows: QuerySet[Booking] = Booking.objects.filter(day__lt=before).exclude(state__in=states.OPEN)
    return rows.exclude(name="", person_hash__isnull=True, resident__isnull=True)


def to_remind(before: datetime) -> list[Booking]:
    """Expected before then, without a case that reminds, and not reminded yet."""
    reminds = Application.objects.filter(reference=OuterRef("about"), state=case_states.AWAITING_VISIT)
    rows = Booking.objects.select_related(*_RELATED).filter(
        ~Exists(reminds),
        state=states.BOOKED,
        starts_at__lt=before,
        starts_at__gt=clock.now(),
        reminded_at__isnull=True,
    )
    return list(rows.order_by("starts_at")[:_MOST_AT_ONCE])


def _booking(**equal: object) -> Booking | None:
    found: Booking | None = Booking.objects.select_related(*_RELATED).filter(**equal).first()
    return found


def _at_once(plan: rules.Plan) -> rules.Plan:
    return rules.Plan(plan.weekdays, plan.opens, plan.closes, plan.minutes, plan.capacity)


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def _closures(schedule: Schedule, first: date, last: date) -> list[rules.Shut]:
    rows = Closure.objects.filter(schedule=schedule, day__range=(first, last))
    return [row.shut for row in rows]


def _taken(schedule: Schedule, first: date, last: date) -> dict[datetime, int]:
    zone = current_tenant().zone
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    rows: QuerySet[Booking] = Booking.objects.filter(
        schedule=schedule, starts_at__gte=begin, starts_at__lt=end, place__isnull=False
    )
    return dict(rows.values_list("starts_at").annotate(n=Count("pk")))


def _opening(at: datetime, plan: rules.Plan, taken: dict[datetime, int]) -> Opening:
    return Opening(at, plan.capacity, max(0, plan.capacity - taken.get(at, 0)))
