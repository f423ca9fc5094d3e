"""The states an application of one service passes, as the service and the law shape them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from loket.applications import states
from loket.applications.rules import is_handed_over, roles_of
from loket.notifications.kinds import kinds
from loket.staff.labels import ROLES

from .bench import Bench
from .summaries import promise_of

_ORDER = (
    states.SUBMITTED, states.IN_VERIFICATION, states.RETURNED, states.APPROVED, states.AWAITING_VISIT,
    states.IN_PROCESS, states.IN_PRODUCTION, states.READY, states.SENT, states.COMPLETED, states.REJECTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Station:
    """One state: who works there, what residents read, which message arrives with it, the promise that runs."""

    label: str
    resident_label: str
    who: str
    message: str
    message_key: str
    promise: str


def moves_of(bench: Bench) -> list[Station]:
    """The states this service uses, in the order of a case."""
    return [_station(code, bench.source) for code in _ORDER if _is_used(code, bench.source)]


def _is_used(code: str, source: Mapping[str, Any]) -> bool:
    if code == states.AWAITING_VISIT:
        return bool(source.get("visit"))
    if code == states.READY:
        return is_handed_over(source)
    if code == states.SENT:
        return bool({"pos", "email"} & set(source.get("delivery") or ()))
    return True


def _station(code: str, source: Mapping[str, Any]) -> Station:
    slot = states.WORKED_BY.get(code)
    key = next(
        (move.message for move in states.MOVES if move.to == code and move.message and not move.undo), ""
    )
    titles = {kind.key: str(kind.title) for kind in kinds}
    return Station(
        label=str(states.STATES[code].label),
        resident_label=str(states.STATES[code].resident_label),
        who=_who(slot, source),
        message=titles.get(key, ""),
        message_key=key,
        promise=_promise(code, source),
    )


def _who(slot: states.Slot | None, source: Mapping[str, Any]) -> str:
    if slot is None:
        return ""
    roles = roles_of(source)
    listed = {
        states.Slot.VERIFY: (roles.verify,),
        states.Slot.PROCESS: roles.process,
        states.Slot.VISIT: (roles.visit,),
        states.Slot.HAND_OVER: (roles.hand_over,),
    }.get(slot, ())
    return ", ".join(str(ROLES.get(role, role)) for role in listed if role)


def _promise(code: str, source: Mapping[str, Any]) -> str:
    if code == states.IN_VERIFICATION:
        return _("1 hari kerja")
    return promise_of(source) if code == states.IN_PROCESS else ""
