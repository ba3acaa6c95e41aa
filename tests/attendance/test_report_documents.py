"""The signed report: one with the freeze, readable, verifiable, amended beside and never over."""

from collections import Counter
from collections.abc import Iterator
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from attendance.actions.compliance import compute_report
from attendance.actions.freezes import freeze_month
from attendance.actions.reopenings import rejudge_reopened, reopen_days
from attendance.actions.report_amendments import AmendmentRefused, issue_amendment
from attendance.letters.reports import report_data, report_pdf
from attendance.models import (
    Absence,
    ComplianceFigure,
    ComplianceReport,
    ComplianceSummary,
    DayAmendment,
    DayClose,
    LetterNumbering,
    Message,
    MonthFreeze,
    ReopenCause,
    SignedDocument,
    WorkDay,
)
from attendance.queries.freezes import unissued_days
from attendance.queries.report_differences import report_difference
from attendance.queries.seals import seal_of
from attendance.signing import sign
from attendance.signing.values import SigningRefused
from attendance.wording import report_document as words
from tests import factories
from tests.attendance.conftest import Freeze, sign_in
from tests.attendance.lettered import undone
from tests.attendance.month_of_work import NOVEMBER, SATURDAY, job_of, month_of_work
from tests.attendance.pdf_text import text_of_pdf

DECEMBER = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
"""Wednesday 2 December 2026, 09.00 WIB: November is over."""
LATER = DECEMBER + timedelta(days=5)
SEVENTEENTH = date(2026, 11, 17)
REASON = "Dinas luar menurut surat 800/41/2026"


def compute(agency: Agency, now: datetime) -> ComplianceReport:
    return compute_report(agency=agency, month=NOVEMBER, job=job_of(agency, at=now), now=now).report


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Employee, bytes]]:
    """The PPK of an agency whose November is frozen, and the signed bytes."""
    with django_db_blocker.unblock(), transaction.atomic():
        agency = month_of_work(units=2, people=4)
        factories.thresholds(agency)
        compute(agency, DECEMBER)
        with tenant(agency.pk):
            unit = agency.units.first()
        ppk = factories.employee(unit, appointed_on=date(2026, 12, 1))
        factories.grant(ppk, "ppk")
        factories.standing(ppk, on=date(2026, 12, 2))
        with tenant(agency.pk):
            freeze_month(agency=agency, month=NOVEMBER, by=ppk, at=DECEMBER)
            pdf = bytes(SignedDocument.objects.get().content)
        yield ppk, pdf
        transaction.set_rollback(True)
    connections["default"].close()


@pytest.fixture(autouse=True)
def ppk(made: tuple[Employee, bytes]) -> Iterator[Employee]:
    cache.clear()
    with undone():
        yield made[0]


@pytest.fixture
def agency(ppk: Employee) -> Agency:
    return ppk.agency


@pytest.fixture
def pdf(made: tuple[Employee, bytes]) -> bytes:
    return made[1]


def report_of(agency: Agency, version: int = 1) -> ComplianceReport:
    with tenant(agency.pk):
        reports = ComplianceReport.objects.select_related("agency__region", "amends", "document")
        return reports.get(month=NOVEMBER, version=version)


def words_of(pdf: bytes) -> str:
    """What a PDF says, of the bytes as they were before a signature was added to them."""
    return " ".join(" ".join(text_of_pdf(pdf[: pdf.index(b"%%EOF")])).split())


def away(ppk: Employee, day: date = SEVENTEENTH, now: datetime = LATER) -> Employee:
    """Somebody who was present turns out to have travelled on `day`, which is amended."""
    agency = ppk.agency
    with tenant(agency.pk):
        days = WorkDay.objects.filter(date=day, status="present").select_related("employee")
        person: Employee = days.order_by("employee_id").first().employee
        Absence.objects.create(
            agency=agency,
            employee=person,
            kind="travel",
            first_day=day,
            last_day=day,
        )
        reopen_days(
            agency_id=agency.pk,
            days=[(person.pk, day)],
            cause=ReopenCause.ABSENCE,
            by=ppk,
            at=DECEMBER,
        )
    rejudge_reopened(agency=agency, now=now)
    return person


