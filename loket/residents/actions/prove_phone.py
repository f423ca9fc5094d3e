"""Prove the phone number of a registration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.check_code import check_code
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.residents.models import Registration
from loket.residents.queries import same_phone
from loket.residents.rules import PHONE_CAP
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant


class PhoneFull(Refusal):
    """The number serves as many accounts as it may."""

    default_code = "phone_cap"


def prove_phone(draft: Registration, code: str, *, binding: bytes) -> None:
    """Accept the code sent to the draft's number.

    Raises ``CodeRefused``, ``LimitReached``, and ``PhoneFull`` when the number (now known to be the
    visitor's own) already serves five accounts. Call it from a view marked ``short_transactions``.
    """
    phone_hash = lookup_hash(Phone.parse(draft.answers["no_wa"]).e164)
    check_code("register", code, binding=binding, phone_hash=phone_hash, subject=phone_hash.hex())
    with in_tenant(current_tenant()):
        require_room(phone_hash)
        draft.phone_proved_at = clock.now()
        draft.save(update_fields=["phone_proved_at"])


def require_room(phone_hash: bytes) -> None:
    """Raises ``PhoneFull`` when five open accounts use the number."""
    if same_phone(phone_hash) >= PHONE_CAP:
        raise PhoneFull(_("Nomor ini sudah dipakai 5 akun. Pakai nomor lain."), field="no_wa")
