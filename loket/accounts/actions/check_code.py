"""Compare a one-time code, at most five times, and use it up."""

from __future__ import annotations

import re

from django.db.models import F

from loket.accounts import labels, limits
from loket.accounts.models import OneTimeCode
from loket.accounts.rules import CHECK_DAY, CHECK_HOUR, CODE_TRIES, CodeRefused
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant, in_tenant

from .issue_code import code_hash


def check_code(purpose: str, code: str, *, binding: bytes, phone_hash: bytes, subject: str) -> None:
    """Accept ``code`` once. ``subject`` (a keyed hash) is whose comparisons are limited by hour and day.

    The try is counted and committed before the comparison; the right code is consumed by deleting its row,
    so that of a hundred equal requests one wins. Raises ``LimitReached`` and ``CodeRefused``. Call it from
    a view marked ``short_transactions``.
    """
    limits.count((CHECK_HOUR, f"{purpose}:{subject}"), (CHECK_DAY, f"{purpose}:{subject}"))
    tenant = current_tenant()
    mine = {"purpose": purpose, "session_hash": binding, "phone_hash": phone_hash}
    with in_tenant(tenant):
        living = OneTimeCode.objects.filter(**mine, expires_at__gt=clock.now())
        counted = living.filter(tries__lt=CODE_TRIES).update(tries=F("tries") + 1)
        if not counted:
            exhausted = living.exists()
            raise CodeRefused(
                labels.CODE_EXHAUSTED if exhausted else labels.CODE_GONE,
                code="exhausted" if exhausted else "gone",
            )
    digits = re.sub(r"[\s.\-]", "", code)
    expected = code_hash(purpose, binding=binding, phone_hash=phone_hash, code=digits)
    with in_tenant(tenant):
        used, _ = OneTimeCode.objects.filter(**mine, code_hash=expected).delete()
    if not used:
        raise CodeRefused(labels.CODE_WRONG, code="wrong")
