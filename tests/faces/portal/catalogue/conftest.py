"""Browsers at dinas whose services are open."""

from tests.catalogue.conftest import open_buleleng, open_surakarta

__all__ = ["open_buleleng", "open_surakarta"]
