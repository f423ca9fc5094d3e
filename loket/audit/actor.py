"""Who acts: set once by the gate of a face (or by a job), read by everything that writes the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting person or process."""

    #: "resident", "officer", "visitor" (nobody logged in), "system" (a job, the command line)
    kind: str
    #: public id of the account; empty for visitors, the job's name for the system
    id: str = ""
    #: name to show beside an officer's deeds; left empty for residents (the record holds no names of residents)
    name: str = ""


SYSTEM = Actor("system")
VISITOR = Actor("visitor")

_acting: ContextVar[Actor] = ContextVar("acting", default=SYSTEM)


def current_actor() -> Actor:
    """The actor of the present request or job; the system when nobody was named."""
    return _acting.get()


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Name the actor for the block."""
    token = _acting.set(actor)
    try:
        yield actor
    finally:
        _acting.reset(token)
