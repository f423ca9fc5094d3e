"""Make the account of an operator, or give one back to somebody who lost it."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from loket.accounts.rules import OFFICER_PASSWORD_MIN, require_good_password
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.rules import require_username

from ..models import Operator, OperatorSession
from ..queries import operator_named
from ..sealing import seal
from .note import note


@transaction.atomic
def create_operator(username: str, name: str, *, password: str, totp_secret: str = "") -> Operator:
    """A new operator, who enrols the second factor at the first log in (``totp_secret``: demo only).

    Raises ``UsernameShape``, ``PasswordRefused`` and ``Refusal`` for a name that is taken.
    """
    login = require_username(username)
    require_good_password(password, minimum=OFFICER_PASSWORD_MIN, personal=[username, name])
    if operator_named(login) is not None:
        raise Refusal(_("Nama pengguna ini sudah dipakai operator lain."), code="username_taken")
    operator = Operator.objects.create(username=login, display_name=name, password=make_password(password))
    if totp_secret:
        operator.totp_secret = seal(totp_secret, "totp")
        operator.totp_confirmed_at = clock.now()
        operator.save(update_fields=["totp_secret", "totp_confirmed_at"])
    note("create_operator", by=None, detail={"username": login})
    return operator


@transaction.atomic
def reset_operator(operator: Operator, *, password: str) -> None:
    """A new password, no second factor, no session: for one who lost the phone. From the command line only."""
    require_good_password(
        password, minimum=OFFICER_PASSWORD_MIN, personal=[operator.username, operator.display_name]
    )
    Operator.objects.filter(pk=operator.pk).update(
        password=make_password(password),
        totp_secret=None,
        totp_confirmed_at=None,
        totp_last_step=0,
        session_version=F("session_version") + 1,
        is_active=True,
    )
    OperatorSession.objects.filter(operator=operator).delete()
    note("reset_operator", by=None, detail={"username": operator.username})
