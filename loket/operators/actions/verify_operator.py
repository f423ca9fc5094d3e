"""Compare an operator's password, then the code of his authenticator app."""

from __future__ import annotations

import hmac
import re

import pyotp
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models.functions import Coalesce

from loket.accounts import labels, limits
from loket.accounts.hashers import decoy_hash
from loket.accounts.rules import CodeRefused
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..models import Operator
from ..queries import operator_named
from ..rules import SECOND_FACTOR, SIGN_IN
from ..sealing import seal, unseal
from .note import note

_STEP_SECONDS = 30


def verify_operator(username: str, password: str) -> Operator:
    """The operator whose password this is; unknown names cost what known ones cost.

    Every try is counted and committed before anything is compared. Raises ``LimitReached`` and ``Refusal``.
    """
    limits.count_globally(SIGN_IN)
    operator = operator_named(username)
    right = check_password(password, operator.password if operator else decoy_hash())
    if operator is None or not right or not operator.is_active:
        raise Refusal(labels.OFFICER_SIGN_IN_REFUSED, code="sign_in", status=422)
    return operator


def secret_to_enrol(operator: Operator) -> str:
    """The secret to put into the app, the same until it is confirmed; empty once it is."""
    if operator.totp_confirmed_at is not None:
        return ""
    if operator.totp_secret is None:
        operator.totp_secret = seal(pyotp.random_base32(), "totp")
        operator.save(update_fields=["totp_secret"])
    return unseal(operator.totp_secret, "totp")


def check_code(operator: Operator, code: str) -> None:
    """Accept the code of the present 30 seconds or a neighbour, each step once (goal R09).

    Raises ``LimitReached`` and ``CodeRefused``.
    """
    limits.count_globally(SECOND_FACTOR)
    digits = re.sub(r"\D", "", code)
    with transaction.atomic():
        if any(_use(operator, step) for step in _matching_steps(operator, digits)):
            note("sign_in", by=operator)
            return
    raise CodeRefused(labels.SECOND_FACTOR_WRONG, code="second_factor")


def _matching_steps(operator: Operator, digits: str) -> list[int]:
    if operator.totp_secret is None:
        return []
    totp = pyotp.TOTP(unseal(operator.totp_secret, "totp"))
    now = int(clock.now().timestamp()) // _STEP_SECONDS
    steps = (now - 1, now, now + 1)
    return [step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode())]


def _use(operator: Operator, step: int) -> bool:
    rows = Operator.objects.filter(pk=operator.pk, totp_last_step__lt=step)
    confirmed = Coalesce("totp_confirmed_at", clock.now())
    return bool(rows.update(totp_last_step=step, totp_confirmed_at=confirmed))