def amended(ppk: Employee, at: datetime = LATER, reason: str = REASON) -> ComplianceReport:
    with tenant(ppk.agency_id):
        return issue_amendment(agency=ppk.agency, month=NOVEMBER, by=ppk, at=at, reason=reason)


def figures_of(report: ComplianceReport) -> dict[tuple[Any, ...], tuple[int, int | None]]:
    with tenant(report.agency_id):
        rows = ComplianceFigure.objects.filter(report=report, slice="", below=False)
        return {(row.code, row.unit_id): (row.value, row.base) for row in rows}


def read(figure: tuple[int, int | None]) -> tuple[int, float | None]:
    """A figure as people read it: its value, and its share with one decimal."""
    value, base = figure
    return value, round(100 * value / base, 1) if base else None


def test_the_freeze_and_its_signed_report_are_one(agency: Agency, ppk: Employee) -> None:
    report = report_of(agency)
    document = report.document
    assert document is not None
    assert (document.kind, document.signer_id) == ("compliance_report", ppk.pk)
    assert document.title == "Laporan kepatuhan November 2026, versi 1"
    with tenant(agency.pk):
        assert MonthFreeze.objects.get().report_id == report.pk
        assert ComplianceSummary.objects.get().is_frozen


def test_a_refused_signature_freezes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    other = month_of_work(units=1, people=1, capped=False)
    compute(other, DECEMBER)
    with tenant(other.pk):
        unit = other.units.first()
    by = factories.employee(unit, appointed_on=date(2026, 12, 1))
    factories.grant(by, "ppk")
    factories.standing(by, on=date(2026, 12, 2))

    def refuse(order: object) -> None:
        raise SigningRefused("Layanan BSrE tidak menjawab.")

    monkeypatch.setattr(sign, "sign_order", refuse)
    with tenant(other.pk):
        with pytest.raises(SigningRefused):
            freeze_month(agency=other, month=NOVEMBER, by=by, at=DECEMBER)
        assert not MonthFreeze.objects.exists()
        assert not SignedDocument.objects.exists()
        assert not LetterNumbering.objects.filter(last_number__gt=0).exists()
        assert not ComplianceReport.objects.exclude(document=None).exists()
        assert not ComplianceSummary.objects.filter(is_frozen=True).exists()


def test_the_report_says_what_was_signed(agency: Agency, pdf: bytes) -> None:
    said = words_of(pdf)
    report = report_of(agency)
    counted = figures_of(report)
    value, base = counted["present_days", None]
    share = f"{100 * value / (base or 1):.1f}".replace(".", ",")
    assert report.document is not None
    for known in (
        "November 2026",
        agency.name,
        f"{share}% hari wajib hadir dihadiri",
        report.document.code,
        "di bawah target" if value / (base or 1) < 0.95 else "tercapai",
        "29 hari pegawai".replace("29", str(29 * 8)),
        "/kepatuhan/2026-11/present_days/",
    ):
        assert known in said, known
    with tenant(agency.pk):
        for unit in agency.units.all():
            assert unit.name in said
    assert "DRAF" not in said


def test_the_report_is_archivable_tagged_and_told_in_words(pdf: bytes) -> None:
    reader = PdfFileReader(BytesIO(pdf))
    metadata = reader.root["/Metadata"].data.decode()
    for claim in ('pdfaid:part="2"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"'):
        assert claim in metadata
    kinds = Counter[str]()
    alts = []
    for element in elements(reader.root["/StructTreeRoot"]):
        kinds[str(element["/S"])] += 1
        if element["/S"] == "/Figure":
            alts.append(str(element["/Alt"]))
    assert kinds["/Table"] >= 8
    assert kinds["/TH"] > kinds["/Table"]
    assert any("luar kantor per hari: Senin" in alt for alt in alts)


