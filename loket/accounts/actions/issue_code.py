"""Make a one-time code; sending it is the caller's (messages stand above accounts)."""

from __future__ import annotations

import secrets

from loket.accounts import labels
from loket.accounts.models import OneTimeCode
from loket.accounts.rules import CODE_DIGITS, CODE_LIFE, CODE_RESEND_AFTER, CODE_TRIES, CodeRefused
from loket.foundation.kernel import clock
from loket.tenants.keys import lookup_hash


def issue_code(purpose: str, *, binding: bytes, phone_hash: bytes) -> str:
    """A new code for this session, purpose and phone; the one sent before is worth nothing from now on.

    Sending again does not set the tries back while the sequence lives (security rule 33). Raises
    ``CodeRefused`` (429) within 60 seconds of the last one, and after five wrong tries until it has expired.
    """
    now = clock.now()
    tries = require_may_issue(purpose, binding=binding, phone_hash=phone_hash)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    OneTimeCode.objects.update_or_create(
        purpose=purpose,
        session_hash=binding,
        defaults={
            "phone_hash": phone_hash,
            "code_hash": code_hash(purpose, binding=binding, phone_hash=phone_hash, code=code),
            "tries": tries,
            "sent_at": now,
            "expires_at": now + CODE_LIFE,
        },
    )
    return code


def require_may_issue(purpose: str, *, binding: bytes, phone_hash: bytes) -> int:
    """Tries already made in the living sequence. Raises ``CodeRefused`` as ``issue_code`` does."""
    now = clock.now()
    row = OneTimeCode.objects.select_for_update().filter(purpose=purpose, session_hash=binding).first()
    if row is None or bytes(row.phone_hash) != phone_hash or now >= row.expires_at:
        return 0
    if row.tries >= CODE_TRIES:
        raise CodeRefused(labels.CODE_EXHAUSTED, code="exhausted", status=429)
    if now - row.sent_at < CODE_RESEND_AFTER:
        raise CodeRefused(labels.CODE_TOO_SOON, code="too_soon", status=429)
    return int(row.tries)


def code_hash(purpose: str, *, binding: bytes, phone_hash: bytes, code: str) -> bytes:
    """The keyed hash that stands for a code in one session, for one purpose and phone."""
    return lookup_hash(f"code:{purpose}:{binding.hex()}:{phone_hash.hex()}:{code}")
