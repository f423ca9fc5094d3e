"""Colours of a dinas: from two chosen ones to the whole scale, and whether letters on them can be read. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

#: The packaged colours: nila for header, buttons and links, kunyit for what needs attention.
MAIN, ACCENT = "#222c5e", "#f2b233"
#: WCAG 2.2, 1.4.3: letters of usual size.
ENOUGH = 4.5
#: The page's own paper and white, on which the main colour is read.
PAPER, WHITE = "#faf7f0", "#ffffff"

#: Room for the logo beside the name in the header and above a printed sheet.
LOGO_RULES = (
    ".kepala .tanda{display:inline-grid;grid-template-columns:auto auto;column-gap:10px;align-items:center}"
    ".tanda .logo{grid-row:1/3;height:40px;width:auto;max-width:120px;background:#fff;border-radius:8px;padding:3px}"
    ".lembar .logo{height:56px;width:auto}\n"
)

_COLOUR = re.compile(r"#[0-9a-f]{6}")


class ColourRefused(Refusal):
    """Not a colour, or letters on it cannot be read."""

    default_code = "colour"


@dataclass(frozen=True, slots=True)
class Palette:
    """The scale that pages use, lightest last; hex colours."""

    #: deepest: the bar at the foot, letters on the accent
    deep: str
    #: the header
    header: str
    #: a step lighter than the header
    strong: str
    #: buttons and links
    action: str
    #: tints behind chosen rows and notes
    tint: str
    faint: str
    #: what needs attention, with dark letters on it
    accent: str


def parse_colour(text: str) -> str:
    """ "#222C5E" or "222c5e" as "#222c5e". Raises ``ColourRefused``."""
    colour = "#" + text.strip().lower().removeprefix("#")
    if not _COLOUR.fullmatch(colour):
        raise ColourRefused(_("Warna ditulis sebagai # dan 6 angka atau huruf a-f, misalnya #222c5e."))
    return colour


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette(main: str, accent: str) -> Palette:
    """The scale of two colours."""
    return Palette(
        deep=_mixed(main, "#000000", 0.45),
        header=main,
        strong=_mixed(main, WHITE, 0.06),
        action=main,
        tint=_mixed(main, WHITE, 0.88),
        faint=_mixed(main, WHITE, 0.94),
        accent=accent,
    )


def require_readable(main: str, accent: str) -> None:
    """Refuse colours on which letters cannot be read. Raises ``ColourRefused``; ``code`` names the colour."""
    scale = palette(main, accent)
    worst = min(contrast(scale.action, ground) for ground in (WHITE, PAPER, scale.tint))
    worst = min(worst, contrast(scale.strong, WHITE))
    if worst < ENOUGH:
        sentence = _(
            "Warna utama terlalu terang: kontras %(found)s, paling sedikit 4,5. Pilih yang lebih gelap."
        )
        raise ColourRefused(sentence % {"found": _said(worst)}, code="main")
    worst = contrast(accent, scale.deep)
    if worst < ENOUGH:
        sentence = _(
            "Warna aksen terlalu gelap: kontras %(found)s, paling sedikit 4,5. Pilih yang lebih terang."
        )
        raise ColourRefused(sentence % {"found": _said(worst)}, code="accent")


def style_sheet(main: str, accent: str) -> str:
    """The style sheet that puts the colours into every page; empty for the packaged ones."""
    if (main, accent) == (MAIN, ACCENT):
        return ""
    scale = palette(main, accent)
    tokens = {
        "nila-950": scale.deep,
        "nila-900": scale.header,
        "nila-800": scale.strong,
        "nila-700": scale.action,
        "nila-100": scale.tint,
        "nila-50": scale.faint,
        "kunyit-500": scale.accent,
    }
    return ":root{" + ";".join(f"--{name}:{colour}" for name, colour in tokens.items()) + "}\n"


def _said(ratio: float) -> str:
    return f"{ratio:.1f}".replace(".", ",")


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
