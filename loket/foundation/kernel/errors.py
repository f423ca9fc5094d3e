"""A broken rule, said in one plain sentence to the person who met it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Refusal(Exception):
    """A rule was broken; ``message`` is the whole plain (Indonesian, translatable) sentence to show.

    ``code`` names the rule for tests and logs, ``field`` the form field beside which the sentence belongs
    (empty when it belongs to the page) and ``status`` the HTTP status a page answers with when nobody
    catches it. The message never carries personal data.
    """

    default_code = "refused"
    default_status = 422

    def __init__(
        self, message: str | _StrPromise, *, code: str = "", field: str = "", status: int | None = None
    ) -> None:
        super().__init__(code or self.default_code)
        self.message = message
        self.code = code or self.default_code
        self.field = field
        self.status = status or self.default_status

    def __str__(self) -> str:
        return str(self.message)
