"""Addresses of one application's screens. The router is asked for their shape once: a page names up to a dozen."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

#: Stands for each part of an address that differs; any route takes it.
_PART = "bagian-ini"


def of_step(reference: str, key: str) -> str:
    """The screen with this key."""
    before, between, after = _around("portal:applications:step", 2)
    return f"{before}{reference}{between}{key}{after}"


def of_check(reference: str) -> str:
    """The check page."""
    before, after = _around("portal:applications:check", 1)
    return f"{before}{reference}{after}"


@cache
def _around(name: str, parts: int) -> tuple[str, ...]:
    return tuple(reverse(name, args=[_PART] * parts).split(_PART))
