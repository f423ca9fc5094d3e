"""Who may sit beside whom; pure answers about what is passed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.applications import states
from loket.applications.models import Application
from loket.applications.policies import Officer, may_work
from loket.foundation.kernel.errors import Refusal
from loket.residents.models import Resident
from loket.residents.policies import is_own
from loket.staff.models import Membership

from .models import HelperTerms, Place

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: The role of the counter.
COUNTER_ROLE = "petugas_loket"


class HelpRefused(Refusal):
    """The helper or officer may not type this, or not for this person, or not any more."""

    default_code = "help_refused"
    default_status = 403


def may_sit(membership: Membership, resident: Resident, *, place: str) -> _StrPromise | None:
    """None when this officer or helper may type for the person, else the reason."""
    if is_own(membership, resident):
        if place == Place.COUNTER:
            return _("Ini Anda sendiri atau keluarga satu KK. Biarkan petugas lain yang melayani.")
        return _("Ini Anda sendiri atau keluarga satu KK. Pakai akun warga Anda sendiri.")
    return None


def may_begin(terms: HelperTerms | None, code: str, begun_today: int) -> _StrPromise | None:
    """None when a helper with these terms may begin one more application of the service, else the reason."""
    if terms is None or terms.suspended_at is not None:
        return _("Akses pendamping Anda sedang ditutup. Hubungi administrator kantor.")
    if terms.services and code not in terms.services:
        return _("Layanan ini tidak termasuk yang boleh Anda bantu. Minta warga datang ke kantor.")
    if begun_today >= terms.daily_limit:
        return _(
            "Batas permohonan hari ini sudah tercapai. Lanjutkan besok, atau hubungi administrator kantor."
        )
    return None


def require(reason: _StrPromise | None) -> None:
    """Raises ``HelpRefused`` with the reason, if there is one."""
    if reason is not None:
        raise HelpRefused(reason)


def may_serve_now(application: Application, *, by: Officer) -> bool:
    """Whether this walk-in may go straight on with the officer who took him in (seed S3-2)."""
    return (
        application.state == states.SUBMITTED
        and application.assisted_by_id == by.membership_id
        and bool(application.counter_minutes)
        and may_work(by, application, states.Slot.VERIFY) is None
    )
