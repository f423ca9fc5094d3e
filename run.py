#!/usr/bin/env python3
"""Two commands for a newcomer, with nothing but Python 3.11 or later.

    python3 run.py          install what is missing, open the demo, serve on http://localhost:8000
    python3 run.py test     install what is missing, run every gate and every test

Standard library only. Everything is kept inside this folder: the environment in .venv, the data in .loket.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "loket-installed"


def main() -> int:
    """Do what the command line asks; exit 2 for a wrong command."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python meets first
        print("Loket butuh Python 3.11 atau lebih baru.", file=sys.stderr)
        return 1
    command = sys.argv[1:]
    if command not in ([], ["test"], ["check"], ["bench"]):
        print(__doc__, file=sys.stderr)
        return 2
    install("requirements.txt")
    os.environ.setdefault("LOKET_DATA", str(ROOT / ".loket"))
    os.environ["PYTHONPATH"] = str(ROOT)
    if not command:
        os.execv(PYTHON, [str(PYTHON), "-m", "loket.config.cli", "run"])
    install("requirements-dev.txt")
    module = "bench" if command == ["bench"] else f"scripts.{command[0]}"
    return subprocess.call([str(PYTHON), "-m", module], cwd=ROOT)


def install(requirements: str) -> None:
    """Install a hashed list unless exactly this list is installed already."""
    wanted = hashlib.sha256((ROOT / requirements).read_bytes() + sys.version.encode()).hexdigest()
    stamp = STAMPS / requirements
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    print(f"Memasang {requirements} …", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    # Hashes for all, wheels only: no compiler is ever needed. pip does what uv cannot (a proxy's certificate, say).
    wheels = ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / requirements)]
    uv = _uv()
    if not uv or subprocess.call([*uv, *wheels], stderr=subprocess.DEVNULL) != 0:
        pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.check_call([*pip, *wheels])
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(wanted, "utf-8")


def _uv() -> list[str]:
    """uv installs three times faster; without it pip does the same work."""
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv==0.13.9"]
    if not (VENV / "bin" / "uv").exists() and subprocess.call(pip, stderr=subprocess.DEVNULL) != 0:
        return []
    return [str(VENV / "bin" / "uv"), "pip", "install", "-q", "--python", str(PYTHON)]


if __name__ == "__main__":
    sys.exit(main())
