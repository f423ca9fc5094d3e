"""``loket backup`` and ``loket restore``: everything comes back, or nothing is touched."""

from __future__ import annotations

import io
import json
import os
import secrets
import shutil
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import override_settings
from psycopg import sql

from loket.applications.models import Application, Attachment
from loket.audit.models import Entry
from loket.config import backup
from loket.config.archive import ArchiveRefused, read_manifest, unpack
from loket.config.embedded_postgres import OWNER_ROLE, make_database
from loket.files.backup_mark import last_backup
from loket.files.queries import received_bytes
from loket.foundation.kernel.errors import Refusal
from loket.residents.models import Resident
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_verified, ready_draft
from tests.database import address
from tests.files.samples import jpeg


@dataclass
class House:
    """An installation of its own: a database and a data folder."""

    name: str
    data: Path

    def enter(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        """From here on commands and Django speak of this installation."""
        monkeypatch.setenv("LOKET_DATABASE_URL", address(self.name))
        monkeypatch.setenv("LOKET_DATABASE_ADMIN_URL", address(self.name, OWNER_ROLE))
        monkeypatch.setenv("LOKET_CONNECT_AS", "")
        connection.close()
        connection.settings_dict["NAME"] = self.name
        return override_settings(LOKET_DATA=self.data, LOKET_STORAGE=self.data / "files")

    @property
    def is_empty(self) -> bool:
        """No table, no file."""
        with psycopg.connect(address(self.name, OWNER_ROLE)) as there:
            row = there.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        stored = [path for path in self.data.rglob("*") if path.is_file()]
        return row == (0,) and not stored


@pytest.fixture
def house(real_commits: str, tmp_path: Path) -> Iterator[House]:
    """The worker's own database, with a case of Sari in Buleleng whose two photos lie in a folder of its own."""
    name = connection.settings_dict["NAME"]
    made = House(str(name), tmp_path / "here")
    with override_settings(LOKET_DATA=made.data, LOKET_STORAGE=made.data / "files"):
        tenant = create_from_profile("buleleng", "buleleng.localhost")
        with in_tenant(tenant):
            ready_draft(make_verified("NI LUH PUTU SARI"))
    yield made
    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.fixture
def other(tmp_path: Path) -> Iterator[House]:
    """An empty installation: a database without tables, a folder without files."""
    name = f"loket_restored_{secrets.token_hex(4)}"
    with psycopg.connect(address("postgres", "postgres"), autocommit=True) as server:
        make_database(server, name)
        (tmp_path / "there").mkdir()
        yield House(name, tmp_path / "there")
        connection.close()
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def archive(house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A backup of the house."""
    with house.enter(monkeypatch):
        assert backup.backup(tmp_path / "arsip.tar") == 0
    return tmp_path / "arsip.tar"


def test_a_case_comes_back_with_its_photos_in_an_empty_installation(
    archive: Path, house: House, other: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers, photo, record and the wall between dinas; the application role serves it at once."""
    mark = last_backup(house.data)
    assert mark is not None
    assert mark.size == archive.stat().st_size
    assert archive.stat().st_mode & 0o777 == 0o600
    with other.enter(monkeypatch):
        assert backup.restore(archive) == 0
        monkeypatch.setenv("LOKET_CONNECT_AS", "")
        with in_tenant(Tenant.objects.get(slug="buleleng")):
            case = Application.objects.get()
            assert Resident.objects.get().name == "NI LUH PUTU SARI"
            assert case.read_answers()["surat_polisi_polsek"] == "Polsek Singaraja"
            papers = Attachment.objects.select_related("file").all()
            assert {paper.slug for paper in papers} == {"surat_polisi_hilang", "kk_asli"}
            assert {received_bytes(paper.file) for paper in papers} == {jpeg(640, 480)}
            assert Entry.objects.exists()
        with pytest.raises(Refusal, match="pemasangan kosong"):
            backup.restore(archive)


def test_no_key_and_no_word_of_a_resident_lies_open_in_the_archive(archive: Path) -> None:
    """R58: whoever finds the archive without the key reads no answer and no photo."""
    content = archive.read_bytes()
    assert django_settings.LOKET_MASTER_KEY not in content
    assert b"Polsek Singaraja" not in content
    assert jpeg(640, 480)[2000:2100] not in content
    with tarfile.open(archive) as tar:
        assert {member.mode for member in tar} == {0o600}


def _cut(archive: Path) -> None:
    os.truncate(archive, archive.stat().st_size * 2 // 3)


def _without_end(archive: Path) -> None:
    _written_again(archive, lambda name, content: None if name == "end.json" else content)


def _spoilt_photo(archive: Path) -> None:
    _written_again(archive, lambda name, content: content[:-1] + b"x" if "files/" in name else content)


def _spoilt_database(archive: Path) -> None:
    _written_again(archive, lambda name, content: content[:-9] if name == "database.dump" else content)


def _strange_name(archive: Path) -> None:
    _written_again(
        archive, lambda name, content: content, rename=lambda name: name.replace("files/", "files/../")
    )


def _of_another_key(archive: Path) -> None:
    _written_again(archive, _manifest_with(master_key="0" * 16))


def _of_a_newer_loket(archive: Path) -> None:
    _written_again(archive, _manifest_with(migrations=["tenants.9999_of_tomorrow"]))


def _of_another_shape(archive: Path) -> None:
    _written_again(archive, _manifest_with(format=99))


def _no_archive(archive: Path) -> None:
    archive.write_bytes(b"PK\x03\x04 not ours")


def _manifest_with(**values: object) -> Callable[[str, bytes], bytes | None]:
    def change(name: str, content: bytes) -> bytes:
        return json.dumps(json.loads(content) | values).encode() if name == "manifest.json" else content

    return change


def _written_again(
    archive: Path,
    change: Callable[[str, bytes], bytes | None],
    *,
    rename: Callable[[str], str] = lambda name: name,
) -> None:
    with tarfile.open(archive) as tar:
        members = [(one.name, tar.extractfile(one).read()) for one in tar]  # type: ignore[union-attr]  # regular files only
    with tarfile.open(archive, "w") as tar:
        for name, content in members:
            made = change(name, content)
            if made is not None:
                member = tarfile.TarInfo(rename(name))
                member.size = len(made)
                tar.addfile(member, io.BytesIO(made))


HARM = {
    "terpotong|rusak": _cut,
    "terpotong": _without_end,
    "Berkas .* rusak": _spoilt_photo,
    "Basis data .* rusak": _spoilt_database,
    "nama berkas yang asing": _strange_name,
    "kunci induk lain": _of_another_key,
    "lebih baru": _of_a_newer_loket,
    "bentuknya tidak dikenal": _of_another_shape,
    "bukan cadangan Loket": _no_archive,
}


def test_a_bad_archive_is_refused_and_nothing_is_touched(
    archive: Path, other: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Cut off, spoilt, strange names, another key, a newer Loket: one sentence, the installation stays empty."""
    for number, (sentence, harm) in enumerate(HARM.items()):
        bad = tmp_path / f"rusak-{number}.tar"
        shutil.copy(archive, bad)
        harm(bad)
        with other.enter(monkeypatch), pytest.raises(Refusal, match=sentence):
            backup.restore(bad)
        assert other.is_empty, sentence


def test_a_file_that_had_rotted_before_is_named_and_does_not_spoil_the_backup(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rotten = next(path for path in sorted((house.data / "files").rglob("*")) if len(path.name) == 64)
    rotten.write_bytes(b"rot")
    with house.enter(monkeypatch):
        backup.backup(tmp_path / "arsip.tar")
    assert rotten.name in capsys.readouterr().out
    _dump, files = unpack(tmp_path / "arsip.tar", tmp_path / "keluar")
    assert len([path for path in files.rglob("*") if path.is_file()]) == 2


def test_the_application_role_cannot_make_a_backup(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It would see nothing behind the wall; said in a sentence instead of an empty archive."""
    with house.enter(monkeypatch):
        monkeypatch.delenv("LOKET_DATABASE_ADMIN_URL")
        with pytest.raises(Refusal, match="LOKET_DATABASE_ADMIN_URL"):
            backup.backup(tmp_path)
    assert not list(tmp_path.glob("*.tar"))


def test_no_backup_is_overwritten(archive: Path, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with house.enter(monkeypatch), pytest.raises(Refusal, match="sudah ada"):
        backup.backup(archive)
    assert read_manifest(archive)["format"] == 1
    assert not [path for path in archive.parent.iterdir() if path.name.startswith(".loket-backup-")]


def test_nonsense_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveRefused):
        read_manifest(tmp_path / "tidak-ada.tar")
