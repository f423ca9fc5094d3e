"""When two texts are the same message: letters and figures alone count, however somebody copied it."""

from __future__ import annotations

import re
import unicodedata

from loket.tenants.keys import lookup_hash

#: Fewer letters and figures than this are no message that can be told from others.
LEAST = 20
#: What WhatsApp writes before a message that is copied: "[08.00, 22/11/2026] Disdukcapil: ".
_COPIED = re.compile(r"^\s*\[[^\]\n]{5,30}\][^:\n]{0,60}:\s")


def bare(text: str) -> str:
    """The letters and figures of ``text`` in lower case: no spaces, line ends, dashes or stars."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def mark_of(text: str) -> bytes | None:
    """What the outbox keeps to know this text again: a hash under the key of the dinas; None for too short a text."""
    letters = bare(text)
    return lookup_hash(f"message:{letters}") if len(letters) >= LEAST else None


def marks_of(pasted: str) -> list[bytes]:
    """The marks of a text as it was pasted: whole, and without what a phone wrote before it."""
    found = (mark_of(pasted), mark_of(_COPIED.sub("", pasted, count=1)))
    return list(dict.fromkeys(mark for mark in found if mark is not None))
