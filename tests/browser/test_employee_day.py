"""An employee's day: sign in, see the plan, check in, check in again, check out."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

IN, OUT = "Presensi masuk", "Presensi pulang"


def spaced(nip: str) -> str:
    """A NIP as people write it: birth, appointment, sex, sequence."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def recorded(page: Page) -> list[str]:
    """The day's taps as the page lists them."""
    return page.locator(".event-list li").all_inner_texts()


def number_of(page: Page) -> str:
    return page.locator(".receipt dd.num").inner_text()


def test_an_employee_checks_in_and_out(portal: Portal, visit: Open) -> None:
    employee = portal.account("employee")
    window = visit(viewport=PHONE)
    page = window.page
    page.goto("/hari-ini/")
    expect(page).to_have_url(re.compile(r"/masuk/\?next=/hari-ini/"))
    window.audit()
    window.sign_in(employee, typed=spaced(employee.login))

    expect(page).to_have_url(f"{portal.url}/hari-ini/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Selasa, 17 November 2026")
    expect(page.locator(".today-plan")).to_contain_text("WFO")
    expect(page.locator(".today-plan")).to_contain_text("07.30–16.00 WIB")
    # Where the device is does not matter: the clock shown is the server's.
    expect(page.locator(".today-clock")).to_contain_text("08.")
    window.audit()

    page.get_by_role("button", name=IN).click()
    receipt = page.locator(".receipt")
    expect(receipt).to_contain_text("Presensi masuk tercatat")
    expect(receipt).to_contain_text("Lokasi tidak terukur")
    expect(receipt).to_contain_text(re.compile(r"Terlambat|terlambat"))
    expect(page.get_by_role("heading", name="Presensi masuk tercatat")).to_be_focused()
    number = number_of(page)
    assert len(recorded(page)) == 1
    window.audit()

    page.get_by_role("button", name=IN).click()
    expect(page.locator(".alert:visible")).to_contain_text("sudah tercatat pukul")
    assert number_of(page) == number
    assert len(recorded(page)) == 1

    page.get_by_role("button", name=OUT).first.click()
    expect(page.locator(".receipt")).to_contain_text("Presensi pulang tercatat")
    assert number_of(page) != number
    assert [line.split("\n")[0].split(" ")[0] for line in recorded(page)] == ["Masuk", "Pulang"]
    window.audit()

    page.reload()
    assert len(recorded(page)) == 2
    page.get_by_role("link", name="Lihat alasannya").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("17 November 2026")
    window.audit()


def test_the_same_without_javascript(portal: Portal, visit: Open) -> None:
    window = visit(java_script_enabled=False, viewport=PHONE)
    page = window.page
    window.sign_in(portal.account("employee", "32.72"))
    page.get_by_role("button", name=IN).click()
    expect(page).to_have_url(re.compile(r"/hari-ini/\?tanda="))
    expect(page.locator(".receipt")).to_contain_text("Presensi masuk tercatat")
    assert len(recorded(page)) == 1
    page.reload()
    assert len(recorded(page)) == 1, "reading the receipt again records nothing"
    page.get_by_role("button", name=OUT).first.click()
    expect(page.locator(".receipt")).to_contain_text("Presensi pulang tercatat")
    assert len(recorded(page)) == 2


def test_the_zone_of_the_posting_counts(portal: Portal, visit: Open) -> None:
    window = visit()
    window.sign_in(portal.account("employee", "91.71"))
    expect(window.page.locator(".today-plan")).to_contain_text("07.30–16.00 WIT")
    expect(window.page.locator(".today-clock")).to_contain_text("10.")


def test_a_double_tap_is_one_record(portal: Portal, visit: Open) -> None:
    window = visit()
    page = window.page
    window.sign_in(portal.account("employee", "kemenpanrb"))
    page.get_by_role("button", name=IN).dblclick()
    expect(page.locator(".receipt")).to_contain_text("Presensi masuk tercatat")
    page.reload()
    assert len(recorded(page)) == 1


def test_a_double_tap_without_javascript_is_one_record(portal: Portal, visit: Open) -> None:
    window = visit(java_script_enabled=False)
    page = window.page
    window.sign_in(portal.account("employee", "73.71"))
    page.get_by_role("button", name=IN).dblclick()
    expect(page.locator(".receipt")).to_contain_text("Presensi masuk tercatat")
    page.goto("/hari-ini/")
    assert len(recorded(page)) == 1


def test_a_tap_without_a_line_is_kept_and_sent_later(portal: Portal, visit: Open) -> None:
    window = visit(viewport=PHONE)
    page = window.page
    window.sign_in(portal.account("employee", "32.77"))
    page.context.set_offline(True)
    page.get_by_role("button", name=IN).click()
    waiting = page.locator("[data-unsent]")
    expect(waiting).to_be_visible()
    expect(waiting).to_contain_text("Belum terkirim")
    assert recorded(page) == []
    window.audit()

    page.context.set_offline(False)
    expect(page.locator(".receipt")).to_contain_text("Presensi masuk tercatat")
    expect(waiting).to_be_hidden()
    page.reload()
    assert len(recorded(page)) == 1
