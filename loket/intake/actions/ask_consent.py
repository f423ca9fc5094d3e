"""Ask a resident's phone whether a helper may type, and compare the answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.check_code import check_code
from loket.accounts.actions.issue_code import issue_code, require_may_issue
from loket.foundation.kernel.errors import Refusal
from loket.notifications.actions.queue import queue
from loket.residents.actions.send_code import count_sending
from loket.residents.lifecycle import recipient
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.scope import current_tenant, in_tenant

from .begin_sitting import name_of

PURPOSE = "assist"


class NoPhone(Refusal):
    """There is no number to send a code to; the signed form is photographed instead."""

    default_code = "no_phone"


def ask_consent(resident: Resident, *, by: Membership, binding: bytes) -> None:
    """Send six digits that the person says aloud when he agrees (its own words, never those of a log in).

    Raises ``NoPhone``, ``CodeRefused`` within a minute, ``LimitReached``. Call it from a view marked
    ``short_transactions``.
    """
    if not resident.phone:
        raise NoPhone(_("Orang ini tidak punya nomor HP. Foto formulir persetujuan yang ditandatangani."))
    tenant, phone_hash = current_tenant(), _bound(resident)
    with in_tenant(tenant):
        require_may_issue(PURPOSE, binding=binding, phone_hash=phone_hash)
    count_sending(resident.phone_value)
    with in_tenant(tenant):
        code = issue_code(PURPOSE, binding=binding, phone_hash=phone_hash)
        queue("intake.consent", to=recipient(resident), variables={"kode": code, "tempat": name_of(by)})


def check_consent(resident: Resident, code: str, *, binding: bytes) -> None:
    """Accept the digits once. Raises ``CodeRefused`` and ``LimitReached``."""
    phone_hash = _bound(resident)
    check_code(PURPOSE, code, binding=binding, phone_hash=phone_hash, subject=phone_hash.hex())


def _bound(resident: Resident) -> bytes:
    """The code is for this person, not for everybody who shares the phone."""
    return resident.identity_hash
