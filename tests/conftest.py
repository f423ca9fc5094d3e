"""One PostgreSQL cluster per run, one migrated template, one clone of it per worker.

Tests connect as the application role, as the product does: row-level security holds in tests too.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

pytest_plugins = ["tests.database", "tests.cast", "tests.live", "tests.chromium"]


#: What takes longest begins first, so that no worker is left alone with it at the end.
LONGEST_FIRST = (
    "tests/reports/test_replay.py", "tests/security/", "tests/journeys/services/", "tests/applications/test_race.py",
    "tests/config/test_wheel.py", "tests/journeys/", "tests/demo/", "tests/files/test_kills.py",
    "tests/notifications/test_kills.py", "tests/browser/", "tests/intake/",
)  # fmt: skip
#: These share something that is dear to make: one worker makes it once (``--dist loadgroup``).
TOGETHER = {
    "tests/security/": "story", "tests/journeys/services/": "services", "tests/config/test_production.py": "production",
}  # fmt: skip


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Name the groups before xdist reads them; put the long ones first after pytest-randomly has shuffled."""
    for item in items:
        shared = next((name for folder, name in TOGETHER.items() if item.nodeid.startswith(folder)), "")
        group = "live" if "live" in getattr(item, "fixturenames", ()) else shared
        if group:
            item.add_marker(pytest.mark.xdist_group(group))
    yield
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return next(
        (turn for turn, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)),
        len(LONGEST_FIRST),
    )


def pytest_collection_finish() -> None:
    """All modules are loaded and stay: the collector of garbage need not walk through them time and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes() -> tuple[int, int]:
    """Thousands of passwords are set in tests: at a hundredth of the product's cost, which is given back here."""
    from loket.accounts.hashers import Argon2id

    real = Argon2id.time_cost, Argon2id.memory_cost
    Argon2id.time_cost, Argon2id.memory_cost = 1, 64
    return real


@pytest.fixture
def real_hashes(_cheap_hashes: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed as dearly as the product does."""
    from loket.accounts.hashers import Argon2id

    for name, cost in zip(("time_cost", "memory_cost"), _cheap_hashes, strict=True):
        monkeypatch.setattr(Argon2id, name, cost)


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
