"""What the outside gives the program: environment variables, secrets and the data folder."""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

DEMO, PRODUCTION, TEST = "demo", "production", "test"


class MisconfiguredEnvironment(Exception):
    """The program must not start; the message says in one sentence which setting is missing or wrong."""


def mode() -> str:
    """``LOKET_MODE``: demo (default), production, or test (set by the test suite)."""
    chosen = os.environ.get("LOKET_MODE", DEMO)
    if chosen not in (DEMO, PRODUCTION, TEST):
        raise MisconfiguredEnvironment("LOKET_MODE harus demo atau production.")
    return chosen


def data_folder() -> Path:
    """Everything the installation keeps: database, files, demo secrets. ``LOKET_DATA``, else ./.loket."""
    return Path(os.environ.get("LOKET_DATA") or Path.cwd() / ".loket").resolve()


def given(name: str) -> str:
    """The value of a variable, or of the file named by ``<name>_FILE``, or the empty string."""
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text("utf-8").strip()
    return ""


def secret(name: str) -> str:
    """A secret: given, or in demo and test made once (0600) in the data folder.

    Raises ``MisconfiguredEnvironment`` in production when it is missing or is the one made for the demo.
    """
    value = given(name)
    kept = data_folder() / "secrets" / name.lower()
    if mode() == PRODUCTION:
        if not value:
            raise MisconfiguredEnvironment(f"{name} belum diisi. Isi {name} atau {name}_FILE.")
        if kept.exists() and kept.read_text("utf-8").strip() == value:
            raise MisconfiguredEnvironment(f"{name} masih rahasia demo. Buat yang baru.")
        return value
    if value:
        return value
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = base64.b64encode(secrets.token_bytes(32)).decode()
        try:
            handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return kept.read_text("utf-8").strip()
        with os.fdopen(handle, "w") as file:
            file.write(fresh + "\n")
    return kept.read_text("utf-8").strip()


def master_key() -> bytes:
    """``LOKET_MASTER_KEY``: 32 bytes in base64. Raises ``MisconfiguredEnvironment`` otherwise."""
    try:
        key = base64.b64decode(secret("LOKET_MASTER_KEY"), validate=True)
    except binascii.Error as error:
        raise MisconfiguredEnvironment("LOKET_MASTER_KEY harus 32 byte dalam base64.") from error
    if len(key) != 32:
        raise MisconfiguredEnvironment("LOKET_MASTER_KEY harus 32 byte dalam base64.")
    return key


def database_url() -> str:
    """The database of this process: the owner for `loket migrate`, the application role for all else.

    Without ``LOKET_DATABASE_URL`` the embedded database is used; its addresses stand in the data folder while
    it exists. The empty string when there is none yet.
    """
    as_owner = os.environ.get("LOKET_CONNECT_AS") == "owner"
    if as_owner and (url := given("LOKET_DATABASE_ADMIN_URL")):
        return url
    if url := given("LOKET_DATABASE_URL"):
        return url
    addresses = data_folder() / "postgres" / "addresses.json"
    if not addresses.exists():
        return ""
    return str(json.loads(addresses.read_text("utf-8"))["owner" if as_owner else "application"])


def database_settings(url: str) -> dict[str, object]:
    """Django's settings for a ``postgresql://`` address (host may be a socket folder in the query).

    Statements are prepared after their fifth use: planning them anew each time is half of what the database
    spends on an application. ``prepare=off`` in the query leaves that out, for a PgBouncer before 1.22.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    prepared = query.pop("prepare", "on")
    return {
        "ENGINE": "loket.config.postgres",
        "NAME": unquote(parts.path.lstrip("/")) or "loket",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            **query,
            "connect_timeout": 10,
            "server_side_binding": True,
            "prepare_threshold": None if prepared == "off" else 5,
        },
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,  # tenants.middleware opens the one transaction of a request (ADR 14)
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
