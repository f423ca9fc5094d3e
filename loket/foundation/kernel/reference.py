"""The public number of an application: sayable over the phone, with a check character, telling nothing.

``BLL-26-7KQ4M2XP-C``: office prefix, year, eight random characters, check character. Read in any case, with
or without dashes and spaces. The check finds every single wrong character and every swap of two characters.
"""

from __future__ import annotations

import re
import secrets

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

#: No 0/O, 1/I/L: nothing in the random part can be taken for something else.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
#: A prime above 36, so that a weighted sum of 0-9A-Z detects all single errors and swaps.
_MODULUS = 37
#: What the weighted sum of a true reference leaves; an arbitrary constant, never to be changed.
_REMAINDER = 8
_SHAPE = re.compile(rf"([A-Z]{{2,5}})([0-9]{{2}})([{ALPHABET}]{{8}})([{ALPHABET}])")
_IGNORED = re.compile(r"[\s.\-\u2010-\u2015\u2212]+")


class ReferenceRefused(Refusal):
    """Not the number of an application: mistyped, or never given out."""

    default_code = "reference"


def new_reference(prefix: str, year: int) -> str:
    """A fresh random reference for an office (``prefix`` of 2 to 5 letters) in a calendar year."""
    prefix = prefix.upper()
    while True:
        body = "".join(secrets.choice(ALPHABET) for _count in range(8))
        for check in ALPHABET:
            if _is_true(f"{prefix}{year % 100:02d}{body}{check}"):
                return f"{prefix}-{year % 100:02d}-{body}-{check}"


def parse(text: str) -> str:
    """The canonical form of a reference as typed. Raises ReferenceRefused."""
    compact = _IGNORED.sub("", text).upper()
    shape = _SHAPE.fullmatch(compact)
    if shape is None or not _is_true(compact):
        raise ReferenceRefused(
            _("Nomor permohonan tidak cocok. Salin lagi dari pesan, misalnya BLL-26-7KQ4M2XP-C.")
        )
    return "-".join(shape.groups())


def _is_true(compact: str) -> bool:
    total = 0
    for char in compact:
        total = (total * 2 + int(char, 36)) % _MODULUS
    return total == _REMAINDER
