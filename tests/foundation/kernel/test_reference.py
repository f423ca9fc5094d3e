"""References: sayable, case-insensitive, dashes optional, and a check character that finds slips."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.foundation.kernel.reference import ALPHABET, ReferenceRefused, new_reference, parse

EXAMPLE = "BLL-26-7KQ4M2XP-C"


def test_the_reference_printed_in_every_manual_is_a_true_one() -> None:
    assert parse(EXAMPLE) == EXAMPLE


def test_a_reference_is_read_as_it_is_spoken() -> None:
    for typed in ("bll267kq4m2xpc", "BLL 26 7KQ4 M2XP C", " bll-26-7kq4m2xp-c ", "BLL–26–7KQ4M2XP–C"):
        assert parse(typed) == EXAMPLE


def test_no_look_alikes_are_given_out() -> None:
    assert not set("01OIL") & set(ALPHABET)
    for _count in range(50):
        assert set(new_reference("SKA", 2026)[7:].replace("-", "")) <= set(ALPHABET)


@given(st.from_regex(r"[A-Z]{2,5}", fullmatch=True), st.integers(2020, 2099))
def test_every_new_reference_reads_back(prefix: str, year: int) -> None:
    reference = new_reference(prefix, year)
    assert parse(reference.lower().replace("-", "")) == reference
    assert reference.startswith(f"{prefix}-{year % 100:02d}-")


@given(st.integers(0, 13), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(place: int, char: str) -> None:
    compact = EXAMPLE.replace("-", "")
    slipped = compact[:place] + char + compact[place + 1 :]
    if slipped != compact:
        with pytest.raises(ReferenceRefused):
            parse(slipped)


@given(st.integers(5, 12))
def test_two_swapped_characters_are_found(place: int) -> None:
    compact = EXAMPLE.replace("-", "")
    swapped = compact[:place] + compact[place + 1] + compact[place] + compact[place + 2 :]
    with pytest.raises(ReferenceRefused):
        parse(swapped)


@given(st.text(max_size=30))
def test_nothing_typed_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(ReferenceRefused):
        assert parse(text) == parse(text).upper()
