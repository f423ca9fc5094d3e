"""Pure rules of complaints."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from loket.accounts.rules import Limit
from loket.foundation.kernel.reference import ReferenceRefused, new_reference, parse
from loket.foundation.kernel.working_time import NeverOpen, WorkingCalendar

#: The role of the complaints counter.
COMPLAINT_ROLE = "petugas_pengaduan"
#: Who a complaint is passed up to.
HEADS = frozenset({"kasi_dafduk", "kasi_capil", "kabid_capil", "kabid_piak", "kepala_dinas"})
#: Who reads complaints at all.
DESK_ROLES = HEADS | {COMPLAINT_ROLE}

#: Every complaint's number begins with it: "ADU-26-7KQ4M2XP-C".
PREFIX = "ADU"
#: Longest complaint, and longest reply of either side.
LONGEST = 2000
#: Longest note for colleagues.
LONGEST_NOTE = 1000
MOST_PHOTOS = 3
#: So long after the answer (or the closing) the person may reply and so open it again.
REOPEN_FOR = timedelta(days=14)
#: So often one complaint is opened again; then a new one is due.
MOST_REOPENINGS = 3
#: Words, name, number and photos are destroyed so long after the last move; the count stays.
KEPT_FOR = timedelta(days=730)
#: The same for what was no complaint at all.
SPAM_KEPT_FOR = timedelta(days=30)

PHONE_DAY = Limit("complaint-phone-day", 5, 86_400)
VISITOR_HOUR = Limit("complaint-device-hour", 5, 3_600)
TENANT_HOUR = Limit("complaint-tenant-hour", 120, 3_600)
#: Looking one up: the digits behind a number have ten thousand values, and nobody may try them all.
TRACK_HOUR = Limit("complaint-track-hour", 6, 3_600)
TRACK_DAY = Limit("complaint-track-day", 12, 86_400)
TRACK_TENANT = Limit("complaint-track-tenant", 600, 60)


def new_number(year: int) -> str:
    """A fresh number of a complaint in a calendar year."""
    return new_reference(PREFIX, year)


def read_number(text: str) -> str:
    """The canonical form of a complaint's number as typed. Raises ``ReferenceRefused``, also for an application's."""
    number = parse(text)
    if not number.startswith(f"{PREFIX}-"):
        raise ReferenceRefused("")
    return number


def new_code() -> str:
    """Six digits for somebody who left no phone: they stand for its last four when the complaint is looked up."""
    return f"{secrets.randbelow(1_000_000):06d}"


def answer_due(calendar: WorkingCalendar, at: datetime, days: int) -> datetime | None:
    """Until when what came ``at`` must be answered: so many working days; None where the office never opens."""
    try:
        return calendar.add(calendar.next_start(at), days, "working_day")
    except NeverOpen:
        return None


def may_reopen(entered_at: datetime, reopenings: int, now: datetime) -> bool:
    """Whether the person may still reply to an answer given ``entered_at``."""
    return reopenings < MOST_REOPENINGS and now - entered_at < REOPEN_FOR
