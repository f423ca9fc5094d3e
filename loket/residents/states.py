"""The life of a resident's account, as data (settled: accounts)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable


class ResidentState(models.TextChoices):
    """Where an account stands."""

    AWAITING_ACTIVATION = "awaiting_activation", _("Menunggu aktivasi")
    AWAITING_VERIFICATION = "awaiting_verification", _("Menunggu pemeriksaan")
    NEEDS_REPAIR = "needs_repair", _("Perlu diperbaiki")
    VERIFIED = "verified", _("Disetujui")
    CANCELLED = "cancelled", _("Dibatalkan")
    FROZEN = "frozen", _("Dibekukan")


_S = ResidentState

#: Slots: "applicant" the resident, "verifier" an officer with ``verifikator_user``, "counter" the officer who
#: has the person and all originals before him.
MOVES = TransitionTable(
    (
        Move("send_for_checking", _S.AWAITING_ACTIVATION, _S.AWAITING_VERIFICATION, "applicant"),
        Move("activate", _S.AWAITING_ACTIVATION, _S.VERIFIED, "applicant"),
        Move("verify_at_counter", _S.AWAITING_ACTIVATION, _S.VERIFIED, "counter"),
        Move(
            "verify",
            _S.AWAITING_VERIFICATION,
            _S.VERIFIED,
            "verifier",
            undo=True,
            message="residents.verified",
        ),
        Move(
            "return_for_repair",
            _S.AWAITING_VERIFICATION,
            _S.NEEDS_REPAIR,
            "verifier",
            undo=True,
            message="residents.returned",
        ),
        Move("resubmit", _S.NEEDS_REPAIR, _S.AWAITING_VERIFICATION, "applicant"),
        Move(
            "cancel",
            _S.AWAITING_VERIFICATION,
            _S.CANCELLED,
            "verifier",
            undo=True,
            message="residents.cancelled",
        ),
        Move("cancel", _S.NEEDS_REPAIR, _S.CANCELLED, "verifier", undo=True, message="residents.cancelled"),
        Move("freeze", _S.VERIFIED, _S.FROZEN, "verifier", message="residents.frozen"),
        Move("unfreeze", _S.FROZEN, _S.VERIFIED, "verifier", message="residents.unfrozen"),
    )
)

#: States in which the person may log in.
OPEN_STATES = (_S.AWAITING_VERIFICATION, _S.NEEDS_REPAIR, _S.VERIFIED)
