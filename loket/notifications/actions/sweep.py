"""Compare promises with deliveries: whatever is due and in nobody's hands gets a job again."""

from __future__ import annotations

import logging

from loket.tenants.scope import current_tenant

from ..queries import stuck_messages
from ..wakeup import defer_delivery

log = logging.getLogger("loket.notifications")
#: messages looked at in one round and dinas
BATCH = 500


def sweep() -> int:
    """Give a new job to each stuck message of the present dinas; returns how many were stuck."""
    stuck = list(stuck_messages()[:BATCH])
    for message in stuck:
        defer_delivery(message)
    if stuck:
        log.warning("messages stuck tenant=%s count=%s", current_tenant().slug, len(stuck))
    return len(stuck)
