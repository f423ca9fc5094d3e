"""A counter is closed for a day or some hours, with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.audit.actor import current_actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.tenants.scope import current_tenant

from .. import rules
from .._places import locked
from ..models import Closure, Schedule

_LONGEST = 120


class ClosureRefused(Refusal):
    """The hours or the reason make no sense; ``field`` says where."""

    default_code = "closure"


def close_hours(schedule: Schedule, shut: rules.Shut, *, reason: str) -> Closure:
    """Offer none of these hours any more; who is booked in them is told by ``move_stranded``, not here.

    Waits for a booking that is being made. Raises ``ClosureRefused``.
    """
    words = plain(reason, max_length=_LONGEST)
    if not words:
        raise ClosureRefused(
            _("Tulis sebabnya. Orang yang sudah dijadwalkan akan membacanya."), field="sebab"
        )
    if shut.day < clock.today(current_tenant().zone):
        raise ClosureRefused(_("Hari itu sudah lewat."), field="hari")
    if (shut.begins is None) != (shut.ends is None):
        raise ClosureRefused(_("Isi kedua jam, atau kosongkan keduanya untuk sehari penuh."), field="mulai")
    if shut.begins is not None and shut.ends is not None and shut.ends <= shut.begins:
        raise ClosureRefused(_("Jam selesai harus sesudah jam mulai."), field="selesai")
    with transaction.atomic():
        counter = locked(schedule)[schedule.pk]
        closure: Closure = Closure.objects.create(
            schedule=counter,
            day=shut.day,
            begins=shut.begins,
            ends=shut.ends,
            reason=words,
            by_name=current_actor().name,
        )
        _record("appointments.close_hours", counter, shut)
    return closure


def _record(action: str, schedule: Schedule, shut: rules.Shut) -> None:
    hours = f"{shut.begins:%H.%M}-{shut.ends:%H.%M}" if shut.begins and shut.ends else ""
    record(
        action,
        obj_type="schedule",
        obj_ref=f"{schedule.office.slug}/{schedule.kind}",
        detail={"day": shut.day.isoformat(), "hours": hours},
    )
