"""The work queues of the desk: which states each holds, for which slot, and how high the piles are."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.applications import states
from loket.applications.policies import Officer
from loket.applications.queries import Heap, Pile, open_heaps, piles_of
from loket.applications.states import Slot
from loket.staff.labels import COVERS
from loket.tenants.scope import current_tenant

_SECONDS = 5
_kept: dict[int, tuple[float, list[Heap]]] = {}


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: its word in addresses, its title, whose slot it is, the states in it and the key behind g."""

    slug: str
    title: Promise
    slot: Slot
    states: tuple[str, ...]
    key: str


QUEUES: tuple[Queue, ...] = (
    Queue("periksa", _("Permohonan"), Slot.VERIFY, (states.SUBMITTED,), "p"),
    Queue("kunjungan", _("Kunjungan"), Slot.VISIT, (states.AWAITING_VISIT,), "k"),
    Queue("proses", _("Proses"), Slot.PROCESS, (states.APPROVED,), "r"),
    Queue("cetak", _("Cetak"), Slot.PROCESS, (states.IN_PROCESS, states.IN_PRODUCTION), "c"),
    Queue("serah", _("Serah terima"), Slot.HAND_OVER, (states.READY,), "s"),
    Queue("kirim", _("Dikirim"), Slot.HAND_OVER, (states.SENT,), "d"),
)


def queue_named(slug: str) -> Queue | None:
    """The queue with this word, or None."""
    return next((queue for queue in QUEUES if queue.slug == slug), None)


def queue_of_state(state: str) -> Queue | None:
    """The queue in which a case of this state stands, or None."""
    return next((queue for queue in QUEUES if state in queue.states), None)


def piles_here(officer: Officer) -> Mapping[str, Pile]:
    """Piles by state; exact, counted once for all officers and again after five seconds or a move here."""
    tenant = current_tenant().pk
    kept = _kept.get(tenant)
    if kept is None or time.monotonic() - kept[0] > _SECONDS:
        kept = _kept[tenant] = (time.monotonic(), open_heaps())
    return piles_of(officer, kept[1])


def forget_piles() -> None:
    """Count again at the next look: a case has just been moved."""
    _kept.pop(current_tenant().pk, None)


def height(queue: Queue, piles: Mapping[str, Pile]) -> Pile:
    """All states of a queue together."""
    found = [piles[state] for state in queue.states if state in piles]
    oldest = min((pile.oldest for pile in found if pile.oldest is not None), default=None)
    return Pile(sum(pile.count for pile in found), oldest)


def has_queue(queue: Queue, officer: Officer, piles: Mapping[str, Pile]) -> bool:
    """Whether the queue is shown: something stands in it, or the officer's roles are made for it."""
    return any(state in piles for state in queue.states) or bool(_MADE_FOR[queue.slot] & officer.roles)


_MADE_FOR: Mapping[Slot, frozenset[str]] = {
    Slot.VERIFY: frozenset({"verifikator_layanan"}),
    Slot.VISIT: frozenset({"petugas_perekaman", "petugas_pencatatan", "petugas_ikd"}),
    Slot.PROCESS: COVERS["operator_siak"] | {"operator_siak", "adb_konsolidasi"},
    Slot.HAND_OVER: frozenset({"petugas_pengambilan"}),
}
