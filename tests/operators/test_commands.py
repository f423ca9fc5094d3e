"""Operators are made on the command line only."""

from __future__ import annotations

import pytest

from loket.operators.commands import createoperator
from loket.operators.queries import operator_named
from tests.operators.people import browser_of, operator


def test_createoperator_makes_an_account_that_must_enrol(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert createoperator("Dewi", "Dewi Contoh") == 0
    assert "Kata sandi pertama:" in capsys.readouterr().out
    made = operator_named("dewi")
    assert made is not None
    assert made.totp_confirmed_at is None


def test_createoperator_says_in_one_sentence_what_is_wrong(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert createoperator("dewi", "Dewi Contoh") == 0
    assert createoperator("dewi", "Dewi Contoh") == 1
    assert createoperator("lain", "") == 1
    assert createoperator("siapa", "", reset=True) == 1
    errors = capsys.readouterr().err.strip().splitlines()
    assert len(errors) == 3


def test_reset_ends_every_session_and_takes_the_second_factor(db: None) -> None:
    desk = browser_of(operator())
    assert desk.get("/").status_code == 200
    assert createoperator("dewi", "", reset=True) == 0
    assert desk.get("/").status_code == 302
    found = operator_named("dewi")
    assert found is not None
    assert found.totp_secret is None
