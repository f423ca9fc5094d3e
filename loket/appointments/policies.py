"""Who may work at which line; pure."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from loket.applications.rules import Officer
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership

from . import labels
from .models import Booking

#: Heads read every line, and move people when a counter is closed.
HEADS = frozenset({"kasi_dafduk", "kasi_capil", "kabid_capil", "kabid_piak", "kepala_dinas", "administrator"})
#: Every role that has a page of today's appointments.
ROLES = tuple(sorted(HEADS | labels.RECEIVERS))


class LineNotYours(Refusal):
    """The officer has no part in this line (403)."""

    default_code = "line"
    default_status = 403


def kinds_seen(roles: Collection[str]) -> frozenset[str]:
    """The kinds of visit whose line somebody with these roles works at, or answers for."""
    held = frozenset(roles)
    if held & HEADS:
        return frozenset(labels.KINDS)
    return frozenset(kind for kind, wanted in labels.ROLES_OF_KIND.items() if held & wanted)


def may_see_office(membership: Membership, office_id: int) -> bool:
    """An officer of one print zone sees the line of his own office only (S3-49); others every office's."""
    return membership.zone_id is None or membership.office_id == office_id


def may_attend(booking: Booking, *, by: Officer, membership: Membership) -> bool:
    """Whether the officer has a part in the line this person stands in."""
    return booking.kind in kinds_seen(by.roles) and may_see_office(membership, booking.office_id)


def require_attend(booking: Booking, *, by: Officer, membership: Membership) -> None:
    """Raises ``LineNotYours`` unless ``may_attend``."""
    if not may_attend(booking, by=by, membership=membership):
        raise LineNotYours(_("Antrean ini bukan tugas peran Anda."))
