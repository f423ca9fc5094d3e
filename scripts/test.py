"""`python3 run.py test`: install the browser where it can be had, run every gate, then every test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from . import check

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Exit 0 only if every gate and every test passed."""
    gates = check.main()
    browser = _browser()
    workers = os.environ.get("LOKET_TEST_WORKERS", "2")
    # The order is tests/conftest.py's: what takes longest begins first.
    spread = ["-n", workers, "--dist", "loadgroup", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *spread, "-q", "--tb", "native"]
    if browser is None:
        print(
            "Uji peramban tidak dijalankan: Chromium tidak ada dan tidak bisa dipasang di sini.", flush=True
        )
        command += ["-m", "not browser"]
    environment = {**os.environ, "LOKET_CHROMIUM": browser or ""}
    # Dozens of tests start processes of the product: compiled once, they start in half the time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    tests = subprocess.call(command, env=environment)
    return 1 if gates or tests else 0


def _browser() -> str | None:
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Memasang Chromium untuk uji peramban …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "update", "-qq"], env=environment, **quiet)
        subprocess.call(["apt-get", "install", "-y", "-qq", "chromium"], env=environment, **quiet)
        found = _installed()
    return found


def _installed() -> str | None:
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


if __name__ == "__main__":
    sys.exit(main())
