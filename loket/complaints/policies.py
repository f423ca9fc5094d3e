"""Who may read and answer complaints; pure answers about what is passed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.applications.models import Application
from loket.applications.policies import Officer, is_own_case, may_see
from loket.foundation.kernel.errors import Refusal

from .models import Complaint
from .rules import DESK_ROLES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class NotAllowed(Refusal):
    """The officer may not do this (403); the message says why."""

    default_code = "not_allowed"
    default_status = 403


class Overtaken(Refusal):
    """Somebody else moved the complaint first; the message says what happened (409)."""

    default_code = "overtaken"
    default_status = 409


class ComplaintRefused(Refusal):
    """The complaint, or what is added to it, cannot be taken like this."""

    default_code = "complaint"


def may_read(officer: Officer, complaint: Complaint) -> bool:
    """The complaints counter and heads; what is about officers never those whom it is about."""
    if officer.roles.isdisjoint(DESK_ROLES):
        return False
    return not (complaint.is_about_officers and officer.actor.id in complaint.concerns)


def may_handle(officer: Officer, complaint: Complaint) -> _StrPromise | None:
    """None when the officer may answer, pass on or close it, else the reason in a sentence."""
    if not may_read(officer, complaint):
        return _("Aduan ini ditangani petugas lain.")
    if _is_own(officer, complaint):
        return _("Ini aduan Anda atau keluarga Anda. Petugas lain yang menanganinya.")
    return None


def require_handle(officer: Officer, complaint: Complaint) -> None:
    """Raises ``NotAllowed`` with the reason unless ``may_handle``."""
    reason = may_handle(officer, complaint)
    if reason is not None:
        raise NotAllowed(reason)


def may_report_fault(officer: Officer, application: Application) -> _StrPromise | None:
    """None when the officer may mark the case "data tidak sinkron" (seed S2-14), else the reason."""
    if not may_see(officer, application) and officer.roles.isdisjoint(DESK_ROLES):
        return _("Permohonan ini di luar tugas Anda.")
    if is_own_case(officer, application):
        return _("Ini permohonan Anda atau keluarga Anda. Petugas lain yang mengerjakannya.")
    return None


def is_shown_on_case(officer: Officer, complaint: Complaint) -> bool:
    """On the page of the case it is about: everybody there sees ordinary ones, the others only who may read them."""
    return not complaint.is_about_officers or may_read(officer, complaint)


def _is_own(officer: Officer, complaint: Complaint) -> bool:
    if complaint.application is not None and is_own_case(officer, complaint.application):
        return True
    resident = complaint.resident
    if resident is None:
        return False
    own_nik = bool(officer.nik_hash) and resident.identity_hash == officer.nik_hash
    return own_nik or (bool(officer.kk_hash) and bytes(resident.kk_hash or b"") == officer.kk_hash)
