"""A citizen finds an empty desk, the manager looks into it, the citizen reads what came of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

FILLED_IN_MS = 3_200


def test_a_wrong_status_is_reported_verified_and_answered(portal: Portal, visit: Open) -> None:
    citizen = visit(viewport=PHONE)
    page = citizen.page
    page.goto("/lapor/?loket=mpp-sumedang/dukcapil-1")
    citizen.audit()
    page.get_by_label("Tidak ada petugas di loket").check()
    # Nobody fills a form in less than three seconds: it would be taken for a program's.
    page.wait_for_timeout(FILLED_IN_MS)
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("heading", name="Laporan terkirim")).to_be_visible()
    code = page.locator(".report-code").inner_text()
    assert code not in page.url
    citizen.audit()
    manager = visit()
    manager.sign_in(portal.account("service_manager"))
    manager.page.goto("/loket/laporan/")
    manager.audit()
    manager.page.get_by_role("link", name=re.compile("Status loket keliru")).last.click()
    manager.audit()
    manager.page.get_by_label("Status ternyata benar").check()
    manager.page.get_by_label("Apa yang Anda periksa").fill("Petugas ada menurut presensi.")
    manager.page.get_by_role("button", name="Catat hasil pemeriksaan").click()
    expect(manager.page.locator(".alert")).to_contain_text("Hasil pemeriksaan tersimpan")
    page.goto(f"/lapor/{code}/")
    expect(page.locator("main")).to_contain_text("status di halaman ternyata benar")
    citizen.audit()
