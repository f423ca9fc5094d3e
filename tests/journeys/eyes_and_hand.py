"""The same person in Chromium with scripts: opens, clicks and presses as ``Hand`` does, so that one story fits both."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Locator
from playwright.sync_api import Page as Tab

from tests.journeys.hand import Page

_PATIENCE = 45_000


class ScriptedHand:
    """One person's browser at one host, scripts on; ``page`` is read anew after every step."""

    def __init__(self, browser: Browser, port: int, host: str) -> None:
        self.port, self.host = port, host
        self.context = browser.new_context(viewport={"width": 360, "height": 800})
        self.context.set_default_timeout(_PATIENCE)
        self.tab: Tab = self.context.new_page()
        self.page = Page(0, "/", b"", {})

    def open(self, path: str) -> Page:
        """Go to an address and to wherever it leads."""
        answer = self.tab.goto(f"http://{self.host}:{self.port}{path}")
        return self._read(answer.status if answer else 200)

    def click(self, words: str) -> Page:
        """Follow a link by its words."""
        with self.tab.expect_navigation():
            self.tab.locator("a", has_text=words).first.click()
        return self._read()

    def press(self, words: str, files: dict[str, Any] | None = None, **values: Any) -> Page:
        """Fill the form of the button that says ``words`` and press it; a list ticks several."""
        form, _button = self.page.form(words)
        strange = (set(values) - form.names) | (set(files or {}) - form.files)
        assert not strange, f"{self.page.path} has no input {strange}: {sorted(form.names)}"
        for name, value in values.items():
            for one in value if isinstance(value, list) else [value]:
                self._give(self.tab.locator(f'[name="{name}"]'), str(one))
        for name, content in (files or {}).items():
            photo = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": content}
            self.tab.locator(f'input[type=file][name="{name}"]').first.set_input_files(photo)  # type: ignore[arg-type]
            self.tab.locator("[data-keadaan=kirim],[data-keadaan=selesai]").first.wait_for()
        before = self.tab.url
        self.tab.get_by_role("button", name=words).last.click()
        deadline = time.monotonic() + _PATIENCE / 1000
        while self.tab.url == before and time.monotonic() < deadline:
            self.tab.wait_for_timeout(50)
        return self._read()

    def close(self) -> None:
        """Put the phone away."""
        self.context.close()

    def _give(self, box: Locator, value: str) -> None:
        kind = box.first.get_attribute("type") or ""
        if kind in {"radio", "checkbox"}:
            chosen = box.and_(self.tab.locator(f'[value="{value}"]'))
            (chosen if chosen.count() else box).first.check()
        elif box.first.evaluate("one => one.tagName") == "SELECT":
            box.first.select_option(value)
        else:
            box.first.fill(value)

    def _read(self, status: int = 200) -> Page:
        self.tab.wait_for_load_state("domcontentloaded")
        parts = urlsplit(self.tab.url)
        self.page = Page(status, parts.path, self._content(), {"content-type": "text/html"})
        return self.page

    def _content(self) -> bytes:
        """What stands on the page; the check page loads itself anew once the photos are up, and is read after that."""
        deadline = time.monotonic() + _PATIENCE / 1000
        while True:
            try:
                return self.tab.content().encode()
            except Error:
                if time.monotonic() > deadline:
                    raise
                self.tab.wait_for_timeout(50)
