"""Who may, as pure answers about a membership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .labels import COVERS
from .models import Membership
from .queries import kecamatan_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def has_role(membership: Membership | None, role: str) -> bool:
    """True when the officer holds ``role`` or one that covers it (see ``labels.COVERS``)."""
    if membership is None or not membership.active:
        return False
    return any(own == role or role in COVERS.get(own, ()) for own in membership.roles)


def has_any_role(membership: Membership | None, *roles: str) -> bool:
    """True when the officer holds one of ``roles``."""
    return any(has_role(membership, role) for role in roles)


def sees_zone(membership: Membership, kecamatan_code: str) -> bool:
    """True when a case of this kecamatan ("51.08.02") is within the officer's zone.

    An officer without a zone sees every case; one with a zone sees no case of unknown kecamatan.
    """
    return membership.zone_id is None or kecamatan_code in kecamatan_of(membership)


def may_reset_factor(administrator: Membership, officer: Membership) -> _StrPromise | None:
    """None when this administrator may take the officer's second factor away, else the reason.

    Never one's own: whoever stole a session could then enrol a phone of theirs (security rule 36).
    """
    if administrator.pk == officer.pk:
        return _("Autentikator Anda sendiri hanya bisa dilepas oleh administrator lain.")
    if not officer.active:
        return _("Petugas ini sudah tidak aktif.")
    return None


def may_deactivate(administrator: Membership, officer: Membership) -> _StrPromise | None:
    """None when this administrator may close the officer's access, else the reason."""
    if administrator.pk == officer.pk:
        return _("Akses Anda sendiri hanya bisa ditutup oleh administrator lain.")
    if not officer.active:
        return _("Petugas ini sudah tidak aktif.")
    return None
