"""Who may do what with accounts; pure answers about what is passed in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership
from loket.staff.policies import has_any_role, has_role, sees_zone
from loket.tenants.scope import current_tenant

from .models import Resident

VERIFIER = "verifikator_user"


class OwnCase(Refusal):
    """An officer would decide about himself or his family."""

    default_code = "own_case"
    default_status = 403


class RoleMissing(Refusal):
    """The officer lacks the role."""

    default_code = "role"
    default_status = 403


class SecondPersonNeeded(Refusal):
    """The step needs somebody else than the officer who made the one before."""

    default_code = "second_person"
    default_status = 403


#: Who may give an account a new number at the counter.
RECOVERERS = (VERIFIER, "petugas_loket")


def may_see(membership: Membership, resident: Resident) -> bool:
    """True when the account is in the officer's queue: role and zone. Otherwise it is "missing" (404)."""
    return has_role(membership, VERIFIER) and sees_zone(membership, resident.kecamatan_code)


def require_may_decide(membership: Membership, resident: Resident) -> None:
    """Raises ``RoleMissing`` or ``OwnCase``: nobody checks himself or a member of his own KK."""
    if not has_role(membership, VERIFIER):
        raise RoleMissing(_("Peran Anda belum mencakup pemeriksaan akun. Hubungi administrator kantor."))
    if is_own(membership, resident):
        raise OwnCase(_("Ini akun Anda sendiri atau keluarga satu KK. Biarkan petugas lain memeriksanya."))
    if resident.assisted_by_id == membership.pk and current_tenant().two_person_rule:
        raise OwnCase(_("Anda sendiri yang mengetik akun ini. Biarkan petugas lain memeriksanya."))


def is_own(membership: Membership, resident: Resident) -> bool:
    """The account is the officer's own, or of a member of his own KK."""
    own_nik = membership.nik_hash is not None and bytes(membership.nik_hash) == resident.identity_hash
    own_kk = (
        membership.kk_hash is not None
        and resident.kk_hash is not None
        and bytes(membership.kk_hash) == bytes(resident.kk_hash)
    )
    return own_nik or own_kk


def require_may_recover(membership: Membership, resident: Resident) -> None:
    """Raises ``RoleMissing`` or ``OwnCase``; a new number is given by verifiers and by the counter alone."""
    if not has_any_role(membership, *RECOVERERS) or not sees_zone(membership, resident.kecamatan_code):
        raise RoleMissing(_("Mengganti nomor HP akun adalah tugas verifikator akun dan petugas loket."))
    if is_own(membership, resident):
        raise OwnCase(_("Ini akun Anda sendiri atau keluarga satu KK. Biarkan petugas lain memeriksanya."))


def require_may_attach_nik(membership: Membership, resident: Resident, *, nik_hash: bytes) -> None:
    """Raises ``RoleMissing`` or ``OwnCase``; a NIK is noted by verifiers and by the counter, never one's own."""
    if not may_recover(membership, resident):
        raise RoleMissing(_("Mencatat NIK di akun adalah tugas verifikator akun dan petugas loket."))
    if is_own(membership, resident) or bytes(membership.nik_hash or b"") == nik_hash:
        raise OwnCase(_("Ini akun Anda sendiri atau keluarga satu KK. Biarkan petugas lain memeriksanya."))


def may_recover(membership: Membership, resident: Resident) -> bool:
    """Whether the officer may see this account in order to give it a new number."""
    return has_any_role(membership, *RECOVERERS) and sees_zone(membership, resident.kecamatan_code)


def require_second(membership: Membership, first: str) -> None:
    """Raises ``SecondPersonNeeded`` when the officer is the one (public id of the account) who did the first step."""
    if str(membership.account.public_id) == first:
        raise SecondPersonNeeded(_("Langkah ini perlu petugas kedua. Minta rekan Anda melakukannya."))


def knows_himself(membership: Membership) -> bool:
    """Whether the officer's own NIK is noted, without which nobody can keep him from his own account."""
    return membership.nik_hash is not None
