"""Views of the desk's application pages."""

from .case import case, paper
from .decide import approve, cancel, judge, reject, return_for_correction, undo
from .export import export
from .process import invite, record_visit, take_into_process
from .queue import claim, drop, find, hand_back, keep, queue, start

__all__ = [
    "approve",
    "cancel",
    "case",
    "claim",
    "drop",
    "export",
    "find",
    "hand_back",
    "invite",
    "judge",
    "keep",
    "paper",
    "queue",
    "record_visit",
    "reject",
    "return_for_correction",
    "start",
    "take_into_process",
    "undo",
]
