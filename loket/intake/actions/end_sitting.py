"""End a sitting before its time: the officer is done, or the person takes the consent back."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.foundation.kernel import clock

from ..models import Sitting


def end_sitting(sitting: Sitting, *, by_resident: bool = False) -> None:
    """Nothing more can be typed; a second time changes nothing. What was sent in stays."""
    changed = Sitting.objects.filter(pk=sitting.pk, revoked_at__isnull=True).update(
        revoked_at=clock.now(), revoked_by="resident" if by_resident else "officer"
    )
    if changed:
        record(
            "intake.revoke_consent" if by_resident else "intake.end_sitting",
            obj_type="sitting",
            obj_ref=str(sitting.public_id),
        )
