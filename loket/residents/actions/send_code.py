"""Send a one-time code to a phone."""

from __future__ import annotations

from loket.accounts import labels, limits
from loket.accounts.actions.issue_code import issue_code, require_may_issue
from loket.accounts.rules import SEND_BLOCK, SEND_GLOBAL, SEND_PHONE_DAY, SEND_PHONE_HOUR, SEND_TENANT
from loket.foundation.kernel.identifiers import Phone
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant


def send_code(purpose: str, phone: Phone, *, binding: bytes, language: str = "id") -> None:
    """Send six digits to ``phone``; they prove it once, in this session, for this purpose.

    Raises ``CodeRefused`` (within 60 seconds; after five wrong tries) and ``LimitReached`` (goal R10). Call
    it from a view marked ``short_transactions``.
    """
    tenant, phone_hash = current_tenant(), lookup_hash(phone.e164)
    with in_tenant(tenant):
        require_may_issue(purpose, binding=binding, phone_hash=phone_hash)
    count_sending(phone)
    with in_tenant(tenant):
        code = issue_code(purpose, binding=binding, phone_hash=phone_hash)
        queue("accounts.code", to=Recipient(phone=phone.e164, language=language), variables={"kode": code})


def count_sending(phone: Phone) -> None:
    """Count one code to the number, its block of 1,000, the dinas and all. Raises ``LimitReached``."""
    number, block = lookup_hash(phone.e164).hex(), lookup_hash(phone.e164[:-3]).hex()
    limits.count(
        (SEND_PHONE_HOUR, number),
        (SEND_PHONE_DAY, number),
        (SEND_BLOCK, block),
        (SEND_TENANT, ""),
        everywhere=(SEND_GLOBAL,),
        sentence=labels.TOO_MANY_CODES,
    )
