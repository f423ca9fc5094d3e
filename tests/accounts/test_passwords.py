"""What a good password is (seed S3-18, goal R14)."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password, get_hasher, make_password

from loket.accounts.rules import PasswordRefused, nik_words, require_good_password

NIK = "5108026512840001"  # a woman born 25-12-1984


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kopi123", "short"),  # seven characters (S3-18)
        ("password", "common"),
        ("11111111", "common"),
        (NIK, "personal"),
        ("25121984", "personal"),
        ("19841225x", "personal"),
        ("saridewi", "personal"),
        ("Sari1984", "personal"),
        ("buleleng12", "personal"),
        ("081234567890", "personal"),
        ("a" * 257, "long"),
    ],
)
def test_weak_passwords_are_refused(password: str, code: str) -> None:
    words = [*nik_words(NIK), "Ni Luh Sari Dewi", "081234567890", "Disdukcapil Buleleng"]

    with pytest.raises(PasswordRefused) as refused:
        require_good_password(password, minimum=8, personal=words)

    assert refused.value.code == code


@pytest.mark.parametrize("password", ["kopi hangat", "kopihit1", "kopi7" * 20, "teh-sari-manis-sekali"])
def test_long_enough_passwords_of_any_kind_are_accepted(password: str) -> None:
    """S3-18: 8 characters are enough; 64 and more are kept whole; no rule on kinds of characters."""
    require_good_password(password, minimum=8, personal=["Ni Luh Sari Dewi", *nik_words(NIK)])


def test_the_short_sentence_says_how_many_are_there() -> None:
    with pytest.raises(PasswordRefused) as refused:
        require_good_password("kopi1", minimum=8)

    assert str(refused.value) == "Kata sandi paling sedikit 8 huruf atau angka. Ini baru 5."


def test_passwords_are_hashed_with_argon2id_of_at_least_19_mib(real_hashes: None) -> None:
    hasher = get_hasher()
    encoded = make_password("kopi hangat sekali " * 8)

    assert hasher.decode(encoded)["memory_cost"] >= 19 * 1024
    assert encoded.startswith("argon2$argon2id$")
    assert check_password("kopi hangat sekali " * 8, encoded)
    assert not check_password("kopi hangat sekali " * 7, encoded)
