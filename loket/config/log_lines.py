"""Log lines without people in them (security rule 38).

What we log ourselves names routes, codes and row numbers. Errors of others may quote values: PostgreSQL's
DETAIL lines hold whole rows, a library's exception the text that it could not read.
"""

from __future__ import annotations

import logging
import re

_DETAIL = re.compile(r"^(DETAIL|CONTEXT|PARAMETERS):.*$", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w-])(\d{16}|(?:\+?62|0)8\d{7,11})(?![\w-])")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Impersonal(logging.Formatter):
    """The line with quoted rows, NIK, KK, phone numbers and e-mail addresses taken out."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it may leave the process."""
        line = _DETAIL.sub(r"\1: (left out)", super().format(record))
        return _ADDRESS.sub("(e-mail)", _NUMBER.sub("(number)", line))
