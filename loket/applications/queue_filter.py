"""One definition of "which cases": the list, its counter, the export and the digest all ask it.

A filter only ever narrows what the officer may see: roles and zone are part of every condition. Counters use
the very condition of the list in the same transaction and are never kept, so both agree at any moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import reference
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.names import search_form
from loket.tenants.keys import lookup_hash
from loket.tenants.models import ZoneKecamatan

from . import _written, states
from .models import Application, ApplicationQuerySet
from .models.application import any_slot_held, slot_held, within
from .rules import Officer

#: Ended cases are counted up to here; beyond it a counter reads "10.000+" (settled: measuring).
MOST_COUNTED = 10_000
#: What a list or an export can show of a case besides its name; nothing sealed is among it.
COLUMNS: Mapping[str, Promise] = {
    "number": _("Nomor"),
    "service": _("Layanan"),
    "state": _("Keadaan"),
    "kecamatan": _("Kecamatan"),
    "channel": _("Masuk lewat"),
    "sent": _("Dikirim"),
    "due": _("Tenggat"),
    "applicant": _("Pemohon"),
}
#: Lines of a page.
PAGE = 50
#: Channels on which somebody else types.
_ASSISTED = ("counter", "helper")
#: As many cases a name may find within a queue.
_MOST_NAMED = 500
_NIK_DIGITS = 16
#: The order of a list: column, and whether the newest come first.
ORDERS: Mapping[str, tuple[str, bool]] = {
    "oldest": ("submitted_at", False),
    "newest": ("submitted_at", True),
    "late": ("due_at", False),
}
#: Where a case whose clock does not run stands among the deadlines: behind all others, and not outside the list.
_NEVER = datetime(2200, 1, 1, tzinfo=UTC)
_NAMED = "SELECT id FROM applications_by_name(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a queue ended or began: the next one starts after it, the previous ends before it."""

    at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Height:
    """How many cases a filter finds, and since when the oldest waits. ``more``: counting stopped there."""

    count: int
    oldest: datetime | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Empty values filter nothing. ``words`` are a name, a number or a NIK and are never kept."""

    #: States a case may stand in.
    states: tuple[str, ...] = states.STANDING
    #: Whose turn it is: only cases of which the officer holds this slot; empty: any slot.
    slot: str = ""
    #: Only cases in which one of these roles has a slot.
    roles: tuple[str, ...] = ()
    #: Only these services, by number.
    services: tuple[int, ...] = ()
    #: Only subjects of these kecamatan.
    kecamatan: tuple[str, ...] = ()
    #: Only kecamatan of this print zone, by number.
    zone: int | None = None
    #: Only cases that came in this way.
    channels: tuple[str, ...] = ()
    #: Only cases sent in at least so many days (24 hours each) ago.
    older_than: int | None = None
    #: Sent again after a correction.
    resent: bool = False
    #: Typed at the counter or by a helper of a village, an RT or a hospital.
    assisted: bool = False
    #: Past the clock that runs.
    late: bool = False
    #: A name with typing mistakes, a whole number of an application, or a whole NIK.
    words: str = ""
    #: A key of ``ORDERS``.
    order: str = "oldest"

    @property
    def is_lasting(self) -> bool:
        """Only ended cases, whenever they were sent: they hardly ever become fewer."""
        return set(self.states) <= states.ENDED and self == replace(self._bare, order=self.order)

    @property
    def is_exact(self) -> bool:
        """Only standing cases: counted exactly."""
        return set(self.states) <= set(states.STANDING) and not self.words

    @property
    def is_of_kinds(self) -> bool:
        """Asks for states, roles, kecamatan and lateness alone: cases alike in these are counted together."""
        return not (
            self.services
            or self.channels
            or self.zone is not None
            or self.older_than is not None
            or self.resent
            or self.assisted
        )

    def condition(self, officer: Officer, *, at: datetime) -> Q:
        """The WHERE of this filter for this officer at this moment, roles and zone included."""
        found = _lasting(self, _roles_seen(self, officer), officer.kecamatan)
        for part in self._passing(officer, at):
            found &= part
        return found

    def rows(self, officer: Officer, *, at: datetime) -> ApplicationQuerySet:
        """The cases in the filter's order."""
        column, is_newest = self.key
        sign = "-" if is_newest else ""
        rows: ApplicationQuerySet = Application.objects.filter(self.condition(officer, at=at))
        return rows.order_by(f"{sign}{column}", f"{sign}id")

    def page(
        self,
        officer: Officer,
        *,
        at: datetime,
        after: Place | None = None,
        before: Place | None = None,
        size: int = PAGE,
    ) -> list[Application]:
        """One page, and one row more when there is another in that direction; list columns only."""
        is_back = after is None and before is not None
        order = " DESC" if self.key[1] != is_back else ""
        ending = f'ORDER BY {self._ordered_by}{order}, "applications_application"."id"{order}'
        further = self._further(after or before, is_back=is_back)
        found = _written.read(
            LIST_COLUMNS, self.statement(officer, at), further, f"{ending} LIMIT {size + 1:d}"
        )
        return found[::-1] if is_back else found

    def place_of(self, row: Application) -> Place:
        """Where a page that ends or begins with this row goes on."""
        return Place(getattr(row, self.key[0]) or _NEVER, row.pk)

    def height(self, officer: Officer, *, at: datetime) -> Height:
        """The filter's counter: exact for standing cases, up to ``MOST_COUNTED`` otherwise."""
        return heights({"": self}, officer, at=at)[""]

    @property
    def key(self) -> tuple[str, bool]:
        """The column that pages continue by, and whether the newest come first."""
        return ORDERS["late" if self.late and self.order == "oldest" else self.order]

    def as_data(self) -> dict[str, Any]:
        """What a kept queue stores; words are left out: a kept queue names nobody."""
        default = asdict(type(self)())
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(replace(self, words="")).items()
            if value != default[name]
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The filter again; what is not known any more is left out."""
        known = {field.name for field in fields(cls)} - {"words"}
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in data.items()
            if name in known
        }
        given["states"] = tuple(one for one in given.get("states", states.STANDING) if one in states.STATES)
        if given.get("order") not in ORDERS:
            given.pop("order", None)
        return cls(**given)

    def _passing(self, officer: Officer, at: datetime) -> Iterator[Q]:
        """What is true at this moment only, or was typed just now."""
        if self.zone is not None:
            of_zone = ZoneKecamatan.objects.filter(zone_id=self.zone)
            yield Q(kecamatan_code__in=list(of_zone.values_list("kecamatan_code", flat=True)))
        if self.older_than is not None:
            yield Q(submitted_at__lte=at - timedelta(days=self.older_than))
        if self.late:
            yield Q(due_at__lt=at)
        if self.words:
            yield self._worded(officer)

    def statement(self, officer: Officer, at: datetime) -> _written.Statement:
        """``condition`` as SQL with its parameters; what lasts of it is compiled once."""
        text, parameters = self.lasting_statement(officer), ()
        for part in self._passing(officer, at):
            more, values = _written.compiled(part)
            text, parameters = f"{text} AND ({more})", (*parameters, *values)
        return text, parameters

    def lasting_statement(self, officer: Officer) -> str:
        """What lasts of ``statement``, compiled once; it needs no parameters."""
        return _written.kept(self._bare, _roles_seen(self, officer), officer.kecamatan, _lasting)[0]

    @property
    def _bare(self) -> QueueFilter:
        """Without what passes: the same for everybody who looks at any time."""
        return replace(self, zone=None, older_than=None, late=False, words="", order="oldest")

    def _worded(self, officer: Officer) -> Q:
        try:
            return Q(reference=reference.parse(self.words))
        except Refusal:
            pass
        digits = "".join(sign for sign in self.words if sign.isdigit())
        if len(digits) == _NIK_DIGITS:
            return Q(subject_hash=lookup_hash(digits))
        return Q(pk__in=RawSQL(_NAMED, named(self.words, officer, most=_MOST_NAMED)))  # noqa: S611 - parameters only

    @property
    def _ordered_by(self) -> str:
        """The column of ``key`` in SQL; plain wherever it cannot be empty, so that its index serves."""
        column = self.key[0]
        named = f'"applications_application"."{column}"'
        is_always_there = column != "due_at" or self.late
        return named if is_always_there else f"COALESCE({named}, '{_NEVER.isoformat()}'::timestamptz)"

    def _further(self, place: Place | None, *, is_back: bool) -> _written.Statement:
        if place is None:
            return "TRUE", ()
        sense = "<" if self.key[1] != is_back else ">"
        row = f'({self._ordered_by}, "applications_application"."id")'
        return f"{row} {sense} (%s, %s)", (place.at, place.pk)


def _roles_seen(one: QueueFilter, officer: Officer) -> frozenset[str]:
    """Whose turn it is asks for the officer's own roles; a look at everything, for what a head oversees too."""
    return officer.roles if one.slot else officer.roles | officer.oversees


