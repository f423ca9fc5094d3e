"""Tables of the intake app: one file each."""

from .batch import Import, ImportCase, ImportMapping, ImportPage, ImportUpload, Origin
from .call_request import CallRequest
from .sitting import Consent, Place, Sitting
from .terms import HelperKind, HelperTerms

__all__ = [
    "CallRequest",
    "Consent",
    "HelperKind",
    "HelperTerms",
    "Import",
    "ImportCase",
    "ImportMapping",
    "ImportPage",
    "ImportUpload",
    "Origin",
    "Place",
    "Sitting",
]
