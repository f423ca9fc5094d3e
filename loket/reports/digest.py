"""What an officer's morning digest says: his queues as the desk counts them, what is late, accounts that wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from loket.applications.policies import Officer
from loket.applications.queries import queues_kept
from loket.applications.queue_filter import Height, QueueFilter, heights
from loket.applications.queues import LATE, QUEUES, is_made_for
from loket.foundation.kernel.working_time import WorkingCalendar
from loket.residents.queries import waiting


@dataclass(frozen=True, slots=True)
class Digest:
    """``total``: cases of the desk's own queues and accounts; ``text``: one line in the active language."""

    total: int
    text: str


def digest_of(officer: Officer, *, at: datetime, since: datetime, until: datetime) -> Digest:
    """The digest at a moment; newly late is what was flagged from ``since`` to just before ``until``."""
    kept = {str(one.public_id): one for one in queues_kept(officer.membership_id)}
    wanted = {queue.slug: queue.filter for queue in (*QUEUES, LATE)}
    wanted |= {name: QueueFilter.from_data(one.filter) for name, one in kept.items()}
    counted = heights(wanted, officer, at=at, aged=())
    own = [queue for queue in QUEUES if counted[queue.slug].count and is_made_for(queue, officer)]
    accounts = _accounts(officer)
    parts = [_("Akun baru: %(n)s.") % {"n": accounts}] if accounts else []
    parts += [f"{queue.title}: {counted[queue.slug].count}." for queue in own]
    parts += [f"{one.name}: {_count(counted[name])}." for name, one in kept.items() if counted[name].count]
    parts += _late(officer, counted[LATE.slug].count, at=at, since=since, until=until)
    return Digest(accounts + sum(counted[queue.slug].count for queue in own), " ".join(parts))


def mornings(calendar: WorkingCalendar, day: date) -> tuple[datetime, datetime]:
    """When work began on the working day before ``day``, and when it begins on ``day``."""
    before = next(one for one in _back_from(day) if calendar.is_working_day(one))
    opening, earlier = (
        calendar.next_start(datetime.combine(one, time(), calendar.zone)) for one in (day, before)
    )
    return earlier, opening


def _back_from(day: date) -> Iterator[date]:
    return (day - timedelta(days=ago) for ago in range(1, 366))


def _late(officer: Officer, count: int, *, at: datetime, since: datetime, until: datetime) -> list[str]:
    if not count:
        return []
    flagged = LATE.filter.rows(officer, at=at).filter(escalated_at__gte=since, escalated_at__lt=until).count()
    if flagged:
        return [_("Lewat target: %(n)s, baru %(new)s.") % {"n": count, "new": flagged}]
    return [_("Lewat target: %(n)s.") % {"n": count}]


def _accounts(officer: Officer) -> int:
    if "verifikator_user" not in officer.roles:
        return 0
    count: int = waiting(officer.kecamatan).count()
    return count


def _count(height: Height) -> str:
    return f"{height.count}+" if height.more else str(height.count)
