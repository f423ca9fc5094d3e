"""Tables of the catalogue."""

from .draft import DraftChange, Section, ServiceDraft, SharedPart
from .service import Presence, Service
from .version import ServiceVersion, VersionIsImmutable

__all__ = [
    "DraftChange",
    "Presence",
    "Section",
    "Service",
    "ServiceDraft",
    "ServiceVersion",
    "SharedPart",
    "VersionIsImmutable",
]
