"""`python -m bench.million [--rows N] [--again]`: seed, print the time and the size, keep it for `make bench`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..machine import ROOT, Machine, installation

ROWS = 1_000_000


def main() -> int:
    """Seed once; a kept seed is only described."""
    parser = argparse.ArgumentParser(prog="bench.million", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="how many applications (default 1,000,000)")
    parser.add_argument("--again", action="store_true", help="throw a kept seed away first")
    options = parser.parse_args()
    if options.again:
        shutil.rmtree(folder(options.rows), ignore_errors=True)
    with seeded(options.rows) as (_machine, told):
        print(
            f"{options.rows} applications over 30 dinas in {told['seconds']:.0f} s, {told['gigabytes']:.1f} GB"
        )
    return 0


def folder(rows: int) -> Path:
    """Where a seed of this size is kept."""
    return ROOT / "build" / f"million-{rows}"


@contextmanager
def seeded(rows: int) -> Iterator[tuple[Machine, dict[str, Any]]]:
    """A running database with ``rows`` applications; what was told of it: seconds, gigabytes, officers."""
    data = folder(rows)
    told = data / "seed.json"
    if data.exists() and not told.exists():
        shutil.rmtree(data)
    with installation(data, keep=True) as machine:
        if not told.exists():
            began = time.monotonic()
            found = _seed(machine, rows)
            found |= {"rows": rows, "seconds": time.monotonic() - began, "gigabytes": size(data)}
            told.write_text(json.dumps(found))
        yield machine, json.loads(told.read_text())


def size(data: Path) -> float:
    """Gigabytes of a folder, as the disk counts them."""
    done = subprocess.run(["du", "-sk", str(data)], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0]) * 1024 / 1e9


def _seed(machine: Machine, rows: int) -> dict[str, Any]:
    environment = {**machine.environment, "BENCH_SUPERUSER": machine.database.address("postgres")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bench.million.seed", str(rows)],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit("the seed could not be written")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
