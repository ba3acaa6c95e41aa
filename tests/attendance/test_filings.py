"""The regions' monthly form: proposed, carried over, differed from with a reason, filed once."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.filing_reminders import remind_of_form
from attendance.actions.filings import FilingRefused, file_form, save_answers
from attendance.models import (
    Absence,
    ComplianceFigure,
    DayClose,
    Filing,
    FilingAnswer,
    Message,
    SignedDocument,
)
from attendance.rules.filing_answers import Answer, Gap
from tests import factories
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
URL = reverse("attendance:compliance_filing", args=[NOVEMBER])


@pytest.fixture
def of():
    made = agency()
    reported(made)
    return made


@pytest.fixture
def operator(of):
    return official(of, "personnel")


@pytest.fixture
def page(client, freeze, operator):
    """The operator's browser on 2 December."""
    freeze(DECEMBER_2)
    sign_in(client, operator)
    return client


def save(of, by, month=NOVEMBER, reviewed=(), **answers):
    with tenant(of.pk):
        rows = {code.removeprefix("_"): Answer(*answer) for code, answer in answers.items()}
        return save_answers(
            agency=of, month=month, answers=rows, reviewed=reviewed, by=by, at=DECEMBER_2
        )


def typed(page, **changed):
    """What a browser without scripts sends: every field as the page shows it, some changed."""
    form = page.get(URL).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return {f"initial-{name}": value for name, value in shown.items()} | shown | changed


def test_the_form_has_fourteen_sections_and_answers_what_the_portal_knows(of) -> None:
    found = sheet(of)
    assert [section.number for section in found.sections] == list(range(1, 15))
    answers = {code: line.value for code, line in found.by_code.items()}
    assert answers["1a"] == "Dilaksanakan"
    assert answers["1b"] == "Jumat"
    assert answers["1c"] == "20"
    assert answers["4c"] == "Tercapai"
    assert "CPNS." in answers["9"]
    assert answers["2a"] == answers["13"] == ""
    figures = found.by_code["1c"].figures
    assert [(one["code"], one["value"]) for one in figures][:2] == [
        ("wfh_days", 186),
        ("wfo_days", 744),
    ]


def test_trips_are_measured_against_the_base_month(of, operator) -> None:
    people = [factories.employee(operator.unit) for _ in range(3)]
    with tenant(of.pk):
        for person, first in zip(
            [*people, people[0]], [date(2026, 3, 2)] * 3 + [date(2026, 11, 28)], strict=True
        ):
            Absence.objects.create(
                agency=of, employee=person, kind="travel", first_day=first,
                last_day=first + timedelta(days=5),
            )  # fmt: skip
    found = sheet(of).by_code
    assert (found["6dasar"].value, found["6jumlah"].value) == ("Maret 2026", "3")
    assert found["6a"].value == "66"
    save(of, operator, _6jumlah=("40", "", "Catatan bagian umum"))
    assert sheet(of).by_code["6a"].value == "97"


def test_answers_come_from_the_month_before_until_somebody_looks(of, operator) -> None:
    save(of, operator, OCTOBER, _2a=("Sudah",), _10a=("1250000",), _13=("Listrik padam.",))
    line = sheet(of).by_code["2a"]
    assert (line.value, line.carried_from, line.gap) == ("Sudah", OCTOBER, Gap.UNREVIEWED)
    assert sheet(of).by_code["1c"].carried_from is None
    save(of, operator, reviewed=["2a"])
    assert sheet(of).by_code["2a"].gap is None
    # What nobody looked at is kept and still says so.
    assert sheet(of).by_code["10a"].gap is Gap.UNREVIEWED
    with tenant(of.pk):
        kept = FilingAnswer.objects.get(filing__month=NOVEMBER, item__code="10a")
    assert (kept.value, kept.is_carried, kept.by) == ("1250000", True, None)


def test_an_untouched_answer_follows_the_figures_and_an_officers_stays(of, operator) -> None:
    save(of, operator, _1c=("35", "", "Termasuk UPTD yang belum memakai portal"))
    reported(of, OCTOBER)
    with tenant(of.pk):
        of_month = {"filing__month": NOVEMBER, "item__code": "1c"}
        assert FilingAnswer.objects.get(**of_month).proposed == "20"
    assert sheet(of).by_code["1c"].differs
    save(of, operator, _1c=("20", "", "Tidak dipakai"))
    line = sheet(of).by_code["1c"]
    assert (line.value, line.reason, line.gap) == ("20", "", None)


