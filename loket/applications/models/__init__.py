"""Tables of a case: the application, its papers, its history, what is wrong with it; and kept queues."""

from .application import Application, ApplicationQuerySet
from .attachment import Attachment
from .batch import Batch, BatchItem
from .case_link import CaseLink
from .correction import Correction
from .defect import Defect
from .export import Export, ExportPiece
from .note import Note
from .opinion import Opinion
from .outage import Hold, Outage, System
from .saved_queue import SavedQueue
from .step import Step

__all__ = [
    "Application",
    "ApplicationQuerySet",
    "Attachment",
    "Batch",
    "BatchItem",
    "CaseLink",
    "Correction",
    "Defect",
    "Export",
    "ExportPiece",
    "Hold",
    "Note",
    "Opinion",
    "Outage",
    "SavedQueue",
    "Step",
    "System",
]
