"""What may stand in the record, and the words of an entry in the order in which they are sealed. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

#: a NIK or nomor KK, or an Indonesian mobile number, standing alone
_PERSONAL = re.compile(r"(?<![\w-])(\d{16}|(?:\+?62|0)8\d{7,11})(?![\w-])")


class PersonalDataInRecord(ValueError):
    """A NIK, KK or phone number was about to be written into the record: an error in the program."""


def check_impersonal(*texts: str) -> None:
    """Raise PersonalDataInRecord when a text holds a NIK, nomor KK or mobile number."""
    if any(_PERSONAL.search(text) for text in texts):
        raise PersonalDataInRecord("the record takes references, not numbers of people")


def sealed_words(values: Mapping[str, object]) -> str:
    """The content of an entry as one text: equal content, equal text, whatever the order of keys."""
    return json.dumps(
        values,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        default=_plain,
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"{type(value).__name__} cannot be sealed")
