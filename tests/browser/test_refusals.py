"""What goes wrong says what happened and what next, and loses nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, Visit
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

FAILED = "NIP atau kata sandi tidak cocok."


def try_to_sign_in(window: Visit, nip: str, password: str) -> str:
    """Type both, send, and read what the page says."""
    window.expect_complaint("422")
    window.page.goto("/masuk/")
    window.page.get_by_label("NIP").fill(nip)
    window.page.get_by_label("Kata sandi", exact=True).fill(password)
    window.page.get_by_role("button", name="Masuk", exact=True).click()
    return window.page.locator(".alert").inner_text()


def test_a_wrong_password_and_an_unknown_nip_read_the_same(portal: Portal, visit: Open) -> None:
    known = portal.account("employee", number=5)
    window = visit(viewport=PHONE)
    wrong = try_to_sign_in(window, known.login, "bukan-kata-sandinya")
    expect(window.page.get_by_label("NIP")).to_have_value(known.login)
    window.audit()
    unknown = try_to_sign_in(window, "198609262015051999", "bukan-kata-sandinya")
    assert FAILED in wrong
    assert wrong == unknown


def test_guessing_is_stopped_for_that_nip_alone(portal: Portal, visit: Open) -> None:
    guessed, other = portal.account("employee", number=6), portal.account("employee", number=7)
    window = visit()
    said = [try_to_sign_in(window, guessed.login, f"tebakan-{number}") for number in range(6)]
    assert all(FAILED in each for each in said[:5])
    assert "Tunggu 5 menit" in said[5]
    assert "Tunggu 5 menit" in try_to_sign_in(window, guessed.login, guessed.password)
    window.sign_in(other)
    expect(window.page).to_have_url(f"{portal.url}/hari-ini/")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_ended_session_comes_back_to_the_page(
    portal: Portal, visit: Open, *, javascript: bool
) -> None:
    window = visit(java_script_enabled=javascript)
    page = window.page
    employee = portal.account("employee", number=8)
    window.sign_in(employee)
    page.context.clear_cookies(name="hadir_session")
    window.expect_complaint("401")
    window.expect_complaint("403")
    page.get_by_role("button", name=re.compile("Presensi")).first.click()
    expect(page).to_have_url(re.compile(r"/masuk/\?next=/hari-ini/"))
    page.get_by_label("NIP").fill(employee.login)
    page.get_by_label("Kata sandi", exact=True).fill(employee.password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page).to_have_url(re.compile(r"/hari-ini/"))


def test_a_strangers_address_does_not_exist(portal: Portal, visit: Open) -> None:
    here, there = visit(), visit()
    here.sign_in(portal.account("supervisor"))
    here.page.goto("/tim/")
    day = here.page.locator("main a[href*='/kehadiran/']").first.get_attribute("href")
    assert day
    assert here.page.goto(day).status == 200
    there.sign_in(portal.account("ppk", "32.72"))
    there.expect_complaint("404")
    for address in (day, "/kehadiran/2026-11-16/999999999/", "/tidak/ada/"):
        answer = there.page.goto(address)
        assert answer is not None
        assert answer.status == 404
        expect(there.page.locator("main")).to_contain_text("tidak")
    there.audit()


def test_a_page_not_meant_for_one_says_for_whom(portal: Portal, visit: Open) -> None:
    window = visit()
    window.sign_in(portal.account("employee", number=9))
    window.expect_complaint("403")
    answer = window.page.goto("/kepatuhan/")
    assert answer is not None
    assert answer.status == 403
    assert len(window.page.locator("main").inner_text()) > 60
    window.audit()