def elements(of: Any) -> Iterator[Any]:
    """Every element of a structure tree."""
    of = of.get_object() if isinstance(of, IndirectObject) else of
    if isinstance(of, list):
        for one in of:
            yield from elements(one)
    elif isinstance(of, dict):
        if "/S" in of:
            yield of
        if "/K" in of:
            yield from elements(of["/K"])


def test_a_draft_is_marked_and_a_running_month_says_how_far_it_counts() -> None:
    other = month_of_work(units=1, people=1, capped=False)
    report = compute(other, SATURDAY)
    with tenant(other.pk):
        said = words_of(report_pdf(report, SATURDAY))
    assert "DRAF – belum disahkan" in said
    assert "Laporan sementara" in said
    assert "sampai Jumat, 20 November 2026" in said
    assert "Laporan ini belum disahkan." in said


def test_an_older_version_of_a_signed_month_is_no_signed_one(agency: Agency) -> None:
    signed = report_of(agency)
    older = ComplianceReport(pk=signed.pk + 1, agency=agency, month=NOVEMBER, version=1)
    with tenant(agency.pk):
        freeze = MonthFreeze.objects.select_related("report").get()
    freeze.report.version = 2
    assert "yang disahkan adalah versi 2" in words.approval_words(older, freeze, 0)
    assert len(words.closing_words(older, freeze, "", "")) == 1
    assert len(words.closing_words(signed, freeze, "", "")) == 2


def test_more_units_take_no_more_statements(agency: Agency) -> None:
    single = month_of_work(units=1, people=1)
    compute(single, DECEMBER)
    taken = []
    for one in (single, agency):
        report = report_of(one)
        with tenant(one.pk), CaptureQueriesContext(connections["default"]) as counted:
            report_data(report)
        taken.append(len(counted))
    assert taken[0] == taken[1] <= 8


def test_anybody_verifies_a_report_and_hears_of_later_amendments(
    agency: Agency, ppk: Employee, pdf: bytes
) -> None:
    document = report_of(agency).document
    assert document is not None
    address = f"/verifikasi/{document.code}/"
    said = Client().get(address).content.decode()
    for known in (
        "Asli dan berlaku",
        "Laporan ini diterbitkan",
        agency.name,
        "November 2026",
        ppk.job_title,
        document.sha256,
        "Kehadiran",
    ):
        assert known in said, known
    with tenant(agency.pk):
        people = Employee.objects.exclude(pk=ppk.pk)
        assert not any(one.name in said or one.nip in said for one in people)
    assert "terbit sesudahnya" not in said
    away(ppk)
    later = amended(ppk).document
    assert later is not None
    said = Client().get(address).content.decode()
    assert "Asli, dan ada laporan perubahan sesudahnya" in said
    assert "terbit sesudahnya" in said
    assert later.code in said
    file = SimpleUploadedFile("laporan.pdf", pdf, "application/pdf")
    answered = Client().post("/verifikasi/", {"berkas": file}).content.decode()
    assert "Berkas ini asli" in answered
    assert "laporan nomor" in answered
    said = Client().get(f"/verifikasi/{later.code}/").content.decode()
    assert "Versi 1 yang disahkan" in said
    assert REASON not in said


def test_an_amendment_counts_the_frozen_days_with_the_amended_ones_over_them(
    agency: Agency, ppk: Employee
) -> None:
    with tenant(agency.pk):
        frozen = list(WorkDay.objects.order_by("date", "employee_id").values_list())
    person = away(ppk)
    report = amended(ppk)
    assert (report.version, report.amends, report.reason) == (2, report_of(agency), REASON)
    with tenant(agency.pk):
        assert list(WorkDay.objects.order_by("date", "employee_id").values_list()) == frozen
        change = DayAmendment.objects.get()
        assert change.employee_id == person.pk
        rows: dict[tuple[date, int], dict[str, Any]] = {
            (row["date"], row["employee_id"]): row for row in WorkDay.objects.values()
        }
    rows[SEVENTEENTH, person.pk] = change.after
    plain = Counter[tuple[str, int | None]]()
    for row in rows.values():
        for unit in (None, row["unit_id"]):
            plain["workdays", unit] += row["status"] != "off"
            plain["present_days", unit] += row["status"] == "present"
            plain["excused_days", unit] += row["status"] == "excused"
            plain["late_minutes", unit] += row["late_minutes"]
            plain["wfh_days", unit] += row["status"] == "present" and row["place"] == "WFH"
    counted = figures_of(report)
    assert {key: counted[key][0] for key in plain} == dict(plain)


