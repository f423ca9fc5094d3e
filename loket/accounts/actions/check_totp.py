"""Accept a code of the authenticator app, once."""

from __future__ import annotations

import hmac
import re

import pyotp
from django.db.models import F, Q

from loket.accounts import labels, limits
from loket.accounts.models import Account
from loket.accounts.rules import SECOND_FACTOR, CodeRefused
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant, in_tenant

_STEP_SECONDS = 30


def check_totp(account: Account, code: str) -> None:
    """Accept the code of the present 30 seconds or a neighbour; each step of the clock counts once.

    The last accepted step moves by one conditional update, so that of a hundred equal requests one wins
    (goal R09). Raises ``LimitReached`` and ``CodeRefused``. Call it from a ``short_transactions`` view.
    """
    limits.count((SECOND_FACTOR, str(account.public_id)))
    digits = re.sub(r"\D", "", code)
    with in_tenant(current_tenant()):
        accepted = any(_use(account, step) for step in _matching_steps(account, digits))
    if not accepted:
        raise CodeRefused(labels.SECOND_FACTOR_WRONG, code="second_factor")


def _matching_steps(account: Account, digits: str) -> list[int]:
    if not account.totp_secret:
        return []
    totp = pyotp.TOTP(str(account.totp_secret))
    now = int(clock.now().timestamp()) // _STEP_SECONDS
    return [
        step
        for step in (now - 1, now, now + 1)
        if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode())
    ]


def _use(account: Account, step: int) -> bool:
    unused = Q(totp_last_step__isnull=True) | Q(totp_last_step__lt=step)
    changed: int = Account.objects.filter(unused, pk=account.pk).update(
        totp_last_step=step, totp_confirmed_at=_first_time(account)
    )
    return bool(changed)


def _first_time(account: Account) -> object:
    return F("totp_confirmed_at") if account.totp_confirmed_at else clock.now()
