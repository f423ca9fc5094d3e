"""Which part of which queue an officer looks at, as it stands in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from loket.applications.models import Application
from loket.applications.queries import Place, Sieve

from ..desk.names import kecamatan_names, service_names
from ..desk.piles import QUEUES, Queue, queue_named

#: Lines on one page of a queue.
PAGE = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Look:
    """A queue and its filters; unknown values are dropped, never an error."""

    queue: Queue
    sieve: Sieve

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Look:
        """From the query of an address, or from the hidden field that forms carry."""
        service = given.get("layanan", "")
        kecamatan = given.get("kec", "")
        return cls(
            queue=queue_named(given.get("antrean", "")) or QUEUES[0],
            sieve=Sieve(
                service_id=int(service) if _is_number(service) and int(service) in service_names() else None,
                kecamatan_code=kecamatan if kecamatan in kecamatan_names() else "",
                resent=given.get("ulang") == "1",
                late=given.get("telat") == "1",
            ),
        )

    def query(self, **changed: str) -> str:
        """The address's query for this look, with some values changed; empty ones are left out."""
        values = {
            "antrean": self.queue.slug,
            "layanan": str(self.sieve.service_id or ""),
            "kec": self.sieve.kecamatan_code,
            "ulang": "1" if self.sieve.resent else "",
            "telat": "1" if self.sieve.late else "",
            **changed,
        }
        return urlencode({key: value for key, value in values.items() if value})


def _is_number(text: str) -> bool:
    """Plain digits, few enough for a row's number; other scripts' digits are none."""
    return text.isascii() and text.isdigit() and len(text) <= 18


def place_after(case: Application, *, late: bool) -> str:
    """Where a page ended, to continue from there."""
    at = case.due_at if late else case.submitted_at
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}-{case.pk}" if at else ""


def read_place(text: str) -> Place | None:
    """The place in an address, or None when it is not one."""
    stamp, _dash, pk = text.partition("-")
    if not (_is_number(stamp) and _is_number(pk) and len(stamp) <= 16):
        return None
    return Place(_EPOCH + timedelta(microseconds=int(stamp)), int(pk))
