"""The month's report: asked for, watched, read down to one day's reasons, taken away as a file."""

import csv
import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.browser.conftest import Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

REPORT_SECONDS = 60


def test_a_report_is_computed_opened_and_downloaded(portal: Portal, visit: Open) -> None:
    window = visit()
    page = window.page
    window.sign_in(portal.account("personnel"))
    page.get_by_role("link", name="Kepatuhan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kepatuhan November 2026")
    window.audit()
    page.get_by_role("button", name=re.compile("Hitung")).click()
    expect(page.locator(".job")).to_contain_text("November 2026")
    expect(page.locator(".job")).to_contain_text("Selesai", timeout=REPORT_SECONDS * 1000)
    assert page.locator(".figures > *").count() == 4
    expect(page.locator("#kepatuhan table tbody tr").first).to_be_visible()
    window.audit()

    page.get_by_role("link", name="Semua angka dan hari di baliknya").click()
    expect(page).to_have_url(f"{portal.url}/kepatuhan/2026-11/")
    window.audit()
    line = page.get_by_role("row").filter(has=page.get_by_role("link", name="Terlambat")).first
    figure = int(line.locator("strong.num").inner_text().replace(".", ""))
    assert figure > 0
    line.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile(rf": {figure:,}\b".replace(",", r"\."))
    )
    window.audit()
    page.locator("tbody tr td a").first.click()
    expect(page).to_have_url(re.compile(r"/kehadiran/2026-11-\d\d/\d+/$"))
    expect(page.locator("main")).to_contain_text("WIB")
    window.audit()

    page.goto("/kepatuhan/2026-11/")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Unduh CSV").click()
    lines = Path(kept.value.path()).read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=";"))
    assert len(rows) > 10
    assert str(figure) in {cell for row in rows for cell in row}


def test_the_inspectorate_reads_and_asks_for_nothing(portal: Portal, visit: Open) -> None:
    window = visit()
    page = window.page
    window.sign_in(portal.account("inspector"))
    page.goto("/kepatuhan/?bulan=2026-10")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kepatuhan Oktober 2026")
    expect(page.get_by_role("button", name=re.compile("Hitung"))).to_have_count(0)
    window.audit()


def test_a_workbook_is_made_while_one_watches_and_fetched(portal: Portal, visit: Open) -> None:
    window = visit()
    page = window.page
    window.sign_in(portal.account("personnel"))
    page.goto("/kepatuhan/2026-10/berkas/")
    file = page.locator("section").filter(
        has=page.get_by_role("heading", name="Buku kerja Excel", exact=True)
    )
    file.get_by_role("button", name="Buat").click()
    expect(file.locator(".job").get_by_role("link", name="Unduh")).to_be_visible(
        timeout=REPORT_SECONDS * 1000
    )
    with page.expect_download() as kept:
        file.get_by_role("link", name="Unduh").click()
    content = Path(kept.value.path()).read_bytes()
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    facts = dict(book.get_sheet_by_name("Ringkasan").to_python())
    assert facts["Bulan"] == "Oktober 2026"
    assert len(book.get_sheet_by_name("Pegawai").to_python()) > 10
    page.reload()
    expect(file).to_contain_text(sha256(content).hexdigest())
