"""The office's own queues: which states each holds and for which slot. Desk and digest count the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.staff.labels import COVERS

from . import states
from .queue_filter import QueueFilter
from .rules import Officer
from .states import Slot


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


def is_made_for(queue: Queue, officer: Officer) -> bool:
    """Whether the officer's roles are made for the queue, so that he sees it empty too."""
    return bool(_MADE_FOR[queue.slot] & officer.roles)


_MADE_FOR: Mapping[str, frozenset[str]] = {
    Slot.VERIFY: frozenset({"verifikator_layanan"}),
    Slot.VISIT: frozenset({"petugas_perekaman", "petugas_pencatatan", "petugas_ikd"}),
    Slot.PROCESS: COVERS["operator_siak"] | {"operator_siak", "adb_konsolidasi"},
    Slot.HAND_OVER: frozenset({"petugas_pengambilan"}),
}
