"""``loket backup`` and ``loket restore``: everything residents and officers entrusted, in one archive and back.

The database is read first, in one snapshot, then the files: each row has its file. The master key stays where
it is; the archive only says which one it needs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from loket.files.backup_mark import BackupMark, remember_backup
from loket.foundation.kernel import clock, envelope
from loket.foundation.kernel.errors import Refusal

from . import archive, environment, postgres_tools
from .embedded_postgres import EmbeddedPostgres

_CLI = [sys.executable, "-m", "loket.config.cli"]

_DUMP = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments")
_RESTORE = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments")


def backup(place: Path | None) -> int:
    """Write the archive into the folder ``place`` (default: ``backups`` in the data folder) or to that name.

    Runs beside a working web and worker. Raises ``Refusal`` where the database or the place cannot be used.
    """
    with _database() as url, _plain_errors():
        target = _target(place)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".loket-backup-") as room:
            dump = Path(room) / "database.dump"
            manifest = _manifest(url)
            postgres_tools.call("pg_dump", [*_DUMP, f"--file={dump}"], url=url)
            unfinished = Path(room) / f"{target.name}.part"
            packed = archive.pack(
                unfinished, manifest=manifest, dump=dump, storage=Path(settings.LOKET_STORAGE)
            )
            unfinished.chmod(0o600)
            _sync(unfinished)
            unfinished.replace(target)
        _sync(target.parent)
        remember_backup(Path(settings.LOKET_DATA), BackupMark(clock.now(), packed.size))
    print(f"Cadangan selesai: {target} ({packed.files} berkas, {packed.size:,} byte).")
    for name in packed.damaged:
        print(f"- Berkas {name} sudah rusak di tempat simpan, sebelum cadangan ini.")
    return 0


def restore(source: Path) -> int:
    """Put an archive back into an empty installation and bring it up to this version; all of it or nothing.

    Raises ``Refusal``: not an archive of ours, cut off or damaged, made with another master key or by a newer
    Loket, or an installation that holds something already.
    """
    with _plain_errors():
        manifest = archive.read_manifest(source)
    _refuse_key(manifest)
    _refuse_newer(manifest)
    storage = Path(settings.LOKET_STORAGE)
    with _database(creates=True) as url, _plain_errors():
        _refuse_full(url, storage)
        storage.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=storage, prefix=".restore-") as room:
            dump, files = archive.unpack(source, Path(room))
            postgres_tools.call("pg_restore", [*_RESTORE, f"--dbname={_name(url)}", str(dump)], url=url)
            for folder in sorted(files.iterdir()):
                shutil.move(folder, storage / folder.name)
        _sync(storage)
        if subprocess.run([*_CLI, "migrate"], check=False).returncode:
            raise Refusal(
                "Data sudah kembali, tetapi loket migrate belum berhasil. Jalankan lagi.", code="migrate"
            )
    print(
        f"Dipulihkan dari cadangan {manifest['made_at']}. Jalankan loket doctor, lalu loket web dan worker."
    )
    return 0


def _target(place: Path | None) -> Path:
    name = f"loket-{clock.now():%Y%m%dT%H%M%SZ}.tar"
    wanted = place or Path(settings.LOKET_DATA) / "backups"
    target = wanted if wanted.suffix == ".tar" else wanted / name
    if target.exists():
        raise Refusal(f"{target} sudah ada. Pilih nama lain.", code="backup_exists")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return target


def _manifest(url: str) -> dict[str, Any]:
    with psycopg.connect(**postgres_tools.connection_options(url)) as connection:
        owner = connection.execute(
            "SELECT pg_get_userbyid(relowner) = current_user FROM pg_class "
            "WHERE oid = to_regclass('public.django_migrations')"
        ).fetchone()
        if owner is None or not owner[0]:
            raise Refusal(
                "Cadangan dibuat sebagai pemilik basis data yang sudah disiapkan. Isi LOKET_DATABASE_ADMIN_URL.",
                code="not_owner",
            )
        rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    return {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "mode": environment.mode(),
        "master_key": _fingerprint(),
        "migrations": [f"{app}.{name}" for app, name in rows],
    }


def _fingerprint() -> str:
    """Tells one master key from another and nothing of either."""
    return envelope.derive(settings.LOKET_MASTER_KEY, "backup fingerprint").hex()[:16]


def _refuse_key(manifest: dict[str, Any]) -> None:
    if manifest.get("master_key") != _fingerprint():
        raise Refusal(
            "Cadangan ini dibuat dengan kunci induk lain. Isi LOKET_MASTER_KEY dengan kunci dari waktu itu.",
            code="other_key",
        )


def _refuse_newer(manifest: dict[str, Any]) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = [one for one in manifest.get("migrations") or () if one not in known]
    if unknown:
        raise Refusal(
            f"Cadangan ini dari Loket yang lebih baru ({unknown[-1]}). Pasang dulu versi itu.", code="newer"
        )


def _refuse_full(url: str, storage: Path) -> None:
    with psycopg.connect(**postgres_tools.connection_options(url)) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
        ).fetchone()
    if row is None or row[0] or (storage.exists() and any(storage.iterdir())):
        raise Refusal(
            "Pemulihan hanya ke pemasangan kosong: basis data tanpa tabel dan folder berkas tanpa isi.",
            code="not_empty",
        )


def _name(url: str) -> str:
    return str(environment.database_settings(url)["NAME"])


@contextmanager
def _database(*, creates: bool = False) -> Iterator[str]:
    """The database as its owner; the embedded one is started for the while when it is not running."""
    os.environ["LOKET_CONNECT_AS"] = "owner"
    root = environment.data_folder() / "postgres"
    url = environment.database_url()
    if not url and not creates and not (root / "data").exists():
        raise Refusal("Belum ada basis data. Jalankan loket run, atau isi LOKET_DATABASE_URL.", code="none")
    if environment.given("LOKET_DATABASE_URL") or (url and _answers(url)):
        yield url
        return
    database = EmbeddedPostgres(root)
    database.start()
    try:
        database.publish_addresses()
        yield environment.database_url()
    finally:
        database.stop()


def _answers(url: str) -> bool:
    try:
        psycopg.connect(**postgres_tools.connection_options(url)).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What the disk or the server say, as one sentence."""
    try:
        yield
    except psycopg.OperationalError:
        raise Refusal("Basis data tidak menjawab.", code="database") from None
    except OSError as error:
        raise Refusal(f"{error.filename or 'Berkas'}: {error.strerror or error}.", code="disk") from None


def _sync(path: Path) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
