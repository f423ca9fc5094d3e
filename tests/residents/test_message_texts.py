"""Messages about accounts: short, in both languages, without numbers of people (experience.md, copy rules)."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from loket.notifications.messages import MessageKind, kinds
from loket.notifications.texts import rendered
from loket.residents.labels import CANCEL_REASONS, REPAIR_REASONS
from loket.residents.rules import salutation
from loket.tenants.models import Tenant

KEYS = (
    "accounts.code",
    "accounts.password_changed",
    "residents.nik_used",
    "residents.passport_used",
    "residents.nik_attached",
    "residents.verified",
    "residents.returned",
    "residents.cancelled",
)
GSM_EXTRA = set("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà\n")


def longest(kind: MessageKind, language: str) -> dict[str, str]:
    """The longest values the reasons can give."""
    values = dict(kind.variables)
    with override(language):
        if kind.name == "returned":
            values["karena"] = max((str(reason.because) for reason in REPAIR_REASONS), key=len)
            values["langkah"] = max((str(reason.todo) for reason in REPAIR_REASONS), key=len)
        if kind.name == "cancelled":
            values["karena"] = max((str(reason.because) for reason in CANCEL_REASONS), key=len)
    return values


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_texts_fit_their_channel(in_buleleng: Tenant, key: str, language: str) -> None:
    """SMS at most 160 characters of GSM-7, WhatsApp at most 300."""
    kind = kinds[key]
    values = longest(kind, language)

    sms = rendered(kind, values, channel="sms", language=language).text
    whatsapp = rendered(kind, values, channel="whatsapp", language=language).text

    assert len(sms) <= 160
    assert all(sign.isascii() or sign in GSM_EXTRA for sign in sms)
    assert len(whatsapp) <= 300


def test_the_code_message_is_the_agreed_one(in_buleleng: Tenant) -> None:
    """Copy string 33."""
    text = rendered(kinds["accounts.code"], {"kode": "482913"}, channel="sms", language="id").text

    assert text == (
        "Kode Loket Anda 482913. Berlaku 5 menit. Jangan beri kode ini kepada siapa pun, termasuk petugas."
    )


@pytest.mark.parametrize(
    ("name", "gender", "said"),
    [
        ("SITI RAHMAWATI", "P", "Bu Siti Rahmawati"),
        ("I MADE PUTRA WIJAYA", "L", "Pak I Made Putra Wijaya"),
        ("KLIK http://jahat.example SEKARANG", "L", "Pak Klik Sekarang"),
        ("12345", "P", "Bapak/Ibu"),
        ("A" * 80, "L", "Bapak/Ibu"),
    ],
)
def test_a_name_brings_nothing_but_words_into_a_message(name: str, gender: str, said: str) -> None:
    """Security rule 36: no free text of residents in SMS or WhatsApp."""
    assert salutation(name, gender) == said
