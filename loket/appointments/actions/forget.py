"""Who came long ago is forgotten: the figures stay, the names do not."""

from __future__ import annotations

from datetime import timedelta

from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from ..queries import to_forget

#: So long after its day an appointment keeps name, number and NIK (as a keyed hash): for questions about it.
KEPT = timedelta(days=90)


def forget() -> int:
    """Take name, phone and NIK out of appointments that ended so long ago; returns of how many. Safe to run again.

    Day, hour, counter and how it went stay: they are figures.
    """
    old = to_forget(clock.today(current_tenant().zone) - KEPT)
    return int(old.update(name="", phone="", person_hash=None, resident=None, reason="", bring=""))
