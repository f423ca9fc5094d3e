"""A real server for the browser tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test.testcases import LiveServerThread, _StaticFilesHandler

from loket.tenants.actions.create_from_profile import create_from_profile
from tests.browser.eyes import Site


@pytest.fixture
def site(real_commits: str, browser: object) -> Iterator[Site]:
    """A server of its own over committed data, with Buleleng and Surakarta open. ``site.buleleng`` is the tenant."""
    buleleng = create_from_profile("buleleng", "buleleng.localhost")
    surakarta = create_from_profile("surakarta_2017", "surakarta.localhost")
    server = LiveServerThread("127.0.0.1", _StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    opened = Site(browser, port=server.port, buleleng=buleleng, surakarta=surakarta)  # type: ignore[arg-type]
    yield opened
    opened.close()
    server.terminate()
