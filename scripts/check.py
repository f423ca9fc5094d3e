"""Every gate: format, lint, types, imports, migrations, templates. Green is quiet, red says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_PYTHON = sys.executable
_BIN = Path(_PYTHON).parent

GATES: list[tuple[str, list[str], str]] = [
    ("types", [f"{_BIN}/mypy"], "mend the types named above"),
    ("format", [f"{_BIN}/ruff", "format", "--check", "-q", "."], "make fix"),
    ("lint", [f"{_BIN}/ruff", "check", "-q", "."], "make fix, then mend what is left"),
    ("imports", [f"{_BIN}/lint-imports"], "docs/map.md says where a thing belongs"),
    ("templates", [f"{_BIN}/djlint", "loket", "--lint", "--quiet"], "mend the templates named above"),
    ("system", [_PYTHON, "manage.py", "check", "--fail-level", "WARNING"], "mend what Django names"),
    (
        "migrations",
        [_PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
        "manage.py makemigrations <app> -n <a_name_that_says_what>",
    ),
]


def main() -> int:
    """Run all gates, two at a time, the slowest first; exit 1 when one is red."""
    with tempfile.TemporaryDirectory(prefix="loket-check-") as data, ThreadPoolExecutor(2) as two:
        environment = {**os.environ, "LOKET_MODE": "test", "LOKET_DATA": data, "PYTHONWARNINGS": "ignore"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each gate would compile Django anew
        began = [(gate[0], two.submit(_gate, *gate, environment)) for gate in GATES]
        red = [name for name, gate in began if not gate.result()]
    if red:
        print(f"Red gates: {', '.join(red)}", file=sys.stderr)
    return 1 if red else 0


def _gate(name: str, command: list[str], hint: str, environment: dict[str, str]) -> bool:
    started = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    said = f"{'ok ' if done.returncode == 0 else 'RED'} {name:<11} {seconds:4.1f} s\n"
    if done.returncode:
        said += f"{done.stdout}{done.stderr}-> {hint}\n"
    sys.stdout.write(said)  # in one piece: another gate may end at this moment
    sys.stdout.flush()
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
