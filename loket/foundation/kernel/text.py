"""Plain text as people type it: one canonical form, and none of the characters that can deceive an eye."""

from __future__ import annotations

import re
import unicodedata

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

#: Controls, format characters (bidi overrides, zero-width), surrogates, private use, line/paragraph separators.
_DECEIVING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
#: Letters that draw nothing: Hangul fillers, braille blank, combining grapheme joiner, Khmer vowels inherent.
_INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


class TextRefused(Refusal):
    """The text is too long or holds a character that cannot be shown honestly."""

    default_code = "text"


def plain(text: str, *, max_length: int, multiline: bool = False) -> str:
    """The text in NFC, trimmed, inner spaces collapsed; newlines survive only when ``multiline``.

    Raises TextRefused for control, bidirectional and invisible characters and beyond ``max_length``
    characters (security rules on input: what an officer reads is what was typed).
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if not multiline:
        text = text.replace("\n", " ")
    if any(is_deceiving(char) for char in text):
        raise TextRefused(
            _("Ada tanda yang tidak bisa dibaca. Hapus, lalu ketik ulang."), code="text_characters"
        )
    text = _SPACES.sub(" ", text)
    text = _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()
    if len(text) > max_length:
        too_long = _("Terlalu panjang. Paling banyak {limit} huruf, ini {given}.")
        raise TextRefused(format_lazy(too_long, limit=max_length, given=len(text)), code="text_length")
    return text


def is_deceiving(char: str) -> bool:
    """Whether one character is a control, a format or an invisible one (a newline is not)."""
    if char.isascii():
        return char != "\n" and not char.isprintable()
    return char in _INVISIBLE or unicodedata.category(char) in _DECEIVING
