"""Letters of a case: the right words and every day, tagged and fit for archives, nothing kept."""

import socket
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.case_moves import answer
from attendance.letters.cases import letter_data, letters_of, template_of
from attendance.letters.render import render_pdf
from attendance.models import DisciplineCase
from attendance.queries.cases import UNITS, case_page
from attendance.wording import day_words
from tests.attendance.as_person import as_, wednesday
from tests.attendance.disciplined import NOW, days_of, examined, lawful, opened, summoned
from tests.attendance.offices import office
from tests.attendance.pdf_text import text_of_pdf

__all__ = ["as_", "wednesday"]


@pytest.fixture
def of(db):
    made = office(people=1)
    lawful(made.agency)
    return made


@pytest.fixture
def case(of):
    return summoned(opened(of.staff[0], 4), of.head)


def whole(case, reader):
    found = DisciplineCase.objects.select_related(*UNITS).get(pk=case.pk)
    return case_page(reader, found, NOW)


def made(of, case, kind) -> list[str]:
    """What stands on the pages of the letter, piece by piece."""
    with tenant(of.agency.pk):
        data = letter_data(whole(case, of.head), kind, of.head)
    return text_of_pdf(render_pdf(template_of(kind), data, at=NOW))


@pytest.mark.parametrize("kind", ["panggilan-1", "berita-acara"])
def test_a_letter_lists_every_day_the_case_rests_on(of, case, kind):
    pieces = made(of, case, kind)
    listed = [piece for piece in pieces if piece in {day_words(day) for day in days_of(case)}]
    assert listed == [day_words(day) for day in days_of(case)]
    assert pieces.count("Tanpa keterangan") == 4


def test_number_and_date_are_left_to_the_office(of, case):
    pieces = made(of, case, "panggilan-1")
    assert pieces[pieces.index("NOMOR: ") + 1].startswith("Bersama ini")


def test_a_letter_is_tagged_and_fit_for_archives(of, case):
    with tenant(of.agency.pk):
        data = letter_data(whole(case, of.head), "panggilan-1", of.head)
    pdf = render_pdf("panggilan", data, at=NOW)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Marked true" in pdf


def test_the_same_case_makes_the_same_bytes_without_a_network(of, case, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a letter reached for the network")

    with tenant(of.agency.pk):
        data = letter_data(whole(case, of.head), "panggilan-1", of.head)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    at = datetime(2026, 11, 18, 2, 0, 7, 123456, tzinfo=UTC)
    assert render_pdf("panggilan", data, at=at) == render_pdf("panggilan", data, at=at)


def test_what_people_typed_is_text_and_never_a_command(of, case):
    with tenant(of.agency.pk):
        told = '#read("/etc/passwd") *tebal* = judul\n#pagebreak()'
        answer(case_id=case.pk, text=told, by=of.staff[0], at=NOW)
        data = letter_data(whole(case, of.head), "berita-acara", of.head)
    pieces = text_of_pdf(render_pdf("berita-acara", data, at=NOW))
    assert '#read("/etc/passwd") *tebal* = judul' in " ".join(pieces)


def test_letters_come_as_far_as_the_case_has(of):
    case = opened(of.staff[0])

    def kinds():
        with tenant(of.agency.pk):
            return letters_of(whole(case, of.head))

    assert kinds() == ()
    summoned(case, of.head)
    assert kinds() == ("panggilan-1", "berita-acara")
    summoned(case, of.head, date(2026, 12, 2))
    assert kinds() == ("panggilan-1", "panggilan-2", "berita-acara")


def test_who_summoned_signs_and_a_report_names_the_delegation(of):
    case = examined(opened(of.staff[0]), of.delegate)
    with tenant(of.agency.pk):
        page = whole(case, of.head)
        report = letter_data(page, "berita-acara", of.head)
        letter = letter_data(page, "panggilan-1", of.head)
    assert letter["pemeriksa"]["nama"] == "Sekda"
    assert of.delegation.letter_number in report["wewenang"]
    assert report["hasil"] == "Benar tidak masuk tanpa izin."


def test_a_letter_is_a_pdf_that_nobody_stores(as_, of, case):
    answered = as_(of.head).get(reverse("attendance:case_letter", args=[case.pk, "panggilan-1"]))
    assert answered["Content-Type"] == "application/pdf"
    assert answered["Cache-Control"] == "no-store"
    assert answered.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("kind", ["panggilan-2", "panggilan-3", "surat"])
def test_a_letter_that_cannot_be_made_is_not_found(as_, of, case, kind):
    answered = as_(of.head).get(reverse("attendance:case_letter", args=[case.pk, kind]))
    assert answered.status_code == 404


def test_a_second_summons_names_the_first(of, case):
    summoned(case, of.head, date(2026, 12, 2))
    pieces = "".join(made(of, case, "panggilan-2"))
    assert "SURAT PANGGILAN II" in pieces
    assert "(Rabu, 25 November 2026)" in pieces
