"""`python -m bench`: every group, or the ones named in ONLY (comma between them)."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from .builder import builder
from .desk import desk
from .figures import Figures
from .groups import GROUPS as SPINE
from .groups import Run, add_people
from .importing import importing
from .machine import ROOT, installation
from .recap import recap

#: Every group by the word for ONLY.
GROUPS = {**SPINE, "desk": desk, "builder": builder, "recap": recap, "import": importing}

#: Residents made at the start; the long run adds what it needs.
PEOPLE = 400


def main() -> int:
    """Measure, print, write build/bench.json; 0 also when a figure misses its limit, 2 for an unknown group."""
    wanted = [name for name in os.environ.get("ONLY", "").replace(" ", "").split(",") if name] or list(GROUPS)
    if unknown := set(wanted) - set(GROUPS):
        print(
            f"Kelompok tidak dikenal: {', '.join(sorted(unknown))}. Ada: {', '.join(GROUPS)}.",
            file=sys.stderr,
        )
        return 2
    if {"status", "applying"} & set(wanted) and "ladder" not in wanted:
        wanted.insert(0, "ladder")
    signal.signal(signal.SIGTERM, _stop)
    figures = Figures()
    try:
        with installation() as machine:
            machine.start_web()
            run = Run(machine, figures)
            add_people(run, PEOPLE)
            for name, measure in GROUPS.items():
                if name in wanted:
                    measure(run)
    finally:
        figures.write(ROOT / "build" / "bench.json")
    missed = [figure for figure in figures.found if not figure.ok]
    print(f"\n{len(figures.found)} figures, {len(missed)} missed their limit; build/bench.json")
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    """Told to end: take the installation down on the way out."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
