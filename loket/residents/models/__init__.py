"""Tables of the residents app."""

from .history import ResidentDefect, ResidentStep
from .phone_change import PhoneChange
from .registration import Registration, RegistrationPaper
from .resident import PhoneOwner, Resident, ResidentPaper
from .traces import ArrivalTrace

__all__ = [
    "ArrivalTrace",
    "PhoneChange",
    "PhoneOwner",
    "Registration",
    "RegistrationPaper",
    "Resident",
    "ResidentDefect",
    "ResidentPaper",
    "ResidentStep",
]
