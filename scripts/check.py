"""Every gate: format, lint, types, imports, migrations, templates. Green is quiet, red says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_PYTHON = sys.executable
_BIN = Path(_PYTHON).parent

GATES: list[tuple[str, list[str], str]] = [
    ("format", [f"{_BIN}/ruff", "format", "--check", "-q", "."], "make fix"),
    ("lint", [f"{_BIN}/ruff", "check", "-q", "."], "make fix, then mend what is left"),
    ("imports", [f"{_BIN}/lint-imports"], "docs/map.md says where a thing belongs"),
    ("types", [f"{_BIN}/mypy"], "mend the types named above"),
    ("templates", [f"{_BIN}/djlint", "loket", "--lint", "--quiet"], "mend the templates named above"),
    ("system", [_PYTHON, "manage.py", "check", "--fail-level", "WARNING"], "mend what Django names"),
    (
        "migrations",
        [_PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
        "manage.py makemigrations <app> -n <a_name_that_says_what>",
    ),
]


def main() -> int:
    """Run all gates; exit 1 when one is red."""
    with tempfile.TemporaryDirectory(prefix="loket-check-") as data:
        environment = {**os.environ, "LOKET_MODE": "test", "LOKET_DATA": data, "PYTHONWARNINGS": "ignore"}
        red = [name for name, command, hint in GATES if not _gate(name, command, hint, environment)]
    if red:
        print(f"Red gates: {', '.join(red)}", file=sys.stderr)
    return 1 if red else 0


def _gate(name: str, command: list[str], hint: str, environment: dict[str, str]) -> bool:
    started = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    print(f"{'ok ' if done.returncode == 0 else 'RED'} {name:<11} {seconds:4.1f} s", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr + f"-> {hint}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