def test_an_answer_that_the_figures_overtook_is_kept_and_asks_for_its_reason(of, operator) -> None:
    save(of, operator, _6jumlah=("40",))
    save(of, operator, _6a=("90",))
    line = sheet(of).by_code["6a"]
    assert (line.value, line.proposed, line.gap) == ("90", "100", Gap.UNREASONED)


def test_the_database_asks_for_a_reason_too(of, operator) -> None:
    save(of, operator, _1c=("35", "", "Alasan"))
    with (
        tenant(of.pk),
        pytest.raises(IntegrityError, match="differs_for_reason"),
        transaction.atomic(),
    ):
        FilingAnswer.objects.filter(item__code="1c").update(reason="")


def test_typing_without_scripts_is_kept_and_read_as_meant(page, of) -> None:
    answer = page.post(URL, typed(page, v_10a="Rp 1.250.000", v_10b="750.000", bagian="10"))
    assert answer.status_code == 302
    assert answer["Location"].endswith("#bagian-10")
    found = sheet(of).by_code
    assert (found["10a"].value, found["10b"].value, found["10g"].value) == (
        "1250000", "750000", "2000000",
    )  # fmt: skip
    shown = page.get(URL).content.decode()
    assert "Rp2.000.000" in shown
    assert reverse("attendance:compliance_days", args=[NOVEMBER, "wfh_days"]) in shown


def test_another_answer_needs_a_reason_and_what_was_typed_stays(page, of) -> None:
    answer = page.post(URL, typed(page, v_1c="35", v_10a="1,5 juta", v_2a="Sudah"))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "berbeda dari hitungan portal (WFH 20% : WFO 80%)" in shown
    assert 'value="1,5 juta"' in shown
    assert 'value="35"' in shown
    # The row without a fault is kept all the same.
    assert sheet(of).by_code["2a"].value == "Sudah"
    answer = page.post(URL, typed(page, v_1c="35", r_1c="Termasuk UPTD"))
    assert answer.status_code == 302
    assert sheet(of).by_code["1c"].value == "35"


def test_two_officers_change_each_their_rows(page, of, operator) -> None:
    stale = typed(page, v_2d="Belum")
    save(of, operator, _2a=("Sudah",))
    page.post(URL, stale)
    found = sheet(of).by_code
    assert (found["2a"].value, found["2d"].value) == ("Sudah", "Belum")


