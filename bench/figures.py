"""Measured figures: printed as a table, written to build/bench.json."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; ``limit`` reads "<= 45" or ">= 20", empty when it is only shown."""

    group: str
    name: str
    value: float
    unit: str
    limit: str = ""

    @property
    def ok(self) -> bool:
        """Whether the limit holds; shown values are always in order."""
        if not self.limit:
            return True
        sense, bound = self.limit.split()
        return self.value <= float(bound) if sense == "<=" else self.value >= float(bound)


@dataclass
class Figures:
    """All figures of a run, in order."""

    found: list[Figure] = field(default_factory=list)

    def add(self, group: str, name: str, value: float, unit: str, limit: str = "") -> None:
        """Note a figure and print its line at once."""
        figure = Figure(group, name, round(value, 3), unit, limit)
        self.found.append(figure)
        mark = "" if not limit else ("ok" if figure.ok else "MISSED")
        print(f"{group:<9} {name:<66} {figure.value:>10.2f} {unit:<9} {limit:<10} {mark}", flush=True)

    def value(self, name: str) -> float | None:
        """The value noted under ``name``."""
        return next((figure.value for figure in self.found if figure.name == name), None)

    def write(self, path: Path) -> None:
        """A list of {name, value, unit, limit, ok}."""
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [
            {"name": f"{f.group}: {f.name}", "value": f.value, "unit": f.unit, "limit": f.limit, "ok": f.ok}
            for f in self.found
        ]
        path.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
