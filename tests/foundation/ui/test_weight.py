"""Style sheets, scripts and font stay within their budget (experience.md rows 1 and 3)."""

from __future__ import annotations

import re
from pathlib import Path

import brotli

from loket.foundation.ui import inline_css

FOLDER = Path(inline_css.__file__).parent / "static" / "ui"


def _bare(name: str) -> bytes:
    text = re.sub(r"/\*.*?\*/", "", (FOLDER / name).read_text("utf-8"), flags=re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()).encode()


def test_the_resident_style_sheet_is_at_most_six_kilobytes() -> None:
    assert len(brotli.compress(inline_css.resident_css().encode())) <= 6 * 1024


def test_all_resident_scripts_are_at_most_six_kilobytes() -> None:
    names = ("resident.js", "photo.js")
    worker = Path(__file__).parents[3] / "loket/faces/portal/templates/portal/shell/sw.js"
    total = sum(len(brotli.compress(_bare(name))) for name in names)
    assert total + len(brotli.compress(worker.read_bytes())) <= 6 * 1024


def test_the_desk_has_at_most_ten_kilobytes_of_style_and_script() -> None:
    assert sum(len(brotli.compress(_bare(name))) for name in ("desk.css", "desk.js")) <= 10 * 1024


def test_the_font_is_small_and_has_its_licence() -> None:
    assert (FOLDER / "pjs.woff2").stat().st_size <= 12.5 * 1024
    assert "SIL Open Font License" in (FOLDER / "pjs-LICENSE.txt").read_text("utf-8")
    assert "ISC" in (FOLDER.parent.parent / "icons" / "LICENSE.txt").read_text("utf-8")
