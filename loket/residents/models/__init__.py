"""Tables of the residents app."""

from .history import ResidentDefect, ResidentStep
from .registration import Registration, RegistrationPaper
from .resident import PhoneOwner, Resident, ResidentPaper

__all__ = [
    "PhoneOwner",
    "Registration",
    "RegistrationPaper",
    "Resident",
    "ResidentDefect",
    "ResidentPaper",
    "ResidentStep",
]