def test_the_difference_lists_exactly_the_figures_that_changed(
    agency: Agency, ppk: Employee
) -> None:
    person = away(ppk)
    after = amended(ppk)
    before = report_of(agency)
    was, now = figures_of(before), figures_of(after)
    with tenant(agency.pk):
        found = report_difference(before, after)
    told = {(one.code, one.unit and one.unit.pk) for one in found.changes}
    assert told == {key for key in was if read(was[key]) != read(now[key])}
    assert ("excused_days", person.unit_id) in told
    behind = {one.code: one.days for one in found.changes if one.unit is None and one.days}
    assert {day.person.pk for days in behind.values() for day in days} == {person.pk}
    assert {"present_days", "excused_days", "due_days", "amended_days"} <= behind.keys()
    assert "workdays" not in behind
    assert after.document is not None
    said = words_of(bytes(after.document.content))
    for known in (REASON, person.name, "Status: hadir menjadi berhalangan sah", "17 Nov"):
        assert known in said, known


def test_versions_of_an_open_month_differ_by_their_dates() -> None:
    other = month_of_work(units=1, people=1, capped=False)
    before, after = compute(other, SATURDAY), compute(other, SATURDAY + timedelta(days=3))
    with tenant(other.pk):
        found = report_difference(before, after)
    (absent,) = [one for one in found.changes if one.code == "absent_days" and one.unit is None]
    assert absent.dates == (date(2026, 11, 23),)
    assert found.days == ()


@pytest.mark.parametrize(
    ("changed", "reason", "refusal"),
    [(False, REASON, "Tidak ada hari November 2026"), (True, "  ", "Tulis alasan")],
)
def test_an_amendment_needs_a_change_and_a_reason(
    ppk: Employee, changed: bool, reason: str, refusal: str
) -> None:
    if changed:
        away(ppk)
    with pytest.raises(AmendmentRefused, match=refusal):
        amended(ppk, reason=reason)
    with tenant(ppk.agency_id):
        assert ComplianceReport.objects.count() == SignedDocument.objects.count() == 1


def test_each_amendment_counts_once_and_starts_from_what_was_signed(ppk: Employee) -> None:
    away(ppk)
    inspector = factories.employee(ppk.unit, appointed_on=date(2026, 12, 1))
    factories.grant(inspector, "inspector")
    report = amended(ppk)
    with pytest.raises(AmendmentRefused, match="Tidak ada hari"):
        amended(ppk, at=LATER + timedelta(hours=1))
    with tenant(ppk.agency_id):
        told = Message.objects.get(kind="report", employee=inspector)
    assert (told.title, told.url) == (
        "Laporan November 2026 diubah sesudah disahkan",
        "/kepatuhan/2026-11/",
    )
    # A worker that began before the signature and wrote after it: no report counts that day yet.
    away(ppk, date(2026, 11, 18), LATER - timedelta(minutes=5))
    with tenant(ppk.agency_id):
        assert unissued_days(ppk.agency_id, NOVEMBER, report.computed_at) == 1


