"""The checks behind ``/readyz``; each answers True or False and never raises."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from procrastinate.contrib.django.models import ProcrastinateWorker

from loket.foundation.kernel import clock

log = logging.getLogger("loket.hooks")
#: a worker that beat longer ago than this does not work (it beats every five seconds)
BEAT = timedelta(seconds=30)
_migrated = False


def database_is_migrated() -> bool:
    """Whether the database answers and has every migration of this version (looked up until it has once)."""
    global _migrated  # noqa: PLW0603 - migrations are never taken back under a running process
    try:
        if _migrated:
            with connection.cursor() as cursor:
                cursor.execute("select 1")
        else:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        connection.close()
        log.warning("readyz: the database does not answer")
        return False
    return _migrated


def worker_beats() -> bool:
    """Whether some worker gave a sign of life in the last half minute."""
    try:
        return ProcrastinateWorker.objects.filter(last_heartbeat__gt=clock.now() - BEAT).exists()
    except DatabaseError:
        return False


def storage_takes_files() -> bool:
    """Whether a small file can be written to where uploads are kept."""
    folder = Path(settings.LOKET_STORAGE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".readyz-") as file:
            file.write(b"loket")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        log.warning("readyz: the storage does not take files")
        return False
    return True


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_is_migrated,
    "worker": worker_beats,
    "storage": storage_takes_files,
}
