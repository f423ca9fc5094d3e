"""An officer takes a request to be called, and says how it went."""

from __future__ import annotations

from loket.staff.models import Membership

from .. import lifecycle, states
from ..models import CallRequest

#: What may be said of a call: the word of the form, the move.
OUTCOMES = {"tersambung": "conclude", "tidak": "miss", "lepas": "let_go"}


def answer_call(call: CallRequest, outcome: str, *, by: Membership) -> CallRequest:
    """Note the outcome: a key of ``OUTCOMES``. The third call in vain closes the request.

    Raises ``KeyError`` for another word and ``CallTaken``, also when a colleague has the request.
    """
    name = OUTCOMES[outcome]
    if call.officer_id != by.pk:
        raise lifecycle.CallTaken(lifecycle.TAKEN)
    if name == "miss" and call.tries + 1 >= states.MOST_TRIES:
        name = "give_up"
    return lifecycle.move(call, name, by=by)