def test_days_amended_while_a_service_signs_are_not_passed_over(
    ppk: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    away(ppk)
    really = sign.sign_order

    def slow(order: Any) -> Any:
        away(ppk, date(2026, 11, 18))
        return really(order)

    monkeypatch.setattr(sign, "sign_order", slow)
    with pytest.raises(AmendmentRefused, match="berubah lagi sejak draf"):
        amended(ppk)
    with tenant(ppk.agency_id):
        assert ComplianceReport.objects.count() == SignedDocument.objects.count() == 1
        assert LetterNumbering.objects.get().last_number == 1


def test_a_figure_changed_by_hand_is_told_by_its_verification(agency: Agency) -> None:
    report = report_of(agency)
    assert report.document is not None
    with tenant(agency.pk):
        assert seal_of(report, LATER).holds
        figures = ComplianceFigure.objects.filter(report=report)
        whole = figures.get(code="present_days", unit=None, slice="")
        for one in (
            whole,
            figures.filter(slice="weekday:5").first(),
            figures.exclude(unit=None).first(),
        ):
            row = figures.filter(pk=one.pk)
            added = copy(one)
            added.pk, added.slice = None, "date:2026-11-31"
            for by_hand in (
                partial(row.update, value=one.value + 1),
                partial(row.update, base=(one.base or 0) + 1),
                partial(row.update, code="tidak_ada"),
                row.delete,
                partial(added.save, force_insert=True),
            ):
                with transaction.atomic():
                    by_hand()
                    cache.clear()
                    seal = seal_of(report, LATER)
                    assert (seal.figures, seal.days) == (False, True), (one.code, by_hand)
                    transaction.set_rollback(True)
        figures.filter(pk=whole.pk).update(value=whole.base)
    cache.clear()
    said = Client().get(f"/verifikasi/{report.document.code}/").content.decode()
    assert "Laporan asli, tetapi data di portal berubah" in said
    assert "Angkanya TIDAK sama dengan yang disahkan" in said
    assert "Kehadiran" not in said


def test_days_changed_by_hand_are_told_by_the_verification(agency: Agency) -> None:
    document = report_of(agency).document
    assert document is not None
    address = f"/verifikasi/{document.code}/"
    assert "Angka dan hari kerjanya sama" in Client().get(address).content.decode()
    with tenant(agency.pk):
        DayClose.objects.filter(date=SEVENTEENTH).update(content_hash="0" * 64)
    cache.clear()
    assert "Hari kerjanya TIDAK sama" in Client().get(address).content.decode()


def test_the_pages_lead_from_the_freeze_to_the_amendment(
    client: Client, freeze: Freeze, ppk: Employee, agency: Agency
) -> None:
    person = away(ppk)
    freeze(LATER)
    sign_in(client, ppk)
    shown = client.get("/kepatuhan/2026-11/").content.decode()
    document = report_of(agency).document
    assert document is not None
    assert document.code in shown
    assert "Terbitkan laporan perubahan" in shown
    draft = client.get("/kepatuhan/2026-11/perubahan/draf.pdf")
    assert "DRAF – belum disahkan" in words_of(draft.content)
    form = "/kepatuhan/2026-11/perubahan/terbitkan/"
    assert client.get(form).status_code == 200
    refused = client.post(form, {"alasan": ""})
    assert refused.status_code == 422
    assert "Tulis alasan perubahannya" in refused.content.decode()
    unseen = client.post(form, {"alasan": REASON, "hari": "7"}, follow=True).content.decode()
    assert "berubah lagi sejak draf" in unseen
    typed = {"alasan": REASON, "hari": "1"}
    answer = client.post(form, typed, follow=True).content.decode()
    assert "ditandatangani dan diterbitkan" in answer
    assert REASON in answer
    difference = client.get("/kepatuhan/2026-11/perubahan/").content.decode()
    assert person.name in difference
    assert "Berhalangan sah" in difference
    assert client.get("/kepatuhan/2026-11/perubahan/?dari=1&ke=9").status_code == 404
    signed = client.get("/kepatuhan/2026-11/laporan.pdf")
    assert signed.content == bytes(document.content)
    assert 'filename="laporan-kepatuhan-2026-11-v1.pdf"' in signed["Content-Disposition"]
    second = client.get("/kepatuhan/2026-11/laporan.pdf?versi=2")
    assert b"v2.pdf" in second["Content-Disposition"].encode()
