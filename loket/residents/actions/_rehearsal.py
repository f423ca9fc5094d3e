"""Do a piece of work and take it back, so that two answers cost the same (security rule 34)."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction


class _TakenBack(Exception):
    """Ends a rehearsal."""


def rehearse(deed: Callable[[], object]) -> None:
    """Run ``deed`` in a savepoint and roll it back: same work as the real thing, no trace."""
    try:
        with transaction.atomic():
            deed()
            raise _TakenBack
    except _TakenBack:
        return
