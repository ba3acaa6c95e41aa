"""A PPK's policy: chosen from a circular, adapted, looked at, published, and taken back."""

import re

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

SUKABUMI = "32.72"
PDF = FilePayload(name="keputusan.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7\n%%EOF\n")


def test_a_policy_from_preset_to_publication(portal: Portal, visit: Open) -> None:
    window = visit()
    page = window.page
    window.sign_in(portal.account("ppk", SUKABUMI))
    page.goto("/kebijakan/")
    page.get_by_role("link", name="Susun kebijakan").click()
    page.get_by_label("Cari surat edaran").fill("fleksibel lokasi")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name=re.compile("^Pakai Fleksibel lokasi")).click()

    # What the circular leaves open is adapted: one unit, one more office day, the PPK's decree.
    expect(page.get_by_label("CPNS tetap WFO")).to_be_checked()
    page.get_by_label("Nama kebijakan").fill("Dua hari fleksibel sekretariat")
    page.get_by_label("Nomor keputusan PPK").fill("188/45/2026")
    page.get_by_label("Berkas keputusan").set_input_files([PDF])
    page.get_by_label("Mulai berlaku").fill("2026-11-23")
    page.locator("#id_unit").select_option(index=2)
    office_days = page.get_by_role("group", name="Hari wajib di kantor")
    office_days.get_by_label("Senin").check()
    window.audit()
    window.expect_complaint("422")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("Hari yang sama juga wajib di kantor").first).to_be_visible()
    for group in ("Hari WFH", "Hari WFA"):
        page.get_by_role("group", name=group).get_by_label("Senin").uncheck()
    page.get_by_label("Berkas keputusan").set_input_files([PDF])
    page.get_by_role("button", name="Simpan draf").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Dua hari fleksibel sekretariat")
    headline = page.locator(".headline")
    expect(headline).to_contain_text(
        re.compile(r"Selasa, 24 November 2026: \d+ boleh WFH, \d+ harus masuk, \d+ belum pasti\.")
    )
    may = int(re.search(r": (\d+) boleh", headline.inner_text()).group(1))  # type: ignore[union-attr]
    assert may > 0
    window.audit()
    page.get_by_label("Hari", exact=True).fill("2026-11-23")
    page.get_by_role("button", name="Lihat").click()
    expect(headline).to_contain_text("Senin, 23 November 2026: 0 boleh WFH")

    page.get_by_role("button", name="Terbitkan kebijakan").click()
    expect(page.get_by_text("terbit dan berlaku mulai Senin, 23 November 2026")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Akan berlaku")
    page.get_by_role("button", name="Tarik menjadi draf").click()
    expect(page.get_by_text("ditarik dan menjadi draf lagi")).to_be_visible()
    page.get_by_text("Tidak jadi? Buang draf ini").click()
    page.get_by_role("button", name="Buang draf").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kebijakan kerja")
