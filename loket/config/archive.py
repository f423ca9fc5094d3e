"""The archive of a backup: one tar with a description, the database, the sealed files, and a last word.

    manifest.json     what it is, which key opens it, which migrations its database has seen
    KUNCI.txt         which secrets are kept apart, for whoever finds the archive in ten years
    database.dump     pg_dump's own format
    files/…           the storage folder as it stands
    end.json          how many files; an archive without it was cut off

A sealed file is named by the SHA-256 of its bytes, so each proves itself.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loket.foundation.kernel.errors import Refusal

FORMAT = 1
_MANIFEST, _KEYS, _DATABASE, _END = "manifest.json", "KUNCI.txt", "database.dump", "end.json"
_KEPT = re.compile(r"files/(\d{1,18})/[0-9a-f]{2}/([0-9a-f]{64})")
_PARTIAL = re.compile(r"files/(\d{1,18})/partial/[0-9A-Za-z_-]{1,100}")
_LARGEST_TEXT = 1_000_000
_KEYS_NOTE = """\
Cadangan Loket. / A backup of Loket.

Tidak ada kunci di dalam arsip ini. Untuk memulihkannya perlu:
There is no key in this archive. To restore it you need:

  LOKET_MASTER_KEY   sidik / fingerprint: {fingerprint}
  LOKET_SECRET_KEY   boleh baru; semua orang harus masuk lagi / may be new; everybody logs in again

Simpan kunci induk terpisah dari arsip ini. Siapa memegang keduanya dapat membaca semua data warga.
Keep the master key apart from this archive. Whoever holds both can read everything.

  loket restore {name}
"""


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into an archive."""

    files: int
    size: int
    #: names of sealed files whose bytes are no longer what they were when they were stored
    damaged: tuple[str, ...]


class ArchiveRefused(Refusal):
    """The archive cannot be used; nothing was changed."""

    default_code = "archive"


def pack(archive: Path, *, manifest: dict[str, Any], dump: Path, storage: Path) -> Packed:
    """Write the archive (readable by its owner only); ``manifest`` gains the dump's sum. Raises ``OSError``."""
    told = {"format": FORMAT, **manifest, "database_sha256": _sum_of(dump)}
    count, damaged = 0, list[str]()
    with archive.open("xb") as raw, tarfile.open(fileobj=raw, mode="w") as tar:
        _add(tar, _MANIFEST, json.dumps(told, indent=1).encode())
        note = _KEYS_NOTE.format(fingerprint=manifest["master_key"], name=archive.name.removesuffix(".part"))
        _add(tar, _KEYS, note.encode())
        tar.add(dump, _DATABASE, filter=_private)
        for path in _stored(storage):
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                continue  # erased since the database was read: its row is of no use without its key either
            name = f"files/{path.relative_to(storage).as_posix()}"
            kept = _KEPT.fullmatch(name)
            if kept and hashlib.sha256(content).hexdigest() != kept[2]:
                damaged.append(kept[2])
            _add(tar, name, content)
            count += 1
        _add(tar, _END, json.dumps({"files": count, "damaged": damaged}).encode())
    return Packed(count, archive.stat().st_size, tuple(damaged))


def read_manifest(archive: Path) -> dict[str, Any]:
    """What the archive says of itself. Raises ``ArchiveRefused`` for what is no archive of ours."""
    try:
        with tarfile.open(archive, "r:") as tar:
            first = tar.next()
            content = _content(tar, first) if first is not None and first.name == _MANIFEST else b""
        told = json.loads(content)
    except (OSError, tarfile.TarError, ValueError):
        raise ArchiveRefused(f"{archive.name} bukan cadangan Loket, atau rusak.") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ArchiveRefused(f"{archive.name} dibuat Loket lain; bentuknya tidak dikenal.")
    return told


def unpack(archive: Path, into: Path) -> tuple[Path, Path]:
    """Dump and files folder, checked byte by byte, below ``into``. Raises ``ArchiveRefused``, ``OSError``."""
    wanted, found = read_manifest(archive)["database_sha256"], _Unpacked(into)
    (into / "files").mkdir(parents=True, mode=0o700)
    try:
        with tarfile.open(archive, "r:") as tar:
            for member in tar:
                found.take(tar, member)
    except (tarfile.TarError, ValueError, EOFError):
        raise ArchiveRefused(f"{archive.name} rusak. Tidak ada yang diubah.") from None
    if found.end.get("files") != found.count:
        raise ArchiveRefused(f"{archive.name} terpotong. Tidak ada yang diubah.")
    spoilt = set(found.damaged) - set(found.end.get("damaged") or ())
    if spoilt:
        raise ArchiveRefused(f"Berkas {min(spoilt)[:12]}… di arsip ini rusak. Tidak ada yang diubah.")
    dump = into / _DATABASE
    if not dump.exists() or _sum_of(dump) != wanted:
        raise ArchiveRefused(f"Basis data di {archive.name} rusak. Tidak ada yang diubah.")
    return dump, into / "files"


@dataclass
class _Unpacked:
    """What came out of an archive so far."""

    into: Path
    count: int = 0
    #: files whose bytes are not those of their names
    damaged: list[str] = field(default_factory=list)
    end: dict[str, Any] = field(default_factory=dict)

    def take(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> None:
        """Put one member in its place; names that are not ours are refused before a byte is written."""
        if member.name == _END:
            self.end = dict(json.loads(_content(tar, member)))
        elif member.name == _DATABASE and member.isreg():
            _copy(tar, member, self.into / _DATABASE)
        elif member.name not in (_MANIFEST, _KEYS):
            self._take_file(tar, member)

    def _take_file(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> None:
        kept = _KEPT.fullmatch(member.name)
        if not member.isreg() or not (kept or _PARTIAL.fullmatch(member.name)):
            raise ArchiveRefused("Arsip ini berisi nama berkas yang asing. Tidak ada yang diubah.")
        place = self.into / member.name
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _copy(tar, member, place)
        self.count += 1
        if kept and _sum_of(place) != kept[2]:
            self.damaged.append(kept[2])


def _copy(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> None:
    source = tar.extractfile(member)
    if source is None:
        raise ArchiveRefused("Arsip ini rusak. Tidak ada yang diubah.")
    with place.open("xb") as target:
        place.chmod(0o600)
        shutil.copyfileobj(source, target, 1 << 20)


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    source = tar.extractfile(member)
    return source.read(_LARGEST_TEXT) if source is not None else b""


def _stored(storage: Path) -> Iterator[Path]:
    """Sealed files and uploads under way, without what is still being written."""
    for path in sorted(storage.rglob("*")) if storage.exists() else ():
        name = f"files/{path.relative_to(storage).as_posix()}"
        if path.is_file() and (_KEPT.fullmatch(name) or _PARTIAL.fullmatch(name)):
            yield path


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, io.BytesIO(content))


def _private(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.mode, member.uid, member.gid, member.uname, member.gname = 0o600, 0, 0, "", ""
    return member


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
