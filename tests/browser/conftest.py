"""Journeys through the real portal in Debian's Chromium.

The portal runs once per test run: `tests/workers.py` gives all journeys to one process. The browser
runs once per module: Playwright leaves an event loop in the thread while it lives, and Django
refuses to talk to a database beside one.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import portal as portals
from tests.browser.portal import Account, Portal

HERE = Path(__file__).parent
RESULTS = portals.ROOT / "test-results"
AXE = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 15_000
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""What the dark scheme can change: it is the same document in other colours."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Leave the outcome where the fixture that takes pictures of failures finds it."""
    report = yield
    setattr(item, f"report_{report.when}", report)
    return report


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    """The portal with its demo people, on Tuesday 17 November 2026 from 08.05 WIB on."""
    with portals.running() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, "Chromium tidak ada. Jalankan make test, yang memasangnya."
    switches = [*SWITCHES, "--no-sandbox"] if os.geteuid() == 0 else SWITCHES
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=switches)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One person's browser window at the portal, and everything it complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def sign_in(self, who: Account, *, typed: str = "") -> None:
        """Sign in by the form; `typed` is the NIP as written, else as recorded."""
        self.page.goto("/masuk/")
        self.page.get_by_label("NIP").fill(typed or who.login)
        self.page.get_by_label("Kata sandi", exact=True).fill(who.password)
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        self.page.wait_for_url(lambda url: "/masuk/" not in url)

    def expect_complaint(self, text: str) -> None:
        """A message of the browser that belongs to the journey, such as a refused request."""
        self.expected.append(text)

    def audit(self) -> None:
        """Look at the page in light and dark, on a phone and a desktop: axe finds nothing.

        The window is left as it was found.
        """
        before = self.page.viewport_size
        found = []
        for size in (PHONE, DESKTOP):
            self.page.set_viewport_size(size)
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found += [
                    f"{size['width']} px, {scheme}: {one}" for one in self._violations(scheme)
                ]
            wide = self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if wide > 0:
                found.append(f"{size['width']} px: {wide} px wider than the window")
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(before)
        assert not found, self.page.url + "\n" + "\n".join(found)

    def _violations(self, scheme: str) -> list[str]:
        # Colours on their way from light to dark are nobody's.
        self.page.evaluate(
            "new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))"
            ".then(() => Promise.all(document.getAnimations().map((one) => one.finished)))"
        )
        # Run by the browser's own tools, so that the page's policy for scripts stays as it is.
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.evaluate(AXE)
        violations = self.page.evaluate(
            "(only) => axe.run(document, {resultTypes: ['violations'], ...only})"
            ".then((found) => found.violations"
            ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).join(', ')))",
            COLOURS if scheme == "dark" else {},
        )
        return list(violations)


Open = Callable[..., Visit]


@pytest.fixture
def visit(chromium: Browser, portal: Portal, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens a window: `visit()`, `visit(java_script_enabled=False)`, `visit(geolocation=…)`.

    Afterwards no window may have complained: no error in the console, nothing refused by the
    page's policy, no request to another host.
    """
    opened: list[tuple[BrowserContext, Visit]] = []

    def open_window(**options: Any) -> Visit:
        options = {"viewport": DESKTOP, "locale": "id-ID", "timezone_id": "Asia/Tokyo", **options}
        context = chromium.new_context(
            base_url=portal.url, reduced_motion="reduce", color_scheme="light", **options
        )
        context.set_default_timeout(WAIT_MS)
        opened.append((context, _watched(context.new_page(), portal)))
        return opened[-1][1]

    yield open_window
    failed = getattr(getattr(request.node, "report_call", None), "failed", False)
    for number, (context, window) in enumerate(opened):
        if failed:
            RESULTS.mkdir(exist_ok=True)
            name = re.sub(r"\W+", "-", request.node.name)
            window.page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)
        context.close()
    complaints = [
        complaint
        for _, window in opened
        for complaint in window.complaints
        if not any(text in complaint for text in window.expected)
    ]
    assert not complaints


def _watched(page: Page, portal: Portal) -> Visit:
    """The window with an ear on its console and an eye on where it asks."""
    window = Visit(page)
    page.on(
        "console",
        lambda said: said.type in {"error", "warning"} and window.complaints.append(said.text),
    )
    page.on("pageerror", lambda error: window.complaints.append(str(error)))

    def away(asked: Any) -> None:
        if not asked.url.startswith((portal.url, "data:", "blob:", "about:")):
            window.complaints.append(f"asked another host: {asked.url}")

    page.on("request", away)
    return window
