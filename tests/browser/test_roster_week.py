"""A roster's way: the head drafts and is refused over the cap, the delegate puts it in force."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

NEXT_WEEK, LATER_WEEK = "/tim/roster/?minggu=2026-11-23", "/tim/roster/?minggu=2026-12-07"
FRIDAY = "Jumat 27"
FRIDAY_CELLS = "#kisi tbody td:nth-child(7)"


def friday_choices(page: Page) -> list[str]:
    """The letter in each person's cell of the Friday, `x` for who is away."""
    classes = page.locator(FRIDAY_CELLS).evaluate_all("cells => cells.map((one) => one.className)")
    return [str(one)[0] for one in classes]


def to_friday(page: Page) -> None:
    """Into the grid as by the tabulator, and to the last date of the week."""
    page.locator("#kisi td[tabindex='0']").focus()
    page.keyboard.press("End")


def fill_friday(page: Page, letters: list[str]) -> None:
    """Type a letter for each person down the Friday, by keyboard alone."""
    to_friday(page)
    for letter in letters:
        page.keyboard.press(letter)
        page.keyboard.press("ArrowDown")


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
    assert {"k", "r"} <= set(drafted), "the draft follows the week before"
    to_friday(page)
    for _ in drafted[1:]:
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("r")
    expect(page.locator("#hitungan")).to_contain_text("padahal paling banyak")
    page.keyboard.press("Control+z")
    expect(page.locator("#hitungan")).to_contain_text("Sesuai aturan")
    page.keyboard.press("Control+y")
    page.get_by_role("button", name="Simpan dan ajukan").click()
    expect(page.locator(".alert").first).to_contain_text("Belum bisa dilakukan")
    expect(page.locator("#hitungan")).to_contain_text("padahal paling banyak")
    assert set(friday_choices(page)) <= {"r", "x"}, "what was chosen is still chosen"
    window.expect_complaint("422")
    window.audit()

    fill_friday(page, drafted)
    expect(page.locator("#hitungan")).to_contain_text("Sesuai aturan")
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
    expect(delegate.page.locator(".page-head")).to_contain_text("Disetujui, berlaku mulai")
    history = delegate.page.get_by_role("region", name="Riwayat")
    expect(history).to_contain_text(re.compile(r" a\.n\. .+, surat nomor 800"))
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
    page.get_by_role("link", name="pekan 23 Nov 2026").click()
    cells = page.get_by_label(re.compile(rf"{FRIDAY}$")).all()
    for cell in cells:
        cell.select_option("WFH")
    page.get_by_role("button", name="Simpan dan ajukan").click()
    expect(page.locator("#hitungan")).to_contain_text("padahal paling banyak")
    typed = page.get_by_label(re.compile(rf"{FRIDAY}$")).all()
    assert {cell.input_value() for cell in typed} == {"WFH"}
    window.expect_complaint("422")
