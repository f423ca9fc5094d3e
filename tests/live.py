"""The running product for browser journeys: its own database clone, seeded demo, real web and worker processes."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from loket.config.embedded_postgres import OWNER_ROLE, EmbeddedPostgres
from tests.database import TEMPLATE, fresh_copy

_CLI = [sys.executable, "-W", "ignore", "-m", "loket.config.cli"]
_COLLECT = [sys.executable, "-W", "ignore", "-m", "django", "collectstatic", "--no-input", "-v0"]
_START_SECONDS = 90


@dataclass
class Live:
    """Addresses and processes of the running product."""

    port: int
    data: Path
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    #: Officers who have logged in, by host and user name; kept by the stories.
    seated: dict[tuple[str, str], object] = field(default_factory=dict)

    def url(self, path: str = "/", host: str = "buleleng.localhost") -> str:
        """A full address; browsers resolve ``*.localhost`` themselves."""
        return f"http://{host}:{self.port}{path}"

    def fetch_json(self, path: str, host: str = "buleleng.localhost") -> Any:
        """A JSON document of the product (Python does not resolve ``*.localhost``: the Host header is set)."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers={"Host": f"{host}:{self.port}"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def messages(self, to: str, host: str = "buleleng.localhost") -> list[dict[str, Any]]:
        """What the sandbox phone ``to`` (+62…) received, newest first."""
        found: list[dict[str, Any]] = self.fetch_json(f"/contoh/pesan.json?ke={quote(to)}", host)
        return found

    def wait_for_message(self, to: str, containing: str, *, seconds: float = 25) -> dict[str, Any]:
        """The newest message to ``to`` whose text contains ``containing``, waiting for the worker."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for message in self.messages(to):
                if containing in message["text"]:
                    return message
            time.sleep(0.2)
        raise AssertionError(f"no message with {containing!r}; got {self.messages(to)[:3]}")

    def accounts(self) -> list[dict[str, str]]:
        """The demo accounts: host, role, username, password, totp_secret."""
        found: list[dict[str, str]] = self.fetch_json("/contoh/akun.json")
        return found

    def start(self, name: str) -> None:
        """Start (or start again) "web" or "worker"."""
        from loket.config.processes import web_command

        command = web_command(self.environment) if name == "web" else [*_CLI, "worker"]
        log = (self.data / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            command, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        if name == "web":
            self._wait()

    def stop(self, name: str, number: signal.Signals = signal.SIGTERM) -> None:
        """End one process and what it started."""
        process = self.processes.pop(name, None)
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            time.sleep(0.05)
        raise AssertionError((self.data / "web.log").read_text("utf-8", "replace")[-3000:])


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Two demo dinas with people and cases, served on a free port, with a worker that delivers.

    In demo mode, on a durable database cluster of its own: as ``loket run`` would serve it.
    """
    cluster = EmbeddedPostgres(fresh_copy(Path(os.environ["LOKET_TEST_KEPT"])))
    cluster.start()
    port = _free_port()
    data = tmp_path_factory.mktemp("live")
    environment = {
        **os.environ,
        "LOKET_MODE": "demo",
        "LOKET_DATA": str(data),
        "LOKET_DATABASE_URL": cluster.address(database=TEMPLATE),
        "LOKET_DATABASE_ADMIN_URL": cluster.address(OWNER_ROLE, TEMPLATE),
        "PORT": str(port),
        "LOKET_WEB_WORKERS": "1",
        "PYTHONWARNINGS": "ignore",
    }
    running = Live(port=port, data=data, environment=environment)
    try:
        for command in ([*_CLI, "demo"], _COLLECT):
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
        running.start("web")
        running.start("worker")
        yield running
    finally:
        for process in list(running.processes):
            running.stop(process)
        cluster.stop()
        shutil.rmtree(cluster.root, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
