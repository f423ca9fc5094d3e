"""Make the ten recovery codes of a second factor."""

from __future__ import annotations

import secrets

from loket.accounts.models import Account, RecoveryCode
from loket.accounts.rules import RECOVERY_CODES
from loket.audit.actions.record import record
from loket.tenants.keys import lookup_hash

# No 0, 1, i, l, o, u: nothing that is misread from paper.
_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def make_recovery_codes(account: Account) -> list[str]:
    """Ten new codes like "k7mq2-xpc4t"; the old ones are worth nothing. They can be shown only now."""
    RecoveryCode.objects.filter(account=account).delete()
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    for code in codes:
        RecoveryCode.objects.create(account=account, code_hash=recovery_hash(account, code))
    record("accounts.make_recovery_codes", obj_type="account", obj_ref=str(account.public_id))
    return codes


def recovery_hash(account: Account, code: str) -> bytes:
    """The keyed hash that stands for a code; dashes, blanks and case do not matter."""
    plain = "".join(letter for letter in code.lower() if letter in _ALPHABET)
    return lookup_hash(f"recovery:{account.public_id}:{plain}")


def _new_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"
