"""A filed form stays as signed; a correction is the next version, for a reason, signed anew."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.filing_corrections import discard_correction, open_correction
from attendance.actions.filings import FilingRefused, file_form, save_answers
from attendance.models import (
    ComplianceFigure,
    ComplianceReport,
    Filing,
    FilingAnswer,
    FilingItem,
)
from attendance.rules.filing_answers import Answer
from tests.attendance.conftest import sign_in
from tests.attendance.filed import (
    DECEMBER_2,
    NOVEMBER,
    OCTOBER,
    agency,
    answered,
    official,
    reported,
    sheet,
)
from tests.attendance.pdf_text import text_of_pdf

pytestmark = pytest.mark.django_db
URL, SIGN, PDF, CORRECT, DISCARD = (
    reverse(f"attendance:compliance_filing{name}", args=[NOVEMBER])
    for name in ("", "_sign", "_pdf", "_correct", "_discard")
)


@pytest.fixture
def of():
    made = agency()
    reported(made)
    return made


@pytest.fixture
def head(of):
    """The PyB, who signs; an operator has answered everything."""
    answered(of, official(of, "personnel"))
    return official(of, "pyb", name="Rina Sekretaris")


@pytest.fixture
def filed(of, head):
    with tenant(of.pk):
        return file_form(agency=of, month=NOVEMBER, by=head, at=DECEMBER_2)


def correct(of, by, **answers):
    """A correction that is open, with some answers changed."""
    given = {code.removeprefix("_"): Answer(value) for code, value in answers.items()}
    with tenant(of.pk):
        made = open_correction(
            agency=of, month=NOVEMBER, reason="Tagihan UPTD", by=by, at=DECEMBER_2
        )
        save_answers(agency=of, month=NOVEMBER, answers=given, by=by, at=DECEMBER_2)
    return made


def test_a_correction_begins_with_the_filed_answers_and_is_signed_anew(
    client, freeze, of, head, filed
) -> None:
    freeze(DECEMBER_2)
    sign_in(client, head)
    answer = client.post(CORRECT, {"alasan": "  "})
    assert answer.status_code == 422
    assert "Tulis alasan perbaikannya" in answer.content.decode()
    assert client.post(CORRECT, {"alasan": "Tagihan UPTD"}).status_code == 302
    now, before = sheet(of), {line.item.code: line.value for line in sheet(of).lines}
    assert (now.filing.version, now.missing, now.changes) == (2, [], False)
    assert before["10a"] == "5000000"
    shown = client.get(SIGN).content.decode()
    assert "belum mengubah apa pun dari versi 1" in shown
    with tenant(of.pk):
        save_answers(
            agency=of, month=NOVEMBER, answers={"10a": Answer("7500000")}, by=head, at=DECEMBER_2
        )
    assert "Semula: Rp5.000.000" in client.get(SIGN).content.decode()
    assert client.post(SIGN, {"dibaca": client.get(SIGN).context["seen"]}).status_code == 302
    with tenant(of.pk):
        second = Filing.objects.select_related("document").get(month=NOVEMBER, version=2)
    assert second.number != filed.number
    pdf = bytes(second.document.content)
    text = " ".join(" ".join(text_of_pdf(pdf[: pdf.index(b"%%EOF")])).split())
    assert f"Perbaikan (versi 2) atas laporan Nomor {filed.number}" in text
    assert "Semula: Rp5.000.000" in text
    # The first one is read, fetched and verified as before, and says that it was corrected.
    assert client.get(PDF).content == pdf
    assert client.get(f"{PDF}?versi=1").content == bytes(filed.document.content)
    old = client.get(f"{URL}?versi=1").content.decode()
    assert "Rp5.000.000" in old
    assert "Versi ini sudah diperbaiki" in old
    assert client.get(f"{URL}?versi=3").status_code == 302
    said = client.get(reverse("attendance:verify", args=[filed.document.code])).content.decode()
    assert "sudah diperbaiki" in said
    assert second.document.code in said


def test_computed_answers_of_a_correction_follow_an_amended_report(of, head, filed) -> None:
    assert filed.version == 1
    correct(of, head)
    with tenant(of.pk):
        first = ComplianceReport.objects.get(month=NOVEMBER)
        amended = ComplianceReport.objects.get(pk=first.pk)
        amended.pk, amended.version, amended.amends, amended.reason = None, 2, first, "Koreksi"
        amended.save()
        figures = list(ComplianceFigure.objects.filter(report=first))
        for one in figures:
            one.pk, one.report = None, amended
            one.value = {"wfh_days": 465, "wfo_days": 465}.get(one.code, one.value)
        ComplianceFigure.objects.bulk_create(figures)
    line = sheet(of).by_code["1c"]
    assert (line.value, line.was.value, line.is_changed) == ("50", "20", True)
    assert [one.item.code for one in sheet(of).lines if one.is_changed] == ["1c"]


def test_a_correction_given_up_leaves_the_filed_form(of, head, filed) -> None:
    correct(of, head, _10a="1")
    with tenant(of.pk):
        discard_correction(agency=of, month=NOVEMBER, by=head)
        assert set(FilingAnswer.objects.values_list("filing_id", flat=True)) == {filed.pk}
        with pytest.raises(FilingRefused, match="Tidak ada perbaikan"), transaction.atomic():
            discard_correction(agency=of, month=NOVEMBER, by=head)
    assert (sheet(of).filing, sheet(of).by_code["10a"].value) == (filed, "5000000")


def test_one_correction_at_a_time_of_what_is_filed_by_who_fills_it(of, head, filed) -> None:
    correct(of, head)
    inspector = official(of, "inspector")
    with tenant(of.pk):
        for by, said in ((head, "masih terbuka"), (inspector, "operator kepegawaian")):
            with pytest.raises(FilingRefused, match=said), transaction.atomic():
                open_correction(agency=of, month=NOVEMBER, reason="Lagi", by=by, at=DECEMBER_2)
        with pytest.raises(IntegrityError, match="one_open"), transaction.atomic():
            Filing.objects.create(
                agency=of, month=NOVEMBER, version=3, reason="x", opened_at=DECEMBER_2
            )
        with pytest.raises(IntegrityError, match="corrected_for_reason"), transaction.atomic():
            Filing.objects.filter(version=2).update(reason="")


def test_the_database_keeps_a_filed_form_and_its_answers(of, head) -> None:
    with tenant(of.pk):
        filing = Filing.objects.get(month=NOVEMBER)
        filing.filed_at, filing.filed_by = DECEMBER_2, head
        filing.save()
        answers = FilingAnswer.objects.filter(filing=filing)
        other = Filing.objects.create(agency=of, month=OCTOBER, opened_at=DECEMBER_2)
        row = answers.first()
        for change in (
            lambda: answers.update(value="0"),
            lambda: answers.update(filing=other),
            answers.delete,
            lambda: FilingAnswer.objects.create(
                agency=of, filing=filing, item=FilingItem.objects.get(code="12b"), at=DECEMBER_2
            ),
            lambda: Filing.objects.filter(pk=filing.pk).update(filed_at=None),
            lambda: Filing.objects.filter(pk=filing.pk).update(place="Lain"),
        ):
            with (
                pytest.raises(IntegrityError, match="tetap seperti saat itu"),
                transaction.atomic(),
            ):
                change()
        row.refresh_from_db()
        assert row.filing_id == filing.pk
