"""The `loket` command answers with one plain sentence (contract: exit 0 done, 1 refused or failed, 2 wrong usage)."""

from __future__ import annotations

import argparse

import psycopg
import pytest
from django.db import OperationalError

from loket.config import cli


def _raises(cause: psycopg.Error) -> object:
    def command(_options: argparse.Namespace) -> int:
        raise OperationalError("connection failed") from cause

    return command


def test_without_a_database_a_command_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_migrate", _raises(psycopg.OperationalError("Connection refused")))
    assert cli.main(["migrate"]) == 1
    said = capsys.readouterr().err.strip()
    assert said.startswith("Basis data tidak bisa dihubungi.")
    assert "loket doctor" in said
    assert len(said.splitlines()) == 1


def test_a_database_that_fails_later_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_migrate", _raises(psycopg.errors.LockNotAvailable("lock timeout")))
    with pytest.raises(OperationalError):
        cli.main(["migrate"])


def test_wrong_usage_is_told_from_refusal() -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["bogus"])
    assert stopped.value.code == 2
