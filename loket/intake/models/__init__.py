"""Tables of the intake app: one file each."""

from .call_request import CallRequest
from .sitting import Consent, Place, Sitting
from .terms import HelperKind, HelperTerms

__all__ = ["CallRequest", "Consent", "HelperKind", "HelperTerms", "Place", "Sitting"]
