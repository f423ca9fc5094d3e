"""Change what an officer may do."""

from __future__ import annotations

from collections.abc import Sequence

from loket.accounts.actions.end_sessions import end_sessions
from loket.audit.actions.record import record
from loket.staff.models import Membership
from loket.staff.rules import ADMINISTRATOR

from ._last_administrator import require_another_administrator
from .add_officer import require_known_roles


def set_roles(membership: Membership, *, roles: Sequence[str]) -> None:
    """Give the officer exactly ``roles``; every session ends, so that the change holds at once (goal R11).

    Raises ``UnknownRole`` and ``LastAdministrator``.
    """
    require_known_roles(roles)
    if ADMINISTRATOR not in roles:
        require_another_administrator(membership)
    membership.roles = list(roles)
    membership.save(update_fields=["roles"])
    record(
        "staff.set_roles",
        obj_type="account",
        obj_ref=str(membership.account.public_id),
        detail={"roles": list(roles)},
    )
    end_sessions(membership.account, why="roles")
