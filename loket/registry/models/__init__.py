"""Tables of the registry app."""

from .accept_rule import AcceptRule, RuleDecision
from .lookup import PendingLookup, RegistryLookup
from .settings import RegistrySettings

__all__ = ["AcceptRule", "PendingLookup", "RegistryLookup", "RegistrySettings", "RuleDecision"]
