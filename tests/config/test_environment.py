"""Production refuses to start with a missing or demo secret, and says which."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from loket.config import environment
from loket.config.environment import MisconfiguredEnvironment


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty production installation."""
    monkeypatch.setenv("LOKET_MODE", "production")
    monkeypatch.setenv("LOKET_DATA", str(tmp_path))
    for name in ("LOKET_SECRET_KEY", "LOKET_MASTER_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_production_names_the_missing_secret(production: Path) -> None:
    with pytest.raises(MisconfiguredEnvironment, match="LOKET_SECRET_KEY"):
        environment.secret("LOKET_SECRET_KEY")


def test_production_refuses_the_demo_secret(production: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_MODE", "demo")
    made = environment.secret("LOKET_MASTER_KEY")
    monkeypatch.setenv("LOKET_MODE", "production")
    monkeypatch.setenv("LOKET_MASTER_KEY", made)
    with pytest.raises(MisconfiguredEnvironment, match="demo"):
        environment.master_key()


def test_a_secret_may_come_from_a_file(production: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = production / "key"
    file.write_text(base64.b64encode(b"k" * 32).decode() + "\n")
    monkeypatch.setenv("LOKET_MASTER_KEY_FILE", str(file))
    assert environment.master_key() == b"k" * 32


def test_a_short_master_key_is_refused(production: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_MASTER_KEY", base64.b64encode(b"short").decode())
    with pytest.raises(MisconfiguredEnvironment, match="32"):
        environment.master_key()


def test_demo_secrets_are_made_once_and_private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOKET_MODE", "demo")
    monkeypatch.setenv("LOKET_DATA", str(tmp_path))
    monkeypatch.delenv("LOKET_MASTER_KEY", raising=False)
    first = environment.master_key()
    assert environment.master_key() == first
    assert (tmp_path / "secrets" / "loket_master_key").stat().st_mode & 0o077 == 0


def test_database_address_with_a_socket_folder() -> None:
    settings = environment.database_settings("postgresql://app:p%40ss@/loket?host=/tmp/sock")
    assert (settings["HOST"], settings["USER"], settings["PASSWORD"], settings["NAME"]) == (
        "/tmp/sock",
        "app",
        "p@ss",
        "loket",
    )
