"""Words of a definition in both languages; the reader's language is chosen when they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Words:
    """Indonesian text and, where somebody wrote it, its English twin."""

    id: str = ""
    en: str = ""

    @classmethod
    def read(cls, data: Mapping[str, object], stem: str) -> Self:
        """``stem_id`` and ``stem_en`` of a definition."""
        return cls(str(data.get(f"{stem}_id") or ""), str(data.get(f"{stem}_en") or ""))

    def __str__(self) -> str:
        if self.en and (get_language() or "id").startswith("en"):
            return self.en
        return self.id

    def __bool__(self) -> bool:
        return bool(self.id or self.en)


#: Nothing written.
NO_WORDS = Words()
