"""Reading the record: what happened to a thing, and whether the chain still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, QuerySet

from loket.tenants.keys import lookup_hash
from loket.tenants.one_row import some_rows

from .models import ChainLink, Entry
from .rules import sealed_words

#: hash that the first link stands on
GENESIS = b"\x00" * 32
#: entries of transactions that overlapped may lie this far from their place in time
_SLACK = 1000
#: links read at a time
BATCH = 2000
SEALED_FIELDS = (
    "id",
    "at",
    "action",
    "actor_kind",
    "actor_id",
    "actor_name",
    "obj_type",
    "obj_ref",
    "purpose",
    "detail",
)


@dataclass(frozen=True)
class Head:
    """The last link of a chain; kept elsewhere it also shows a chain that was cut short."""

    position: int
    hash: bytes


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit: which link, and what is wrong with it."""

    position: int
    #: changed, missing_link, missing_entry, removed_end, other_chain
    what: str


def entries_of(obj_type: str, obj_ref: str) -> QuerySet[Entry]:
    """Everything done to one thing, newest first."""
    return Entry.objects.filter(obj_type=obj_type, obj_ref=obj_ref).order_by("-id")


def newest_of(obj_type: str, obj_ref: str, actions: list[str], *, most: int) -> list[Entry]:
    """The latest deeds of these kinds done to one thing, newest first; asked by every case page."""
    return some_rows(Entry, newest=most, obj_type=obj_type, obj_ref=obj_ref, action=actions)


def looks_at(
    obj_type: str, obj_ref: str, actions: list[str], *, before: int | None, most: int
) -> list[Entry]:
    """Deeds of these kinds done to one thing by officers and visitors, newest first, older than entry ``before``."""
    rows = entries_of(obj_type, obj_ref).filter(action__in=actions, actor_kind__in=("officer", "visitor"))
    return list((rows.filter(id__lt=before) if before is not None else rows)[:most])


def entries_between(begin: datetime, end: datetime) -> QuerySet[Entry]:
    """Entries written from ``begin`` to just before ``end``, newest first.

    Numbers of entries grow with time: the span is found by halving, so that no year is read for a day of it.
    """
    rows = Entry.objects.filter(at__gte=begin, at__lt=end)
    first, last = _number_at(begin) - _SLACK, _number_at(end) + _SLACK
    return rows.filter(id__gte=first, id__lte=last).order_by("-id")


def _number_at(moment: datetime) -> int:
    """Number of the first entry written at or after ``moment``."""
    ends = Entry.objects.aggregate(low=Min("id"), high=Max("id"))
    low, high = ends["low"] or 0, (ends["high"] or 0) + 1
    while low < high:
        middle = (low + high) // 2
        found = Entry.objects.filter(id__gte=middle).order_by("id").values_list("id", "at").first()
        if found is None or found[1] >= moment:
            high = middle
        else:
            low = found[0] + 1
    return int(low)


def unlinked_entries() -> QuerySet[Entry]:
    """Entries that the sequencer has not sealed yet, oldest first."""
    return Entry.objects.filter(link__isnull=True).order_by("id")


def head() -> Head:
    """The present end of the chain of this dinas; position 0 when there is none."""
    last = ChainLink.objects.order_by("-position").first()
    return Head(last.position, bytes(last.hash)) if last else Head(0, GENESIS)


def link_hash(entry: Entry, *, position: int, before: bytes) -> bytes:
    """What the link at ``position`` must hold; keyed, so that nobody without the tenant's key can forge it."""
    content = {name: getattr(entry, name) for name in SEALED_FIELDS}
    return lookup_hash(f"audit:{position}:{before.hex()}:{sealed_words(content)}")


def faults(*, known_head: Head | None = None) -> list[Fault]:
    """Everything in the chain of this dinas that was changed, taken out or forged; empty when it holds.

    ``known_head``: a head noted earlier outside the database; without it a chain cut short at its end
    cannot be told from a young one.
    """
    found = list(_faults_in_links())
    if known_head and known_head.position:
        link = ChainLink.objects.filter(position=known_head.position).first()
        if link is None:
            found.append(Fault(known_head.position, "removed_end"))
        elif bytes(link.hash) != known_head.hash:
            found.append(Fault(known_head.position, "other_chain"))
    return found


def _faults_in_links() -> Iterator[Fault]:
    before, expected = GENESIS, 1
    for link, entry in _links_with_entries():
        yield from (Fault(gap, "missing_link") for gap in range(expected, link.position))
        if entry is None:
            yield Fault(link.position, "missing_entry")
        elif link_hash(entry, position=link.position, before=before) != bytes(link.hash):
            yield Fault(link.position, "changed")
        before, expected = bytes(link.hash), link.position + 1


def _links_with_entries() -> Iterator[tuple[ChainLink, Entry | None]]:
    position = 0
    while links := list(ChainLink.objects.filter(position__gt=position).order_by("position")[:BATCH]):
        entries = Entry.objects.in_bulk([link.entry_id for link in links])
        yield from ((link, entries.get(link.entry_id)) for link in links)
        position = links[-1].position
