"""An invited person becomes an officer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor, acting
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Invitation, Membership
from loket.staff.rules import require_username

from .add_officer import add_officer


class InvitationOver(Refusal):
    """The link was used, taken back or ran out."""

    default_code = "invitation_over"
    default_status = 409


def accept_invitation(invitation: Invitation, *, username: str, password: str) -> Membership:
    """Make account and membership with the roles of the invitation; the second factor is enrolled next.

    Of two who open the link at one moment, one gets in. Raises ``InvitationOver``, ``UsernameShape``,
    ``UsernameTaken`` and ``PasswordRefused``; then nothing has happened.
    """
    now = clock.now()
    waiting = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    )
    if not waiting.update(accepted_at=now):
        raise InvitationOver(_("Undangan ini sudah dipakai atau sudah habis waktunya. Minta yang baru."))
    with acting(Actor("visitor", name=invitation.name)):
        membership = add_officer(
            require_username(username),
            invitation.name,
            roles=invitation.roles,
            password=password,
            office=invitation.office,
            zone=invitation.zone,
        )
        membership.phone, membership.email = invitation.phone, invitation.email
        membership.save(update_fields=["phone", "email"])
        record("staff.accept_invitation", obj_type="invitation", obj_ref=str(invitation.public_id))
    return membership
