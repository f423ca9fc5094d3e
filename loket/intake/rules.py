"""Pure rules of the counter, of helpers and of calls."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from loket.accounts.rules import Limit
from loket.foundation.kernel.working_time import NeverOpen, WorkingCalendar

#: Name in the session of the officer or helper under which the public name of the sitting is kept.
SITTING_KEY = "dampingan"
#: A walk-in sits at the counter for so long at most.
COUNTER_SITTING = timedelta(hours=2)
#: A consent given to a helper lasts this long, so that a returned case can be mended; then it is asked again.
HELPER_SITTING = timedelta(days=30)
#: Somebody who asks to be called is called within so many working hours.
CALL_WITHIN_HOURS = 8

CALL_PHONE_DAY = Limit("call-phone-day", 3, 86_400)
CALL_VISITOR_HOUR = Limit("call-device-hour", 3, 3_600)
CALL_TENANT_HOUR = Limit("call-tenant-hour", 60, 3_600)
#: NIKs one helper may look at in a day, found or not: enough for a village, too few for a fishing trip.
LOOK_HELPER_DAY = Limit("helper-look-day", 60, 86_400)

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_ticket() -> str:
    """ "T-7KQ4": what the person may name on the phone; it opens nothing."""
    return "T-" + "".join(secrets.choice(_LETTERS) for _ in range(4))


def call_due(calendar: WorkingCalendar, at: datetime) -> datetime | None:
    """Until when the person should be called, on the office's calendar; None where it never opens."""
    try:
        return calendar.add(at, CALL_WITHIN_HOURS, "working_hour")
    except NeverOpen:
        return None
