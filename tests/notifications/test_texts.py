"""Texts of messages: every kind of the house can be said on every channel in both languages, and fits."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from loket.notifications import texts
from loket.notifications.kinds import STANDARD_VARIABLES, MessageKind, kinds
from loket.notifications.models import MessageText
from loket.notifications.rules import TextFault, check_text, fill, for_sms, gsm7_length, split_letter

PACKAGED = [
    (kind, channel, language)
    for kind in kinds
    for channel in ("sms", "whatsapp")
    for language in ("id", "en")
]


@pytest.mark.parametrize(
    ("kind", "channel", "language"), PACKAGED, ids=lambda value: getattr(value, "key", value)
)
def test_each_kind_has_a_text_that_can_be_sent(kind: MessageKind, channel: str, language: str) -> None:
    text = texts.packaged_text(kind.app, kind.name, channel, language)
    assert text, f"write loket/{kind.app}/templates/{kind.app}/messages/{kind.name}.{channel}….txt"
    check_text(text, channel=channel, samples={**STANDARD_VARIABLES, **kind.variables})


@pytest.mark.parametrize("kind", list(kinds), ids=lambda kind: kind.key)
def test_letters_are_complete_where_a_kind_has_them(kind: MessageKind) -> None:
    letters = [texts.packaged_text(kind.app, kind.name, "email", language) for language in ("id", "en")]
    assert all(letters) or not any(letters), "a letter in one language only"
    for letter in filter(None, letters):
        subject, body = split_letter(letter)
        assert subject, "the first line must be 'Subject: …'"
        for part in (subject, body):
            check_text(part, channel="email", samples={**STANDARD_VARIABLES, **kind.variables})
    assert kind.title, "administrators read it"


@pytest.mark.parametrize("kind", list(kinds), ids=lambda kind: kind.key)
def test_no_kind_carries_a_nik_or_kk(kind: MessageKind) -> None:
    """Rule 8 of the copy: messages name numbers of applications, never of people."""
    assert not {"nik", "no_kk", "nomor_kk", "kk"} & set(kind.variables)
    assert not any(len("".join(filter(str.isdigit, value))) == 16 for value in kind.variables.values())


@pytest.mark.parametrize(
    ("text", "channel", "part"),
    [
        ("Halo {nama}", "sms", "{nama} tidak dikenal"),
        ("NIK {nik}", "sms", "tidak dikenal"),
        ("Kurung {nomor", "sms", "berpasangan"),
        ("  ", "whatsapp", "kosong"),
        ("a" * 161, "sms", "161 huruf, paling banyak 160"),
        ("a" * 159 + "€", "sms", "161 huruf"),
        ("Selamat 🎉", "sms", "🎉 tidak bisa"),
        ("a" * 301, "whatsapp", "paling banyak 300"),
    ],
)
def test_an_unusable_text_is_refused_with_a_plain_reason(text: str, channel: str, part: str) -> None:
    with pytest.raises(TextFault, match=part):
        check_text(text, channel=channel, samples={"nomor": "1"})


def test_an_office_cannot_save_a_text_that_cannot_be_sent() -> None:
    own = MessageText(kind="notifications.test", channel="sms", language="id", text="Halo {nama}")
    with pytest.raises(ValidationError, match="tidak dikenal"):
        own.clean()
    own.text = "Halo dari {dinas}, {jam}"
    own.clean()


def test_values_are_data_and_stay_on_one_line() -> None:
    hostile = "Sari\r\nBcc: x\u202e {kode} {{ settings }}"
    assert fill("Halo {nama}.", {"nama": hostile, "kode": "1"}) == "Halo Sari Bcc: x {kode} {{ settings }}."


def test_sms_speaks_the_gsm_alphabet() -> None:
    text = for_sms("“Ñoman” – Ketut… ĭ 🎉")
    assert text == '"Ñoman" - Ketut... i ?'
    assert gsm7_length(text) == len(text)
