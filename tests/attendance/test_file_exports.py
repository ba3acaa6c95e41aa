"""Files of a month: whole, typed, harmless in a spreadsheet, made by workers that may die."""

import csv
import errno
import hashlib
import json
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from psycopg.errors import DiskFull
from python_calamine import CalamineWorkbook
from xlsxwriter.exceptions import FileCreateError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions import file_exports, file_making
from attendance.actions.compliance import compute_report
from attendance.actions.file_exports import ask_file, forget_files
from attendance.actions.file_making import run_file
from attendance.actions.report_mail import tell_report_ready
from attendance.exports import COLUMNS, archive, days
from attendance.exports.dictionary import dictionary_page, entries
from attendance.exports.fields import DAY_COLUMNS, MONTH_COLUMNS
from attendance.exports.picture import one_picture
from attendance.exports.workroom import ROOMS, is_full, workroom
from attendance.models import (
    ComplianceFigure,
    ComplianceReport,
    DayAmendment,
    ExportKind,
    FileExport,
    FileExportPart,
    Job,
    Message,
    MonthFreeze,
    PersonMonth,
    WorkDay,
)
from attendance.queries.file_exports import PartMissingError
from attendance.queries.people_exports import ExportedDay
from attendance.tasks.file_exports import make_file
from tests import factories
from tests.attendance.conftest import sign_in
from tests.attendance.month_of_work import NOVEMBER, SATURDAY, job_of, month_of_work

ROOT = Path(__file__).resolve().parents[2]
CSVS = ("hari-pegawai.csv", "tunjangan.csv", "kamus-data.csv")
FORMULA = '=HYPERLINK("https://contoh.test";"Budi")'


