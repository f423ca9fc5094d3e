"""One PostgreSQL cluster per run, one migrated template, one clone of it per worker.

Tests connect as the application role, as the product does: row-level security holds in tests too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest_plugins = ["tests.database", "tests.cast", "tests.live"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the running product share one instance: they go to one worker (``--dist loadgroup``)."""
    for item in items:
        if "live" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("live"))


@pytest.fixture(autouse=True)
def _quiet_state() -> Iterator[None]:
    """Forget what processes keep between requests."""
    from loket.tenants.queries import forget_hosts

    forget_hosts()
    yield
    forget_hosts()
