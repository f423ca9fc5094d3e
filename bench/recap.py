"""The golden recap: half a year replayed by the real actions, then counted by the ordinary recap (S3-40, S3-41)."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor

from .groups import Run
from .machine import DATA, installation

_PRINTED = ["Jumlah", 9039, 1517, 5037, 214, 897]
_PARTS = 2


def recap(run: Run) -> None:
    """Replay, print the table, compare the sums with the printed report; ten minutes at most."""
    with installation(DATA.with_name(f"{DATA.name}-recap")) as machine:
        machine.run("bench.replay", "open")
        began = time.perf_counter()
        with ThreadPoolExecutor(_PARTS) as pool:
            goings = [
                pool.submit(machine.run, "bench.replay", "go", str(part), str(_PARTS))
                for part in range(_PARTS)
            ]
            for going in goings:
                going.result()
        took = time.perf_counter() - began
        table = json.loads(machine.run("bench.replay", "show").strip().splitlines()[-1])
    run.figures.add("recap", "replay of July to December 2020", took, "s", "<= 600")
    for line in (table["heads"], *table["rows"], table["sums"]):
        print("".join(f"{_printed(cell):>24}" for cell in line))
    agrees = table["sums"] == _PRINTED
    run.figures.add("recap", "sums as printed in the report (1 = all five)", int(agrees), "", ">= 1")


def _printed(cell: object) -> str:
    """9.039, as the report has it; this process itself knows no language."""
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else str(cell)
