"""Pure computations about outputs: who makes which, what to bring, the pick-up code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from loket.foundation.formkit.conditions import Condition

from . import labels, states

#: What can be put into an e-mail; cards, notes on a register and stamped copies cannot.
_FILES = frozenset({"a4", "a4_tte", "message", "portal", "app"})


def planned_outputs(
    definition: Mapping[str, Any], answers: Mapping[str, Any] | None = None
) -> list[tuple[str, str]]:
    """(kind, role that makes it) in the order of production; the first by ``process``, the rest by ``then``.

    Where ``then`` is shorter than the outputs, its last role (or the first one) makes the remaining ones. An
    output with a condition (services data, ``output_when``) is left out where ``answers`` do not meet it.
    """
    by = definition.get("processed_by") or {}
    first = by.get("process") or ""
    then: Sequence[str] = by.get("then") or ()
    roles = [first, *then]
    kinds = [
        str(output["slug"]) if isinstance(output, Mapping) else str(output)
        for output in definition.get("outputs") or ()
    ]
    every = [(kind, roles[min(position, len(roles) - 1)]) for position, kind in enumerate(kinds)]
    return [pair for pair in every if _is_due(pair[0], definition, answers)]


def _is_due(kind: str, definition: Mapping[str, Any], answers: Mapping[str, Any] | None) -> bool:
    condition = Condition.read((definition.get("output_when") or {}).get(kind))
    return answers is None or condition is None or condition.holds(answers)


def is_file(kind: str) -> bool:
    """Whether an output can be sent by e-mail (convention: the way to receive is chosen for the card)."""
    known = labels.OUTPUT_KINDS.get(kind)
    return known is not None and known.medium in _FILES


def asks_old_card(definition: Mapping[str, Any]) -> bool:
    """Whether the counter must say what became of the old card: wherever a card is issued (S1-4)."""
    return bool(definition.get("physical_card")) or bool(definition.get("surrender_on_handover"))


def pickup_code(digest: bytes) -> str:
    """Four digits from a keyed digest: nothing to store, and not to be guessed without the key."""
    return f"{int.from_bytes(digest[:8]) % 10_000:04d}"


def all_made(output_states: Iterable[str]) -> bool:
    """Whether no output is left to be made (cancelled ones do not count)."""
    live = [state for state in output_states if state != states.CANCELLED]
    return bool(live) and not any(state in states.UNMADE for state in live)


def all_done(output_states: Iterable[str]) -> bool:
    """Whether every output is with the resident (cancelled ones do not count)."""
    live = [state for state in output_states if state != states.CANCELLED]
    return bool(live) and all(state in states.DONE for state in live)


def bare_name(name: str) -> str:
    """A paper's name without the word that says it is the original, which the sentence around it says once.

    "Kartu Keluarga asli" → "Kartu Keluarga", "Original family card, photographed" → "family card".
    """
    bare = name.partition(", photographed")[0].removesuffix(" asli")
    return bare.removeprefix("Original ")
