"""A roster from the solver to a letter that anybody can verify, with two people and a stranger."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

WEEK = "/tim/roster/?minggu=2026-11-30"
SEARCH_MS = 60_000


def test_a_week_is_made_edited_approved_signed_and_verified(
    portal: Portal, visit: Open, tmp_path: Path
) -> None:
    head = portal.account("supervisor")
    window = visit()
    page = window.page
    window.sign_in(head)
    page.goto(WEEK)
    page.get_by_role("button", name=f"Buat draf {head.unit}").click()
    page.get_by_role("button", name="Susun otomatis").click()
    made = page.get_by_role("link", name="Tampilkan hasilnya di isian")
    expect(made).to_be_visible(timeout=SEARCH_MS)
    window.audit()
    made.click()
    expect(page.locator("#hitungan")).to_contain_text("Sesuai aturan")

    # One person who was to be at home comes to the office after all.
    home = page.locator("#kisi td.r").first
    home.click()
    page.keyboard.press("k")
    expect(page.locator("#hitungan")).to_contain_text("Sesuai aturan")
    page.get_by_role("button", name="Simpan dan ajukan").click()
    expect(page).to_have_url(re.compile(r"/tim/roster/\d+/$"))

    delegate = visit()
    delegate.sign_in(portal.account("delegate"))
    delegate.page.goto(page.url)
    delegate.page.get_by_role("button", name="Setujui, mulai berlaku").click()
    delegate.page.get_by_role("link", name="Lihat dan tanda tangani").click()
    delegate.audit()
    delegate.page.get_by_role("button", name="Tanda tangani", exact=True).click()
    card = delegate.page.get_by_role("region", name="Surat tugas")
    expect(card).to_contain_text("Ditandatangani")
    code = card.get_by_role("link", name=re.compile(r"^[A-Z0-9-]{8,}$")).inner_text()
    address = card.get_by_role("link", name="Buka surat (PDF)").get_attribute("href")
    letter = tmp_path / "surat-tugas.pdf"
    letter.write_bytes(delegate.page.request.get(f"{portal.url}{address}").body())

    assert _is_valid(letter, portal), "an independent validator trusts the portal's test root"
    stranger = visit(viewport=PHONE)
    stranger.page.goto(f"/verifikasi/{code}/")
    expect(stranger.page.locator("main")).to_contain_text("UJI")
    expect(stranger.page.locator("main")).to_contain_text(head.unit)
    expect(stranger.page.locator("main")).not_to_contain_text(head.name)
    stranger.audit()
    stranger.page.goto("/verifikasi/")
    stranger.page.locator("input[type=file]").set_input_files([letter])
    stranger.page.get_by_role("button", name="Periksa").click()
    expect(stranger.page.locator("main")).to_contain_text("Utuh sejak ditandatangani")


def _is_valid(letter: Path, portal: Portal) -> bool:
    """What pyHanko's own command says."""
    root = next(portal.folder.rglob("root.pem"))
    command = Path(sys.executable).with_name("pyhanko")
    ran = subprocess.run(
        [command, "sign", "validate", "--pretty-print", "--trust", root, letter],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode == 0 and "The signature covers the entire file." in ran.stdout
