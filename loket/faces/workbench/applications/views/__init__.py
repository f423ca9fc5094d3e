"""Views of the desk's application pages."""

from .case import case, paper
from .decide import approve, cancel, judge, reject, return_for_correction, undo
from .process import invite, record_visit, take_into_process
from .queue import claim, hand_back, queue, start

__all__ = [
    "approve",
    "cancel",
    "case",
    "claim",
    "hand_back",
    "invite",
    "judge",
    "paper",
    "queue",
    "record_visit",
    "reject",
    "return_for_correction",
    "start",
    "take_into_process",
    "undo",
]
