"""How long a text really is on its way."""

from __future__ import annotations

import pytest

from loket.notifications.kinds import MessageKind
from loket.notifications.lengths import sms_size
from loket.notifications.own_texts import advice, check_own_text
from loket.notifications.rules import TextFault
from loket.notifications.texts import Wording, filled

KIND = MessageKind("len", "notifications", {"nomor": "BLL-26-7KQ4M2XP-C"}, required=("nomor",), title="Uji")


@pytest.mark.parametrize(
    ("text", "alphabet", "letters", "parts", "room"),
    [
        ("", "GSM-7", 0, 1, 160),
        ("a" * 160, "GSM-7", 160, 1, 160),
        ("a" * 161, "GSM-7", 161, 2, 306),
        ("a" * 306, "GSM-7", 306, 2, 306),
        ("a" * 307, "GSM-7", 307, 3, 459),
        ("€" * 80, "GSM-7", 160, 1, 160),
        ("[" + "a" * 159, "GSM-7", 161, 2, 306),
        ("é" * 10, "GSM-7", 10, 1, 160),
        ("ĭ" * 70, "UCS-2", 70, 1, 70),
        ("ĭ" * 71, "UCS-2", 71, 2, 134),
        ("🎉", "UCS-2", 2, 1, 70),
    ],
)
def test_an_sms_is_measured_as_the_network_does(
    text: str, alphabet: str, letters: int, parts: int, room: int
) -> None:
    size = sms_size(text)
    assert (size.alphabet, size.letters, size.parts, size.room) == (alphabet, letters, parts, room)


def test_the_signs_that_force_the_long_alphabet_are_named_once() -> None:
    assert sms_size("🎉 ok 🎉 ᬩ").because == ("🎉", "ᬩ")


def test_signs_of_names_never_make_an_sms_longer_but_those_of_the_office_may() -> None:
    """The office sees the price of its own signs; a resident's name cannot raise it."""
    values = {"dinas": "D", "situs": "s", "nomor": "Wayan “Ĭ” 🎉"}
    shown = filled(KIND, Wording("", "Halo – {nomor}"), values, channel="sms", language="id")
    assert shown.text == 'Halo - Wayan "I" ?'
    own = filled(KIND, Wording("", "Selamat 🎉 {nomor}"), values, channel="sms", language="id")
    assert own.text.startswith("Selamat 🎉")


@pytest.mark.parametrize(
    ("channel", "text"), [("sms", "a" * 613), ("whatsapp", "a" * 1025), ("email", "a" * 4001)]
)
def test_what_no_channel_carries_is_refused(channel: str, text: str) -> None:
    with pytest.raises(TextFault, match="Terlalu panjang"):
        check_own_text(KIND, channel=channel, subject="Judul", text=text)


def test_advice_hinders_nothing_and_says_why() -> None:
    said = advice(KIND, channel="sms", text="Selamat 🎉" + "a" * 80, filled="Selamat 🎉" + "a" * 80)
    assert any("{nomor} belum ada" in line for line in said)
    assert any("🎉" in line for line in said)
    assert any("2 SMS" in line for line in said)
    assert advice(KIND, channel="whatsapp", text="{nomor}", filled="x" * 301)
    assert advice(KIND, channel="whatsapp", text="{nomor}", filled="x" * 300) == []
