"""A real server and a real browser. Without Chromium these tests are skipped, in one line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test.testcases import LiveServerThread, _StaticFilesHandler

from loket.tenants.actions.create_from_profile import create_from_profile
from tests.browser.eyes import Site

BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    """The browser of this machine, or None."""
    return next((path for path in BROWSERS if Path(path).exists()), shutil.which("chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One Chromium for the whole run."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: browser tests did not run (install the package chromium)")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


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
