"""Addresses put together from a pattern are those of the router."""

from __future__ import annotations

from django.urls import reverse

from loket.faces.portal.applications import addresses


def test_addresses_are_the_routers() -> None:
    reference, key = "BLL-26-7F3K9QM2-P", "kertas-kk-asli-2"
    assert addresses.of_step(reference, key) == reverse("portal:applications:step", args=[reference, key])
    assert addresses.of_check(reference) == reverse("portal:applications:check", args=[reference])
