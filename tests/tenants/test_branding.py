"""Colours a dinas may choose: letters on them can always be read (WCAG 1.4.3)."""

from __future__ import annotations

import pytest

from loket.tenants import branding
from loket.tenants.branding import (
    ColourRefused,
    contrast,
    palette,
    parse_colour,
    require_readable,
    style_sheet,
)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("main", "accent", "code"),
    [("#ffd400", "#f2b233", "main"), ("#7d8ac4", "#f2b233", "main"), ("#222c5e", "#3a2a5e", "accent")],
)
def test_unreadable_colours_are_refused_with_the_figure(main: str, accent: str, code: str) -> None:
    with pytest.raises(ColourRefused, match="kontras") as refused:
        require_readable(main, accent)
    assert refused.value.code == code


@pytest.mark.parametrize("main", [branding.MAIN, "#7a1020", "#0b5d3b", "#0a4f8f", "#000000"])
def test_what_is_accepted_reads_on_every_ground(main: str) -> None:
    require_readable(main, branding.ACCENT)
    scale = palette(main, branding.ACCENT)
    for ground in ("#ffffff", branding.PAPER, scale.tint, scale.faint):
        assert contrast(scale.action, ground) >= 4.5
    for dark in (scale.header, scale.strong, scale.deep):
        assert contrast("#ffffff", dark) >= 4.5


@pytest.mark.parametrize("text", ["merah", "#12345", "#1234567", "#12345g", "", "#222c5e;}body{display:none"])
def test_only_six_digits_are_a_colour(text: str) -> None:
    with pytest.raises(ColourRefused):
        parse_colour(text)


def test_the_packaged_colours_need_no_style_sheet() -> None:
    assert style_sheet(branding.MAIN, branding.ACCENT) == ""
    assert style_sheet(parse_colour("0B5D3B"), branding.ACCENT).startswith(":root{--nila-950:#")
