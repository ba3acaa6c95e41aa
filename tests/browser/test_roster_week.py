"""A roster's way: the head drafts and is refused over the cap, the delegate puts it in force."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

NEXT_WEEK, LATER_WEEK = "/tim/roster/?minggu=2026-11-23", "/tim/roster/?minggu=2026-12-07"
FRIDAY = "Jumat 27"


def friday_choices(page: Page) -> list[str]:
    """What is chosen for each person on the Friday."""
    cells = page.get_by_label(re.compile(rf"{FRIDAY}$"))
    return [cell.input_value() for cell in cells.all()]


def test_a_week_is_drafted_refused_corrected_approved(portal: Portal, visit: Open) -> None:
    head = portal.account("supervisor")
    window = visit()
    page = window.page
    window.sign_in(head)
    page.goto(NEXT_WEEK)
    window.audit()
    page.get_by_role("button", name=f"Buat draf {head.unit}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("23–29 November 2026")
    window.audit()

    # The whole unit at home on Friday: more than the cap, and some who must be in the office.
    drafted = friday_choices(page)
    assert set(drafted) == {"WFO", "WFH"}, "the draft follows the week before"
    for cell in page.get_by_label(re.compile(rf"{FRIDAY}$")).all():
        cell.select_option("WFH")
    page.get_by_role("button", name="Simpan dan ajukan").click()
    expect(page.locator(".alert").first).to_contain_text("Belum bisa dilakukan")
    expect(page.locator("#hitungan")).to_contain_text("padahal paling banyak")
    assert set(friday_choices(page)) == {"WFH"}, "what was chosen is still chosen"
    window.expect_complaint("422")
    window.audit()

    for cell, mode in zip(page.get_by_label(re.compile(rf"{FRIDAY}$")).all(), drafted, strict=True):
        cell.select_option(mode)
    page.get_by_role("button", name="Simpan dan ajukan").click()
    expect(page).to_have_url(re.compile(r"/tim/roster/\d+/$"))
    expect(page.locator("main")).to_contain_text("Diajukan")
    expect(page.get_by_role("button", name="Setujui, mulai berlaku")).to_have_count(0)
    window.audit()
    address = page.url

    delegate = visit()
    delegate.sign_in(portal.account("delegate"))
    delegate.page.goto(NEXT_WEEK)
    delegate.audit()
    delegate.page.get_by_role("link", name=f"Periksa {head.unit}").click()
    expect(delegate.page).to_have_url(address)
    delegate.page.get_by_role("button", name="Setujui, mulai berlaku").click()
    expect(delegate.page.locator(".page-head")).to_contain_text("Berlaku")
    history = delegate.page.get_by_role("region", name="Riwayat")
    expect(history).to_contain_text("berdasarkan pelimpahan")
    delegate.audit()

    page.goto("/jadwal/?bulan=2026-11")
    expect(page.locator("main")).to_contain_text("November 2026")
    window.audit()
    page.goto("/tim/")
    expect(page.locator("main")).to_contain_text(head.unit)
    window.audit()


def test_nobody_approves_their_own(portal: Portal, visit: Open) -> None:
    delegate = portal.account("delegate")
    window = visit()
    page = window.page
    window.sign_in(delegate)
    page.goto(LATER_WEEK)
    page.get_by_role("button", name=f"Buat draf {delegate.unit}").click()
    page.get_by_role("button", name="Simpan dan ajukan").click()
    expect(page).to_have_url(re.compile(r"/tim/roster/\d+/$"))
    expect(page.get_by_role("button", name="Setujui, mulai berlaku")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("bukan Anda yang menyetujuinya")
    window.audit()


def test_a_week_is_drafted_without_javascript(portal: Portal, visit: Open) -> None:
    head = portal.account("supervisor", "32.72")
    window = visit(java_script_enabled=False)
    page = window.page
    window.sign_in(head)
    page.goto(NEXT_WEEK)
    page.get_by_role("button", name=f"Buat draf {head.unit}").click()
    for cell in page.get_by_label(re.compile(rf"{FRIDAY}$")).all():
        cell.select_option("WFH")
    page.get_by_role("button", name="Simpan dan ajukan").click()
    expect(page.locator("#hitungan")).to_contain_text("padahal paling banyak")
    assert set(friday_choices(page)) == {"WFH"}
    window.expect_complaint("422")
