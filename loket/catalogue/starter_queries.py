"""What a later packaged catalogue has to offer this dinas; never forced upon it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .compiling import checksum, compile_service
from .draft_queries import shared_data
from .loading import Catalogue, packaged
from .merging import Merged, merge
from .models import Service, ServiceDraft, ServiceVersion, StarterBase
from .publishing_queries import newest_version

Row = Mapping[str, Any]
_sums: dict[int, tuple[Catalogue, dict[str, str]]] = {}


@dataclass(frozen=True, slots=True)
class Update:
    """One packaged service that says something this dinas has not looked at. ``service`` None: it does not have it."""

    code: str
    title: str
    service: Service | None
    has_draft: bool = False


@dataclass(frozen=True)
class Sides:
    """The three definitions of one offer: what the dinas began from, what it has now, what the catalogue says now."""

    base: Row
    mine: Row
    theirs: Row
    mine_source: Row | None = None

    def merged(self, take: frozenset[str] = frozenset()) -> Merged:
        """What taking it over would make; ``take``: collisions decided for the catalogue."""
        return merge(self.base, self.mine, self.theirs, take=take)


def checksums(catalogue: Catalogue) -> Mapping[str, str]:
    """Code to checksum of every definition, computed once per catalogue."""
    kept = _sums.get(id(catalogue))
    if kept is None or kept[0] is not catalogue:
        _sums.clear()
        made = {code: checksum(catalogue.definition(code)) for code in catalogue.services}
        kept = _sums[id(catalogue)] = (catalogue, made)
    return kept[1]


def updates(catalogue: Catalogue | None = None) -> list[Update]:
    """Every offer, services of the dinas first in its order, then those it does not have. Four queries."""
    known = catalogue or packaged()
    services = {one.code: one for one in Service.objects.order_by("position", "code")}
    rows = ServiceVersion.objects.values_list("service__code", "number", "checksum").order_by("number")
    first: dict[str, str] = {}
    newest: dict[str, str] = {}
    for code, _number, sum_ in rows:
        first.setdefault(code, sum_)
        newest[code] = sum_
    seen = dict(StarterBase.objects.values_list("service__code", "checksum"))
    drafts = set(ServiceDraft.objects.values_list("service__code", flat=True))
    found = []
    for code, sum_ in checksums(known).items():
        if code not in services:
            found.append(Update(code, title_of(known, code), None))
        elif code in newest and sum_ not in (newest[code], seen.get(code, first[code])):
            found.append(Update(code, title_of(known, code), services[code], code in drafts))
    return sorted(
        found, key=lambda one: (one.service is None, one.service.position if one.service else 0, one.code)
    )


def title_of(catalogue: Catalogue, code: str) -> str:
    """What people call a service of a file."""
    row = catalogue.services[code]
    return str(row.get("title_id") or row.get("name_id") or code)


def sides(service: Service, catalogue: Catalogue | None = None) -> Sides:
    """The three definitions for one service that the dinas has. Raises KeyError for a draft too broken to compile."""
    known = catalogue or packaged()
    draft = ServiceDraft.objects.filter(service=service).first()
    newest = newest_version(service)
    shared = shared_data()
    base = StarterBase.objects.filter(service=service).first()
    first = ServiceVersion.objects.filter(service=service).order_by("number").first()
    began = base.definition if base is not None else (first.definition if first is not None else {})
    if draft is not None:
        mine, source = compile_service(draft.source, shared), draft.source
    elif newest is not None:
        mine, source = newest.definition, newest.source
    else:
        mine, source = {}, None
    return Sides(began, mine, known.definition(service.code), source)
