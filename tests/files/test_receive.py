"""A whole file arrives: sealed, durable before its row, private on disk, within a quota."""

from __future__ import annotations

import errno
import io
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from loket.files import rules, store
from loket.files.actions import sweep as sweeping
from loket.files.actions.claim import claim
from loket.files.actions.erase import erase
from loket.files.actions.rebuild import rebuild
from loket.files.actions.receive import receive, take
from loket.files.models import StoredFile
from loket.files.queries import open_rebuilt, received_bytes
from loket.files.refusals import FileNotAvailable, FileNotReady, FileRefused
from loket.foundation.kernel import clock, envelope
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from . import samples

OWNER = "session:uji"


def _on_disk(tenant: Tenant) -> list[Path]:
    root = Path(settings.LOKET_STORAGE) / str(tenant.pk)
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_received_photo_is_sealed_and_readable_by_nobody_else(in_buleleng: Tenant) -> None:
    """Security rule 38 and R58: no byte of the photo is on the disk, nobody else may read the file."""
    before = set(_on_disk(in_buleleng))
    file = receive(samples.jpeg(), owner=OWNER)
    (path,) = set(_on_disk(in_buleleng)) - before
    assert path.name == file.received_name
    assert path.parent.name == path.name[:2]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    content = path.read_bytes()
    assert b"Exif" not in content
    assert samples.jpeg()[2000:2100] not in content
    assert received_bytes(file) == samples.jpeg()


def test_stream_of_a_form_is_received(in_buleleng: Tenant) -> None:
    assert receive(io.BytesIO(samples.pdf()), owner=OWNER).media_type == "application/pdf"


def test_endless_stream_is_refused_without_reading_it_all(in_buleleng: Tenant) -> None:
    class Endless:
        taken = 0

        def read(self, amount: int = 0) -> bytes:
            self.taken += amount
            return bytes(amount)

    stream = Endless()
    with pytest.raises(FileRefused):
        receive(stream, owner=OWNER)
    assert stream.taken <= rules.MAX_BYTES + 2 * 1024 * 1024


def test_refused_file_leaves_nothing(in_buleleng: Tenant) -> None:
    before = _on_disk(in_buleleng)
    with pytest.raises(FileRefused):
        receive(b"PK\x03\x04 bukan foto", owner=OWNER)
    assert not StoredFile.objects.exists()
    assert _on_disk(in_buleleng) == before


