"""A head or an administrator hands a case to a colleague."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership
from loket.staff.policies import has_role, sees_zone

from .. import lifecycle, states
from ..models import Application
from ..policies import Officer, may_assign, require
from ..states import Slot


class CannotWorkOnIt(Refusal):
    """The colleague has not the role, works elsewhere, or it is his own family's case."""

    default_code = "cannot_work"


def assign(application: Application, *, to: Membership, by: Officer) -> None:
    """Open the case on the colleague's desk; what was open elsewhere is handed back first.

    On its history stands who gave it. Raises ``NotAllowed``, ``CannotWorkOnIt`` or ``Overtaken``.
    """
    require(may_assign(by, application))
    if not _may_take(to, application):
        raise CannotWorkOnIt(_("Petugas ini tidak bisa mengerjakan berkas ini."), field="kepada")
    with transaction.atomic():
        if application.state == states.IN_VERIFICATION:
            lifecycle.move(application, "hand_back", by=by.actor, slot=Slot.VERIFY)
        lifecycle.move(
            application,
            "claim",
            by=by.actor,
            slot=Slot.VERIFY,
            changes={"assignee_id": to.pk, "assignee_seen_at": clock.now()},
        )


def _may_take(colleague: Membership, application: Application) -> bool:
    if not has_role(colleague, application.verify_role):
        return False
    if application.is_routed and not sees_zone(colleague, application.kecamatan_code):
        return False
    same_person = _same(colleague.nik_hash, application.subject_hash)
    return not same_person and not _same(colleague.kk_hash, application.household_hash)


def _same(one: bytes | memoryview | None, other: bytes | memoryview | None) -> bool:
    return one is not None and other is not None and bytes(one) == bytes(other)