def test_saved_as_typed_answers_with_what_changed(page, of) -> None:
    answer = page.post(URL, typed(page, v_10a="10.000"), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Tersimpan" in shown
    assert re.search(r'id="jumlah-10g"[^>]*>Rp10\.000', shown)
    # What the portal makes of it elsewhere is shown anew; what was typed is left alone.
    answer = page.post(URL, typed(page, v_6jumlah="40"), headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert re.search(r'id="baris-6a" hx-swap-oob="true"', shown)
    assert 'value="100"' in shown
    assert "baris-6jumlah" not in shown
    answer = page.post(URL, typed(page, v_10b="1,5 juta"), headers={"HX-Request": "true"})
    assert 'data-refused="id_v_10b"' in answer.content.decode()


def test_typing_goes_nowhere_once_the_form_is_filed_and_says_so(page, of, operator) -> None:
    posted = typed(page, v_10a="10.000")
    with tenant(of.pk):
        Filing.objects.create(
            agency=of, month=NOVEMBER, opened_at=DECEMBER_2, filed_at=DECEMBER_2, filed_by=operator
        )
    answer = page.post(URL, posted, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "tidak berubah lagi" in answer.content.decode()


def test_the_months_outages_are_offered_for_section_13(page, of) -> None:
    page.post(URL, typed(page, v_13="Hujan lebat.", tambah="13"))
    said = sheet(of).by_code["13"].value
    assert said.startswith("Hujan lebat.\nNovember 2026: Gangguan sistem presensi 2 kali")
    assert "30 jam" in said


def test_the_inspectorate_reads_and_writes_nothing(client, freeze, of) -> None:
    freeze(DECEMBER_2)
    sign_in(client, official(of, "inspector"))
    answer = client.get(URL)
    assert answer.status_code == 200
    assert answer.context["form"] is None
    assert "Dilaksanakan" in answer.content.decode()
    assert client.post(URL, {"v_2a": "Sudah"}).status_code == 403


def test_nothing_is_filed_while_rows_or_the_report_are_missing(of, operator) -> None:
    head = official(of, "pyb")
    with tenant(of.pk), pytest.raises(FilingRefused) as refused, transaction.atomic():
        file_form(agency=of, month=NOVEMBER, by=head, at=DECEMBER_2)
    said = str(refused.value)
    assert "2a (E-office): belum dijawab" in said
    assert "14 (Tindak lanjut atau rekomendasi): belum dijawab" in said
    answered(of, operator)
    answered(of, operator, OCTOBER)
    with tenant(of.pk), pytest.raises(FilingRefused, match="belum dihitung"), transaction.atomic():
        file_form(agency=of, month=OCTOBER, by=head, at=DECEMBER_2)
    with tenant(of.pk), pytest.raises(FilingRefused, match="PyB atau PPK"), transaction.atomic():
        file_form(agency=of, month=NOVEMBER, by=operator, at=DECEMBER_2)
    with tenant(of.pk):
        assert not SignedDocument.objects.exists()


def test_a_filed_form_is_a_signed_letter_and_stays_as_it_was(client, freeze, of, operator) -> None:
    answered(of, operator)
    assert sheet(of).missing == []
    freeze(DECEMBER_2)
    principal = official(of, "ppk", job_title="Wali Kota Uji")
    head = factories.employee(operator.unit, name="Rina Plh", job_title="Sekretaris Daerah")
    factories.delegation(principal, head, "ppk", letter_number="Plh. 800/7/2026")
    sign_in(client, head)
    sign = reverse("attendance:compliance_filing_sign", args=[NOVEMBER])
    seen = client.get(sign).context["seen"]
    save(of, operator, _14=("Tambah perangkat.",))
    assert client.post(sign, {"dibaca": seen}).status_code == 422
    seen = client.get(sign).context["seen"]
    assert client.post(sign, {"dibaca": seen}).status_code == 302
    with tenant(of.pk):
        filing = Filing.objects.select_related("document").get(month=NOVEMBER)
    assert filing.number == filing.document.number
    pdf = client.get(reverse("attendance:compliance_filing_pdf", args=[NOVEMBER])).content
    assert pdf == bytes(filing.document.content)
    text = " ".join(" ".join(text_of_pdf(pdf[: pdf.index(b"%%EOF")])).split())
    for words in ("WFH 20% : WFO 80%", "Tambah perangkat.", "Plh. Wali Kota Uji", "Rina Plh"):
        assert words in text
    anybody = client.get(reverse("attendance:verify", args=[filing.document.code]))
    assert anybody.status_code == 200
    assert "November 2026" in anybody.content.decode()
    # Neither officers nor new figures move it now.
    with pytest.raises(FilingRefused, match="tidak berubah lagi"), transaction.atomic():
        save(of, operator, _14=("Lain",))
    with tenant(of.pk):
        ComplianceFigure.objects.update(value=0)
    assert sheet(of).by_code["1c"].value == "20"
    assert client.post(sign, {"dibaca": seen}).status_code == 302
    with tenant(of.pk):
        assert SignedDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-12-01T09:00", 0),
        ("2026-12-02T06:59", 0),
        ("2026-12-02T07:00", 3),
        ("2026-12-04T07:00", 3),
        ("2026-12-08T07:00", 0),
    ],
)
def test_those_who_fill_and_sign_are_reminded_on_two_days(of, operator, at, told) -> None:
    moment = datetime.fromisoformat(f"{at}+09:00")
    of.zone = "Asia/Jayapura"
    for role in ("pyb", "inspector"):
        official(of, role)
    principal = official(of, "ppk")
    factories.delegation(principal, factories.employee(operator.unit), "ppk")
    with tenant(of.pk):
        DayClose.objects.create(
            agency=of, date=date(2026, 11, 30), judged=1, rule_version="1", closed_at=moment
        )
        assert remind_of_form(agency=of, now=moment) == told
        # The next hour tells nobody twice.
        assert remind_of_form(agency=of, now=moment) == 0
        assert not Message.objects.filter(employee=principal).exists()


def test_a_filed_form_and_a_ministry_are_not_reminded(of, operator) -> None:
    moment = DECEMBER_2
    with tenant(of.pk):
        DayClose.objects.create(
            agency=of, date=date(2026, 11, 30), judged=1, rule_version="1", closed_at=moment
        )
        of.kind = "kementerian"
        assert remind_of_form(agency=of, now=moment) == 0
        of.kind = "kota"
        Filing.objects.create(
            agency=of, month=NOVEMBER, opened_at=moment, filed_at=moment, filed_by=operator
        )
        assert remind_of_form(agency=of, now=moment) == 0
