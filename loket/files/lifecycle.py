"""The only writer of a stored file's ``state``. Every move is one guarded UPDATE (security rule 9)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction

from loket.foundation.kernel import clock
from loket.tenants.one_save import compare_and_set

from . import store
from .models import StoredFile
from .states import MOVES


@dataclass(frozen=True, slots=True)
class RebuiltCopy:
    """What a decoder made, already durable on disk; ``columns`` are measures of ``StoredFile``."""

    wrapped_key: bytes
    rebuilt_name: str
    thumbnail_name: str
    media_type: str
    size: int
    columns: dict[str, Any]


def move(file: StoredFile, name: str, *, slot: str, changes: dict[str, Any]) -> bool:
    """Make the move ``name`` and write ``changes`` with it, both keys and bytes left behind being destroyed.

    Returns False, with nothing written, when the move does not start where the file stands by now: another
    writer was quicker.
    """
    if _moved(file, name, slot=slot, changes=changes):
        return True
    file.refresh_from_db()
    return _moved(file, name, slot=slot, changes=changes)


def _moved(file: StoredFile, name: str, *, slot: str, changes: dict[str, Any]) -> bool:
    """The guarded UPDATE from the state that ``file`` was read in."""
    step = MOVES.find(name, file.state, slot)
    if step is None:
        return False
    if not compare_and_set(file, {"state": step.to, **changes}, state=file.state):
        return False
    _forget_after_commit(file, kept=changes)
    for column, value in changes.items():
        setattr(file, column, value)
    file.state = step.to
    return True


def rebuilt(file: StoredFile, copy: RebuiltCopy) -> bool:
    """The decoder's copy takes the place of the received bytes."""
    changes = {
        "wrapped_key": copy.wrapped_key,
        "rebuilt_name": copy.rebuilt_name,
        "thumbnail_name": copy.thumbnail_name,
        "media_type": copy.media_type,
        "size": copy.size,
        "rebuilt_at": clock.now(),
        **_NOTHING_RECEIVED,
        **copy.columns,
    }
    return move(file, "rebuild", slot="decoder", changes=changes)


def refused(file: StoredFile, code: str) -> bool:
    """No copy can be made; ``code`` (a key of ``labels.REFUSALS``) tells the owner why."""
    changes = {"refusal": code, "rebuilt_at": clock.now(), **_NOTHING_RECEIVED}
    return move(file, "refuse", slot="decoder", changes=changes)


def erased(file: StoredFile) -> bool:
    """Destroy both keys: whatever is left of the bytes anywhere, backups included, is noise from now on."""
    nothing_rebuilt = {"wrapped_key": None, "rebuilt_name": "", "thumbnail_name": "", "phash": None}
    return move(file, "erase", slot="retention", changes={**_NOTHING_RECEIVED, **nothing_rebuilt})


_NOTHING_RECEIVED = {"received_key": None, "received_name": ""}


def _forget_after_commit(row: StoredFile, *, kept: dict[str, Any]) -> None:
    """Unlink the bytes whose names this move drops; should that fail, the sweep finds them without a row."""
    for column in ("received_name", "rebuilt_name", "thumbnail_name"):
        name = getattr(row, column)
        if name and kept.get(column, name) != name:
            transaction.on_commit(partial(store.destroy, name), robust=True)