@pytest.fixture(scope="module")
def computed(django_db_setup, django_db_blocker):
    """Three weeks of two units; the first employee bears a name that looks like a formula.

    Computed once: what a test changes is undone before the next.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with mock.patch.object(clock, "now", return_value=SATURDAY):
            agency = month_of_work(units=2, people=3)
            with tenant(agency.pk):
                person = agency.employees.order_by("nip").first()
                person.name = FORMULA
                person.save(update_fields=["name"])
            job = job_of(agency)
            yield compute_report(agency=agency, month=NOVEMBER, job=job, now=SATURDAY).report
        transaction.set_rollback(True)
    connection.close()


@pytest.fixture
def report(computed, freeze):
    freeze(SATURDAY)
    with transaction.atomic():
        with tenant(computed.agency_id):
            found = ComplianceReport.objects.select_related("agency").get(pk=computed.pk)
        yield found
        transaction.set_rollback(True)


def official(report, role="personnel"):
    """Somebody with a role, in a unit without work of its own."""
    person = factories.employee(factories.unit(report.agency))
    factories.grant(person, role)
    return factories.standing(person, on=SATURDAY.date())


def asked(report, kind, by):
    with tenant(report.agency_id):
        job = ask_file(report=report, kind=ExportKind(kind), by=by, at=SATURDAY)
        return job.export


def made(report, kind, by):
    export = asked(report, kind, by)
    return run_file(agency_id=report.agency_id, job_id=export.job_id, now=SATURDAY)


def content_of(export):
    with tenant(export.agency_id):
        parts = FileExportPart.objects.filter(export=export).order_by("number")
        return b"".join(bytes(part.content) for part in parts)


def text_rows(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def fetched(client, export, **headers):
    answer = client.get(reverse("attendance:compliance_file", args=[export.pk]), headers=headers)
    return answer, b"".join(answer.streaming_content) if answer.streaming else b""


def test_the_workbook_reads_back_with_equal_typed_cells_and_names_stay_text(report):
    book = CalamineWorkbook.from_filelike(
        BytesIO(content_of(made(report, "xlsx", official(report))))
    )
    assert book.sheet_names == [
        "Ringkasan", "Angka", "Unit", "Bagian", "Hari unit", "Pegawai", "Kamus data",
    ]  # fmt: skip
    figures = {row[1]: row for row in book.get_sheet_by_name("Angka").to_python()[1:]}
    with tenant(report.agency_id):
        kept = list(ComplianceFigure.objects.filter(report=report, unit=None, slice=""))
        people = list(
            PersonMonth.objects.select_related("employee").order_by("unit__code", "employee__nip")
        )
        units = ComplianceFigure.objects.filter(
            report=report, code="late_minutes", unit__isnull=False
        )
        late = {(one.unit.code, one.below): one.value for one in units.select_related("unit")}
    assert len(kept) == len(figures)
    for figure in kept:
        row = figures[figure.code]
        assert (row[3], row[5]) == (figure.value, "" if figure.base is None else figure.base)
        assert row[6] == (pytest.approx(figure.value / figure.base) if figure.base else "")
    head, *rows = book.get_sheet_by_name("Unit").to_python()
    assert late == {
        (row[0], row[2] != "unit"): row[head.index("Menit terlambat")] for row in rows if row[0]
    }
    head, *rows = book.get_sheet_by_name("Pegawai").to_python()
    assert head == [column.label for column in MONTH_COLUMNS]
    assert [(row[3], row[head.index("Hadir")], row[-1]) for row in rows] == [
        (one.employee.name, one.present_days, one.data_until) for one in people
    ]
    assert FORMULA in {row[3] for row in rows}
    told = {(one.file, one.label) for one in entries()}
    for name in book.sheet_names:
        labels = book.get_sheet_by_name(name).to_python()[0]
        file = name.lower().replace(" ", "-")
        assert [one for one in labels if not {(file, one), ("laporan", one)} & told] == []


def test_every_day_stands_in_the_file_as_it_was_at_one_moment_and_a_long_table_goes_on(report):
    with tenant(report.agency_id):
        kept = list(
            WorkDay.objects.select_related("employee").order_by(
                "date", "unit__code", "employee__nip"
            )
        )
        DayAmendment.objects.create(
            agency_id=report.agency_id,
            date=kept[1].date,
            employee=kept[1].employee,
            version=1,
            before={},
            after={},
            cause="correction",
            amended_at=SATURDAY,
        )
    out = BytesIO()
    days.write_days_csv(report, out, lambda *_: None)
    texts = text_rows(out.getvalue())
    assert [text["diubah"] for text in texts[:3]] == ["", "2026-11-21T10:00:00+07:00", ""]

    def judged_meanwhile(_what, done, _total):
        if done:
            with tenant(report.agency_id):
                WorkDay.objects.update(late_minutes=7)

    with TemporaryDirectory() as folder:
        out = BytesIO()
        days.write_days(report, out, folder, judged_meanwhile, sheet_rows=50)
    book = CalamineWorkbook.from_filelike(BytesIO(out.getvalue()))
    about, *names = book.sheet_names
    assert ["Dibaca", "2026-11-21 10.00.00 WIB"] in book.get_sheet_by_name(about).to_python()
    assert names == ["Hari pegawai", "Hari pegawai 2", "Hari pegawai 3"]
    sheets = [book.get_sheet_by_name(name).to_python() for name in names]
    assert all(sheet[0] == [column.label for column in DAY_COLUMNS] for sheet in sheets)
    rows = [row for sheet in sheets for row in sheet[1:]]
    assert len(rows) == len(texts) == len(kept) == 114
    for row, text, day in zip(rows, texts, kept, strict=True):
        local = day.first_in and day.first_in.astimezone(ZoneInfo(day.employee.zone))
        assert (row[3], row[4], row[6], row[12]) == (
            day.employee.nip, day.employee.name, day.date, day.late_minutes,
        )  # fmt: skip
        assert row[10] == (local.replace(tzinfo=None) if local else "")
        assert text["masuk"] == (local.isoformat() if local else "")
        assert text["nama"].removeprefix("'") == day.employee.name
        assert not text["nama"].startswith("=")
        assert row[16] == day.judged_at.astimezone(ZoneInfo(day.employee.zone)).replace(
            tzinfo=None, microsecond=0
        )
    assert any(row[14] == "Terlambat" for row in rows)


def test_one_picture_sees_one_moment_and_writes_nothing(computed):
    def looked():
        try:
            with one_picture(7), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT current_setting('transaction_isolation'), "
                    "current_setting('transaction_read_only'), current_setting('hadir.agency')"
                )
                return cursor.fetchone()
        finally:
            connection.close()

    # A worker has no transaction open, as this test has: another thread has none either.
    with ThreadPoolExecutor(1) as worker:
        assert worker.submit(looked).result() == ("repeatable read", "on", "7")


def test_csv_json_and_zip_hold_the_same_figures(report, client):
    by = official(report)
    sign_in(client, by)
    old = client.get("/kepatuhan/2026-11/unduh.csv").content
    assert content_of(made(report, "csv", by)) == old
    document = json.loads(content_of(made(report, "json", by)))
    figure = {f"figures[].{name}" for name in document["figures"][0]}
    agency = {f"agency.{name}" for name in document["agency"]}
    keys = document.keys() - {"figures", "agency"} | figure | agency
    assert keys == {one.name for one in entries() if one.file == "laporan-json"}
    whole = {one["code"]: one["value"] for one in document["figures"] if one["scope"] == "agency"}
    assert whole == {code: int(text_rows(old)[0][name]) for code, name in COLUMNS.items()}
    with tenant(report.agency_id):
        assert len(document["figures"]) == ComplianceFigure.objects.filter(report=report).count()
    answer, content = fetched(client, made(report, "zip", by))
    zipped = ZipFile(BytesIO(content))
    assert zipped.testzip() is None
    name = f"kepatuhan-{report.agency.code}-2026-11-v1"
    assert zipped.namelist() == [
        "BACA-SAYA.txt", f"{name}.pdf", f"{name}.xlsx", f"{name}.csv", f"{name}.json",
        "hari-pegawai.csv", "tunjangan.csv", "kamus-data.csv", "SHA256SUMS.txt",
    ]  # fmt: skip
    sums = [line.split("  ") for line in zipped.read("SHA256SUMS.txt").decode().splitlines()]
    assert sums == [
        [hashlib.sha256(zipped.read(one)).hexdigest(), one] for one in zipped.namelist()[:-1]
    ]
    assert "Dibaca: 2026-11-21 10.00.00 WIB" in zipped.read("BACA-SAYA.txt").decode()
    for one, file in ((f"{name}.csv", "laporan"), *((x, x.removesuffix(".csv")) for x in CSVS)):
        head = zipped.read(one).decode("utf-8-sig").partition("\r\n")[0].split(";")
        assert head == [entry.name for entry in entries() if entry.file == file]
    assert zipped.read(f"{name}.csv") == old
    assert zipped.read(f"{name}.pdf").startswith(b"%PDF-")
    assert len(text_rows(zipped.read("tunjangan.csv"))) == 6
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.zip"'


def test_a_file_is_fetched_in_parts_with_its_size_and_an_etag(report, client, monkeypatch):
    monkeypatch.setattr(file_making, "PART_BYTES", 10_000)
    by = official(report)
    export = made(report, "json", by)
    sign_in(client, by)
    answer, content = fetched(client, export)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert len(content) == int(answer.headers["Content-Length"]) == export.size > 10_000
    assert hashlib.sha256(content).hexdigest() == export.sha256
    again, nothing = fetched(client, export, if_none_match=answer.headers["ETag"])
    assert (again.status_code, nothing) == (304, b"")
    with tenant(report.agency_id):
        FileExportPart.objects.filter(export=export, number=1).delete()
    # The beginning of a file must not pass for all of it.
    with pytest.raises(PartMissingError):
        fetched(client, export)
    page = client.get("/kepatuhan/2026-11/berkas/").content.decode()
    assert export.sha256 in page


def test_a_killed_worker_leaves_nothing_that_the_next_does_not_replace(
    report, monkeypatch, settings, tmp_path
):
    monkeypatch.setattr(file_making, "PART_BYTES", 10_000)
    settings.DATA_DIR = tmp_path
    left = tmp_path / ROOMS / "sisa"
    left.mkdir(parents=True)
    (left / "lembar.xml").write_bytes(b"x")
    by = official(report)
    whole = content_of(made(report, "json", by))
    export = asked(report, "json", by)
    require = file_making._Work.require
    steps = []

    def killed(work, **changes):
        steps.append(changes)
        if len(steps) == 4:
            raise SystemExit
        require(work, **changes)

    monkeypatch.setattr(file_making._Work, "require", killed)
    with pytest.raises(SystemExit):
        run_file(agency_id=report.agency_id, job_id=export.job_id, now=SATURDAY)
    monkeypatch.setattr(file_making._Work, "require", require)
    assert 0 < len(content_of(export)) < len(whole)
    # A bell heard twice leaves the job to whoever is busy with it; a lost worker's goes on.
    ids = {"agency_id": report.agency_id, "job_id": export.job_id, "now": SATURDAY}
    assert run_file(**ids) is None
    with workroom() as busy:
        assert run_file(**ids, again=True).pk == export.pk
        # What a dead worker left on the disk is gone, and a living one keeps its folder.
        assert list((tmp_path / ROOMS).iterdir()) == [Path(busy)]
    assert content_of(export) == whole
    with tenant(report.agency_id):
        assert Job.objects.get(pk=export.job_id).attempts == 2


def test_a_cancelled_file_stops_before_its_next_part_and_keeps_none(report, client, monkeypatch):
    by = official(report)
    sign_in(client, by)
    export = asked(report, "csv", by)
    url = reverse("attendance:compliance_file_cancel", args=[export.pk])
    create = FileExportPart.objects.create

    def kept(**fields):
        create(**fields)
        assert client.post(url).status_code == 302

    monkeypatch.setattr(file_making, "PART_BYTES", 500)
    monkeypatch.setattr(FileExportPart.objects, "create", kept)
    assert run_file(agency_id=report.agency_id, job_id=export.job_id, now=SATURDAY) is None
    assert content_of(export) == b""
    with tenant(report.agency_id):
        assert Job.objects.get(pk=export.job_id).state == "cancelled"
    assert fetched(client, export)[0].status_code == 404


def test_an_error_ends_the_job_with_a_sentence_and_the_page_says_it(report, client, monkeypatch):
    by = official(report)
    sign_in(client, by)

    def broken(*_, **__):
        raise ValueError("x")

    def full(*_, **__):
        return Path("/dev/full").open("wb", buffering=0)

    for kind, name, fails, error, said in (
        ("days", "write_days", broken, ValueError, "Pembuatan berkas berhenti"),
        ("csv", "TemporaryFile", full, OSError, "ruang penyimpanan portal penuh"),
    ):
        export = asked(report, kind, by)
        monkeypatch.setattr(file_making, name, fails)
        with pytest.raises(error):
            make_file.apply(args=[report.agency_id, export.job_id], throw=True)
        assert said in client.get("/kepatuhan/2026-11/berkas/").content.decode()


def test_a_full_disk_is_known_behind_the_errors_of_others():
    def wrapped(error, other):
        try:
            raise other from error
        except type(other) as found:
            return found

    no_space = OSError(errno.ENOSPC, "No space left on device")
    assert is_full(wrapped(no_space, FileCreateError("x")))
    assert is_full(wrapped(DiskFull(), OperationalError()))
    assert not is_full(wrapped(OSError(errno.EACCES, "x"), OperationalError()))


def test_what_concerns_pay_is_hidden_from_who_may_not_export_it(report, client, monkeypatch):
    monkeypatch.setattr(archive, "report_pdf", lambda *_: b"%PDF-")
    by, inspector = official(report), official(report, "inspector")
    hidden = [made(report, "pay", by), made(report, "zip", by)]
    own = made(report, "zip", inspector)
    assert "tunjangan.csv" not in ZipFile(BytesIO(content_of(own))).namelist()
    sign_in(client, inspector)
    assert [fetched(client, one)[0].status_code for one in (*hidden, own)] == [404, 404, 200]
    refused = client.post("/kepatuhan/2026-11/berkas/pay/")
    assert refused.status_code == 403
    assert "operator kepegawaian" in refused.content.decode()
    sign_in(client, by)
    assert [fetched(client, one)[0].status_code for one in hidden] == [200, 200]
    # Who lost the role since fetches nothing any more, not even what was asked for before.
    with tenant(report.agency_id):
        by.role_grants.update(valid_until=date(2026, 11, 20))
    assert [fetched(client, one)[0].status_code for one in (*hidden, own)] == [403] * 3


def test_a_file_goes_when_its_time_is_over_and_sooner_beside_a_newer(report, client, freeze):
    by = official(report)
    sign_in(client, by)
    old = made(report, "csv", by)
    new = made(report, "csv", by)
    with tenant(report.agency_id):
        old.refresh_from_db()
    assert old.expires_at == SATURDAY + timedelta(hours=1)
    assert forget_files(agency=report.agency, at=old.expires_at) == 0, "somebody may be fetching"
    later = freeze(SATURDAY + timedelta(hours=2))
    assert [fetched(client, one)[0].status_code for one in (old, new)] == [404, 200]
    assert forget_files(agency=report.agency, at=later) == 1
    with tenant(report.agency_id):
        assert list(FileExport.objects.values_list("pk", flat=True)) == [new.pk]
        assert not FileExportPart.objects.exclude(export=new).exists()


def test_a_file_from_before_the_signature_says_so(report, client):
    by = official(report)
    sign_in(client, by)
    made(report, "csv", by)
    page = client.get("/kepatuhan/2026-11/berkas/").content.decode()
    assert "sebelum bulan ini disahkan" not in page
    assert "Bulan ini belum disahkan" in page
    with tenant(report.agency_id):
        MonthFreeze.objects.create(
            agency_id=report.agency_id,
            month=NOVEMBER,
            report=report,
            content_hash="0" * 64,
            days=114,
            frozen_by=by,
            frozen_at=SATURDAY + timedelta(minutes=1),
        )
    page = client.get("/kepatuhan/2026-11/berkas/").content.decode()
    assert "sebelum bulan ini disahkan" in page
    assert "Bulan ini belum disahkan" not in page


def test_two_clicks_are_one_job_and_a_broker_away_is_said(
    report, monkeypatch, django_capture_on_commit_callbacks
):
    by = official(report)
    assert asked(report, "csv", by).pk == asked(report, "csv", by).pk
    monkeypatch.setattr(file_exports, "ring", lambda *_: False)
    with django_capture_on_commit_callbacks(execute=True):
        export = asked(report, "json", by)
    with tenant(report.agency_id):
        job = Job.objects.get(pk=export.job_id)
    assert job.state == "failed"
    assert "Antrean" in job.message


def test_memory_stays_flat_however_many_days(report, monkeypatch):
    def peak(rows):
        at = datetime(2026, 11, 2, 0, 24, tzinfo=UTC)
        one = ExportedDay(
            1, date(2026, 11, 2), "U1", "Unit", "1" * 18, FORMULA, "pns", "Asia/Jakarta", "present",
            "WFO", "WFO", at, None, 3, 0, ["late"], "2026.1", at,
        )  # fmt: skip
        monkeypatch.setattr(days, "days_of", lambda *_: (one for _ in range(rows)))
        with TemporaryDirectory() as folder, Path(folder, "x").open("w+b") as out:
            tracemalloc.start()
            days.write_days(report, out, folder, lambda *_: None)
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return most

    peak(1)
    assert peak(1000) < 1.5 * peak(100)


def test_the_page_of_the_dictionary_is_what_the_code_says():
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == dictionary_page(), "manage.py data_dictionary > docs/data-dictionary.md"


def test_who_asked_is_told_of_a_month_once_with_a_link_and_no_figure(report, client):
    agency = report.agency_id
    wants, lost, quiet = (official(report) for _ in range(3))
    for person in (wants, lost):
        sign_in(client, person)
        client.post("/kepatuhan/2026-11/berkas/kabar/", {"kabari": "1"})
    with tenant(agency):
        lost.role_grants.update(valid_until=date(2026, 11, 1))
    assert tell_report_ready(agency_id=agency, month=NOVEMBER, at=SATURDAY) == 1
    assert tell_report_ready(agency_id=agency, month=NOVEMBER, at=SATURDAY) == 0
    with tenant(agency):
        told = Message.objects.get(kind="report")
    assert (told.employee_id, told.url) == (wants.pk, "/kepatuhan/2026-11/berkas/")
    assert not any(mark.isdigit() for mark in told.body.replace("2026", ""))
    assert quiet.pk != told.employee_id
    sign_in(client, wants)
    client.post("/kepatuhan/2026-11/berkas/kabar/", {"kabari": "0"})
    assert tell_report_ready(agency_id=agency, month=date(2026, 12, 1), at=SATURDAY) == 0
