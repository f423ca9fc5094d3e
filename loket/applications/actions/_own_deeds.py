"""What this app can do to many cases: approve, reject, take into process, hand to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership

from .. import states
from ..deeds import Deed, deeds
from ..models import Application
from ..rules import Officer
from .approve import approve
from .assign import assign
from .claim import claim
from .reject import reject
from .take_into_process import take_into_process

_VERIFIED = frozenset({states.SUBMITTED, states.IN_VERIFICATION})


def register() -> None:
    """Enter them, at start."""
    deeds.register(
        Deed("approve", gettext_lazy("Setujui"), "circle-check", _VERIFIED, _approve, is_undoable=True),
        Deed(
            "reject",
            gettext_lazy("Tolak"),
            "ban",
            _VERIFIED,
            _reject,
            needs=frozenset({"reason"}),
            is_undoable=True,
        ),
        Deed(
            "assign",
            gettext_lazy("Bagikan ke petugas"),
            "users",
            _VERIFIED,
            _assign,
            needs=frozenset({"colleague"}),
        ),
        Deed("take_into_process", gettext_lazy("Mulai proses"), "play", frozenset({states.APPROVED}), _take),
    )


def _approve(case: Application, by: Officer, chosen: Mapping[str, Any]) -> None:
    _open(case, by)
    approve(case, by=by)


def _reject(case: Application, by: Officer, chosen: Mapping[str, Any]) -> None:
    _open(case, by)
    reject(case, by=by, reason=str(chosen.get("reason", "")), note=str(chosen.get("note", "")))


def _assign(case: Application, by: Officer, chosen: Mapping[str, Any]) -> None:
    colleague = Membership.objects.filter(public_id=chosen.get("colleague"), active=True).first()
    if colleague is None:
        raise Refusal(_("Petugas ini tidak aktif lagi."))
    assign(case, to=colleague, by=by)


def _take(case: Application, by: Officer, chosen: Mapping[str, Any]) -> None:
    take_into_process(case, by=by)


def _open(case: Application, by: Officer) -> None:
    if case.state == states.SUBMITTED:
        claim(case, by=by)