def _lasting(one: QueueFilter, roles: frozenset[str], kecamatan: frozenset[str] | None) -> Q:
    """The part of a filter's condition that depends on filter and officer alone."""
    held = sorted(roles)
    found = _in_states(one.states) & (slot_held(one.slot, held) if one.slot else any_slot_held(held))
    if states.CANCELLED in one.states:
        found &= Q(submitted_at__isnull=False)  # a draft given up is nobody's business but the resident's
    if kecamatan is not None:
        found &= within(kecamatan)
    listed = {"service_id": one.services, "kecamatan_code": one.kecamatan, "channel": one.channels}
    if one.assisted:
        found &= Q(channel__in=_ASSISTED)
    for column, values in listed.items():
        if values:
            found &= Q(**{f"{column}__in": sorted(values)})  # type: ignore[type-var]  # numbers or words, never both
    if one.roles:
        found &= any_slot_held(sorted(one.roles))
    if one.resent:
        found &= Q(resubmissions__gt=0)
    return found


def heights(
    wanted: Mapping[str, QueueFilter], officer: Officer, *, at: datetime, aged: Collection[str] | None = None
) -> dict[str, Height]:
    """The counters of several filters: one look over the standing cases for all that ask for nothing else.

    ``aged``: whose oldest case is asked for too; all, unless said.
    """
    exact = {key: one for key, one in wanted.items() if one.is_exact}
    found = {key: _bounded(one, officer, at=at) for key, one in wanted.items() if key not in exact}
    by_kind = {key: one for key, one in exact.items() if one.is_of_kinds}
    each = {key: one for key, one in exact.items() if key not in by_kind}
    ages = {*exact} if aged is None else {*exact} & {*aged}
    return found | _of_kinds(by_kind, officer, at, ages) | _of_each(each, officer, at, ages)


