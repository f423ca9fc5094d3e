"""What a decoder answers, as the rest of the house sees it."""

from __future__ import annotations

from dataclasses import dataclass


class UndecodableFile(Exception):
    """The file breaks a rule that only decoding shows; ``code`` is a key of ``labels.REFUSALS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DecoderDied(Exception):
    """The decoder was killed, hung, or answered nonsense: try again, and refuse the file if that repeats."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A rebuilt file and its measures; see the columns of ``StoredFile`` for what they mean."""

    media_type: str
    content: bytes
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    phash: int | None = None
    sharpness: float | None = None
    brightness: float | None = None
    glare: float | None = None

    def measures(self) -> dict[str, int | float | None]:
        """The measuring columns of ``StoredFile``."""
        names = ("width", "height", "pages", "phash", "sharpness", "brightness", "glare")
        return {name: getattr(self, name) for name in names}
