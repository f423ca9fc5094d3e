"""Sealed bytes on disk: random-looking names, 256 folders, readable by nobody else.

A name is the SHA-256 of the sealed bytes. Sealing uses a fresh random key, so the name says nothing about the
content; it lets a scrubber find rot without any key. The order of writing is security rule 13: temporary file
in the same file system, write all, fsync, rename, fsync the folders; only then may a row speak of it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from django.conf import settings

from loket.tenants.scope import current_tenant

_TEMPORARY = "tmp"
_PARTIAL = "partial"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def keep(sealed: bytes) -> str:
    """Store ``sealed`` durably for the present tenant; returns its name. Raises ``OSError`` on a full disk."""
    return keep_all([sealed])[0]


def keep_all(contents: Sequence[bytes]) -> list[str]:
    """As ``keep`` for several at once: all are written before the first is forced to disk, which then costs less."""
    places = [_place(hashlib.sha256(sealed).hexdigest()) for sealed in contents]
    waiting = _folder(_TEMPORARY)
    for folder in {waiting, *(place.parent for place in places)}:
        _make_folders(folder)
    temporaries = [waiting / secrets.token_hex(16) for _ in contents]
    try:
        _write_new(temporaries, contents)
        for temporary, place in zip(temporaries, places, strict=True):
            temporary.replace(place)
    except BaseException:
        for temporary in temporaries:
            temporary.unlink(missing_ok=True)
        raise
    for folder in {place.parent for place in places}:
        _sync_folder(folder)
    return [place.name for place in places]


def fetch(name: str) -> bytes:
    """The sealed bytes of ``name`` of the present tenant. Raises ``FileNotFoundError``."""
    return _place(name).read_bytes()


def destroy(name: str) -> None:
    """Remove ``name``; no complaint when it is gone already, or is the empty name of nothing."""
    if name:
        _place(name).unlink(missing_ok=True)


def partial_append(name: str, record: bytes, *, at: int) -> int:
    """Write ``record`` at byte ``at`` of a partial upload, dropping whatever lay behind; returns the new end.

    Bytes behind ``at`` were never acknowledged: a process that died between writing and committing left them.
    Raises ``OSError`` when the disk is full, or when it holds less than was acknowledged.
    """
    path = _folder(_PARTIAL) / name
    _make_folders(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        if os.fstat(descriptor).st_size < at:
            raise OSError(f"partial upload shorter than the {at} bytes acknowledged")
        os.ftruncate(descriptor, at)
        os.lseek(descriptor, at, os.SEEK_SET)
        _write_all(descriptor, record)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if at == 0:
        _sync_folder(path.parent)
    return at + len(record)


def partial_read(name: str, *, until: int) -> bytes:
    """The acknowledged records of a partial upload. Raises ``OSError`` when fewer bytes are there."""
    with (_folder(_PARTIAL) / name).open("rb") as partial:
        records = partial.read(until)
    if len(records) != until:
        raise OSError(f"partial upload holds {len(records)} of {until} bytes")
    return records


def partial_destroy(name: str) -> None:
    """Remove a partial upload; no complaint when it is gone already."""
    (_folder(_PARTIAL) / name).unlink(missing_ok=True)


def names_older_than(moment: float) -> Iterator[tuple[str, bool]]:
    """Names of the present tenant's files last written before ``moment`` (epoch seconds); True for partials.

    Abandoned temporary files of that age are removed on the way: no row ever speaks of them.
    """
    root = _folder("")
    for path in sorted(root.rglob("*")) if root.exists() else ():
        with suppress(FileNotFoundError):
            if not path.is_file() or path.stat().st_mtime >= moment:
                continue
            if path.parent.name == _TEMPORARY:
                path.unlink()
            else:
                yield path.name, path.parent.name == _PARTIAL


def _folder(part: str) -> Path:
    return Path(settings.LOKET_STORAGE) / str(current_tenant().pk) / part


def _place(name: str) -> Path:
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("not a stored name")
    return _folder(name[:2]) / name


def _make_folders(folder: Path) -> None:
    """Create missing folders (0700), each made durable in its parent."""
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_new(paths: Sequence[Path], contents: Sequence[bytes]) -> None:
    """New files, all written, then all forced to disk."""
    with ExitStack() as opened:
        descriptors = []
        for path, content in zip(paths, contents, strict=True):
            descriptors.append(os.open(path, _NEW, 0o600))
            opened.callback(os.close, descriptors[-1])
            _write_all(descriptors[-1], content)
        for descriptor in descriptors:
            os.fsync(descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
