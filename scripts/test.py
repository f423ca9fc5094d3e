"""`python3 run.py test`: install the browser where it can be had, run every gate, then every test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from . import check

#: The first is Chromium without the windows nobody sees: the same pages for a third of the work.
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Exit 0 only if every gate and every test passed."""
    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(_browser)
        gates = check.main()
        browser = found.result()
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
    """The browser of this machine; where packages can be installed, the lightest one first."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for package in _BROWSERS[:2]:
            if _installed(package) is None and not _install(package):
                continue
            break
    return next((path for name in _BROWSERS if (path := _installed(name))), None)


def _install(package: str) -> bool:
    print(f"Memasang {package} untuk uji peramban …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quick = ["-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10"]
    # Fetching may be cut off where there is no network; putting in place may not. Nothing is removed for it.
    install = ["install", "-y", "--no-remove", *quick, package]
    for command, seconds in ((["update", *quick], 60), ([*install, "--download-only"], 90), (install, None)):
        try:
            subprocess.run(
                ["apt-get", *command], env=environment, capture_output=True, check=True, timeout=seconds
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return False
    return True


def _installed(name: str) -> str | None:
    return shutil.which(name)


if __name__ == "__main__":
    sys.exit(main())
