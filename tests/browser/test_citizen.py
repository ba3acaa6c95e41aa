"""A citizen finds the office, sees which desk is staffed, and sees it change."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

MPP = {"latitude": -6.8595, "longitude": 107.9190, "accuracy": 12}
MAKASSAR = {"latitude": -5.15, "longitude": 119.43}
OFFICE = "/kantor/mpp-sumedang/"
DESKS = 15
WITHIN_SECONDS = 5.0


def test_the_page_changes_within_five_seconds_of_the_check_in(portal: Portal, visit: Open) -> None:
    citizen = visit(viewport=PHONE)
    page = citizen.page
    page.goto("/")
    citizen.audit()
    page.get_by_label("Layanan atau kantor yang dicari").fill("ktp hilang")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("heading", name="Layanan untuk “ktp hilang”")).to_be_visible()
    expect(page.get_by_role("heading", name="KTP elektronik", exact=True)).to_be_visible()
    citizen.audit()
    found = page.locator("article").filter(has_text="Mal Pelayanan Publik Kabupaten Sumedang")
    found.get_by_role("link", name=re.compile("KTP-el")).click()
    expect(page).to_have_url(f"{portal.url}{OFFICE}dukcapil-1/")
    page.get_by_role("link", name="Mal Pelayanan Publik Kabupaten Sumedang").first.click()

    expect(page).to_have_url(portal.url + OFFICE)
    assert page.locator(".desk-list article").count() == DESKS
    states = page.locator(".desk-list .desk-state strong")
    assert all(state.strip() for state in states.all_inner_texts())
    assert states.count() >= DESKS
    desk = page.locator("#loket-dukcapil-1")
    expect(desk).to_contain_text(re.compile("Menunggu petugas|Belum ada petugas"))
    citizen.audit()
    marked = page.evaluate("window.sameDocument = true")
    assert marked

    officer = visit(viewport=PHONE, geolocation=MPP, permissions=["geolocation"])
    officer.sign_in(portal.account("officer"))
    expect(officer.page.locator(".today-plan")).to_contain_text("WFO")
    with officer.page.expect_response(lambda answer: "/hari-ini/presensi/" in answer.url) as tap:
        officer.page.get_by_role("button", name="Presensi masuk").click()
    answered = time.monotonic()
    assert tap.value.status == 201
    expect(desk).to_contain_text("Ada petugas", timeout=WITHIN_SECONDS * 1000)
    assert time.monotonic() - answered < WITHIN_SECONDS
    assert page.evaluate("window.sameDocument"), "without a reload"
    expect(officer.page.locator(".receipt")).to_contain_text("Di dalam")
    citizen.audit()

    desk.get_by_role("link", name=re.compile("Dukcapil 1")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Dukcapil 1"))
    expect(page.locator("main")).to_contain_text("Ada petugas")
    citizen.audit()


def test_the_page_is_complete_without_javascript(portal: Portal, visit: Open) -> None:
    page = visit(java_script_enabled=False, viewport=PHONE).page
    page.goto("/?q=ktp+hilang")
    page.locator("main article a").first.click()
    expect(page.locator("main")).to_contain_text("17 November 2026")
    page.goto(OFFICE)
    expect(page.locator("main")).to_contain_text(re.compile(r"\d+ dari 15 loket dilayani"))
    assert page.locator(".desk-list .desk-state strong").count() >= DESKS
    expect(page.locator("main")).to_contain_text(re.compile(r"Dicek Selasa, 17 November 2026"))
    # Every desk that is not served says what else one can do.
    for desk in page.locator(".desk-list article").all():
        if "Ada petugas" not in desk.inner_text():
            expect(desk.locator(".routes a").first).to_be_visible()


def test_the_meaning_of_the_states_is_explained(portal: Portal, visit: Open) -> None:
    window = visit()
    window.page.goto("/tentang-status/")
    for word in ("Ada petugas", "Istirahat", "Menunggu petugas", "Tutup", "Belum terkonfirmasi"):
        expect(window.page.locator("main")).to_contain_text(word)
    window.audit()


def test_the_nearest_office_comes_first_and_nobody_is_told_where_one_is(visit: Open) -> None:
    window = visit(viewport=PHONE, geolocation=MAKASSAR, permissions=["geolocation"])
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    window.page.goto("/")
    window.page.get_by_role("button", name="Urutkan dari yang terdekat").click()
    nearest = window.page.locator(".office-list article").first
    expect(nearest).to_contain_text(re.compile(r"Kota Makassar · ± \d"))
    assert not [address for address in asked if "119" in address]
    window.audit()
    refused = visit()
    refused.page.goto("/")
    refused.page.get_by_role("button", name="Urutkan dari yang terdekat").click()
    expect(refused.page.get_by_text("Lokasi tidak diizinkan")).to_be_visible()


def test_the_lobby_screen_blanks_what_has_run_out(visit: Open) -> None:
    window = visit(viewport={"width": 1920, "height": 1080})
    window.expect_complaint("ERR_INTERNET_DISCONNECTED")
    page = window.page
    page.clock.install()
    page.goto("/layar/mpp-sumedang/")
    states = page.locator(".screen-state strong")
    expect(states.first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "all at one look"
    assert "Status belum diperbarui" not in states.all_inner_texts()
    page.context.set_offline(True)
    page.clock.fast_forward(4 * 24 * 60 * 60 * 1000)
    page.clock.run_for(20_000)
    expect(page.get_by_text("Sambungan terputus")).to_be_visible()
    expect(states.filter(has_not_text="Status belum diperbarui")).to_have_count(0)
    expect(states.first).to_have_text("Status belum diperbarui")


def test_no_public_page_leaves_a_cookie(portal: Portal, visit: Open) -> None:
    window = visit()
    for address in (
        "/",
        OFFICE,
        f"{OFFICE}dukcapil-1/",
        "/layar/mpp-sumedang/",
        "/poster/mpp-sumedang/",
    ):
        window.page.goto(address)
    assert window.page.context.cookies() == []
