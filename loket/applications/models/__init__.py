"""Tables of a case: the application, its papers, its history, what is wrong with it; and kept queues."""

from .application import Application, ApplicationQuerySet
from .attachment import Attachment
from .defect import Defect
from .saved_queue import SavedQueue
from .step import Step

__all__ = ["Application", "ApplicationQuerySet", "Attachment", "Defect", "SavedQueue", "Step"]
