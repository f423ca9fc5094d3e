"""Approve an account."""

from __future__ import annotations

from django.utils.translation import override

from loket.foundation.kernel import clock
from loket.residents import lifecycle
from loket.residents.labels import login_word
from loket.residents.models import Resident, ResidentPaper, ResidentStep
from loket.residents.policies import require_may_decide
from loket.residents.rules import salutation
from loket.staff.models import Membership

from ._officer import actor_of, seconds_open
from .keep_account_papers import keep_account_papers


def verify(resident: Resident, *, by: Membership) -> ResidentStep:
    """The data match the photos: the account may be used; one message leaves after ten seconds (seed S3-25).

    Raises ``RoleMissing``, ``OwnCase`` and ``MoveRefused``.
    """
    require_may_decide(by, resident)
    step = lifecycle.move(
        resident,
        "verify",
        by=actor_of(by),
        slot="verifier",
        columns={"verified_at": clock.now(), "nik_conflict": False},
        remarks={"seconds": seconds_open(resident, by)},
        message=_words(resident),
    )
    ResidentPaper.objects.filter(resident=resident, is_current=True, accepted_at__isnull=True).update(
        accepted_at=step.at
    )
    keep_account_papers(resident, at=step.at)
    return step


def _words(resident: Resident) -> dict[str, object]:
    with override(resident.account.language):
        return {
            "sapaan": salutation(resident.name, resident.gender),
            "masuk": str(login_word(is_foreigner=not resident.nik_hash)),
        }
