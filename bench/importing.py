"""A list of 50,000 rows with 3 % bad ones: read, checked and brought in by one process (issue 4, bad input)."""

from __future__ import annotations

import json

from .groups import Run
from .machine import DATA, installation

ROWS = 50_000


def importing(run: Run) -> None:
    """In an installation of its own; the dry run at most five minutes, the bringing in at most ten."""
    with installation(DATA.with_name(f"{DATA.name}-import")) as machine:
        found = json.loads(machine.run("bench.importing_work", str(ROWS)).strip().splitlines()[-1])
    add = run.figures.add
    add("import", f"{ROWS} rows of XLSX read into sealed portions", found["read"], "s", "<= 60")
    add("import", f"dry run of {ROWS} rows", found["check"], "s", "<= 300")
    add("import", "rows with something to mend (3 %)", found["bad"], "rows", ">= 1500")
    add("import", f"bringing in the other {found['good']}", found["bring_in"], "s", "<= 600")
    add("import", "cases in the queue afterwards", found["cases"], "cases", f">= {found['good']}")
    add("import", "taking all of them back", found["undo"], "s", "<= 300")
    add("import", "cases left then", found["left"], "cases", "<= 0")
    add("import", "largest memory of the process", found["memory"], "MB", "<= 700")
