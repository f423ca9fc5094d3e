"""Days gone by: the demo's history happens on working days of the office, during its hours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from loket.audit.actor import Actor, acting
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from .post import let_messages_leave


def working_day(ago: int, hour: int, minute: int = 0) -> datetime:
    """That time of day on the ``ago``-th working day before today, in the office's own zone."""
    zone, calendar = current_tenant().zone, current_tenant().calendar()
    day = clock.today(zone)
    while ago:
        day -= timedelta(days=1)
        ago -= calendar.is_open(datetime.combine(day, time(10, 0), zone))
    return datetime.combine(day, time(hour, minute), zone)


@contextmanager
def at(moment: datetime, by: Actor) -> Iterator[None]:
    """The block happens then, by that person; afterwards the messages it caused leave."""
    with clock.frozen(moment), acting(by):
        yield
    let_messages_leave(moment)
