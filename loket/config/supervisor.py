"""`loket run`: database, migration, demo, web and worker under one parent that stops them together."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from . import environment
from .embedded_postgres import EmbeddedPostgres

_CLI = [sys.executable, "-m", "loket.config.cli"]
_STOP_SECONDS = 15
_START_SECONDS = 60
#: Bytes that the embedded server may take: small enough for a village computer, enough for a city.
_DATABASE_SETTINGS = ("shared_buffers=256MB", "max_wal_size=1GB", "random_page_cost=1.1", "jit=off")


class _Stopped(Exception):
    """Someone asked the whole house to close."""


def run() -> int:
    """Start everything, print where it is, and wait; Ctrl-C or SIGTERM stops web, worker and database cleanly."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _close)
    database = _start_database()
    children: list[subprocess.Popen[bytes]] = []
    try:
        _step("migrate")
        if environment.mode() == environment.DEMO:
            _step("demo")
        children = [subprocess.Popen([*_CLI, part], start_new_session=True) for part in ("web", "worker")]
        _wait_until_serving(children)
        _say_where()
        return _watch(children, database)
    except _Stopped:
        return 0
    finally:
        _stop(children)
        if database is not None:
            database.stop()


def _close(number: int, frame: FrameType | None) -> None:
    raise _Stopped


def _start_database() -> EmbeddedPostgres | None:
    if environment.given("LOKET_DATABASE_URL"):
        return None
    database = EmbeddedPostgres(environment.data_folder() / "postgres", settings=_DATABASE_SETTINGS)
    database.start()
    database.publish_addresses()
    return database


def _step(command: str) -> None:
    if subprocess.run([*_CLI, command], check=False).returncode:
        raise SystemExit(1)


def _wait_until_serving(children: list[subprocess.Popen[bytes]]) -> None:
    address = ("127.0.0.1", int(os.environ.get("PORT", "8000")))
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if any(child.poll() is not None for child in children):
            raise SystemExit(1)
        with contextlib.suppress(OSError):
            socket.create_connection(address, timeout=1).close()
            return
        time.sleep(0.05)


def _watch(children: list[subprocess.Popen[bytes]], database: EmbeddedPostgres | None) -> int:
    while True:
        time.sleep(0.5)
        if any(child.poll() is not None for child in children):
            print("Loket berhenti: satu proses mati.", file=sys.stderr)
            return 1
        if database is not None and not database.alive():
            print("Loket berhenti: basis data mati.", file=sys.stderr)
            return 1


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def _say_where() -> None:
    port = os.environ.get("PORT", "8000")
    print(f"\nLoket buka di http://localhost:{port}", flush=True)
    if environment.mode() == environment.DEMO:
        for name in ("buleleng", "surakarta", "kutaitimur", "balikpapan"):
            print(f"  http://{name}.localhost:{port}")
        print(f"  Akun contoh dan pesan terkirim: http://buleleng.localhost:{port}/contoh/")
    print(f"  Data disimpan di {Path(environment.data_folder())}. Ctrl-C untuk berhenti.", flush=True)
