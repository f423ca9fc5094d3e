"""The living page holds every component: it must be calm on every screen (goals 11, 12, 13, X-11)."""

from __future__ import annotations

import pytest

from tests.browser import eyes
from tests.browser.eyes import Site

pytestmark = pytest.mark.browser


def test_components_have_no_access_faults_and_no_sideways_scroll(site: Site) -> None:
    page = site.open("/ui/", eyes.PHONE)
    assert eyes.faults(page) == []
    assert eyes.overflow(page) == 0
    assert eyes.wide_with_large_text(page) == []
    assert eyes.small_targets(page) == []
    narrow = site.open("/ui/", eyes.SMALLEST_PHONE)
    assert eyes.overflow(narrow) == 0


def test_the_strict_policy_is_never_broken(site: Site) -> None:
    """Goal R22: no report of the Content-Security-Policy, on the first visit and on the second."""
    page = site.visitor().new_page()
    heard = eyes.script_errors(page)
    page.goto(site.url("/ui/"))
    assert page.evaluate("document.querySelectorAll('style').length") == 2
    page.goto(site.url("/ui/"))
    assert page.evaluate("document.querySelectorAll('style').length") == 1
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 247, 240)"
    assert heard == []
