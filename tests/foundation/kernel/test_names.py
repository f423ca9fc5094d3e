"""Names: what is refused, what is remarked, how they are searched (Permendagri 73/2022)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.foundation.kernel.names import NameRefused, check_name, name_warnings, normalised
from loket.foundation.kernel.text import TextRefused, plain


def test_a_new_name_of_more_than_sixty_letters_is_refused() -> None:
    assert check_name("A" * 29 + " " + "B" * 30, new=True)
    with pytest.raises(NameRefused, match="Nama paling banyak 60 huruf termasuk spasi, ini 61"):
        check_name("A" * 30 + " " + "B" * 30, new=True)


def test_an_existing_name_is_never_held_to_the_new_rules() -> None:
    long_name = "Ida Ayu " + "Kartika " * 10
    assert check_name(long_name, new=False) == long_name.strip()
    assert check_name("M4DE", new=False) == "M4DE"
    with pytest.raises(NameRefused, match="tidak boleh berisi angka"):
        check_name("M4DE Sari", new=True)


def test_one_word_is_remarked_not_refused() -> None:
    assert check_name("Suharto", new=True) == "Suharto"
    assert [remark.code for remark in name_warnings("Suharto")] == ["name_one_word"]
    assert list(name_warnings("Ni Luh Sari")) == []


@pytest.mark.parametrize("text", ["", "   ", "123", "-", "..."])
def test_a_name_needs_letters(text: str) -> None:
    with pytest.raises(NameRefused, match="Isi nama dengan huruf"):
        check_name(text, new=False)


@pytest.mark.parametrize("char", ["\u202e", "\u200b", "\u2066", "\x00", "\x1b", "\ufeff", "\u3164", "\u2028"])
def test_characters_that_deceive_the_eye_are_refused(char: str) -> None:
    with pytest.raises(TextRefused, match="tidak bisa dibaca"):
        check_name(f"Ni Luh{char} Sari", new=False)


def test_a_name_is_kept_in_one_form() -> None:
    assert check_name("  Ni   Luh\tSa\u0301ri ", new=False) == "Ni Luh S\u00e1ri"


def test_search_does_not_mind_case_accents_and_points() -> None:
    assert normalised("I Gusti Ng. L\u00fah-Ayu") == "i gusti ng luh ayu"
    assert normalised("SITI  AMINAH, S.Pd.") == "siti aminah s pd"


@given(st.text(max_size=80))
def test_the_search_form_is_stable(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_text_keeps_lines_only_when_asked() -> None:
    assert (
        plain(" Jalan  Melati\r\n\r\n\r\n\r\nNo. 4 ", max_length=99, multiline=True)
        == "Jalan Melati\n\nNo. 4"
    )
    assert plain("Jalan\nMelati", max_length=99) == "Jalan Melati"
    with pytest.raises(TextRefused, match=r"Paling banyak 5 huruf, ini 6\."):
        plain("enam66", max_length=5)


@given(st.text(max_size=60), st.booleans())
def test_plain_text_is_a_fixed_point(text: str, multiline: bool) -> None:
    try:
        once = plain(text, max_length=60, multiline=multiline)
    except TextRefused:
        return
    assert plain(once, max_length=60, multiline=multiline) == once
