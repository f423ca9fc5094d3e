"""The processes measured: embedded database, web server, worker; the ladder's server the same way."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from loket.config.embedded_postgres import OWNER_ROLE, EmbeddedPostgres
from loket.config.processes import web_command
from loket.config.supervisor import _DATABASE_SETTINGS

from . import meter

ROOT = Path(__file__).resolve().parents[1]
#: Of this run alone: two runs may stand side by side, and disturb only each other's figures.
DATA = ROOT / "build" / f"bench-{os.getpid()}"
HOST = "buleleng.localhost"
_CLI = [sys.executable, "-m", "loket.config.cli"]


@dataclass
class Machine:
    """The installation under measurement."""

    database: EmbeddedPostgres
    environment: dict[str, str]
    data: Path = DATA
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    def start_web(self) -> int:
        """The product's web server; its port."""
        return self._serve("web", web_command)

    def start_ladder(self, rung: str) -> int:
        """The ladder's server with one rung, started like the product's; its port."""
        application = {"bare": "bench.ladder.bare:application"}.get(rung, "bench.ladder.rungs:application")

        def command(environment: dict[str, str]) -> list[str]:
            return [
                application if part == "loket.config.wsgi:application" else part
                for part in web_command(environment)
            ]

        return self._serve(
            f"ladder-{rung}", command, LADDER_RUNG=rung, DJANGO_SETTINGS_MODULE="bench.ladder.settings"
        )

    def start_worker(self) -> None:
        """The product's worker."""
        self._start("worker", [*_CLI, "worker"], self.environment)

    def run(self, module: str, *arguments: str) -> str:
        """Run a module of the bench inside the installation; what it printed."""
        command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{module} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def cpu(self, name: str) -> float:
        """CPU seconds so far of one of our processes and of PostgreSQL together."""
        return meter.cpu_seconds([self.processes[name].pid, self.postgres_pid])

    @property
    def postgres_pid(self) -> int:
        """The server process; its children are the connections."""
        return int((self.database.data / "postmaster.pid").read_text().split()[0])

    def owner(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection as owner of the tables, for seeding."""
        return psycopg.connect(self.database.address(OWNER_ROLE), autocommit=True)

    def stop(self, name: str) -> None:
        """End one process and what it started."""
        process = self.processes.pop(name, None)
        if process is None:
            return
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _serve(self, name: str, command: object, **more: str) -> int:
        port = _free_port()
        environment = {**self.environment, "PORT": str(port), **more}
        assert callable(command)
        self._start(name, command(environment), environment)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                self.ports[name] = port
                return port
            time.sleep(0.05)
        raise SystemExit(f"{name} did not start; see {self.data / name}.log")

    def _start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )


@contextlib.contextmanager
def installation(data: Path = DATA, *, keep: bool = False) -> Iterator[Machine]:
    """An installation with a migrated database under build/; taken down at the end, and removed unless kept."""
    data.mkdir(parents=True, exist_ok=keep)
    database = EmbeddedPostgres(data / "postgres", settings=_DATABASE_SETTINGS)
    database.start()
    database.publish_addresses()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    environment |= {
        "LOKET_MODE": "demo",
        "LOKET_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "loket.config.settings",
    }
    machine = Machine(database, environment, data)
    try:
        for command in ("migrate",):
            subprocess.run([*_CLI, command], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        machine.run("django", "collectstatic", "--noinput", "-v", "0")
        yield machine
    finally:
        for name in list(machine.processes):
            machine.stop(name)
        database.stop()
        if not keep:
            shutil.rmtree(data, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
