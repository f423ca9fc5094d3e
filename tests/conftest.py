"""One PostgreSQL cluster per run, one migrated template, one clone of it per worker.

Tests connect as the application role, as the product does: row-level security holds in tests too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest_plugins = ["tests.database", "tests.cast", "tests.live", "tests.chromium"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the running product share one instance: they go to one worker (``--dist loadgroup``)."""
    for item in items:
        if "live" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("live"))


@pytest.fixture(autouse=True)
def _quiet_state() -> Iterator[None]:
    """Forget what processes keep between requests: tests use new tenants under old numbers."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    from loket.applications.reasons import forget_reasons
    from loket.applications.surroundings import forget_places
    from loket.catalogue.queries import forget_versions
    from loket.faces.workbench.desk.names import forget_names
    from loket.tenants.models.tenant import forget_calendars
    from loket.tenants.queries import forget_hosts

    forget_reasons()
    for forget in (forget_hosts, forget_calendars, forget_places, forget_names, forget_versions):
        forget()
