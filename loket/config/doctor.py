"""`loket doctor`: what is wrong with this installation, one plain sentence each, and the SQL to mend roles."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

from . import environment

_ROLES_SQL = """
-- As a superuser of PostgreSQL, once:
CREATE ROLE loket_owner LOGIN PASSWORD '…';
CREATE ROLE loket_app LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE loket OWNER loket_owner;
-- LOKET_DATABASE_ADMIN_URL=postgresql://loket_owner:…@host/loket   (loket migrate only)
-- LOKET_DATABASE_URL=postgresql://loket_app:…@host/loket           (web, worker, commands)
"""


def examine() -> int:
    """Print every finding; exit 0 when there is none."""
    findings = list(_findings())
    for finding in findings:
        print(f"- {finding}")
    if not findings:
        print("Tidak ada masalah yang ditemukan.")
    return 1 if findings else 0


def _findings() -> Iterator[str]:
    yield from _data_folder()
    if not environment.database_url():
        yield "Basis data belum ada: jalankan loket run, atau isi LOKET_DATABASE_URL." + _ROLES_SQL
        return
    yield from _program()


def _data_folder() -> Iterator[str]:
    folder = environment.data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
            os.fsync(probe.fileno())
    except OSError as error:
        yield f"Folder data {folder} tidak bisa ditulis: {error.strerror}."


def _program() -> Iterator[str]:
    import django

    try:
        django.setup()
    except environment.MisconfiguredEnvironment as wrong:
        yield str(wrong)
        return
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    from . import startup

    try:
        startup.refuse_unsafe_database()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield "Basis data belum diperbarui: jalankan loket migrate."
    except environment.MisconfiguredEnvironment as wrong:
        yield f"{wrong}{_ROLES_SQL}"
    except OperationalError:
        yield "Basis data tidak menjawab di alamat LOKET_DATABASE_URL."
