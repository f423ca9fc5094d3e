"""Which part of which queue an officer looks at, as it stands in an address; never a name or a number of anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from loket.applications import states
from loket.applications.models import Application
from loket.applications.models.application import Channel
from loket.applications.queue_filter import COLUMNS, ORDERS, Place, QueueFilter

from ..desk.names import kecamatan_names, service_names, zone_names
from ..desk.piles import ASIDE, QUEUES, Queue, queue_named

#: Lines on one page of a queue.
PAGE = 50
#: Ages offered, in days.
AGES = (1, 2, 3, 7, 14, 30)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Look:
    """A queue, its filters and its columns; unknown values are dropped, never an error."""

    queue: Queue
    filter: QueueFilter
    columns: tuple[str, ...] = ()
    #: Public id of the kept queue it came from, for its title; decides nothing.
    kept: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Look:
        """From the query of an address, or from the hidden field that forms carry."""
        queue = queue_named(given.get("antrean", "")) or QUEUES[0]
        within = tuple(one for one in given.get("keadaan", "").split(",") if one in queue.states)
        found = replace(
            queue.filter,
            states=within or queue.states,
            services=_one(given.get("layanan", ""), service_names()),
            zone=next(iter(_one(given.get("zona", ""), zone_names())), None),
            kecamatan=tuple(code for code in given.get("kec", "").split(",") if code in kecamatan_names()),
            channels=tuple(one for one in given.get("kanal", "").split(",") if one in Channel.values),
            older_than=next(iter(_one(given.get("umur", ""), AGES)), None),
            resent=given.get("ulang") == "1",
            assisted=given.get("didampingi") == "1",
            late=queue.late or given.get("telat") == "1",
            order=_order(given.get("urut", ""), queue),
        )
        columns = tuple(one for one in given.get("kolom", "").split(",") if one in COLUMNS)
        return cls(queue, found, columns, given.get("simpan", "")[:36])

    @classmethod
    def of_kept(cls, data: Mapping[str, Any], columns: list[str], *, kept: str) -> Look:
        """The look that a kept queue opens."""
        found = QueueFilter.from_data(data)
        queues = (*QUEUES, *ASIDE)
        same = (one for one in queues if one.slot == found.slot and set(found.states) <= set(one.states))
        return cls(next(same, ASIDE[1]), found, tuple(columns), kept)

    def query(self, **changed: str) -> str:
        """The address's query for this look, with some values changed; empty ones are left out."""
        one, narrowed = self.filter, set(self.filter.states) != set(self.queue.states)
        values = {
            "antrean": self.queue.slug,
            "keadaan": ",".join(one.states) if narrowed else "",
            "layanan": ",".join(map(str, one.services)),
            "kec": ",".join(one.kecamatan),
            "zona": str(one.zone or ""),
            "kanal": ",".join(one.channels),
            "umur": str(one.older_than or ""),
            "ulang": "1" if one.resent else "",
            "didampingi": "1" if one.assisted else "",
            "telat": "1" if one.late else "",
            "urut": one.order if one.order != _order("", self.queue) else "",
            "kolom": ",".join(self.columns),
            "simpan": self.kept,
            **changed,
        }
        return urlencode({key: value for key, value in values.items() if value}, safe=",")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the queue itself was asked for."""
        return self.filter != replace(self.queue.filter, order=_order("", self.queue))


def _order(given: str, queue: Queue) -> str:
    if given in ORDERS:
        return given
    return "newest" if set(queue.states) <= states.ENDED else "oldest"


def _one(text: str, known: Mapping[int, str] | tuple[int, ...]) -> tuple[int, ...]:
    """The numbers in ``text`` that are known; other scripts' digits are none."""
    numbers = (int(part) for part in text.split(",") if _is_number(part))
    return tuple(number for number in numbers if number in known)


def _is_number(text: str) -> bool:
    """Plain digits, few enough for a row's number."""
    return text.isascii() and text.isdigit() and len(text) <= 18


def place_of(case: Application, one: QueueFilter) -> str:
    """Where a page ends or begins, to go on from there."""
    place = one.place_of(case)
    return place_word(place.at, place.pk)


def place_word(at: datetime | None, pk: int) -> str:
    """A moment and the number of a row as one word of an address; empty without a moment."""
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}-{pk}" if at else ""


def read_place(text: str) -> Place | None:
    """The place in an address, or None when it is not one."""
    stamp, _dash, pk = text.partition("-")
    if not (_is_number(stamp) and _is_number(pk) and len(stamp) <= 16):
        return None
    return Place(_EPOCH + timedelta(microseconds=int(stamp)), int(pk))
