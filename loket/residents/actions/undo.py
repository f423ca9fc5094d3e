"""Take back a decision within ten seconds."""

from __future__ import annotations

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from loket.residents import lifecycle
from loket.residents.lifecycle import MoveRefused
from loket.residents.models import ResidentStep
from loket.staff.models import Membership

from ._officer import actor_of


def undo(step: ResidentStep, *, by: Membership) -> ResidentStep:
    """The account waits again as before, and the message never leaves (settled: undo).

    Raises ``MoveRefused`` when ten seconds have passed, something else happened, or the NIK of a cancelled
    account has registered again.
    """
    try:
        return lifecycle.undo(step, by=actor_of(by))
    except IntegrityError:
        raise MoveRefused(_("NIK ini sudah mendaftar lagi. Keputusan tidak bisa diurungkan.")) from None
