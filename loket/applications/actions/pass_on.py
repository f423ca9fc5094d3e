"""A case of an officer who leaves goes back to the queue, or to a colleague."""

from __future__ import annotations

from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.staff.models import Membership
from loket.staff.policies import has_role, sees_zone

from .. import lifecycle
from ..models import Application
from ..states import Slot


def pass_on(application: Application, *, to: Membership | None, by: Actor) -> bool:
    """Take the open case from its officer; True when ``to`` has it now, False when it waits in the queue.

    A colleague without the role or outside the zone gets nothing; the case waits for others. On its history
    stands who passed it on. Raises ``Overtaken`` when it was decided meanwhile.
    """
    lifecycle.move(application, "hand_back", by=by, slot=Slot.VERIFY)
    if to is None or not _may_take(to, application):
        return False
    changes = {"assignee_id": to.pk, "assignee_seen_at": clock.now()}
    lifecycle.move(application, "claim", by=by, slot=Slot.VERIFY, changes=changes)
    return True


def _may_take(colleague: Membership, application: Application) -> bool:
    if not has_role(colleague, application.verify_role):
        return False
    return not application.is_routed or sees_zone(colleague, application.kecamatan_code)
