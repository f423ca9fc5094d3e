"""Take an invitation back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Invitation


def withdraw_invitation(invitation: Invitation) -> None:
    """The link opens nothing any more. Raises ``Refusal`` (409) when it was taken up meanwhile."""
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)
    if not waiting.update(withdrawn_at=clock.now()):
        raise Refusal(_("Undangan ini sudah dipakai atau dibatalkan."), code="invitation_over", status=409)
    record("staff.withdraw_invitation", obj_type="invitation", obj_ref=str(invitation.public_id))
