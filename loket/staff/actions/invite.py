"""Ask somebody to become an officer."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from loket.accounts.queries import officer_account
from loket.audit.actions.record import record
from loket.audit.actor import current_actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.staff.models import Invitation
from loket.staff.queries import token_hash
from loket.staff.rules import INVITATION_LIFE, require_username
from loket.tenants.models import Office, PrintZone
from loket.tenants.queries import site_of
from loket.tenants.scope import current_tenant

from .add_officer import UsernameTaken, require_known_roles

#: Where the link leads; the portal of officers serves it.
INVITATION_PATH = "/petugas/undangan/"


class NoAddress(Refusal):
    """Neither a phone nor an e-mail address: the link could not be sent."""

    default_code = "no_address"


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is asked, and how the link reaches the person."""

    name: str
    username: str
    #: E.164, or empty
    phone: str = ""
    #: or empty; one of the two must be there
    email: str = ""


def invite(
    person: Invited, *, roles: Sequence[str], office: Office | None = None, zone: PrintZone | None = None
) -> Invitation:
    """Write the invitation and promise its message, which alone carries the one-time word of the link.

    Raises ``UnknownRole``, ``UsernameShape``, ``UsernameTaken`` and ``NoAddress``.
    """
    require_known_roles(roles)
    username = require_username(person.username)
    if not person.phone and not person.email:
        raise NoAddress(_("Isi nomor WhatsApp atau alamat e-mail, supaya undangan bisa dikirim."))
    if officer_account(username) is not None:
        raise UsernameTaken(_("Nama pengguna ini sudah dipakai petugas lain."))
    now, token = clock.now(), secrets.token_urlsafe(16)
    invitation: Invitation = Invitation.objects.create(
        token_hash=token_hash(token),
        name=person.name,
        username=username,
        phone=person.phone or None,
        email=person.email or None,
        roles=list(roles),
        office=office,
        zone=zone,
        invited_by=current_actor().name,
        sent_at=now,
        expires_at=now + INVITATION_LIFE,
    )
    record(
        "staff.invite",
        obj_type="invitation",
        obj_ref=str(invitation.public_id),
        detail={"roles": list(roles), "zone": zone.slug if zone else ""},
    )
    _send(invitation, token)
    return invitation


def invite_again(invitation: Invitation) -> None:
    """A fresh link for three more days; the one sent before opens nothing any more. Raises ``Refusal``."""
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refusal(
            _("Undangan ini sudah selesai. Buat undangan baru."), code="invitation_over", status=409
        )
    now, token = clock.now(), secrets.token_urlsafe(16)
    invitation.token_hash = token_hash(token)
    invitation.sent_at, invitation.expires_at = now, now + INVITATION_LIFE
    invitation.save(update_fields=["token_hash", "sent_at", "expires_at"])
    record("staff.invite_again", obj_type="invitation", obj_ref=str(invitation.public_id))
    _send(invitation, token)


def _send(invitation: Invitation, token: str) -> None:
    to = Recipient(phone=str(invitation.phone or ""), email=str(invitation.email or ""), name=invitation.name)
    link = f"{site_of(current_tenant())}{INVITATION_PATH}{token}/"
    queue(
        "staff.invited",
        to=to,
        variables={"tautan": link, "hari": INVITATION_LIFE.days},
        ref=str(invitation.public_id),
    )
