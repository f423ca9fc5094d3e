"""What a form has to know of the office around it: places, regions, the day. Made by the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

Option = tuple[str, str]

#: Ways to receive a paper that need a place; the rest is post, e-mail or nothing.
AT_THE_DINAS, AT_A_KECAMATAN, AT_A_VILLAGE = "ambil_dinas", "ambil_kecamatan", "ambil_desa"
#: No document comes of it, so that no office has to offer a way.
NOTHING_COMES = "tanpa_dokumen"


class RegionBook(Protocol):
    """The national list of regions; codes are dotted ("51.08.06.1001")."""

    def children(self, parent: str) -> Sequence[Option]:
        """Code and name of the regions right under ``parent`` ("" for the provinces), by name."""

    def path(self, code: str) -> Sequence[str]:
        """Names from the region itself up to its province; empty for an unknown code."""


class NoRegions:
    """A book with no page: for places where no region is asked."""

    def children(self, parent: str) -> Sequence[Option]:
        return ()

    def path(self, code: str) -> Sequence[str]:
        return ()


@dataclass(frozen=True)
class Surroundings:
    """One office on one day.

    ``points`` maps a source named in definitions (``office.pickup_points``) to its places (slug, name);
    ``main_point`` is the slug of the dinas itself among them. ``regency`` is the kabupaten/kota served,
    ``delivery`` the ways to receive a document that the office offers (None: all that the service has).
    """

    today: date
    points: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    main_point: str = ""
    regency: str = ""
    regions: RegionBook = field(default_factory=NoRegions)
    delivery: frozenset[str] | None = None
    #: Simple mode: every screen holds one question only.
    one_each: bool = False

    def places(self, source: str, delivery: str = "") -> list[Option]:
        """The places of a source; for pick-up, only those that fit the chosen way to receive."""
        points = list(self.points.get(source, ()))
        if source != "office.pickup_points":
            return points
        if delivery == AT_THE_DINAS:
            return [point for point in points if point[0] == self.main_point] or points
        if delivery == AT_A_KECAMATAN:
            return [point for point in points if point[0] != self.main_point]
        return points

    def may_receive_by(self, delivery: str) -> bool:
        """Whether the office offers a way to receive a document here and now."""
        if delivery == NOTHING_COMES:
            return True
        if self.delivery is not None and delivery not in self.delivery:
            return False
        if delivery == AT_A_KECAMATAN:
            return bool(self.places("office.pickup_points", delivery))
        return delivery != AT_A_VILLAGE or bool(self.delivery and delivery in self.delivery)
