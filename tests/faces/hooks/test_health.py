"""/healthz and /readyz: what a supervisor may believe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from loket.faces.hooks import checks


@pytest.fixture
def machine() -> Client:
    """A supervisor that knows no host name."""
    return Client(headers={"host": "10.0.0.5:8000"})


@pytest.fixture
def beating_worker(db: None) -> None:
    """A worker that gave a sign of life just now."""
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values")


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A storage of the test's own, and nothing remembered."""
    settings.LOKET_STORAGE = tmp_path / "files"
    monkeypatch.setattr(checks, "_migrated", False)
    return tmp_path


def test_a_living_process_says_so_without_asking_anybody(machine: Client) -> None:
    answer = machine.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert "no-store" in answer["Cache-Control"]


def test_a_house_that_can_serve_is_ready(machine: Client, beating_worker: None) -> None:
    answer = machine.get("/readyz")
    assert answer.json() == {"ok": True, "checks": {"database": True, "worker": True, "storage": True}}
    assert answer.status_code == 200


def test_without_a_worker_it_is_not_ready(machine: Client, db: None) -> None:
    answer = machine.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": True, "worker": False, "storage": True}


def test_a_worker_that_fell_silent_does_not_count(machine: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 minute')"
        )
    assert machine.get("/readyz").json()["checks"]["worker"] is False


def test_a_storage_that_takes_nothing_is_told(machine: Client, beating_worker: None, storage: Path) -> None:
    (storage / "files").write_text("a file where the folder should be")
    answer = machine.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["storage"]) == (503, False)


def test_a_database_behind_this_version_is_told(
    machine: Client, beating_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks.MigrationExecutor, "migration_plan", lambda self, targets: ["something"])
    answer = machine.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["database"]) == (503, False)


def test_nothing_is_changed_by_asking(machine: Client, db: None) -> None:
    assert machine.post("/readyz").status_code == 405
