"""Anybody may ask whether a letter is genuine, and learns of no employee by it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.letters import retire_letters
from attendance.letters.assignments import TEMPLATE, Face, assignment_data
from attendance.letters.render import render_pdf
from attendance.models import SignedDocument
from attendance.queries import uploads
from attendance.queries.letters import letter_facts, office_of
from attendance.rules.documents import code_of, read_code
from attendance.signing.pades import sign_with
from attendance.signing.practice_ca import practice_root, practice_signer
from attendance.signing.values import Mark, Order, Place
from attendance.views import verification
from tests.attendance.as_person import wednesday
from tests.attendance.lettered import in_force, kept_office, letter, undone
from tests.attendance.offices import NOW, TODAY

__all__ = ["wednesday"]

pytestmark = pytest.mark.usefixtures("wednesday")
FORM = "/verifikasi/"


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with kept_office(django_db_blocker, people=3) as of:
        one = letter(of, in_force(of), by=of.delegate)
        with tenant(of.agency.pk):
            pdf = bytes(SignedDocument.objects.get(pk=one.document_id).content)
        yield of, one, pdf


@pytest.fixture
def of(made):
    cache.clear()
    with undone():
        yield made[0]


@pytest.fixture
def signed(made, of):
    return made[1]


@pytest.fixture
def pdf(made, of):
    return made[2]


def looked_at(pdf: bytes) -> str:
    file = SimpleUploadedFile("surat.pdf", pdf, "application/pdf")
    answered = Client().post(FORM, {"berkas": file})
    assert answered.status_code == 200
    return answered.content.decode()


def test_a_visitor_learns_who_signed_and_no_employee(of, signed):
    answered = Client().get(reverse("attendance:verify", args=[signed.document.code]))
    said = answered.content.decode()
    for known in (
        "Asli dan berlaku",
        signed.document.number,
        of.agency.name,
        of.unit.name,
        "Sekda",
        "a.n. ",
        signed.document.sha256,
        "Hanya uji coba",
    ):
        assert known in said
    assert not any(person.name in said or person.nip in said for person in of.staff)
    assert of.delegate.nip not in said


def test_a_code_is_read_as_people_type_it(signed):
    typed = signed.document.code.replace("-", " ").lower().replace("0", "o")
    answered = Client().post(FORM, {"kode": typed})
    assert answered["Location"] == reverse("attendance:verify", args=[signed.document.code])


@pytest.mark.parametrize("code", ["0000-0000-0000", "x", "%00", "7K3F-9QWM-2XTD-1", "' OR 1=1"])
def test_unknown_and_malformed_codes_are_told_the_same(of, code):
    answered = Client().get(f"{FORM}{code}/")
    assert answered.status_code == 404
    assert "Kode tidak dikenal" in answered.content.decode()


def test_a_replaced_letter_says_since_when(of, signed):
    with tenant(of.agency.pk):
        retire_letters(roster=signed.roster, by=of.ppk, at=NOW)
    said = Client().get(reverse("attendance:verify", args=[signed.document.code])).content.decode()
    assert "tidak berlaku lagi sejak 18 November 2026, 09.00 WIB" in said


def test_the_file_itself_is_recognised_byte_by_byte(signed, pdf):
    said = looked_at(pdf)
    assert "Berkas ini asli" in said
    assert signed.document.number in said


def test_a_file_changed_in_one_byte_is_refused(pdf):
    changed = bytearray(pdf)
    changed[len(pdf) // 3] ^= 1
    assert "Isi berkas berubah setelah ditandatangani" in looked_at(bytes(changed))


def test_a_file_with_something_added_is_not_the_letter(signed, pdf):
    said = looked_at(pdf + b"\n%tambahan\n")
    assert "Berkas ini bukan surat aslinya" in said
    assert "Ada tambahan setelah tanda tangan" in said


def test_a_file_that_names_our_code_but_was_never_signed_is_refused(pdf):
    said = looked_at(pdf[: pdf.index(b"%%EOF") + 5])
    assert "Berkas ini bukan surat aslinya" in said


@pytest.mark.parametrize("trusted", [True, False])
def test_a_signed_file_of_somebody_else_is_not_called_ours(of, signed, settings, tmp_path, trusted):
    with tenant(of.agency.pk):
        facts = letter_facts(signed.roster, office_of(of.ppk, of.ppk.standing.held[0]))
        pdf = render_pdf(TEMPLATE, assignment_data(facts, TODAY, Face()), at=NOW)
    place = Place(page=1, left=300, bottom=100, width=200, height=70)
    stamp = {"judul": "Tanda tangan", "nama": "Orang", "waktu": "hari ini", "kode": ""}
    mark = Mark(place, stamp, "https://lain.example", "uji", "Tanda tangan")
    folder = settings.SIGNING.test_folder if trusted else tmp_path
    signer = practice_signer(folder, "Orang Lain", NOW)
    said = looked_at(sign_with(signer, Order(pdf, mark, "Orang Lain", NOW)))
    assert ("bukan surat dari portal ini" in said) is trusted
    assert ("penandatangannya tidak dapat dipastikan" in said) is not trusted


@pytest.mark.parametrize("file", [b"%PDF-1.7\nrusak", b"PK\x03\x04 bukan PDF", b"\x00" * 4000])
def test_what_is_no_pdf_is_answered_with_a_sentence(of, file):
    assert "Berkas tidak dapat diperiksa" in looked_at(file)


def test_a_file_that_keeps_its_reader_busy_is_given_up(of, monkeypatch):
    monkeypatch.setattr(uploads, "SECONDS", 0)
    assert uploads.judged_apart(b"%PDF-1.7", at=NOW).is_pdf is False


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Ketik kode verifikasinya, atau pilih"),
        ({"kode": "12"}, "12 huruf dan angka"),
        ({"berkas": SimpleUploadedFile("a.pdf", b"x" * (5 * 1024 * 1024 + 1))}, "lebih dari 5 MB"),
        ({"berkas": SimpleUploadedFile("a.pdf", b"")}, "kosong"),
    ],
)
def test_a_form_that_cannot_be_checked_says_why(of, sent, why):
    answered = Client().post(FORM, sent)
    assert answered.status_code == 422
    assert why in answered.content.decode()


def test_programs_are_slowed_down(of, monkeypatch):
    monkeypatch.setattr(verification, "LOOKS_PER_MINUTE", 2)
    answers = [Client().get(f"{FORM}0000-0000-0000/").status_code for _ in range(3)]
    assert answers == [404, 404, 429]


def test_codes_are_sixty_bits_in_groups():
    assert code_of(0) == "0000-0000-0000"
    assert code_of(2**60 - 1) == "ZZZZ-ZZZZ-ZZZZ"
    assert read_code("7k3f 9qwm-2xtd") == "7K3F-9QWM-2XTD"
    assert read_code("7K3F-9QWM-2XT") is None
    assert read_code("7K3F-9QWM-2XTU") is None


def test_two_first_signatures_share_one_root(tmp_path: Path):
    at = datetime(2026, 11, 18, tzinfo=UTC)
    first = practice_signer(tmp_path, "A", at)
    second = practice_signer(tmp_path, "B", at)
    assert first.signing_cert.issuer == second.signing_cert.issuer
    assert practice_root(tmp_path) == tmp_path / "root.pem"
    assert (tmp_path / "root.key").stat().st_mode & 0o077 == 0
