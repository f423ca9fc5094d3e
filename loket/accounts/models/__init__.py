"""Tables of the accounts app."""

from .account import Account, Kind
from .codes import OneTimeCode, RecoveryCode
from .counters import GlobalCounter, RateCounter
from .kept_form import KeptForm
from .session import AccountDevice, Session

__all__ = [
    "Account",
    "AccountDevice",
    "GlobalCounter",
    "KeptForm",
    "Kind",
    "OneTimeCode",
    "RateCounter",
    "RecoveryCode",
    "Session",
]
