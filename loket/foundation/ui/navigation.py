"""The four doors at the bottom of every resident page; the addresses are those the README promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Door:
    """One entry of the menu; ``current`` when the page shown lies behind it."""

    path: str
    icon: str
    label: _StrPromise
    current: bool = False


_DOORS = (
    ("/", "house", _("Beranda")),
    ("/layanan/", "layout-grid", _("Layanan")),
    ("/permohonan/", "ticket", _("Permohonan")),
    ("/bantuan/", "headset", _("Bantuan")),
)


def bottom(path: str) -> list[Door]:
    """The menu for a page at ``path``."""
    return [Door(door, icon, label, _is_behind(path, door)) for door, icon, label in _DOORS]


def _is_behind(path: str, door: str) -> bool:
    return path == door if door == "/" else path.startswith(door)
