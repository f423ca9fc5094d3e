"""The refusals of this app, each carrying its sentence from ``labels``."""

from __future__ import annotations

from loket.foundation.kernel.errors import Refusal

from .labels import NOT_AVAILABLE, NOT_READY, REFUSALS


class FileRefused(Refusal):
    """A file breaks a rule; ``code`` is a key of ``labels.REFUSALS`` and may be stored."""

    def __init__(self, code: str, *, field: str = "") -> None:
        super().__init__(REFUSALS[code], code=code, field=field, status=429 if code == "quota" else 422)


class FileNotReady(Refusal):
    """The rebuilt copy is still being made: ask again in a moment."""

    def __init__(self) -> None:
        super().__init__(NOT_READY, code="file_not_ready", status=409)


class FileNotAvailable(Refusal):
    """There are no bytes to show: refused, erased, or no preview of this kind."""

    def __init__(self) -> None:
        super().__init__(NOT_AVAILABLE, code="file_not_available", status=404)
