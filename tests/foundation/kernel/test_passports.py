"""Passports of people without a NIK (issue 3: passport-based applicants): errors stop, spellings are one number."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from loket.foundation.kernel.identifiers import IdentifierRefused
from loket.foundation.kernel.passports import Passport, countries, country_name, readings, until_remark

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["nx12b45c6", " NX12 B45-C6 ", "NX12.B45.C6"])
def test_spellings_are_one_number(typed: str) -> None:
    assert Passport.parse(typed, country="nld") == Passport("NLD", "NX12B45C6")


@pytest.mark.parametrize(
    ("number", "country", "code"),
    [
        ("AB123", "NLD", "passport_length"),
        ("AB12345678", "NLD", "passport_length"),
        ("AB12#456", "NLD", "passport_signs"),
        ("ＡＢ１２３４５６", "NLD", "passport_signs"),
        ("'; DROP--1", "NLD", "passport_signs"),
        ("ABCDEFG", "NLD", "passport_letters"),
        ("AB123456", "ZZZ", "passport_country"),
        ("AB123456", "", "passport_country"),
        ("AB123456", "IDN", "passport_own_country"),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_sentence(number: str, country: str, code: str) -> None:
    with pytest.raises(IdentifierRefused) as caught:
        Passport.parse(number, country=country)
    assert caught.value.code == code
    assert str(caught.value).endswith((".", "?"))


def test_lists_and_logs_never_carry_the_whole_number() -> None:
    one = Passport.parse("NX12B45C6", country="NLD")
    assert one.masked == "••••••5C6 (NLD)"
    assert "NX12" not in f"{one!r}{one}"
    assert one.shown == "NX12B45C6 (NLD)"


def test_a_box_takes_the_number_with_or_without_its_country() -> None:
    """A number that begins like a country may be either; both readings are looked up."""
    assert list(readings("NLD NX12B45C6")) == [Passport("NLD", "NX12B45C6")]
    assert list(readings("nx12b45c6")) == [Passport("", "NX12B45C6")]
    assert list(readings("NLD123456")) == [Passport("", "NLD123456"), Passport("NLD", "123456")]
    assert list(readings("bukan paspor")) == []


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    for one in readings(text):
        assert 6 <= len(one.number) <= 9


def test_the_day_it_ends_is_judged_by_the_offices_day() -> None:
    assert str(until_remark(date(2026, 11, 21), today=TODAY)) == "Paspor ini sudah habis masa berlakunya."
    assert "enam bulan" in str(until_remark(date(2027, 5, 1), today=TODAY))
    assert until_remark(date(2027, 6, 1), today=TODAY) == ""


def test_countries_are_named_in_the_readers_language() -> None:
    codes = dict(countries())
    assert codes["NLD"] == "Belanda"
    assert "IDN" not in codes
    assert {"XXA", "XXB", "RKS"} <= set(codes)
    with override("en"):
        assert country_name("NLD") == "Netherlands"
    assert country_name("???") == "???"
