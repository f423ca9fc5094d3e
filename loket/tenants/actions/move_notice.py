"""Move a page or an announcement one place up or down."""

from __future__ import annotations

from typing import TypeVar

from ..models import Notice

N = TypeVar("N", bound=Notice)


def move_notice(notice: N, *, up: bool) -> None:
    """Change places with its neighbour; nothing at the end of the list."""
    model = type(notice)
    rows = list(model.objects.select_for_update().order_by("position", "pk"))
    at = next(place for place, row in enumerate(rows) if row.pk == notice.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return
    rows[at], rows[other] = rows[other], rows[at]
    for place, row in enumerate(rows):
        row.position = place
    model.objects.bulk_update(rows, ["position"])
