"""Tables of a case: the application, its papers, its history, what is wrong with it; and kept queues."""

from .application import Application, ApplicationQuerySet
from .attachment import Attachment
from .case_link import CaseLink
from .correction import Correction
from .defect import Defect
from .note import Note
from .opinion import Opinion
from .saved_queue import SavedQueue
from .step import Step

__all__ = [
    "Application",
    "ApplicationQuerySet",
    "Attachment",
    "CaseLink",
    "Correction",
    "Defect",
    "Note",
    "Opinion",
    "SavedQueue",
    "Step",
]
