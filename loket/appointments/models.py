"""Tables of the appointments app: counters' weeks, closed hours, and who comes when."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.tenants.fields import SealedTextField
from loket.tenants.models import Office, TenantForeignKey, TenantModel

from . import labels, rules, states

_KNOWN_KIND = models.Q(kind__in=sorted(labels.KINDS))


class Schedule(TenantModel):
    """The week of one counter: one office, one kind of visit. Its row is the lock under which places are given."""

    #: Random public name, for links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Where people come.
    office = TenantForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    #: What they come for: a key of ``labels.KINDS``.
    kind = models.CharField(max_length=12)
    #: Where in the office, e.g. "ruang rekam 1"; may be empty.
    room = models.CharField(max_length=80, blank=True)
    #: Weekdays on which people are received, 0 Monday … 6 Sunday.
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    #: The first slot begins (local time).
    opens = models.TimeField()
    #: The last slot ends by then (local time).
    closes = models.TimeField()
    #: Length of a slot in minutes.
    minutes = models.PositiveSmallIntegerField(default=20)
    #: How many people one slot takes.
    capacity = models.PositiveSmallIntegerField(default=4)
    #: People book at least so many hours ahead.
    lead_hours = models.PositiveSmallIntegerField(default=2)
    #: People book at most so many days ahead.
    horizon_days = models.PositiveSmallIntegerField(default=30)
    #: Somebody who comes without an appointment takes a place of the running slot, or a later one of the day.
    counts_walk_ins = models.BooleanField(default=True)
    #: Appointments are given; False: as if there were no schedule, those given stay.
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = "jadwal loket"
        verbose_name_plural = "jadwal loket"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "office", "kind"], name="one_schedule_per_counter"),
            models.CheckConstraint(condition=_KNOWN_KIND, name="schedule_kind_known"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="schedule_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5) & models.Q(capacity__gte=1), name="schedule_has_places"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.opens:%H.%M}-{self.closes:%H.%M}"

    @property
    def kind_label(self) -> Promise:
        """What people come for."""
        return labels.KINDS[self.kind]

    @property
    def plan(self) -> rules.Plan:
        """The week as pure rules."""
        return rules.Plan(
            weekdays=frozenset(self.weekdays),
            opens=self.opens,
            closes=self.closes,
            minutes=self.minutes,
            capacity=self.capacity,
            lead_hours=self.lead_hours,
            horizon_days=self.horizon_days,
        )

    @property
    def place(self) -> str:
        """Where exactly: "Kantor Dukcapil, ruang rekam 1"."""
        return f"{self.office.name}, {self.room}" if self.room else str(self.office.name)


class Closure(TenantModel):
    """A day, or some hours of one, on which a counter receives nobody."""

    #: Random public name, for links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Which counter.
    schedule = TenantForeignKey(Schedule, on_delete=models.CASCADE, related_name="closures")
    #: The day, on the office's own calendar.
    day = models.DateField()
    #: Closed from then on (local time); empty together with ``ends`` for the whole day.
    begins = models.TimeField(null=True, blank=True)
    #: Open again from then on.
    ends = models.TimeField(null=True, blank=True)
    #: Why, as the people booked are told.
    reason = models.CharField(max_length=120)
    #: Name of the officer who closed it.
    by_name = models.CharField(max_length=160, blank=True)
    #: When it was entered.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "penutupan jadwal"
        verbose_name_plural = "penutupan jadwal"
        indexes: ClassVar = [models.Index(fields=["tenant", "schedule", "day"], name="closure_of_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(begins__isnull=True, ends__isnull=True)
                | models.Q(begins__isnull=False, ends__gt=models.F("begins")),
                name="closure_hours_make_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"

    @property
    def shut(self) -> rules.Shut:
        """The stretch as pure rules."""
        return rules.Shut(self.day, self.begins, self.ends)


class Booking(TenantModel):
    """One person expected, or come, at one counter; ``state`` is written by ``lifecycle`` alone (ADR 3)."""

    #: Random public name, for links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Number on the ticket: "J-7KQ4M2"; opens nothing.
    ticket = models.CharField(max_length=10)
    #: Whose slots it takes a place of; empty for a time that an officer named without slots.
    schedule = TenantForeignKey(
        Schedule, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    #: Where the person comes.
    office = TenantForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    #: What for: a key of ``labels.KINDS``.
    kind = models.CharField(max_length=12)
    #: When the person is to come.
    starts_at = models.DateTimeField()
    #: That day on the office's own calendar.
    day = models.DateField()
    #: Number of the place in the slot, from 1; empty when it holds none (any more). Unique: see ADR 19.
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    #: Where it stands.
    state = models.CharField(max_length=12, default=states.BOOKED, editable=False)
    #: Counts the moves; a move made on an older version is refused.
    version = models.PositiveIntegerField(default=0, editable=False)
    #: The account that sees and changes it; empty for somebody without one.
    resident = TenantForeignKey(Resident, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    #: Name of who comes, for the line at the counter.
    name = models.CharField(max_length=120, blank=True)
    #: Keyed hash of that person's NIK: one open appointment per kind; empty when unknown.
    person_hash = models.BinaryField(max_length=32, null=True, blank=True, editable=False)
    #: Number to write to, sealed; empty where ``resident`` has one.
    phone = SealedTextField(blank=True)
    #: Language to be written to: "id" or "en".
    language = models.CharField(max_length=2, default="id")
    #: Number of the case or complaint it is about; plain text, may be empty.
    about = models.CharField(max_length=24, blank=True)
    #: What to bring, one line; empty when nobody said.
    bring = models.CharField(max_length=80, blank=True)
    #: Came without an appointment.
    is_walk_in = models.BooleanField(default=False)
    #: Why it was last moved or cancelled by the office, one sentence.
    reason = models.CharField(max_length=200, blank=True)
    #: When it was made.
    created_at = models.DateTimeField(default=clock.now)
    #: When it came to its present state.
    entered_at = models.DateTimeField(default=clock.now)
    #: When the person came in.
    arrived_at = models.DateTimeField(null=True, blank=True)
    #: Number in that day's line of the office, from 1; given on arrival.
    line_number = models.PositiveSmallIntegerField(null=True, blank=True)
    #: When the person was called to the counter, last.
    called_at = models.DateTimeField(null=True, blank=True)
    #: When the person was reminded; only appointments without a case are reminded here.
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "janji temu"
        verbose_name_plural = "janji temu"
        indexes: ClassVar = [
            models.Index(fields=["tenant", "office", "day", "starts_at"], name="booking_of_day"),
            models.Index(fields=["tenant", "resident", "-starts_at"], name="booking_of_resident"),
            models.Index(fields=["tenant", "about"], condition=~models.Q(about=""), name="booking_about"),
            models.Index(
                fields=["tenant", "day"],
                condition=models.Q(state__in=sorted(states.OPEN)),
                name="booking_open",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(states.LABELS)), name="booking_state_known"
            ),
            models.CheckConstraint(condition=_KNOWN_KIND, name="booking_kind_known"),
            models.UniqueConstraint(fields=["tenant", "ticket"], name="booking_ticket_unique"),
            models.UniqueConstraint(
                fields=["tenant", "schedule", "starts_at", "place"],
                condition=models.Q(place__isnull=False),
                name="one_person_per_place",
            ),
            models.CheckConstraint(
                condition=models.Q(place__isnull=True)
                | models.Q(schedule__isnull=False, place__gte=1, state__in=sorted(states.HOLDING)),
                name="place_held_while_expected",
            ),
            models.UniqueConstraint(
                fields=["tenant", "kind", "person_hash"],
                condition=models.Q(state__in=sorted(states.OPEN), person_hash__isnull=False),
                name="one_open_appointment_per_person",
                violation_error_message=_("Sudah ada jadwal untuk NIK ini."),
            ),
            models.UniqueConstraint(
                fields=["tenant", "about"],
                condition=models.Q(state__in=sorted(states.OPEN)) & ~models.Q(about=""),
                name="one_open_appointment_per_case",
            ),
            models.UniqueConstraint(
                fields=["tenant", "office", "day", "line_number"],
                condition=models.Q(line_number__isnull=False),
                name="line_number_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.ticket

    @property
    def label(self) -> Promise:
        """The officers' word for the state."""
        return states.LABELS[self.state]

    @property
    def resident_label(self) -> Promise:
        """The person's word for the state."""
        return states.RESIDENT_LABELS[self.state]

    @property
    def kind_label(self) -> Promise:
        """What the person comes for."""
        return labels.KINDS[self.kind]

    @property
    def where(self) -> str:
        """Where exactly the person comes."""
        return self.schedule.place if self.schedule is not None else str(self.office.name)

    @property
    def ends_at(self) -> datetime | None:
        """When the slot ends; None for a time named without slots."""
        return self.starts_at + timedelta(minutes=self.schedule.minutes) if self.schedule else None

    @property
    def is_open(self) -> bool:
        """Still expected, or waiting in the line."""
        return self.state in states.OPEN

    @property
    def is_booked(self) -> bool:
        """Still expected; only then it can be moved or cancelled."""
        return self.state == states.BOOKED
