"""Tables of the residents app."""

from .history import ResidentDefect, ResidentStep
from .registration import Registration, RegistrationPaper
from .resident import Resident, ResidentPaper

__all__ = [
    "Registration",
    "RegistrationPaper",
    "Resident",
    "ResidentDefect",
    "ResidentPaper",
    "ResidentStep",
]
