"""Figures of a dinas by month, and the rows behind each of them: always the same WHERE."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.db.models import (
    Avg,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.aggregates import Aggregate
from django.db.models.fields import DateTimeField, DurationField
from django.db.models.functions import TruncMonth

from loket.applications import states
from loket.applications.models import Application, Defect, Step
from loket.applications.queue_filter import Place
from loket.catalogue.models import Service
from loket.residents.models import Resident
from loket.residents.states import ResidentState
from loket.tenants.rules import profiles
from loket.tenants.scope import current_tenant

from .labels import CATEGORIES, REST
from .models import RecapLayout
from .rules import Column, Finished, Month, Promptness, Recap, Span, columns_of, promptness_of, tabulate

R = TypeVar("R", bound=Model)

#: The office has done its part.
_DONE = (states.READY, states.SENT, states.COMPLETED)
#: None: every kecamatan.
Places = Collection[str] | None


class Median(Aggregate):
    """The value in the middle."""

    function = "PERCENTILE_CONT"
    name = "median"
    output_field = DurationField()
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True, slots=True)
class Headline:
    """The four figures above the recap; shares between 0 and 1."""

    completed: int
    verified: int
    median: timedelta | None
    returned_share: float | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many registered, and how many of all users applied (S3-44)."""

    registered: int
    applied: int

    @property
    def share(self) -> float | None:
        """Applied per registered, between 0 and 1 as a rule; None without registrations."""
        return self.applied / self.registered if self.registered else None


def layout() -> RecapLayout:
    """The layout of the present dinas; unsaved, as its profile has it, where none was made."""
    made: RecapLayout | None = RecapLayout.objects.first()
    if made is not None:
        return made
    planned = profiles().get(current_tenant().profile)
    return RecapLayout(**(planned.values.get("recap", {}) if planned else {}))


def columns(chosen: RecapLayout) -> list[Column]:
    """The columns of the present dinas; every service it has or had stands in exactly one."""
    services = Service.objects.order_by("position", "code").values_list("code", "group_name", "category")
    named = [(code, heading, str(CATEGORIES.get(category, REST))) for code, heading, category in services]
    return columns_of(chosen.columns, named, str(REST))


def registered(span: Span, places: Places = None) -> QuerySet[Resident]:
    """Accounts registered in the span, of these kecamatan; people known from paper only did not register."""
    rows: QuerySet[Resident] = Resident.objects.filter(**_within("registered_at", span)).exclude(
        state=ResidentState.AWAITING_ACTIVATION
    )
    return rows if places is None else rows.filter(kecamatan_code__in=places)


def sent(span: Span, places: Places = None) -> QuerySet[Application]:
    """Applications sent in for the first time in the span, whatever became of them, of these kecamatan."""
    rows: QuerySet[Application] = Application.objects.filter(**_within("submitted_at", span))
    return rows if places is None else rows.filter(kecamatan_code__in=places)


def sent_in_column(span: Span, column: Column, places: Places = None) -> QuerySet[Application]:
    """The list behind one number of the recap, oldest first."""
    rows: QuerySet[Application] = sent(span, places).filter(service__code__in=column.services)
    return rows.order_by("submitted_at", "pk")


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows of a long list, and whether there are more before and after."""

    rows: list[R]
    has_before: bool
    has_after: bool


def page_of(
    rows: QuerySet[R], by: str, *, size: int, after: Place | None = None, before: Place | None = None
) -> Page[R]:
    """A page by key (moment ``by``, then number), forward from ``after`` or back from ``before``: never by offset."""
    is_back = after is None and before is not None
    place = after or before
    if place is not None:
        side = "lt" if is_back else "gt"
        rows = rows.filter(Q(**{f"{by}__{side}": place.at}) | Q(**{by: place.at, f"pk__{side}": place.pk}))
    sign = "-" if is_back else ""
    found = list(rows.order_by(f"{sign}{by}", f"{sign}pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    if is_back:
        return Page(found[::-1], has_before=more, has_after=True)
    return Page(found, has_before=place is not None, has_after=more)


def monthly(span: Span, chosen: list[Column], places: Places = None) -> Recap:
    """The recap: users by registration, applications by first sending, in the office's months. Two queries."""
    by_month = _month_of("registered_at")
    users = registered(span, places).annotate(month=by_month).values_list("month").annotate(n=Count("pk"))
    by_month = _month_of("submitted_at")
    cases = sent(span, places).annotate(month=by_month)
    counted = cases.values_list("month", "service__code").annotate(n=Count("pk"))
    return tabulate(
        span,
        chosen,
        {_month(at): count for at, count in users.order_by()},
        ((_month(at), code, count) for at, code, count in counted.order_by()),
    )


