"""A correction from the phone to the superior and back; leave; the queue in place and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
DAY = "2026-11-16"
"""The Monday before the Tuesday the portal runs on."""


def test_a_correction_is_asked_on_the_phone_settled_and_explained(
    portal: Portal, visit: Open
) -> None:
    employee, head = portal.account("employee"), portal.account("supervisor")
    phone = visit(viewport=PHONE)
    page = phone.page
    phone.sign_in(employee)
    page.goto(f"/kehadiran/{DAY}/")
    page.get_by_role("link", name="Ajukan koreksi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ajukan koreksi")
    phone.audit()
    page.get_by_role("link", name="Presensi masuk tidak tercatat").click()
    phone.audit()
    # Something is missing: it is named, and what was written stays.
    page.get_by_label("Apa yang terjadi?").fill("Mesin di lobi mati, saya lapor satpam.")
    page.get_by_role("button", name="Kirim kepada atasan").click()
    expect(page.locator(".alert:visible")).to_contain_text("Jam yang sebenarnya belum diisi.")
    expect(page.get_by_label("Apa yang terjadi?")).to_have_value(re.compile("satpam"))
    phone.expect_complaint("422")
    phone.audit()
    page.get_by_label("Jam masuk yang sebenarnya").fill("06:41")
    page.get_by_label("Kantor (WFO)").check()
    proof = {"name": "lobi.png", "mimeType": "image/png", "buffer": PNG}
    page.get_by_label("Berkas bukti").set_input_files(proof)
    page.get_by_role("button", name="Kirim kepada atasan").click()
    expect(page).to_have_url(f"{portal.url}/koreksi/")
    expect(page.locator(".request").first).to_contain_text("Menunggu atasan")
    expect(page.locator(".request").first).to_contain_text("lobi.png")
    phone.audit()

    desk = visit()
    desk.sign_in(head)
    desk.page.goto("/tim/")
    desk.page.get_by_role("link", name=re.compile(r"\d permintaan menunggu")).click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Permintaan")
    desk.audit()
    request = desk.page.locator(".request").filter(has_text="lapor satpam")
    expect(request).to_contain_text("06.41 WIB")
    with desk.page.expect_download() as kept:
        request.get_by_role("link", name="lobi.png").click()
    assert kept.value.suggested_filename == "lobi.png"
    request.get_by_label("Alasan keputusan").fill("Sesuai catatan satpam.")
    request.get_by_role("button", name="Terima", exact=True).click()
    expect(request).to_contain_text("Diterima oleh")
    expect(request.get_by_role("heading")).to_be_focused()
    assert desk.page.url == f"{portal.url}/tim/permintaan/", "settled in place"
    desk.audit()

    page.goto(f"/kehadiran/{DAY}/")
    expect(page.locator("main")).to_contain_text("06.41")
    expect(page.locator("main")).to_contain_text(re.compile("diterima atasan|Koreksi"))
    expect(page.locator("main")).not_to_contain_text("Terlambat")
    page.goto("/koreksi/")
    expect(page.locator(".request").first).to_contain_text("Sesuai catatan satpam.")
    phone.audit()


def test_leave_is_asked_with_its_arithmetic_and_taken_back(portal: Portal, visit: Open) -> None:
    window = visit(viewport=PHONE)
    page = window.page
    window.sign_in(portal.account("employee", "32.77"))
    page.get_by_role("link", name="Izin & koreksi").first.click()
    expect(page.locator("#saldo")).to_contain_text("Sisa cuti tahunan 2026")
    left = int(page.locator(".balance-left b").inner_text())
    window.audit()
    page.get_by_role("link", name="Ajukan izin").first.click()
    page.get_by_role("link", name="Cuti", exact=False).first.click()
    window.audit()
    page.get_by_label("Jenis cuti").select_option("tahunan")
    page.get_by_label("Hari pertama").fill("2026-12-07")
    page.get_by_label("Hari terakhir").fill("2026-12-08")
    page.get_by_label("Alasan").fill("Menjenguk orang tua.")
    page.get_by_role("button", name="Kirim kepada atasan").click()
    expect(page).to_have_url(f"{portal.url}/izin/")
    assert int(page.locator(".balance-left b").inner_text()) == left - 2
    window.audit()
    page.get_by_role("button", name="Tarik kembali").first.click()
    expect(page.locator(".request").first).to_contain_text("Ditarik kembali")
    assert int(page.locator(".balance-left b").inner_text()) == left


def test_a_superior_decides_without_javascript(portal: Portal, visit: Open) -> None:
    window = visit(java_script_enabled=False)
    page = window.page
    window.sign_in(portal.account("supervisor", "32.72"))
    page.goto("/tim/permintaan/")
    waiting = page.locator(".request:has(form)")
    count = waiting.count()
    assert count > 0, "the demo leaves something to decide"
    first = waiting.first
    first.get_by_label("Alasan keputusan").fill("Tidak ada yang melihat.")
    first.get_by_role("button", name="Tolak").click()
    expect(page.locator("#pesan")).to_contain_text("Permohonan ditolak.")
    assert page.locator(".request:has(form)").count() == count - 1
