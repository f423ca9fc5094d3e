"""What the columns of a sheet mean, as an officer mapped them: kept as data, read by the check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from loket.foundation.kernel.names import normalised

from .sheets.column_guessing import RECEIVED, SERVICE


@dataclass(frozen=True, slots=True)
class Plan:
    """Columns count from 0. ``values`` are per column: words of a cell (search form) → value of the choice.

    ``fixed`` holds for every row that says nothing itself; ``skips_missing`` lets required questions stay
    unanswered for which the sheet has no column at all.
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    skips_missing: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The plan again from what was kept."""
        return cls(
            columns={int(column): str(target) for column, target in (data.get("columns") or {}).items()},
            values={
                int(column): {str(word): str(value) for word, value in words.items()}
                for column, words in (data.get("values") or {}).items()
            },
            fixed={str(slug): str(value) for slug, value in (data.get("fixed") or {}).items()},
            skips_missing=bool(data.get("skips_missing")),
        )

    def as_data(self) -> dict[str, Any]:
        """What is kept."""
        return {
            "columns": {str(column): target for column, target in self.columns.items()},
            "values": {str(column): dict(words) for column, words in self.values.items()},
            "fixed": dict(self.fixed),
            "skips_missing": self.skips_missing,
        }

    def column_of(self, target: str) -> int | None:
        """The column with this meaning."""
        return next((column for column, meant in self.columns.items() if meant == target), None)

    def chosen(self, column: int, words: str) -> str | None:
        """The choice that an officer gave these words of this column."""
        return self.values.get(column, {}).get(normalised(words))

    def answers_of_form(self) -> frozenset[str]:
        """The slugs that some column or fixed value gives."""
        return frozenset({*self.columns.values(), *self.fixed}) - {RECEIVED, SERVICE}
