"""What a person would see: pages on a phone or a desk, rules of access, overflow and weight."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from loket.tenants.models import Tenant

PHONE = {
    "viewport": {"width": 360, "height": 800},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
SMALLEST_PHONE = {**PHONE, "viewport": {"width": 320, "height": 640}}
DESK = {"viewport": {"width": 1366, "height": 768}}
#: A desk at 200 % page zoom.
ZOOMED_DESK = {"viewport": {"width": 683, "height": 384}}
#: What axe is asked for: WCAG 2.2 AA and its own good practice (experience.md row 11).
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Site:
    """The running product and the browsers that look at it."""

    browser: Browser
    port: int
    buleleng: Tenant
    surakarta: Tenant
    contexts: list[BrowserContext] = field(default_factory=list)

    def url(self, path: str, host: str = "buleleng.localhost") -> str:
        """The whole address of a path on one dinas' host."""
        return f"http://{host}:{self.port}{path}"

    def visitor(self, screen: dict[str, Any] = PHONE, **options: Any) -> BrowserContext:
        """A new browser without cookies; ``java_script_enabled=False`` for a visitor without scripts."""
        context = self.browser.new_context(**{"locale": "id-ID", **screen, **options})
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        return context

    def open(self, path: str, screen: dict[str, Any] = PHONE, **options: Any) -> Page:
        """One page in a browser of its own."""
        page = self.visitor(screen, **options).new_page()
        page.goto(self.url(path))
        return page

    def close(self) -> None:
        """Close every browser that was opened."""
        for context in self.contexts:
            context.close()


def faults(page: Page) -> list[str]:
    """What axe finds wrong: rule, and the first places where it is broken."""
    result = Axe().run(
        page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    )
    return [
        f"{rule['id']}: {rule['help']} at {[node['target'] for node in rule['nodes'][:3]]}"
        for rule in result.response["violations"]
    ]


#: What a narrower page can break: what scrolls, what is too small or hidden. Colours stay as they were.
NARROW = [
    "scrollable-region-focusable", "target-size", "label", "button-name", "link-name", "region", "heading-order",
    "page-has-heading-one", "landmark-unique", "meta-viewport",
]  # fmt: skip


def faults_here(page: Page) -> list[str]:
    """``NARROW`` on a page that ``faults`` has looked at, after its width was changed: axe is there already."""
    script = """async (options) => (await axe.run(document, options)).violations
      .map((rule) => `${rule.id}: ${rule.help} at ${rule.nodes.slice(0, 3).map((one) => one.target)}`)"""
    chosen = {"runOnly": {"type": "rule", "values": NARROW}, "resultTypes": ["violations"]}
    return list(page.evaluate(script, chosen))


def overflow(page: Page) -> int:
    """Pixels by which the page can be scrolled sideways (0 is right)."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def wide_with_large_text(page: Page) -> list[str]:
    """What reaches beyond the edge when every letter is at 200 %."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    pixels = overflow(page)
    wide = too_wide(page) if pixels else []
    page.evaluate("document.documentElement.style.fontSize = ''")
    return wide


def too_wide(page: Page) -> list[str]:
    """Which elements reach beyond the right edge: to read when ``overflow`` is not 0."""
    script = """() => [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((one) => one.outerHTML.slice(0, 80)).slice(0, 8)"""
    return list(page.evaluate(script))


def small_targets(page: Page, *, least: int = 44) -> list[str]:
    """Buttons and fields that a finger misses: lower than ``least`` pixels (links inside sentences excepted)."""
    script = """(least) => [...document.querySelectorAll('button, input, select, textarea, nav a, a.tombol, summary')]
      .filter((one) => one.type !== 'hidden' && one.offsetParent && !one.closest('.sr') && !one.matches('.sr'))
      .filter((one) => !/^(checkbox|radio)$/.test(one.type))
      .filter((one) => one.getBoundingClientRect().height < least)
      .map((one) => one.outerHTML.slice(0, 90))"""
    return list(page.evaluate(script, least))


def script_errors(page: Page) -> list[str]:
    """Start to listen; the list fills with what the browser's console complains of, CSP reports included."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda line: heard.append(line.text) if line.type == "error" else None)
    return heard
