"""Background doors of the app; times stand in ``config/schedule.py``."""

from __future__ import annotations

from .actions.expire import expire
from .actions.release_idle import release_idle


def release_idle_cases() -> int:
    """Every minute, per dinas: release cases left open by idle officers."""
    return release_idle()


def expire_returned() -> int:
    """Every hour, per dinas: close returned applications past their deadline."""
    return expire()
