"""Secrets that belong to no dinas, sealed with the platform's master key."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.conf import settings

from loket.foundation.kernel import envelope


def seal(text: str, purpose: str) -> bytes:
    """``text`` as the database may keep it."""
    return envelope.seal(settings.LOKET_MASTER_KEY, text.encode(), _context(purpose))


def unseal(sealed: bytes | memoryview, purpose: str) -> str:
    """The text again. Raises ``envelope.Tampered`` when it is not ours, or was sealed for another purpose."""
    return envelope.unseal(settings.LOKET_MASTER_KEY, bytes(sealed), _context(purpose)).decode()


def seal_mapping(values: Mapping[str, str], purpose: str) -> bytes:
    """As ``seal`` for a few named texts."""
    return seal(json.dumps(dict(values), ensure_ascii=False), purpose)


def unseal_mapping(sealed: bytes | memoryview, purpose: str) -> dict[str, str]:
    """As ``unseal`` for what ``seal_mapping`` made."""
    found: dict[str, str] = json.loads(unseal(sealed, purpose))
    return found


def _context(purpose: str) -> bytes:
    return b"operators:" + purpose.encode()
