"""The embedded database: nothing lost, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from loket.config.embedded_postgres import EmbeddedPostgres

pytestmark = pytest.mark.kill

_HOLDER = """
import sys, time
from pathlib import Path
from loket.config.embedded_postgres import EmbeddedPostgres
database = EmbeddedPostgres(Path(sys.argv[1]))
database.start()
print(database.address("loket_owner"), flush=True)
time.sleep(600)
"""


def _wait_until(condition: object, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place that the database's service user can reach."""
    for parent in [tmp_path, *list(tmp_path.parents)[:3]]:
        parent.chmod(parent.stat().st_mode | 0o055)
    return tmp_path / "pg"


def test_rows_survive_when_the_parent_is_killed(folder: Path) -> None:
    """kill -9 of the supervisor: the server ends by itself, and what was committed is there afterwards."""
    command = [sys.executable, "-c", _HOLDER, str(folder)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    address = holder.stdout.readline().strip()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
    pid = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert _wait_until(lambda: not Path(f"/proc/{pid}").exists()), "the server outlived its parent"
    again = EmbeddedPostgres(folder)
    again.start()
    try:
        with psycopg.connect(again.address("loket_owner")) as connection:
            row = connection.execute("SELECT count(*) FROM kept").fetchone()
            assert row == (1000,)
    finally:
        again.stop()


def test_rows_survive_when_the_server_is_killed(folder: Path) -> None:
    """kill -9 of PostgreSQL itself, with the durability that the demo and production run with."""
    database = EmbeddedPostgres(folder)
    database.start()
    with psycopg.connect(database.address("loket_owner"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
    os.kill(int((folder / "data" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    assert _wait_until(lambda: not database.alive())
    again = EmbeddedPostgres(folder)
    again.start()
    try:
        with psycopg.connect(again.address("loket_owner")) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)
    finally:
        again.stop()


def test_passwords_are_private_and_roles_plain(folder: Path) -> None:
    database = EmbeddedPostgres(folder)
    database.start()
    try:
        assert (folder / "passwords.json").stat().st_mode & 0o077 == 0
        with psycopg.connect(database.address()) as connection:
            row = connection.execute(
                "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            assert row == (False, False, False)
            assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    finally:
        database.stop()
