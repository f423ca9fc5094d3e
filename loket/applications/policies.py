"""Who may do what with an application; pure, so that the whole table can be tested.

Two questions are asked of an officer: does he hold the role that the service names for the slot, and is the
case within his print zone. A third stops him from deciding his own or his family's case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from . import states
from .models import Application
from .rules import RULE_UNDO_WINDOW, Officer

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Who may hand cases to colleagues.
ASSIGNERS = frozenset(
    {"kasi_dafduk", "kasi_capil", "kabid_capil", "kabid_piak", "kepala_dinas", "administrator"}
)

__all__ = [
    "ASSIGNERS",
    "NotAllowed",
    "Officer",
    "Overtaken",
    "holds_slot",
    "is_own_case",
    "is_second_of_two",
    "may_assign",
    "may_correct",
    "may_declare_outage",
    "may_see",
    "may_work",
    "require",
    "require_lock",
    "require_work",
    "roles_of_slot",
    "rule_may_be_undone",
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
    """A case of a service where he has a slot, within his zone; never what was not sent (S3-38, S3-49)."""
    if application.state == states.DRAFT or _is_given_up_draft(application):
        return False
    seen = officer.roles | officer.oversees
    return bool(seen & _roles_of_case(application)) and _in_zone(officer, application)


def _is_given_up_draft(application: Application) -> bool:
    return application.state == states.CANCELLED and application.submitted_at is None


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
    if slot == states.Slot.PROCESS and rule_may_be_undone(application):
        return _("Baru saja diterima otomatis. Petugas masih bisa mengurungkannya sampai 10 menit.")
    if slot == states.Slot.PROCESS and is_second_of_two(officer, application):
        return _("Anda yang menyetujui berkas ini. Untuk layanan ini petugas lain yang memprosesnya.")
    return None


def rule_may_be_undone(application: Application) -> bool:
    """A rule approved it less than ten minutes ago, and nothing else has happened since."""
    if application.state != states.APPROVED or not application.approved_by.startswith("rule:"):
        return False
    return application.approved_at is not None and clock.now() - application.approved_at < RULE_UNDO_WINDOW


def is_second_of_two(officer: Officer, application: Application) -> bool:
    """The office, or the service, wants two people on a case, and this officer declared it complete himself (S3-1)."""
    own = bool(application.approved_by) and application.approved_by == officer.actor.id
    return own and (current_tenant().two_person_rule or application.service.needs_two_people)


def may_correct(officer: Officer, application: Application) -> _StrPromise | None:
    """None when the officer may put an answer right now: his open case, or one he processes."""
    slot = {states.IN_VERIFICATION: states.Slot.VERIFY, states.IN_PROCESS: states.Slot.PROCESS}.get(
        application.state
    )
    if slot is None:
        return _("Isian hanya bisa dibetulkan selama berkas diperiksa atau diproses.")
    refused = may_work(officer, application, slot)
    if refused is None and slot == states.Slot.VERIFY and application.assignee_id != officer.membership_id:
        return _("Berkas ini sedang dibuka petugas lain.")
    return refused


def may_assign(officer: Officer, application: Application) -> _StrPromise | None:
    """None when the officer may hand this waiting or open case to a colleague."""
    if officer.roles.isdisjoint(ASSIGNERS):
        return _("Membagi berkas adalah tugas kepala seksi atau administrator.")
    if application.state not in {states.SUBMITTED, states.IN_VERIFICATION}:
        return _("Hanya berkas yang menunggu atau sedang diperiksa yang bisa dibagi.")
    return None


def may_declare_outage(officer: Officer) -> _StrPromise | None:
    """None when the officer may say that a central system is down, or works again."""
    if officer.roles.isdisjoint(ASSIGNERS):
        return _("Menyatakan gangguan adalah tugas kepala seksi atau administrator.")
    return None


def require(reason: _StrPromise | None) -> None:
    """Raises ``NotAllowed`` with the reason, if there is one."""
    if reason is not None:
        raise NotAllowed(reason)


def require_work(officer: Officer, application: Application, slot: str) -> None:
    """Raises ``NotAllowed`` with the reason unless ``may_work``."""
    reason = may_work(officer, application, slot)
    if reason is not None:
        raise NotAllowed(reason)


def require_lock(officer: Officer, application: Application) -> None:
    """Raises ``NotAllowed`` unless the officer himself has the case open (experience rule 17).

    A rule takes the case and decides in one transaction; nobody can be at it meanwhile.
    """
    if officer.actor.kind != "system" and application.assignee_id != officer.membership_id:
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
