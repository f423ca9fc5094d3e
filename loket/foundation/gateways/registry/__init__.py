"""The population register (SIAK): the port, "none" (the default), a stub with invented people, a web service."""

from .port import Comparison, Question, RegistryPort, RegistrySilent
from .routes import registry_for

__all__ = ["Comparison", "Question", "RegistryPort", "RegistrySilent", "registry_for"]
