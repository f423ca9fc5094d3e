"""The device cookie: a random first-party name of a browser, for signs of brokers and of known devices.

It identifies a browser, never a person, and grants nothing (settled: device identifier).
"""

from __future__ import annotations

import re
import secrets
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from loket.tenants.keys import lookup_hash

_YEAR = 365 * 24 * 3600
_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")


def cookie_name() -> str:
    """``__Host-`` in production, plain over http in demo mode (security rule 29)."""
    return "__Host-perangkat" if settings.SESSION_COOKIE_SECURE else "perangkat"


def device_name(request: HttpRequest) -> str:
    """The browser's random name; a new one when it has none, to be given by ``keep_device``."""
    kept: str = getattr(request, "_device_name", "")
    if not kept:
        sent = request.COOKIES.get(cookie_name(), "")
        kept = sent if _SHAPE.fullmatch(sent) else secrets.token_urlsafe(16)
        request._device_name = kept  # type: ignore[attr-defined]  # remembered for this request only
    return kept


def device_hash(request: HttpRequest) -> bytes:
    """Keyed hash of the browser's name at this dinas."""
    return lookup_hash("device:" + device_name(request))


def keep_device(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the browser its name for a year."""
    response.set_cookie(
        cookie_name(),
        device_name(request),
        max_age=_YEAR,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def network_hash(request: HttpRequest) -> bytes:
    """Keyed hash of the visitor's network at this dinas; empty when the address tells nothing.

    The first three bytes of an IPv4 address, the first 48 bits of an IPv6 one. Behind the front web server of
    production the last forwarded address counts, which that server writes itself. Private addresses (a proxy,
    an office's own network) are nobody's network.
    """
    sent = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        sent = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or sent
    try:
        address = ip_address(sent)
    except ValueError:
        return b""
    if not address.is_global:
        return b""
    kept = address.packed[: 3 if address.version == 4 else 6]
    return lookup_hash("network:" + kept.hex())
