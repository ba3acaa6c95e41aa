"""Assignment letters: what they say, that one is signed once, and that it stays as it was."""

import subprocess
import sys
from copy import copy
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader

from accounts.tenancy import tenant
from attendance.actions.letters import retire_letters, sign_letter
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_drafts import begin_new_version
from attendance.actions.rosters import approve_roster, submit_roster
from attendance.letters.assignments import Face, assignment_data
from attendance.models import AssignmentLetter, LetterNumbering, Message, SignedDocument
from attendance.queries.letters import letter_facts, office_of
from attendance.signing import sign
from attendance.signing.values import SigningRefused
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.lettered import in_force, kept_office, letter, undone
from tests.attendance.offices import FRIDAY, NOW, THURSDAY, TODAY
from tests.attendance.pdf_text import text_of_pdf

__all__ = ["as_", "wednesday"]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with kept_office(
        django_db_blocker, people=4, report_due_at="16:00", presence_checks_per_day=3
    ) as of:
        yield of, in_force(of)


@pytest.fixture
def of(made):
    with undone():
        yield made[0]


@pytest.fixture
def roster(made, of):
    return made[1]


def content(of, one):
    with tenant(of.agency.pk):
        return bytes(SignedDocument.objects.get(pk=one.document_id).content)


def words_of(of, one) -> str:
    """What the letter says, of the bytes as they were before the signature was added to them."""
    pdf = content(of, one)
    return " ".join(" ".join(text_of_pdf(pdf[: pdf.index(b"%%EOF")])).split())


