"""The four doors at the bottom of every resident page, as the README promises them, and the tabs of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext
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


def tab_links(tabs: Iterable[Mapping[str, Any]]) -> SafeString:
    """The tabs as links, each with its count and the letter that follows G; every word is escaped here.

    Made of strings: a dozen tabs stand on every page of the desk, and templates took a tenth of its time.
    """
    words = gettext("G lalu %(letter)s")
    return SafeString("".join(_tab_link(tab, words) for tab in tabs))


def _tab_link(tab: Mapping[str, Any], words: str) -> str:
    key, count = str(tab.get("key") or ""), tab.get("count")
    current = ' aria-current="page"' if tab.get("current") else ""
    letter = escape(words % {"letter": key.upper()})
    named = f' data-tombol="g{escape(key)}" title="{letter}"' if key else ""
    number = f' <span class="jml">{count:d}</span>' if count is not None else ""
    return f'<a href="{escape(str(tab["url"]))}"{current}{named}>{escape(str(tab["label"]))}{number}</a>'
