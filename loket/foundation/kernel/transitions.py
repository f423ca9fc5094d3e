"""A life cycle as data: the moves that exist, from where to where, and who may make them (ADR 3)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move. ``slot`` names who makes it, ``message`` the message kind it sends (or none)."""

    name: str
    from_: str
    to: str
    slot: str
    undo: bool = False
    needs: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class TransitionTable:
    """All moves of one life cycle. Raises ``ValueError`` when two moves share a name and a start."""

    moves: tuple[Move, ...]
    _index: dict[tuple[str, str, str], Move] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for move in self.moves:
            key = (move.name, move.from_, move.slot)
            if key in self._index:
                raise ValueError(f"two moves {move.name} from {move.from_} by {move.slot}")
            self._index[key] = move

    def find(self, name: str, from_: str, slot: str = "") -> Move | None:
        """The move ``name`` that starts at ``from_`` (made by ``slot`` when given), or None."""
        for (move_name, start, by), move in self._index.items():
            if move_name == name and start == from_ and slot in ("", by):
                return move
        return None

    def from_state(self, state: str) -> tuple[Move, ...]:
        """Every move that starts at ``state``."""
        return tuple(move for move in self.moves if move.from_ == state)

    def states(self) -> frozenset[str]:
        """Every state that some move touches."""
        return frozenset(s for move in self.moves for s in (move.from_, move.to))
