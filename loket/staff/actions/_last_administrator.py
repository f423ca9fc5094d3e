"""A dinas never loses its last administrator."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership
from loket.staff.rules import ADMINISTRATOR


class LastAdministrator(Refusal):
    """Nobody could open the console any more."""

    default_code = "last_administrator"
    default_status = 422


def require_another_administrator(membership: Membership) -> None:
    """Raises ``LastAdministrator`` unless somebody else is an active administrator.

    Locks the administrators' rows: of two who remove each other at one moment, one is refused.
    """
    if ADMINISTRATOR not in membership.roles or not membership.active:
        return
    rows = Membership.objects.filter(active=True, roles__contains=[ADMINISTRATOR]).order_by("pk")
    others = [row for row in rows.select_for_update(of=("self",)) if row.pk != membership.pk]
    if not others:
        raise LastAdministrator(
            _("Ini administrator terakhir. Beri peran administrator kepada petugas lain dulu.")
        )
