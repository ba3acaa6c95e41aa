"""The portal is down: nginx alone still answers, and old word says that it is old."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.nginx import nginx
from benchmarks.servers import free_port
from tests.browser.conftest import PHONE, WAIT_MS
from tests.browser.portal import CLOCK, Portal

pytestmark = pytest.mark.browser

OFFICE = "/kantor/mpp-sumedang/"
DESKS = 15
WRITTEN_WITHIN_SECONDS = 60


@pytest.fixture
def alone(portal: Portal, tmp_path: Path) -> Iterator[str]:
    """nginx on the portal's files, and nobody where it looks for the portal; its address."""
    current = portal.folder / "snapshots/offices/mpp-sumedang/current"
    end = time.monotonic() + WRITTEN_WITHIN_SECONDS
    while not current.exists():
        assert time.monotonic() < end, "the desks' worker writes the snapshots by itself"
        time.sleep(0.1)
    with nginx(portal.folder, tmp_path, portal_port=free_port()) as server:
        yield f"http://127.0.0.1:{server.port}"


def at_the_portals_time(page: Page, passed: timedelta) -> None:
    """Date nginx's answers `passed` after the portal's clock was set; nginx lives in real time."""
    date = datetime.fromisoformat(CLOCK).astimezone(UTC) + passed

    def answer(route: Route) -> None:
        given = route.fetch()
        dated = {**given.headers, "date": format_datetime(date, usegmt=True)}
        route.fulfill(response=given, headers=dated)

    page.unroute_all()
    page.route(re.compile("bagian=langsung"), answer)


def test_the_portal_is_down_and_pages_stay_and_say_when_they_are_old(
    alone: str, chromium: Browser
) -> None:
    context = chromium.new_context(base_url=alone, viewport=PHONE, locale="id-ID")
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    at_the_portals_time(page, timedelta(0))
    with page.expect_response(re.compile("bagian=langsung")) as polled:
        page.goto(OFFICE)
    assert polled.value.status == 200
    assert page.locator(".desk-list article").count() == DESKS
    expect(page.locator(".desk-list")).not_to_contain_text("Mungkin sudah usang")
    assert page.evaluate("document.fonts.ready.then(() => document.styleSheets.length)") > 0

    at_the_portals_time(page, timedelta(hours=20))
    old = page.locator(".desk-list .desk-state", has_text="Mungkin sudah usang")
    expect(old).to_have_count(page.locator(".desk-list .desk-state").count(), timeout=WAIT_MS)
    assert not complaints
    context.close()

    plain = chromium.new_context(base_url=alone, viewport=PHONE, java_script_enabled=False)
    page = plain.new_page()
    for address in (OFFICE, f"{OFFICE}dukcapil-1/"):
        page.goto(address)
        expect(page.locator("main")).to_contain_text(
            re.compile(r"Berlaku sampai \w+, \d+ November 2026 pukul \d\d\.\d\d")
        )
    page.goto(f"/en{OFFICE}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    plain.close()
