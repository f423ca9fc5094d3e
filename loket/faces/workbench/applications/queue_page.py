"""What the queue page shows besides its rows: choices of the filters, kept queues with their counters, columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from loket.applications import states, table_cells
from loket.applications.deeds import deeds
from loket.applications.models.application import Channel
from loket.applications.queries import queues_kept
from loket.applications.queue_filter import COLUMNS, Height, QueueFilter

from ..desk.frame import piles_of
from ..desk.names import kecamatan_names, service_names, zone_names
from ..desk.piles import ASIDE, QUEUES
from ..desk.rows import Row
from ..officer import officer_here
from .sieve import AGES, Look


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept queue as a button: name, address, height, whose."""

    public_id: str
    name: str
    query: str
    height: Height
    is_shared: bool
    is_own: bool


def counters(request: HttpRequest, look: Look) -> tuple[list[Kept], Height]:
    """The kept queues this officer may open with their heights, and the height of the look itself."""
    officer = officer_here(request)
    found = queues_kept(officer.membership_id)
    looks = {
        str(one.public_id): Look.of_kept(one.filter, one.columns, kept=str(one.public_id)) for one in found
    }
    wanted: dict[str, QueueFilter] = {name: kept.filter for name, kept in looks.items()}
    counted = piles_of(request, wanted | {"": look.filter}, aged=[""])
    buttons = [
        Kept(
            public_id=str(one.public_id),
            name=one.name,
            query=looks[str(one.public_id)].query(),
            height=counted[str(one.public_id)],
            is_shared=one.is_shared,
            is_own=one.owner_id == officer.membership_id,
        )
        for one in found
    ]
    return buttons, counted[""]


def choices(look: Look) -> dict[str, Any]:
    """The lists of the filter form and the addresses of its round buttons."""
    return {
        "pickable": not look.filter.words and any(deeds.for_states(frozenset(look.filter.states))),
        "services": service_names(),
        "places": kecamatan_names(),
        "zones": zone_names(),
        "channels": Channel.choices,
        "ages": AGES,
        "states_offered": {one: states.STATES[one].label for one in look.queue.states},
        "all_columns": COLUMNS,
        "aside": [{"slug": one.slug, "title": one.title} for one in (*QUEUES[:1], *ASIDE)],
        "filters": {
            "all": look.query(ulang="", telat="", didampingi=""),
            "resent": look.query(ulang="1", telat="", didampingi=""),
            "assisted": look.query(didampingi="1", ulang="", telat=""),
            "late": look.query(telat="1", ulang="", didampingi=""),
        },
    }


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the cells of the chosen columns."""

    row: Row
    cells: tuple[str, ...]


def in_columns(rows: Iterable[Row], columns: Sequence[str]) -> list[Line]:
    """Each row with its cells as words."""
    return [Line(row, tuple(cell_of(row, column) for column in columns)) for row in rows]


def cell_of(row: Row, column: str) -> str:
    """One column of one case, in words."""
    return table_cells.cell_of(row.application, column, service=row.service, kecamatan=row.kecamatan)
