"""The regions' monthly form: filled in as one types, left and found again, signed, corrected."""

import re

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.conftest import Open, Visit
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser
SAVE_MS = 15_000
FORM = "/kepatuhan/2026-10/formulir/"


def test_the_form_is_filled_as_typed_signed_and_corrected(portal: Portal, visit: Open) -> None:
    window = visit()
    page = window.page
    # The button answers wrong input so.
    window.expect_complaint("status of 422")
    window.sign_in(portal.account("personnel"))
    page.goto(FORM)
    expect(page.get_by_role("heading", level=1)).to_have_text("Formulir pelaporan bulanan")
    window.audit()
    _typed_is_found_again(page)
    _wrong_input_stays_and_is_explained(page)
    _answer_the_rest(page)
    expect(page.locator("#kemajuan")).to_have_text("14 dari 14 bagian lengkap")

    signer = visit()
    _sign(signer, portal)
    expect(signer.page.get_by_role("heading", name="Sudah ditandatangani")).to_be_visible()

    page.goto(FORM)
    page.get_by_text("Ada yang keliru?").click()
    page.get_by_label("Alasan perbaikan").fill("Tagihan air UPTD belum terhitung")
    page.get_by_role("button", name="Mulai perbaikan").click()
    _answer(page, "10c", "3.100.000")
    _told(page, "Tersimpan pukul")
    window.audit()
    _sign(signer, portal)
    expect(signer.page.get_by_role("heading", name="Versi yang ditandatangani")).to_be_visible()
    expect(signer.page.locator("#bagian-10")).to_contain_text("Semula: Rp2.100.000")
    signer.audit()


def _typed_is_found_again(page: Page) -> None:
    """What is typed is kept as it is typed: leaving by any link loses nothing."""
    total = page.locator("#jumlah-10g")
    before = total.inner_text()
    _answer(page, "10c", "2.100.000")
    _told(page, "Tersimpan pukul")
    expect(total).not_to_have_text(before)
    page.get_by_role("link", name="Kembali ke bulan ini").click()
    expect(page).to_have_url(re.compile(r"/kepatuhan/\?bulan=2026-10$"))
    page.goto(FORM)
    expect(_field(page, "10c")).to_have_value("2.100.000")


def _wrong_input_stays_and_is_explained(page: Page) -> None:
    _answer(page, "10d", "dua juta")
    _told(page, "Tulis rupiah utuh")
    _answer(page, "6b", "150 %")
    _told(page, "Tulis persen utuh dari 0 sampai 100")
    expect(_field(page, "6b")).to_have_attribute("aria-invalid", "true")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Kembali ke bulan ini").click()
    expect(_field(page, "10d")).to_have_value("dua juta")
    assert asked == ["beforeunload"]
    # Without scripts or in haste: the button says the same, and what was typed stands there.
    page.get_by_role("button", name="Simpan semuanya").click()
    expect(page.get_by_role("alert")).to_contain_text("Telepon (Rp): Tulis rupiah utuh")
    expect(_field(page, "6b")).to_have_value("150 %")
    _answer(page, "10d", "2.000.000")
    _answer(page, "6b", "50 %")
    _told(page, "Tersimpan pukul")


def _answer_the_rest(page: Page) -> None:
    """Every row that still lacks an answer, then all of them with one button."""
    rows = page.locator(".filing-row").filter(has=page.locator(".pill.tone-bad"))
    for code in [str(row.get_attribute("id")).removeprefix("baris-") for row in rows.all()]:
        if code == "12a":
            page.locator("#baris-12a").get_by_label("Tidak", exact=True).check()
        elif page.locator(f"#baris-{code} [name=v_{code}][type=radio]").count():
            page.locator(f"#baris-{code} [name=v_{code}]").first.check()
        elif page.locator(f"#baris-{code} textarea").count():
            _answer(page, code, "Terlaksana")
        elif code != "10g":
            _answer(page, code, "40")
    page.get_by_role("button", name="Simpan semuanya").click()
    expect(page.locator("#tersimpan")).to_be_empty()


def _sign(window: Visit, portal: Portal) -> None:
    page = window.page
    if page.url == "about:blank":
        window.sign_in(portal.account("pyb"))
    page.goto(FORM)
    page.get_by_role("link", name="Periksa dan tanda tangani").click()
    page.get_by_role("button", name="Tanda tangani", exact=True).click()
    expect(page).to_have_url(re.compile(f"{FORM}$"))


def _told(page: Page, sentence: str) -> None:
    """What the server answers to the typing, however busy it is."""
    expect(page.locator("#tersimpan")).to_contain_text(sentence, timeout=SAVE_MS)


def _field(page: Page, code: str) -> Locator:
    return page.locator(f"[name=v_{code}]")


def _answer(page: Page, code: str, text: str) -> None:
    """Type into the row and leave the field."""
    _field(page, code).fill(text)
    _field(page, code).blur()
