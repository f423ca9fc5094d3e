"""Tables of the catalogue."""

from .draft import DraftChange, Section, ServiceDraft, SharedPart
from .publishing import Publication, PublicationRequest, PublishingRule, StarterBase
from .service import Presence, Service
from .version import ServiceVersion, VersionIsImmutable

__all__ = [
    "DraftChange",
    "Presence",
    "Publication",
    "PublicationRequest",
    "PublishingRule",
    "Section",
    "Service",
    "ServiceDraft",
    "ServiceVersion",
    "SharedPart",
    "StarterBase",
    "VersionIsImmutable",
]
