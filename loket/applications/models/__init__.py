"""Tables of a case: the application, its papers, its history and what is wrong with it."""

from .application import Application, ApplicationQuerySet
from .attachment import Attachment
from .defect import Defect
from .step import Step

__all__ = ["Application", "ApplicationQuerySet", "Attachment", "Defect", "Step"]
