"""Which register a dinas asks: its own choice; the address is the installation's (``LOKET_REGISTRY_URL``).

``https://<token>@connector.example/check/{dinas}``: ``{dinas}`` becomes the slug of the dinas that asks, so
that one connector can hold one agreement each.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from loket.foundation.gateways.http import JsonClient
from loket.foundation.gateways.provider_address import ProviderAddress

from .none import NoRegistry
from .port import RegistryPort
from .stub import StubRegistry
from .web import WebRegistry

NONE, STUB, WEB = "none", "stub", "web"
#: One question takes at most this long, in seconds; officers wait for nothing, a worker asks.
SECONDS = 8.0


def registry_for(choice: str, *, tenant: str) -> RegistryPort:
    """The adapter of a dinas' choice; ``none`` when the choice has no address."""
    if choice == STUB:
        return StubRegistry()
    url = str(getattr(settings, "LOKET_REGISTRY_URL", "") or "")
    return _web(url.replace("{dinas}", tenant)) if choice == WEB and url else NoRegistry()


def has_address() -> bool:
    """Whether this installation knows the address of a web service."""
    return bool(getattr(settings, "LOKET_REGISTRY_URL", ""))


@lru_cache(maxsize=64)
def _web(url: str) -> RegistryPort:
    address = ProviderAddress.from_url(url)
    return WebRegistry(JsonClient(address.url, token=address.token, total_seconds=SECONDS))
