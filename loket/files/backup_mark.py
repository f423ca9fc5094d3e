"""When the last backup of this installation was made: a small file beside its data, so that pages can say it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_NAME = "last_backup.json"


@dataclass(frozen=True, slots=True)
class BackupMark:
    """The last backup that ``loket backup`` finished on this machine."""

    made_at: datetime
    #: size of the archive in bytes
    size: int


def remember_backup(folder: Path, mark: BackupMark) -> None:
    """Write the mark into the data folder; an older one is replaced."""
    fresh = folder / f"{_NAME}.new"
    fresh.write_text(json.dumps({"made_at": mark.made_at.isoformat(), "size": mark.size}), "utf-8")
    fresh.replace(folder / _NAME)


def last_backup(folder: Path) -> BackupMark | None:
    """The mark in the data folder; None where no backup was made here, or the mark cannot be read."""
    try:
        told = json.loads((folder / _NAME).read_text("utf-8"))
        made_at = datetime.fromisoformat(told["made_at"])
        return BackupMark(made_at, int(told["size"])) if made_at.tzinfo else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
