"""A pool of decoders for the tests, and the bytes of files as a browser would receive them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loket.files.decoders.pool import Pool, close


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    """Two decoders at a time, as the worker has."""
    made = Pool(at_once=2)
    yield made
    made.stop()


@pytest.fixture(scope="session", autouse=True)
def _no_nursery_left_behind() -> Iterator[None]:
    """End the process-wide nursery that ``rebuild`` starts."""
    yield
    close()
