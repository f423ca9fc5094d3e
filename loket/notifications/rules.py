"""Pure rules of the outbox: filling in texts, what fits into an SMS, when to try again."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext as _

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
#: seed rule of copy: SMS one part, WhatsApp short enough to be read at a glance
LIMITS = {"sms": 160, "whatsapp": 300}
GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_TWO = frozenset("^{}\\[~]|€")
#: typographic signs that phones of the GSM alphabet do not have
_PLAIN_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", " ": " "}
)
#: longest value filled in for a placeholder
LONGEST_VALUE = 200
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
#: attempts on one channel before the next one (or a person) takes over
ATTEMPTS = 8
URGENT_ATTEMPTS = 3


class TextFault(ValueError):
    """A text cannot be used; the message is a plain sentence for its author."""


def placeholders(text: str) -> list[str]:
    """The names between braces, in order."""
    return PLACEHOLDER.findall(text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in; values are data, never a text with placeholders of its own.

    Raises TextFault when a placeholder has no value.
    """

    def value_of(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            raise TextFault(_("Kolom {%(name)s} tidak dikenal.") % {"name": name})
        return plain_value(values[name])

    return PLACEHOLDER.sub(value_of, text)


def plain_value(value: object) -> str:
    """A value as one line without control or direction signs, cut at 200 characters."""
    text = unicodedata.normalize("NFC", str(value))
    text = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join(text.split())[:LONGEST_VALUE]


def for_sms(text: str, *, unknown: str | None = "?") -> str:
    """The text in the GSM alphabet: typographic signs made plain, other letters without their marks.

    A sign that has no neighbour there becomes ``unknown``; with None it stays, and the SMS takes the long alphabet.
    """
    text = text.translate(_PLAIN_SIGNS)
    return "".join(sign if sign in GSM7 or sign in GSM7_TWO else _nearest(sign, unknown) for sign in text)


def _nearest(sign: str, unknown: str | None) -> str:
    bare = unicodedata.normalize("NFKD", sign)[0]
    if bare in GSM7:
        return bare
    return sign if unknown is None else unknown


def gsm7_length(text: str) -> int:
    """Characters that the text takes in an SMS; some take two. Raises TextFault for a foreign sign."""
    foreign = sorted({sign for sign in text if sign not in GSM7 and sign not in GSM7_TWO})
    if foreign:
        raise TextFault(_("Tanda %(signs)s tidak bisa dikirim lewat SMS.") % {"signs": " ".join(foreign)})
    return len(text) + sum(sign in GSM7_TWO for sign in text)


def check_text(text: str, *, channel: str, samples: Mapping[str, str]) -> None:
    """Raise TextFault unless the packaged text can be sent on the channel with data like the samples."""
    check_placeholders(text, samples)
    filled = fill(text, samples)
    if not filled.strip():
        raise TextFault(_("Teks pesan masih kosong."))
    length = gsm7_length(filled) if channel == "sms" else len(filled)
    limit = LIMITS.get(channel)
    if limit and length > limit:
        sizes = {"length": length, "limit": limit}
        raise TextFault(_("Terlalu panjang: %(length)d huruf, paling banyak %(limit)d.") % sizes)


def check_placeholders(text: str, known: Iterable[str]) -> None:
    """Raise TextFault for a placeholder that is not among ``known``, and for a brace that stands alone."""
    names = sorted(known)
    unknown = next((name for name in placeholders(text) if name not in names), None)
    if unknown is not None:
        listed = ", ".join(f"{{{name}}}" for name in names)
        said = {"name": plain_value(unknown)[:40], "known": listed}
        raise TextFault(_("Kolom {%(name)s} tidak dikenal. Yang ada: %(known)s.") % said)
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        raise TextFault(_("Kurung kurawal harus berpasangan."))


def split_letter(text: str) -> tuple[str, str]:
    """Subject and body of an e-mail text; the subject is empty when the first line names none."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("subject:"):
        return first.partition(":")[2].strip(), rest.strip()
    return "", text.strip()


def plan_of_channels(preferred: Iterable[str], reachable: Mapping[str, str]) -> list[str]:
    """The channels to try in order of the office's preference: those on which the person has an address."""
    return [channel for channel in dict.fromkeys(preferred) if reachable.get(channel)]


def pause_before(attempt: int, *, chance: float | None = None) -> timedelta:
    """How long to wait after the ``attempt``-th failure: doubling from 5 s to 15 min, spread by half.

    ``chance`` (0 to 1) replaces the dice in tests.
    """
    doublings: int = 2 ** min(max(attempt - 1, 0), 20)
    full = min(FIRST_PAUSE * doublings, LONGEST_PAUSE)
    share = random.random() if chance is None else chance  # noqa: S311 - spreads load, guards nothing
    return full * (0.5 + share / 2)
