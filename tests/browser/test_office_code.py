"""The code on the office's wall: personnel hang the screen, an employee types what it shows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open, Visit
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

WALL = {"width": 1920, "height": 1080}
IN, OUT = "Presensi masuk", "Presensi pulang"
DIGITS = ".code-digits"
CHANGE_MS = 45_000
CODE_MS = 30_000
"""A code lives for half a minute; whatever waits for the next one waits in one journey."""


def hang_up(portal: Portal, visit: Open, name: str, *, audited: bool = False) -> str:
    """The address of a new screen, as the personnel office reads it once."""
    window = visit()
    page = window.page
    window.sign_in(portal.account("personnel"))
    page.goto("/kepegawaian/layar-kode/")
    if audited:
        window.audit()
    page.get_by_label("Nama layar").fill(name)
    page.get_by_label("Unit kerja").select_option(index=1)
    page.get_by_role("button", name="Buat layar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    address = page.get_by_label("Alamat layar", exact=True).input_value()
    if audited:
        window.audit()
    page.goto("/kepegawaian/layar-kode/")
    expect(page.get_by_role("row", name=name)).to_contain_text("Belum pernah")
    assert address not in page.content()
    return address


def digits(wall: Page) -> str:
    """What the screen shows now."""
    return re.sub(r"\D", "", wall.locator(DIGITS).get_attribute("aria-label") or "")


def test_an_employee_types_the_code_on_the_wall(portal: Portal, visit: Open) -> None:
    address = hang_up(portal, visit, "Lobi timur", audited=True)
    screen: Visit = visit(viewport=WALL)
    wall = screen.page
    wall.goto(address)
    expect(wall.locator(DIGITS)).to_be_visible()
    screen.audit()

    phone = visit(viewport=PHONE)
    page = phone.page
    phone.sign_in(portal.account("employee", number=75))
    field = page.get_by_label(re.compile("Kode layar kantor"))
    expect(field).to_be_visible()
    page.get_by_label("Rumah (WFH)").check()
    expect(field).to_be_hidden()
    page.get_by_label("Kantor (WFO)").check()
    phone.audit()

    phone.expect_complaint("422")
    code = digits(wall)
    field.fill("000000" if code != "000000" else "111111")
    page.get_by_role("button", name=IN).click()
    expect(page.locator(".alert.tone-bad")).to_contain_text("tidak sama dengan kode di layar")
    expect(field).to_have_value(re.compile("0{6}|1{6}"))
    phone.audit()

    code = digits(wall)
    field.fill(f"{code[:3]} {code[3:]}")
    page.get_by_role("button", name=IN).click()
    expect(page.locator(".receipt")).to_contain_text("Terbukti dengan kode layar kantor")
    expect(page.locator(".receipt")).to_contain_text("Di dalam lokasi")

    taken = page.locator(".event-list li").count()
    field.fill(code)
    page.get_by_role("button", name=OUT).first.click()
    expect(page.locator(".alert.tone-bad")).to_contain_text("sudah Anda pakai")
    expect(page.locator(".event-list li")).to_have_count(taken)

    page.goto(wall_link(wall, portal))
    expect(field).to_have_value(re.compile(r"\d{6}"))
    phone.audit()


def wall_link(wall: Page, portal: Portal) -> str:
    """Where the picture on the wall leads, from the code it shows."""
    return f"{portal.url}/hari-ini/?kode={digits(wall)}"


def test_a_screen_that_cannot_ask_again_hides_its_code(portal: Portal, visit: Open) -> None:
    screen = visit(viewport=WALL)
    wall = screen.page
    # The screen's own clock, so that nobody waits for a code to end.
    wall.clock.install()
    wall.goto(hang_up(portal, visit, "Lobi barat"))
    expect(wall.locator(DIGITS)).to_be_visible()
    screen.expect_complaint("ERR_INTERNET_DISCONNECTED")
    wall.context.set_offline(True)
    wall.clock.fast_forward(CODE_MS)
    expect(wall.get_by_text("Server tidak terjangkau")).to_be_visible(timeout=CHANGE_MS)
    expect(wall.locator(DIGITS)).to_be_hidden()
    wall.context.set_offline(False)
    expect(wall.locator(DIGITS)).to_be_visible(timeout=CHANGE_MS)
    expect(wall.get_by_text("Server tidak terjangkau")).to_be_hidden()


def test_without_a_script_the_screen_asks_again_when_its_code_ends(
    portal: Portal, visit: Open
) -> None:
    plain = visit(viewport=WALL, java_script_enabled=False).page
    plain.goto(hang_up(portal, visit, "Ruang tunggu"))
    again = plain.locator("noscript meta[http-equiv=refresh]")
    assert 1 <= int(again.get_attribute("content") or 0) <= CODE_MS / 1000 + 1
    assert plain.locator(f"{DIGITS} set[to=hidden]").count() == 1
