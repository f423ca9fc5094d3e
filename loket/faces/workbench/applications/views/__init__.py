"""Views of the desk's application pages."""

from .beside import assign, link, note, register, unlink
from .case import case, paper, photos
from .compare import alike, compare
from .correct import correct
from .decide import approve, cancel, judge, reject, return_for_correction, undo
from .export import export
from .opinions import answer, ask, asked, withdraw
from .process import invite, record_visit, take_into_process
from .queue import claim, drop, find, hand_back, keep, queue, start
from .registry import ask_register
from .sheet import sheet

__all__ = [
    "alike",
    "answer",
    "approve",
    "ask",
    "ask_register",
    "asked",
    "assign",
    "cancel",
    "case",
    "claim",
    "compare",
    "correct",
    "drop",
    "export",
    "find",
    "hand_back",
    "invite",
    "judge",
    "keep",
    "link",
    "note",
    "paper",
    "photos",
    "queue",
    "record_visit",
    "register",
    "reject",
    "return_for_correction",
    "sheet",
    "start",
    "take_into_process",
    "undo",
    "unlink",
    "withdraw",
]