@pytest.mark.parametrize("call", ["write", "fsync", "open"])
def test_full_disk_gives_no_row(in_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Rule 13, R39: where the bytes cannot be made durable there is no row, and no half-written file."""
    before = _on_disk(in_buleleng)

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store.os, call, full)
    with pytest.raises(OSError, match="No space"):
        receive(samples.jpeg(), owner=OWNER)
    monkeypatch.undo()
    assert not StoredFile.objects.exists()
    assert _on_disk(in_buleleng) == before


def test_bytes_are_durable_before_the_row(in_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 13: write, fsync, rename, fsync the folder, and only then the row."""
    seen: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        seen.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_fsync(descriptor)

    def replace(path: Path, target: Path) -> Path:
        seen.append("rename")
        return real_replace(path, target)

    def execute(run: object, statement: str, *rest: object) -> object:
        if statement.startswith('INSERT INTO "files_storedfile"'):
            seen.append("row")
        return run(statement, *rest)  # type: ignore[operator]  # Django's own callable

    monkeypatch.setattr(store.os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    with connection.execute_wrapper(execute):
        receive(samples.jpeg(), owner=OWNER)
    assert seen.index("file") < seen.index("rename") < seen.index("row")
    assert "folder" in seen[seen.index("rename") : seen.index("row")]


def test_owner_over_quota_is_told_so(in_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """ASVS 5.2.4: a quota per owner; another owner is not touched by it, and tomorrow it is empty."""
    monkeypatch.setattr("loket.files.queries.QUOTA_FILES", 2)
    receive(samples.jpeg(320, 240), owner=OWNER)
    receive(samples.jpeg(320, 240), owner=OWNER)
    with pytest.raises(FileRefused) as caught:
        receive(samples.jpeg(320, 240), owner=OWNER)
    assert (caught.value.code, caught.value.status) == ("quota", 429)
    receive(samples.jpeg(320, 240), owner="session:lain")
    with clock.frozen(clock.now() + timedelta(hours=25)):
        receive(samples.jpeg(320, 240), owner=OWNER)


def test_visitors_together_cannot_fill_the_disk(in_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions cost nothing: what strangers leave lying about is bounded for all of them together."""
    take(samples.jpeg(320, 240), owner="session:satu", claimed=False)
    monkeypatch.setattr("loket.files.queries.ANONYMOUS_BYTES", 1_000)
    with pytest.raises(FileRefused) as caught:
        take(samples.jpeg(320, 240), owner="session:dua", claimed=False)
    assert caught.value.status == 429
    take(samples.jpeg(320, 240), owner="account:1", claimed=False)


def test_key_of_one_dinas_opens_nothing_of_another(buleleng: Tenant, surakarta: Tenant) -> None:
    """R58: key of A opens 0 of B."""
    with in_tenant(buleleng):
        file = receive(samples.jpeg(), owner=OWNER)
    with in_tenant(surakarta):
        assert not StoredFile.objects.filter(pk=file.pk).exists()
        with pytest.raises(envelope.Tampered):
            received_bytes(file)


def test_erased_file_is_noise_even_where_a_copy_of_the_disk_remains(
    in_buleleng: Tenant, django_capture_on_commit_callbacks: object
) -> None:
    """Rule 38: erase by destroying keys."""
    file = receive(samples.jpeg(320, 240), owner=OWNER)
    copy = store.fetch(file.received_name)
    name = file.received_name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        erase(file)
    assert file.state == "erased"
    assert bytes(StoredFile.objects.get(pk=file.pk).received_key or b"") == b""
    with pytest.raises(FileNotAvailable):
        received_bytes(file)
    with pytest.raises(FileNotFoundError):
        store.fetch(name)
    assert samples.jpeg(320, 240)[100:200] not in copy


def test_sweep_takes_what_is_a_day_old_and_unclaimed(
    in_buleleng: Tenant, django_capture_on_commit_callbacks: object
) -> None:
    """Rule 13: orphans go after 24 hours, never before; what something owns stays."""
    kept = receive(samples.jpeg(320, 240), owner=OWNER)
    unclaimed = receive(samples.jpeg(320, 240), owner=OWNER)
    StoredFile.objects.filter(pk=unclaimed.pk).update(claimed_at=None)
    orphan = store.keep(b"tanpa baris")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        assert sweeping.sweep().orphans == 0
    assert store.fetch(orphan)
    later = clock.now() + timedelta(hours=25)
    with clock.frozen(later), django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # as above
        done = sweeping.sweep()
    assert (done.files, done.orphans >= 1) == (1, True)
    with pytest.raises(FileNotFoundError):
        store.fetch(orphan)
    unclaimed.refresh_from_db()
    assert unclaimed.state == "erased"
    assert received_bytes(kept) == samples.jpeg(320, 240)


def test_photo_is_not_shown_before_it_is_rebuilt(in_buleleng: Tenant) -> None:
    """Rule 21: serve only the rebuilt copy."""
    file = receive(samples.jpeg(), owner=OWNER)
    with pytest.raises(FileNotReady):
        open_rebuilt(file)


def test_claim_of_an_unknown_key_is_refused(in_buleleng: Tenant) -> None:
    with pytest.raises(FileRefused) as caught:
        claim("tidak-ada-12", owner=OWNER)
    assert caught.value.code == "unknown_upload"


def test_names_on_disk_lead_nowhere_else(in_buleleng: Tenant) -> None:
    """ASVS 5.3.2: paths from trusted data only."""
    for name in ("../../etc/passwd", "a" * 63, "/etc/passwd", "A" * 64):
        with pytest.raises(ValueError, match="not a stored name"):
            store.fetch(name)


def test_rebuild_of_a_missing_file_does_nothing(buleleng: Tenant) -> None:
    rebuild(buleleng, 999_999)