def judged(pdf: bytes, folder: Path) -> tuple[bool, str]:
    """What pyHanko's own command says of a file, trusting our test root."""
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    command = Path(sys.executable).with_name("pyhanko")
    root = settings.SIGNING.test_folder / "root.pem"
    ran = subprocess.run(
        [command, "sign", "validate", "--pretty-print", "--trust", root, path],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode == 0, ran.stdout


def test_an_independent_validator_accepts_the_letter_and_no_altered_one(of, roster, tmp_path):
    pdf = content(of, letter(of, roster))
    valid, said = judged(pdf, tmp_path)
    assert valid
    assert "The signature covers the entire file." in said
    altered = bytearray(pdf)
    altered[len(pdf) // 3] ^= 1
    assert not judged(bytes(altered), tmp_path)[0]


def test_a_signed_letter_is_still_archivable_and_tagged(of, roster):
    pdf = content(of, letter(of, roster))
    reader = PdfFileReader(BytesIO(pdf))
    metadata = reader.root["/Metadata"].data.decode()
    assert reader.input_version == (1, 7)
    assert 'pdfaid:part="2"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert 'pdfuaid:part="1"' in metadata
    (field,) = reader.root["/AcroForm"]["/Fields"]
    numbers = list(reader.root["/StructTreeRoot"]["/ParentTree"]["/Nums"])
    tag = numbers[numbers.index(field.get_object()["/StructParent"]) + 1]
    element = tag.get_object()
    assert (element["/S"], element["/K"]["/Obj"]["/T"]) == ("/Form", "TandaTangan")
    assert tag in list(element["/P"]["/K"])


def test_a_letter_says_who_works_where_and_what_to_do(of, roster):
    said = words_of(of, letter(of, roster))
    assert "NOMOR: 800.1.11.1/1/2026" in said
    assert said.count("WFH") >= 2
    assert "Staf 04" in said
    assert "16.00 WIB" in said
    assert "panggilan kehadiran 3 kali sehari" in said
    assert "Wali Kota" in said


def test_a_delegate_signs_in_the_name_of_the_principal(of, roster):
    signed = letter(of, roster, by=of.delegate)
    assert signed.document.signer_name == "Sekda"
    assert signed.document.signed_under == of.delegation
    said = words_of(of, signed)
    assert f"a.n. {of.ppk.job_title}" in said
    assert "Wali Kota" in said
    assert of.delegation.letter_number in said


def test_a_month_lists_the_dates_of_each_person(of, roster):
    with tenant(of.agency.pk):
        facts = letter_facts(roster, office_of(of.ppk, of.ppk.standing.held[0]))
        whole_month = replace(facts, roster=copy(roster))
        whole_month.roster.last_day = roster.last_day.replace(day=30)
        data = assignment_data(whole_month, TODAY, Face())
    assert data["pegawai"][0]["tempat"] == [
        {"cara": "WFH", "tanggal": f"{FRIDAY.day} Nov"},
        {"cara": "WFO", "tanggal": f"23–{THURSDAY.day} Nov"},
    ]


def test_a_roster_has_one_letter(of, roster):
    first = letter(of, roster)
    with pytest.raises(RosterRefused) as refused:
        letter(of, roster)
    assert first.document.number in refused.value.sentence
    with tenant(of.agency.pk):
        assert LetterNumbering.objects.get().last_number == 1
        twin = SignedDocument.objects.get(pk=first.document_id)
        twin.pk, twin.code, twin.number = None, "0000-0000-0000", "2"
        twin.save()
        with pytest.raises(IntegrityError, match="one_each"), transaction.atomic():
            AssignmentLetter.objects.create(agency=of.agency, roster=roster, document=twin)


def test_a_signature_that_fails_spends_no_number(of, roster, monkeypatch):
    def refuse(*args):
        raise SigningRefused("tidak bisa")

    with monkeypatch.context() as patched:
        patched.setattr(sign, "practice_signer", refuse)
        with pytest.raises(SigningRefused):
            letter(of, roster)
    with tenant(of.agency.pk):
        assert not SignedDocument.objects.exists()
    assert letter(of, roster).document.number == "800.1.11.1/1/2026"


def test_only_a_roster_in_force_is_signed_by_who_may_approve_it(of, roster):
    with pytest.raises(RosterRefused) as refused:
        letter(of, roster, by=of.head)
    assert refused.value.ground == Ground.AUTHORITY
    with tenant(of.agency.pk):
        type(roster).objects.filter(pk=roster.pk).update(state="superseded")
        with pytest.raises(RosterRefused) as refused:
            sign_letter(roster_id=roster.pk, by=of.ppk, at=NOW)
    assert refused.value.ground == Ground.STATE


def test_signed_bytes_stay_and_a_revocation_is_final(of, roster):
    document = letter(of, roster).document
    with tenant(of.agency.pk):
        mine = SignedDocument.objects.filter(pk=document.pk)
        for change in ({"content": b"x"}, {"sha256": "0" * 64}, {"signer_name": "Orang lain"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                mine.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.delete()
        assert retire_letters(roster=roster, by=of.ppk, at=NOW) == 1
        assert retire_letters(roster=roster, by=of.ppk, at=NOW) == 0
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(revoked_reason="lain")


def test_a_letter_of_a_new_version_names_the_one_it_replaces(of, roster):
    old = letter(of, roster)
    with tenant(of.agency.pk):
        draft = begin_new_version(roster_id=roster.pk, reason="Ada tugas lain.", by=of.head, at=NOW)
        submit_roster(roster_id=draft.pk, by=of.head, at=NOW)
        newer = approve_roster(roster_id=draft.pk, by=of.ppk, at=NOW)
        old.document.refresh_from_db()
    assert old.document.revoked_reason.startswith("digantikan karena jadwal")
    new = letter(of, newer)
    assert new.replaces == old
    assert old.document.number in words_of(of, new)


def test_everybody_named_is_told_and_reads_it(as_, of, roster):
    signed = letter(of, roster)
    with tenant(of.agency.pk):
        told = set(Message.objects.filter(kind="letter").values_list("employee_id", flat=True))
    assert told == {one.pk for one in of.staff}
    answered = as_(of.staff[0]).get(reverse("attendance:letter_file", args=[signed.pk]))
    assert answered.content == content(of, signed)
    assert "no-store" in answered["Cache-Control"]


def test_the_page_shows_a_draft_and_signs(as_, of, roster):
    browser = as_(of.ppk)
    page = reverse("attendance:letter_sign", args=[roster.pk])
    assert "Sertifikat uji" in browser.get(page).content.decode()
    draft = browser.get(reverse("attendance:letter_draft", args=[roster.pk]))
    assert "DRAF" in text_of_pdf(draft.content)
    assert browser.post(page).status_code == 302
    with tenant(of.agency.pk):
        assert AssignmentLetter.objects.count() == 1
    assert browser.post(page, follow=True).status_code == 200
    with tenant(of.agency.pk):
        assert AssignmentLetter.objects.count() == 1


def test_an_agency_sets_its_pattern_of_numbers(as_, of, roster):
    personnel = factories.employee(of.top, name="Operator")
    factories.grant(personnel, "personnel")
    page = reverse("attendance:letters")
    assert as_(personnel).post(page, {"pattern": "tanpa nomor"}).status_code == 422
    assert as_(personnel).post(page, {"pattern": "094/{number}-HDR/{year}"}).status_code == 302
    assert letter(of, roster).document.number == "094/1-HDR/2026"
    assert "094/2-HDR/2026" in as_(personnel).get(page).content.decode()


def test_what_a_letter_says_is_read_in_six_statements(of, roster, django_assert_num_queries):
    with tenant(of.agency.pk):
        office = office_of(of.delegate, of.delegate.standing.held[0])
        with django_assert_num_queries(6):
            facts = letter_facts(roster, office)
    assert len(facts.people) == len(of.staff)


def test_other_agencies_do_not_see_a_letter(of, roster):
    letter(of, roster)
    other = factories.agency()
    with tenant(other.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM attendance_signeddocument")
        assert cursor.fetchone()[0] == 0
