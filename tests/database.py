"""The test databases: made as owner, used as application role."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from loket.config.embedded_postgres import (
    APPLICATION_ROLE,
    OWNER_ROLE,
    EmbeddedPostgres,
    make_database,
    make_role,
)

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = "loket_template"
_KEPT_SECONDS = 3600
#: Test clusters may forget on a power cut; the kill tests start their own durable one (settled.md).
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=120")


def pytest_configure(config: pytest.Config) -> None:
    """Start the cluster before Django reads its settings; workers receive its addresses."""
    if hasattr(config, "workerinput"):
        os.environ["LOKET_TEST_CLUSTER"] = config.workerinput["cluster"]
        os.environ["LOKET_TEST_KEPT"] = config.workerinput["kept"]
        return
    kept = _migrated_cluster()
    os.environ["LOKET_TEST_KEPT"] = str(kept)
    folder = fresh_copy(kept)
    cluster = EmbeddedPostgres(folder, settings=FAST)
    cluster.start()
    config.stash[_CLUSTER] = cluster
    os.environ["LOKET_TEST_CLUSTER"] = json.dumps(_addresses(cluster))


def _addresses(cluster: EmbeddedPostgres) -> dict[str, str]:
    return {role: cluster.address(role, "{name}") for role in ("postgres", OWNER_ROLE, APPLICATION_ROLE)}


def _migrated_cluster() -> Path:
    """A stopped cluster with the migrated template, kept under build/ until a model or migration changes."""
    kept = ROOT / "build" / "test-cluster" / _fingerprint()
    if kept.exists():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="loket-test-pg-"))
    folder.chmod(0o755)
    cluster = EmbeddedPostgres(folder, settings=FAST)
    cluster.start()
    try:
        _migrate_template(_addresses(cluster))
    finally:
        cluster.stop()
    for older in kept.parent.iterdir():
        if time.time() - older.stat().st_mtime > _KEPT_SECONDS:  # another run may be copying a young one
            shutil.rmtree(older, ignore_errors=True)
    subprocess.run(["cp", "-a", str(folder), f"{kept}.{os.getpid()}"], check=True)
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        Path(f"{kept}.{os.getpid()}").rename(kept)
    return kept if kept.exists() else Path(f"{kept}.{os.getpid()}")


def fresh_copy(kept: Path) -> Path:
    """A folder of its own with the migrated cluster in it, ready to start."""
    folder = Path(tempfile.mkdtemp(prefix="loket-test-pg-"))
    folder.chmod(0o755)
    subprocess.run(["cp", "-a", f"{kept}/.", str(folder)], check=True)
    shutil.rmtree(folder / "socket", ignore_errors=True)
    (folder / "data" / "postmaster.pid").unlink(missing_ok=True)
    return folder


def _fingerprint() -> str:
    """Changes whenever the template would come out differently."""
    digest = hashlib.sha256()
    package = ROOT / "loket"
    files = {
        *package.glob("*/migrations/*.py"),
        *package.glob("*/models.py"),
        *package.glob("*/models/*.py"),
        *package.glob("regions/data/*"),
        package / "tenants" / "row_security.py",
        package / "config" / "migrating.py",
        package / "config" / "embedded_postgres.py",
        ROOT / "requirements.txt",
    }
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def pytest_configure_node(node: Any) -> None:
    """Called by xdist for each worker."""
    node.workerinput["cluster"] = os.environ["LOKET_TEST_CLUSTER"]
    node.workerinput["kept"] = os.environ["LOKET_TEST_KEPT"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster and drop its folder."""
    cluster = config.stash.get(_CLUSTER, None)
    if cluster is not None:
        cluster.stop()
        shutil.rmtree(cluster.root, ignore_errors=True)


_CLUSTER: pytest.StashKey[EmbeddedPostgres] = pytest.StashKey()


def address(name: str, role: str = APPLICATION_ROLE) -> str:
    """The address of one test database for one role."""
    return str(json.loads(os.environ["LOKET_TEST_CLUSTER"])[role]).replace("{name}", name)


def _migrate_template(addresses: dict[str, str]) -> None:
    with psycopg.connect(addresses["postgres"].replace("{name}", "postgres"), autocommit=True) as connection:
        make_database(connection, TEMPLATE)
    environment = {
        **os.environ,
        "LOKET_DATABASE_URL": addresses[APPLICATION_ROLE].replace("{name}", TEMPLATE),
        "LOKET_DATABASE_ADMIN_URL": addresses[OWNER_ROLE].replace("{name}", TEMPLATE),
    }
    done = subprocess.run(
        [sys.executable, "-m", "loket.config.cli", "migrate"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise pytest.UsageError(f"migrating the test template failed:\n{done.stdout}\n{done.stderr}")


def clone_template(name: str) -> None:
    """A fresh copy of the migrated template under ``name`` (an older copy is dropped)."""
    with psycopg.connect(address("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        make_database(connection, name, TEMPLATE)


def _worker_database() -> str:
    return f"loket_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Clone the template for this worker and let Django use the clone as the application role."""
    from django.conf import settings
    from django.db import connection

    from loket.config.environment import database_settings

    name = _worker_database()
    clone_template(name)
    with django_db_blocker.unblock():
        connection.close()
        for key, value in database_settings(address(name)).items():
            settings.DATABASES["default"][key] = value
            connection.settings_dict[key] = value
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def real_commits(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """For races, kills and other processes: what is written is committed; a fresh clone afterwards.

    Gives the address of the database for the application role.
    """
    from django.db import connection

    name = _worker_database()
    with django_db_blocker.unblock():
        yield address(name)
        connection.close()
        clone_template(name)


__all__ = ["address", "clone_template", "make_role"]
