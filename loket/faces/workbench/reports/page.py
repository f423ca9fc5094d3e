"""The recap as one page, one sheet and one print have it: the same numbers, put together once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from loket.applications.reasons import reason_of
from loket.foundation.kernel import clock
from loket.foundation.ui.dates import long_date
from loket.reports import queries
from loket.reports.models import RecapLayout
from loket.reports.queries import Places
from loket.reports.rules import USERS, Column, Month, Recap, Span, month_label
from loket.tenants.scope import current_tenant

from ..desk.names import kecamatan_names
from .chart import shade
from .look import Look

_MOST_REASONS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the column whose list it opens."""

    count: int
    column: str


@dataclass(frozen=True, slots=True)
class Line:
    """A month of the table."""

    month: Month
    label: str
    users: int
    counts: Sequence[int]
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class RecapPage:
    """All that is printed."""

    title: str
    office: str
    columns: Sequence[Column]
    rows: Sequence[Line]
    totals: Sequence[Cell]
    recap: Recap
    heads: list[str]
    sum_label: str
    signature: list[str]
    layout: RecapLayout

    @property
    def shades(self) -> list[tuple[str, str]]:
        """Label and colour class of each column."""
        return [(column.label, shade(place)) for place, column in enumerate(self.columns)]


def put_together(look: Look, places: Places) -> RecapPage:
    """Reads the layout, the columns and the counts: four queries."""
    layout = queries.layout()
    columns = queries.columns(layout)
    recap = queries.monthly(look.span, columns, places)
    years = look.span.first.year != look.span.last.year
    rows = []
    for row in recap.rows:
        counts = [row.counts[column.key] for column in columns]
        cells = [Cell(row.users, USERS), *(Cell(row.counts[column.key], column.key) for column in columns)]
        rows.append(Line(row.month, label_of(row.month, layout, year=years), row.users, counts, cells))
    return RecapPage(
        title=_("Rekap layanan %(span)s") % {"span": span_label(look.span, layout)},
        office=current_tenant().name,
        columns=columns,
        rows=rows,
        totals=[
            Cell(recap.users, USERS),
            *(Cell(recap.totals[column.key], column.key) for column in columns),
        ],
        recap=recap,
        heads=["No", _("Bulan"), _("User"), *(column.label for column in columns), _("Ket")],
        sum_label=_("Jumlah"),
        signature=_signature(layout),
        layout=layout,
    )


def label_of(month: Month, layout: RecapLayout, *, year: bool = True) -> str:
    """ "Juli 2020", or "Juli"."""
    name = month_label(month, nopember=layout.spells_nopember)
    return f"{name} {month.year}" if year else name


def span_label(span: Span, layout: RecapLayout) -> str:
    """ "Juli–Desember 2020"."""
    if span.first == span.last:
        return label_of(span.first, layout)
    first = label_of(span.first, layout, year=span.first.year != span.last.year)
    return f"{first}–{label_of(span.last, layout)}"


def reasons(span: Span, places: Places) -> tuple[int, list[tuple[str, int]]]:
    """Applications asked to mend something, and the most frequent reasons with their share in percent."""
    cases, found = queries.return_reasons(span, places)
    total = sum(count for _kind, _code, count in found)
    named = []
    for kind, code, count in found[:_MOST_REASONS]:
        reason = reason_of("field" if kind == "field" else "paper", code)
        named.append((str(reason.officer_label) if reason else code, round(100 * count / total)))
    return cases, named


def place_label(look: Look) -> str:
    """The kecamatan chosen, or all."""
    return kecamatan_names().get(look.kecamatan, "") or _("semua kecamatan")


def _signature(layout: RecapLayout) -> list[str]:
    day = long_date(clock.today(current_tenant().zone))
    where = f"{layout.signed_at}, {day}" if layout.signed_at else day
    lines = [where, layout.signer_title or _("Kepala Dinas"), "", "", layout.signer_name or "…………………………"]
    return [*lines, f"NIP {layout.signer_nip}"] if layout.signer_nip else lines
