"""A wheel of the project installs and `loket run` works from it in an empty folder."""

from __future__ import annotations

import os
import signal
import site
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.kill


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and installed in an environment of its own (dependencies shared by a .pth file)."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    wheel = next(folder.glob("*.whl"))
    home = folder / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run(
        [str(python), "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel)],
        check=True,
        capture_output=True,
    )
    packages = next((home / "lib").glob("python3*/site-packages"))
    (packages / "shared.pth").write_text(site.getsitepackages()[0] + "\n")
    return home / "bin" / "loket"


def _reachable(folder: Path) -> None:
    for parent in [folder, *list(folder.parents)[:3]]:
        parent.chmod(parent.stat().st_mode | 0o055)


def test_loket_runs_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    _reachable(tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("LOKET_", "DJANGO_"))}
    environment = {**inherited, "PORT": str(port), "PYTHONWARNINGS": "ignore"}
    running = subprocess.Popen(
        [str(installed), "run"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        body = _first_answer(running, port)
        assert "Mau urus dokumen apa?" in body
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 0
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
    assert not _answers(port), "Ctrl-C left the web server behind"
    assert not (tmp_path / ".loket" / "postgres" / "data" / "postmaster.pid").exists(), (
        "the database was left"
    )


def _first_answer(running: subprocess.Popen[str], port: int) -> str:
    deadline = time.monotonic() + 150
    while time.monotonic() < deadline and running.poll() is None:
        if body := _answers(port):
            return body
        time.sleep(0.3)
    running.kill()
    raise AssertionError(running.communicate()[0])


def _answers(port: int) -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "buleleng.localhost"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""