def headline(span: Span, places: Places = None) -> Headline:
    """Completed, verified, the median until completion and the share asked to mend. Three queries."""
    done = Application.objects.filter(state="completed", **_within("completed_at", span))
    people = Resident.objects.filter(**_within("verified_at", span))
    if places is not None:
        done, people = done.filter(kecamatan_code__in=places), people.filter(kecamatan_code__in=places)
    took = ExpressionWrapper(F("completed_at") - F("submitted_at"), output_field=DurationField())
    ended = done.aggregate(n=Count("pk"), median=Median(took))
    mended = sent(span, places).annotate(returns=_returns()).aggregate(all=Count("pk"), mean=Avg("returns"))
    return Headline(ended["n"], people.count(), ended["median"], mended["mean"])


def return_reasons(span: Span, places: Places = None) -> tuple[int, list[tuple[str, str, int]]]:
    """How many applications were asked to mend something, and (kind, reason code, count) most frequent first."""
    steps = Step.objects.filter(move="return_for_correction", **_within("at", span))
    if places is not None:
        steps = steps.filter(application__kecamatan_code__in=places)
    cases: int = steps.values("application").distinct().count()
    faults = Defect.objects.filter(step__in=steps).values_list("kind", "reason_code")
    return cases, list(faults.annotate(n=Count("pk")).order_by("-n", "kind", "reason_code"))


def promptness(span: Span, places: Places = None) -> Promptness:
    """How soon cases were finished whose documents were ready, sent or handed over first in the span. One query."""
    made = Step.objects.filter(to_state__in=_DONE)
    earlier = made.filter(application=OuterRef("application"), version__lt=OuterRef("version"))
    first = made.filter(~Exists(earlier), **_within("at", span), application__approved_at__isnull=False)
    if places is not None:
        first = first.filter(application__kecamatan_code__in=places)
    columns = ("submitted_at", "processing_starts_at", "approved_at")
    rows = first.order_by().values_list(*(f"application__{name}" for name in columns), "at")
    found = [Finished(sent, starts or sent, complete, done) for sent, starts, complete, done in rows]
    return promptness_of(found, current_tenant().calendar())


def reach(span: Span, places: Places = None) -> Reach:
    """Users registered in the span, and users with an application sent in the span (S3-44)."""
    applied = sent(span, places).values("applicant").distinct().count()
    return Reach(registered(span, places).count(), applied)


def _returns() -> Case:
    """1.0 for an application that was ever returned, 0.0 for others."""
    ever = Exists(Step.objects.filter(application=OuterRef("pk"), move="return_for_correction"))
    return Case(When(ever, then=Value(1.0)), default=Value(0.0), output_field=FloatField())


def _within(column: str, span: Span) -> dict[str, datetime]:
    begin, end = span.edges(current_tenant().zone)
    return {f"{column}__gte": begin, f"{column}__lt": end}


def _month_of(column: str) -> TruncMonth:
    return TruncMonth(column, tzinfo=current_tenant().zone, output_field=DateTimeField())


def _month(at: datetime) -> Month:
    return Month(at.year, at.month)
