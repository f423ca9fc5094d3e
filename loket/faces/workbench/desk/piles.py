"""The desk's own queues: which states each holds and for which slot; how high they are now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.applications import states
from loket.applications.policies import Officer
from loket.applications.queue_filter import Height, QueueFilter, heights
from loket.applications.states import Slot
from loket.foundation.kernel import clock
from loket.staff.labels import COVERS


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: its word in addresses, its title, whose slot it is, the states in it and the key behind g.

    Who sees what follows from the services: each names the roles behind its slots.
    """

    slug: str
    title: Promise
    slot: str
    states: tuple[str, ...]
    key: str = ""
    late: bool = False

    @property
    def filter(self) -> QueueFilter:
        """The queue as the one definition of "which cases"."""
        return QueueFilter(states=self.states, slot=self.slot, late=self.late)


QUEUES: tuple[Queue, ...] = (
    Queue("periksa", _("Permohonan"), Slot.VERIFY, (states.SUBMITTED,), "p"),
    Queue("kunjungan", _("Kunjungan"), Slot.VISIT, (states.AWAITING_VISIT,), "k"),
    Queue("proses", _("Proses"), Slot.PROCESS, (states.APPROVED,), "r"),
    Queue("cetak", _("Cetak"), Slot.PROCESS, (states.IN_PROCESS, states.IN_PRODUCTION), "c"),
    Queue("serah", _("Serah terima"), Slot.HAND_OVER, (states.READY,), "s"),
    Queue("kirim", _("Dikirim"), Slot.HAND_OVER, (states.SENT,), "d"),
)
#: What is late, whoever's turn it is: the heads' own queue.
LATE = Queue("telat", _("Lewat target"), "", states.STANDING, "t", late=True)
#: Looked at now and then, so without a tab of their own.
ASIDE: tuple[Queue, ...] = (
    Queue("warga", _("Menunggu warga"), Slot.VERIFY, (states.RETURNED,)),
    Queue("semua", _("Semua yang berjalan"), "", states.STANDING),
    Queue("selesai", _("Sudah selesai"), "", tuple(sorted(states.ENDED))),
    LATE,
)


def queue_named(slug: str) -> Queue | None:
    """The queue with this word, or None."""
    return next((queue for queue in (*QUEUES, *ASIDE) if queue.slug == slug), None)


def queue_of_state(state: str) -> Queue | None:
    """The queue in which a case of this state stands, or None."""
    return next((queue for queue in QUEUES if state in queue.states), None)


def piles_here(
    officer: Officer, more: Mapping[str, QueueFilter], *, aged: Collection[str] | None
) -> Mapping[str, Height]:
    """The heights of all tabs by the word of the queue, and of ``more``; counted now, in one statement."""
    tabs = {queue.slug: queue.filter for queue in (*QUEUES, *([LATE] if officer.oversees else []))}
    return heights(tabs | dict(more), officer, at=clock.now(), aged=aged)


def forget_piles() -> None:
    """Nothing is kept any more: counters are counted when they are shown."""


def has_queue(queue: Queue, officer: Officer, piles: Mapping[str, Height]) -> bool:
    """Whether the queue is shown: something stands in it, or the officer's roles are made for it."""
    return bool(piles[queue.slug].count) or bool(_MADE_FOR[queue.slot] & officer.roles)


_MADE_FOR: Mapping[str, frozenset[str]] = {
    Slot.VERIFY: frozenset({"verifikator_layanan"}),
    Slot.VISIT: frozenset({"petugas_perekaman", "petugas_pencatatan", "petugas_ikd"}),
    Slot.PROCESS: COVERS["operator_siak"] | {"operator_siak", "adb_konsolidasi"},
    Slot.HAND_OVER: frozenset({"petugas_pengambilan"}),
}