def _of_kinds(
    wanted: Mapping[str, QueueFilter], officer: Officer, at: datetime, ages: Collection[str]
) -> dict[str, Height]:
    """Counted by kinds of cases: state, roles, and places where they matter to this officer or these filters."""
    if not wanted:
        return {}
    heads = []
    for key, one in wanted.items():
        text = one.lasting_statement(officer)
        heads.append(f"coalesce(sum({'late' if one.late else 'n'}) FILTER (WHERE {text}), 0)::bigint")
        if key in ages:
            heads.append(f"min({'oldest_late' if one.late else 'oldest'}) FILTER (WHERE {text})")
    by_place = officer.kecamatan is not None or any(one.kecamatan for one in wanted.values())
    counted = iter(_written.count_kinds(heads, _standing(wanted), at, by_place=by_place))
    return {key: Height(next(counted), next(counted) if key in ages else None) for key in wanted}


def _of_each(
    wanted: Mapping[str, QueueFilter], officer: Officer, at: datetime, ages: Collection[str]
) -> dict[str, Height]:
    """Each case looked at."""
    if not wanted:
        return {}
    heads: list[str] = []
    parameters: list[Any] = []
    for key, one in wanted.items():
        text, values = one.statement(officer, at)
        for head in ("count(*)", "min(submitted_at)") if key in ages else ("count(*)",):
            heads.append(f"{head} FILTER (WHERE {text})")
            parameters += values
    counted = iter(_written.count(heads, parameters, _standing(wanted)))
    return {key: Height(next(counted), next(counted) if key in ages else None) for key in wanted}


def _standing(wanted: Mapping[str, QueueFilter]) -> str:
    return _stand_in({state for one in wanted.values() for state in one.states})


def _in_states(wanted: Collection[str]) -> Q:
    """Written out: the planner can match a partial index, and know how rare a state is, from constants only."""
    return Q(RawSQL(_stand_in(wanted), (), output_field=BooleanField()))  # noqa: S611 - our own words, no parameters


def _stand_in(wanted: Collection[str]) -> str:
    known = sorted(set(wanted) & states.STATES.keys())
    return f'"applications_application"."state" IN ({", ".join(map(repr, known)) or "NULL"})'


def named(words: str, officer: Officer, *, most: int) -> tuple[str, list[str], list[str] | None, int]:
    """The parameters of ``applications_by_name``: the name as typed, and what the officer may see."""
    places = None if officer.kecamatan is None else sorted(officer.kecamatan)
    return search_form(words), sorted(officer.roles | officer.oversees), places, most


def _bounded(one: QueueFilter, officer: Officer, *, at: datetime) -> Height:
    count = _written.count_up_to(MOST_COUNTED + 1, one.statement(officer, at), is_lasting=one.is_lasting)
    return Height(min(count, MOST_COUNTED), more=count > MOST_COUNTED)


#: What lists show of a case; everything else stays in the database.
LIST_COLUMNS = (
    *("tenant", "reference", "service", "state", "version", "subject_name", "applicant_name", "submitted_at"),
    *("entered_at", "due_at", "resubmissions", "kecamatan_code", "channel", "assignee"),
    *("household_hash", "subject_hash", "decided_at", "held_at"),
)
