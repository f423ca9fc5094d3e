"""Forgotten password: a code to the phone in the account, then a new password."""

from __future__ import annotations

from loket.accounts import limits
from loket.accounts.actions.check_code import check_code
from loket.accounts.actions.issue_code import issue_code, require_may_issue
from loket.accounts.actions.set_password import set_password
from loket.accounts.models import Account, Kind
from loket.accounts.queries import account_by_login
from loket.accounts.rules import SEND_PHONE_DAY, SEND_PHONE_HOUR, LimitReached
from loket.foundation.kernel.identifiers import Phone
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.residents.lifecycle import recipient
from loket.residents.models import PhoneOwner
from loket.residents.queries import resident_of
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant

from ._rehearsal import rehearse
from .send_code import count_sending

_NOBODY = Phone("80000000000")


def request_recovery(login_hash: bytes, *, binding: bytes, language: str = "id") -> None:
    """Send a code to the phone of the account behind ``login_hash``; for a NIK without one nothing is sent.

    Both cases are limited, written and answered alike (security rule 34). Raises ``CodeRefused`` and
    ``LimitReached``. Call it from a view marked ``short_transactions``.
    """
    tenant = current_tenant()
    with in_tenant(tenant):
        phone, stands_for = _phone_behind(login_hash)
        require_may_issue("recover", binding=binding, phone_hash=stands_for)
    subject = f"recover:{login_hash.hex()}"
    limits.count((SEND_PHONE_HOUR, subject), (SEND_PHONE_DAY, subject))
    try:
        count_sending(phone or Phone(f"8{int.from_bytes(login_hash[:5]) % 10**10:010d}"))
    except LimitReached:
        phone = None
    with in_tenant(tenant):
        code = issue_code("recover", binding=binding, phone_hash=stands_for)
        _send(phone, code, language)


def check_recovery(login_hash: bytes, code: str, *, binding: bytes) -> Account:
    """The account whose phone received ``code``. Raises ``CodeRefused`` and ``LimitReached``."""
    tenant = current_tenant()
    with in_tenant(tenant):
        phone, stands_for = _phone_behind(login_hash)
    check_code("recover", code, binding=binding, phone_hash=stands_for, subject=login_hash.hex())
    with in_tenant(tenant):
        account = account_by_login(Kind.RESIDENT, login_hash)
    if account is None or phone is None:
        raise RuntimeError("a code was accepted for nobody")
    return account


def change_password(account: Account, *, password_hash: str) -> None:
    """Set the new password, end every session, and tell the owner's phone."""
    set_password(account, password_hash=password_hash)
    resident = resident_of(account)
    if resident is not None:
        queue("accounts.password_changed", to=recipient(resident), variables={})


def _phone_behind(login_hash: bytes) -> tuple[Phone | None, bytes]:
    """The phone of the account and its hash; for nobody, None and a hash that stands for it.

    A relative's number opens no account: its owner comes to the counter (seed S1-22).
    """
    account = account_by_login(Kind.RESIDENT, login_hash)
    resident = resident_of(account) if account and account.is_active else None
    if resident is None or not resident.phone or resident.phone_owner != PhoneOwner.OWN:
        return None, lookup_hash("decoy:" + login_hash.hex())
    return resident.phone_value, bytes(resident.phone_hash)


def _send(phone: Phone | None, code: str, language: str) -> None:
    to = Recipient(phone=(phone or _NOBODY).e164, language=language)
    if phone is None:
        rehearse(lambda: queue("accounts.code", to=to, variables={"kode": code}))
    else:
        queue("accounts.code", to=to, variables={"kode": code})
