"""The demo's counter: a one-hour service, a village that helps, somebody who waits to be called."""

from __future__ import annotations

from datetime import timedelta

from loket.catalogue.actions.set_offer import set_offer
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Phone
from loket.intake.actions.request_call import Wish, request_call
from loket.intake.actions.set_terms import set_terms

from .post import let_messages_leave

ONE_HOUR = ("ktp-hilang", "ktp-rusak")


def prepare(offered: frozenset[str]) -> None:
    """Set what the counter needs; needs an open scope. ``offered``: codes of this dinas' services."""
    for code in ONE_HOUR:
        if code in offered:
            set_offer(code, {"counter_minutes": 60})
    set_terms("sri", kind="village", place="Kantor Desa Lokapaksa", daily_limit=20, services=[])
    _wait_for_a_call()


def _wait_for_a_call() -> None:
    asked = clock.now() - timedelta(minutes=20)
    with clock.frozen(asked):
        request_call(Wish("I Nyoman Wirta", Phone.parse("081234500061"), "kia"))
    let_messages_leave(asked)
