"""Remove people who were entered from paper by mistake and never did anything themselves."""

from __future__ import annotations

from collections.abc import Collection

from loket.accounts.models import Account

from ..models import Resident
from ..states import ResidentState


def let_go_of_people(keys: Collection[int]) -> int:
    """Delete those of these residents who still wait for activation, with their accounts; returns how many.

    The caller has removed what hung on them; anything else that does makes the database refuse.
    """
    rows = Resident.objects.filter(pk__in=list(keys), state=ResidentState.AWAITING_ACTIVATION)
    found = dict(rows.values_list("pk", "account_id"))
    Resident.objects.filter(pk__in=list(found))._raw_delete("default")
    Account.objects.filter(pk__in=list(found.values()))._raw_delete("default")
    return len(found)
