"""The docs are true: generated pages fresh, links resolve, pages short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import reference

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("name", ["lifecycles.md", "messages.md", "settings.md", "urls.md"])
def test_generated_pages_are_fresh(name: str) -> None:
    assert (reference.FOLDER / name).read_text("utf-8") == reference.pages()[name], "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_resolve(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing, f"{page.name} links to {missing}"


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda page: page.stem)
def test_decisions_have_their_four_parts(page: Path) -> None:
    text = page.read_text("utf-8")
    for part in (
        "**Context.**",
        "**Decision.**",
        "**What we gave up.**",
        "**How we would notice we were wrong.**",
    ):
        assert part in text, f"{page.name} lacks {part}"


def test_paths_named_in_the_map_and_the_tour_exist() -> None:
    named = {
        path
        for page in (ROOT / "docs" / "map.md", ROOT / "docs" / "tour.md")
        for path in re.findall(r"`((?:loket|tests|scripts|bench)/[\w/.]+)`", page.read_text("utf-8"))
    }
    missing = [path for path in sorted(named) if not (ROOT / path).exists()]
    assert named, "map and tour name files"
    assert not missing, missing
