"""Who may do what with an application; pure, so that the whole table can be tested.

Two questions are asked of an officer: does he hold the role that the service names for the slot, and is the
case within his print zone. A third stops him from deciding his own or his family's case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

from . import states
from .models import Application
from .rules import Officer

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = [
    "NotAllowed",
    "Officer",
    "Overtaken",
    "holds_slot",
    "is_own_case",
    "may_see",
    "may_work",
    "require_lock",
    "require_work",
    "roles_of_slot",
]


class NotAllowed(Refusal):
    """The officer may not do this (403); the message says why."""

    default_code = "not_allowed"
    default_status = 403


class Overtaken(Refusal):
    """Somebody else moved the application first; the message says what happened (409)."""

    default_code = "overtaken"
    default_status = 409


def may_see(officer: Officer, application: Application) -> bool:
    """A case of a service where he has a slot, within his zone; never somebody's draft (S3-38, S3-49)."""
    if application.state == states.DRAFT:
        return False
    return bool(officer.roles & _roles_of_case(application)) and _in_zone(officer, application)


def holds_slot(officer: Officer, application: Application, slot: str) -> bool:
    """Whether one of the officer's roles stands behind the slot for this application's service."""
    return bool(officer.roles & roles_of_slot(application, slot))


def may_work(officer: Officer, application: Application, slot: str) -> _StrPromise | None:
    """None when the officer may make moves of this slot here, else the reason in a sentence."""
    if not holds_slot(officer, application, slot):
        return _("Langkah ini bukan tugas peran Anda.")
    if not _in_zone(officer, application):
        return _("Permohonan ini di luar wilayah Anda.")
    if is_own_case(officer, application):
        return _("Ini permohonan Anda atau keluarga Anda. Petugas lain yang mengerjakannya.")
    return None


def require_work(officer: Officer, application: Application, slot: str) -> None:
    """Raises ``NotAllowed`` with the reason unless ``may_work``."""
    reason = may_work(officer, application, slot)
    if reason is not None:
        raise NotAllowed(reason)


def require_lock(officer: Officer, application: Application) -> None:
    """Raises ``NotAllowed`` unless the officer himself has the case open (experience rule 17)."""
    if application.assignee_id != officer.membership_id:
        raise NotAllowed(_("Berkas ini sedang dibuka petugas lain."), code="locked", status=409)


def is_own_case(officer: Officer, application: Application) -> bool:
    """The subject, or someone on the subject's family card, is the officer himself."""
    own_nik = bool(officer.nik_hash) and _equal(application.subject_hash, officer.nik_hash)
    own_house = bool(officer.kk_hash) and _equal(application.household_hash, officer.kk_hash)
    return own_nik or own_house


def roles_of_slot(application: Application, slot: str) -> frozenset[str]:
    """The role slugs behind a slot of this application's service."""
    found = {
        states.Slot.VERIFY: [application.verify_role],
        states.Slot.PROCESS: application.process_roles,
        states.Slot.VISIT: [application.visit_role],
        states.Slot.HAND_OVER: [application.hand_over_role],
    }.get(states.Slot(slot), [])
    return frozenset(role for role in found if role)


def _roles_of_case(application: Application) -> frozenset[str]:
    slots = (states.Slot.VERIFY, states.Slot.PROCESS, states.Slot.VISIT, states.Slot.HAND_OVER)
    return frozenset(role for slot in slots for role in roles_of_slot(application, slot))


def _in_zone(officer: Officer, application: Application) -> bool:
    if officer.kecamatan is None or not application.is_routed:
        return True
    return application.kecamatan_code in officer.kecamatan


def _equal(stored: bytes | memoryview | None, own: bytes) -> bool:
    return stored is not None and bytes(stored) == own
