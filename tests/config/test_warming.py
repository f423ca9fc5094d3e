"""The first officer after a start waits no longer than the second (issue 4, Speed)."""

from __future__ import annotations

import pytest
from django.template import engines
from django.urls import get_resolver

from loket.config.warming import warm


@pytest.mark.parametrize("page", ["workbench/applications/case.html", "portal/pages/page.html"])
def test_a_process_has_read_the_busy_pages_before_its_first_visitor(page: str) -> None:
    warm()  # asks no database: this test may not
    loader = engines["django"].engine.template_loaders[0]  # type: ignore[attr-defined]  # Django's own backend
    assert page in loader.get_template_cache
    assert get_resolver()._populated  # type: ignore[attr-defined]  # what Django calls it
