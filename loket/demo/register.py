"""The demo's Buleleng asks the invented population register, so that its hints can be looked at."""

from __future__ import annotations

from loket.audit.actor import SYSTEM
from loket.registry.actions.set_registry import set_registry
from loket.registry.labels import LEGAL_BASIS
from loket.residents.consulting import consult
from loket.residents.queries import waiting


def ask_register() -> None:
    """Choose the stub and put questions down about everybody who waits; the worker asks them at once."""
    set_registry(adapter="stub", asks_on_arrival=True, daily_limit=1000, legal_basis=LEGAL_BASIS)
    for resident in waiting():
        consult(resident, by=SYSTEM)
