"""Tables of the residents app."""

from .family import FamilyMember
from .history import ResidentDefect, ResidentStep
from .locker import LockerAnswers, LockerPaper
from .names import NameWord
from .phone_change import PhoneChange
from .registration import Registration, RegistrationPaper
from .resident import PhoneOwner, Resident, ResidentPaper, StayPermit
from .traces import ArrivalTrace

__all__ = [
    "ArrivalTrace",
    "FamilyMember",
    "LockerAnswers",
    "LockerPaper",
    "NameWord",
    "PhoneChange",
    "PhoneOwner",
    "Registration",
    "RegistrationPaper",
    "Resident",
    "ResidentDefect",
    "ResidentPaper",
    "ResidentStep",
    "StayPermit",
]
