"""The report on the screen: who may, what opens, and that every figure leads to its days."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Agency, Unit
from accounts.tenancy import tenant
from attendance.actions.compliance import compute_report
from attendance.exports import COLUMNS, HEAD, safe_text
from attendance.models import ComplianceFigure, ComplianceReport, Job, WorkDay
from attendance.queries.figures import AGENCY_KINDS, ALL_KINDS, BY_CODE, KINDS, Measure
from tests import factories
from tests.attendance.conftest import sign_in
from tests.attendance.month_of_work import NOVEMBER, SATURDAY, job_of, month_of_work

pytestmark = pytest.mark.django_db
READERS = ("ppk", "pyb", "personnel", "inspector")


def reported(**shape) -> tuple[Agency, ComplianceReport]:
    agency = month_of_work(**shape)
    done = compute_report(agency=agency, month=NOVEMBER, job=job_of(agency), now=SATURDAY)
    return agency, done.report


def reader(agency, role="personnel"):
    """Somebody with the role, in a unit without work of its own, so that no figure moves."""
    person = factories.employee(factories.unit(agency))
    if role:
        factories.grant(person, role)
    return person


@pytest.fixture
def signed(client, freeze):
    """Sign somebody with a role of the agency in."""
    freeze(SATURDAY)

    def as_role(agency, role="personnel"):
        person = reader(agency, role)
        sign_in(client, person)
        return client

    return as_role


def figures_of(report):
    with tenant(report.agency_id):
        return list(ComplianceFigure.objects.filter(report=report, below=False, slice=""))


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_count_of_listed_days_is_the_figure_for_every_code_and_unit(signed) -> None:
    # Two pages of the agency's days.
    agency, report = reported(people=3, since=date(2026, 11, 9))
    client = signed(agency)
    checked = 0
    for figure in figures_of(report):
        url = reverse("attendance:compliance_days", args=[NOVEMBER, figure.code])
        query = {} if figure.unit_id is None else {"unit": figure.unit_id}
        rows, page = [], 1
        while True:
            answer = client.get(url, {**query, "halaman": page})
            assert answer.status_code == 200
            assert not answer.context["changed"]
            rows += answer.context["rows"]
            if not answer.context["pages"]["page"].has_next():
                break
            page += 1
        measure = BY_CODE[figure.code].measure
        if measure is Measure.MINUTES:
            found = [_minutes(row["day"], figure.code) for row in rows]
            assert sum(found) == figure.value
            assert all(found)
        elif measure in (Measure.DAYS, Measure.PEOPLE, Measure.UNIT_DAYS, Measure.DATES):
            assert len(rows) == figure.value, figure.code
        assert answer.context["listed"] == figure.value
        checked += 1
    assert checked == 3 * len(KINDS) + len(AGENCY_KINDS)


def _minutes(day, code):
    lost = {"late_minutes": day.late_minutes, "early_minutes": day.early_minutes}
    return lost.get(code, day.late_minutes + day.early_minutes)


def test_each_listed_day_opens_its_explanation(signed) -> None:
    agency, _ = reported(units=1)
    client = signed(agency)
    answer = client.get(reverse("attendance:compliance_days", args=[NOVEMBER, "late_days"]))
    row = answer.context["rows"][0]
    day = row["day"]
    assert row["url"] == f"/kehadiran/{day.date}/{day.employee_id}/"
    assert f'href="{row["url"]}"' in answer.content.decode()
    opened = client.get(row["url"])
    assert opened.status_code == 200
    assert day.employee.name in text_of(opened)


def test_a_unit_day_opens_the_people_of_that_date(signed) -> None:
    agency, _ = reported(units=1)
    client = signed(agency)
    broken = client.get(reverse("attendance:compliance_days", args=[NOVEMBER, "quota_broken_days"]))
    row = broken.context["rows"][0]
    there = client.get(row["url"])
    assert {one["day"].date for one in there.context["rows"]} == {row["day"].date}
    assert len(there.context["rows"]) == row["day"].office + row["day"].away


def test_days_judged_again_since_the_report_are_told(signed) -> None:
    agency, _ = reported(units=1)
    client = signed(agency)
    with tenant(agency.pk):
        row = WorkDay.objects.filter(status="absent").first()
        WorkDay.objects.filter(pk=row.pk).update(status="excused")
    answer = client.get(reverse("attendance:compliance_days", args=[NOVEMBER, "absent_days"]))
    assert "Hitung laporan lagi supaya angkanya sama." in text_of(answer)


@pytest.mark.parametrize("role", READERS)
def test_readers_open_every_page(role, signed) -> None:
    agency, report = reported(units=1)
    client = signed(agency, role)
    for name, args in (
        ("compliance", []),
        ("compliance_report", [NOVEMBER]),
        ("compliance_days", [NOVEMBER, "present_days"]),
        ("compliance_csv", [NOVEMBER]),
    ):
        assert client.get(reverse(f"attendance:{name}", args=args)).status_code == 200
    assert report.version == 1


@pytest.mark.parametrize("role", ["", "supervisor", "service_manager"])
def test_others_are_refused_with_the_reason(role, signed) -> None:
    agency, _ = reported(units=1)
    client = signed(agency, role)
    job = job_of(agency)
    for name, args in (
        ("compliance", []),
        ("compliance_report", [NOVEMBER]),
        ("compliance_days", [NOVEMBER, "present_days"]),
        ("compliance_csv", [NOVEMBER]),
        ("compliance_job", [job.pk]),
    ):
        answer = client.get(reverse(f"attendance:{name}", args=args))
        assert answer.status_code == 403
        assert "Laporan kepatuhan dibuka oleh" in text_of(answer)
    answer = client.post(reverse("attendance:compliance_compute"), {"bulan": "2026-11"})
    assert answer.status_code == 403


def test_visitors_are_sent_to_sign_in(client) -> None:
    for path in ("/kepatuhan/", "/kepatuhan/2026-11/", "/kepatuhan/2026-11/unduh.csv"):
        assert client.get(path).headers["Location"].startswith("/masuk/")


def test_every_agency_sees_only_its_own(signed) -> None:
    agency, _ = reported(units=1)
    with tenant(agency.pk):
        unit = Unit.objects.filter(agency=agency).first()
    job = job_of(agency)
    stranger, _ = reported(units=1, seed=8)
    client = signed(stranger)
    days = reverse("attendance:compliance_days", args=[NOVEMBER, "present_days"])
    assert client.get(days, {"unit": unit.pk}).status_code == 404
    assert client.get(f"/kepatuhan/2026-11/?unit={unit.pk}").status_code == 404
    assert client.get(f"/kepatuhan/pekerjaan/{job.pk}/").status_code == 404
    assert agency.name not in text_of(client.get("/kepatuhan/2026-11/"))


@pytest.mark.parametrize(
    "path",
    [
        "/kepatuhan/2026-13/",
        "/kepatuhan/1999-01/",
        "/kepatuhan/2026-11/nihil/",
        "/kepatuhan/2026-11/present_days/?unit=x",
        "/kepatuhan/2026-11/present_days/?unit=99999999999",
        "/kepatuhan/2026-11/present_days/?tanggal=2026-12-01",
        "/kepatuhan/2026-11/present_days/?tanggal=besok",
        "/kepatuhan/2026-10/present_days/",
        "/kepatuhan/2026-10/unduh.csv",
        "/kepatuhan/pekerjaan/99999/",
    ],
)
def test_an_address_of_nothing_is_404(path, signed) -> None:
    agency, _ = reported(units=1, people=1)
    assert signed(agency).get(path).status_code == 404


def test_a_month_without_report_leads_to_its_overview(signed) -> None:
    agency, _ = reported(units=1, people=1)
    client = signed(agency)
    answer = client.get("/kepatuhan/2026-10/")
    assert answer.headers["Location"] == "/kepatuhan/?bulan=2026-10"
    shown = text_of(client.get(answer.headers["Location"]))
    assert "Laporan bulan ini belum dihitung" in shown
    assert "Hitung laporan" in shown


def test_the_overview_lists_units_from_worst_to_best(signed) -> None:
    agency, _ = reported(units=4)
    answer = signed(agency).get("/kepatuhan/")
    units = answer.context["month"]["units"]
    assert len(units) == 4
    presence = [unit["presence"] for unit in units]
    assert presence == sorted(presence)
    assert presence[0] < presence[-1]
    labels = [figure["label"] for figure in answer.context["month"]["figures"]]
    assert labels == ["Hadir", "Masuk tepat waktu", "Kuota dipatuhi", "Tanpa keterangan"]


def test_figures_show_their_trend_since_the_month_before(signed) -> None:
    agency, report = reported(units=1)
    with tenant(agency.pk):
        former = ComplianceReport.objects.create(
            agency=agency,
            month=NOVEMBER.replace(month=10),
            rule_version="x",
            data_until=NOVEMBER - timedelta(days=1),
            computed_at=SATURDAY,
            content_hash="x",
        )
        for code, value, base in (
            ("present_days", 80, 100),
            ("on_time_days", 100, 100),
            ("quota_kept_days", 0, 10),
            ("absent_days", 0, 100),
        ):
            ComplianceFigure.objects.create(
                agency=agency, report=former, code=code, value=value, base=base
            )
    here = {one.code: one for one in figures_of(report) if one.unit_id is None}
    present = 100 * here["present_days"].value / here["present_days"].base
    figures = signed(agency).get("/kepatuhan/?bulan=2026-11").context["month"]["figures"]
    step = f"{present - 80:.1f}".replace(".", ",")
    assert figures[0]["trend_label"] == f"naik {step} poin dari Oktober 2026"
    assert (figures[0]["trend"], figures[0]["trend_good"]) == ("up", True)
    assert (figures[1]["trend"], figures[1]["trend_good"]) == ("down", False)
    assert figures[0]["series"] == [80.0, present]
    # The month is counted up to the 20th: its days are not held against a whole month's.
    assert figures[3]["trend_label"] == ""
    with tenant(agency.pk):
        ComplianceReport.objects.filter(pk=report.pk).update(data_until=date(2026, 11, 30))
    figures = signed(agency).get("/kepatuhan/?bulan=2026-11").context["month"]["figures"]
    assert figures[3]["trend_label"] == f"naik {here['absent_days'].value} hari dari Oktober 2026"
    assert (figures[3]["trend"], figures[3]["trend_good"]) == ("up", False)


def test_the_button_asks_and_the_page_shows_the_job(
    signed, django_capture_on_commit_callbacks
) -> None:
    agency = month_of_work(units=1, people=1)
    client = signed(agency)
    assert "Hitung laporan" in text_of(client.get("/kepatuhan/?bulan=2026-11"))
    with django_capture_on_commit_callbacks() as later:
        answer = client.post("/kepatuhan/hitung/", {"bulan": "2026-11"})
        client.post("/kepatuhan/hitung/", {"bulan": "2026-11"})
    assert len(later) == 1
    assert answer.headers["Location"] == "/kepatuhan/?bulan=2026-11"
    with tenant(agency.pk):
        job = Job.objects.get()
    # However often the page is loaded, the job is there, and the button is not.
    for _ in range(2):
        shown = client.get("/kepatuhan/?bulan=2026-11")
        assert f'hx-get="/kepatuhan/pekerjaan/{job.pk}/"' in shown.content.decode()
        assert 'action="/kepatuhan/hitung/"' not in shown.content.decode()
    assert job.asked_by_id is not None


def test_the_job_polls_until_the_month_takes_its_place(signed) -> None:
    agency = month_of_work(units=1, people=1)
    job = job_of(agency)
    client = signed(agency)
    url = f"/kepatuhan/pekerjaan/{job.pk}/"
    assert client.get(url).headers["Location"] == "/kepatuhan/?bulan=2026-11"
    waiting = client.get(url, headers={"HX-Request": "true"})
    assert "Menunggu pekerja latar belakang" in text_of(waiting)
    with tenant(agency.pk):
        Job.objects.filter(pk=job.pk).update(state="running", step="Menutup X", done=3, total=20)
    running = client.get(url, headers={"HX-Request": "true"})
    assert "Menutup X 3 dari 20" in text_of(running)
    assert 'hx-trigger="every 2s"' in running.content.decode()
    compute_report(agency=agency, month=NOVEMBER, job=job, now=SATURDAY)
    ended = client.get(url, headers={"HX-Request": "true"})
    assert (ended.headers["HX-Retarget"], ended.headers["HX-Reswap"]) == ("#kepatuhan", "outerHTML")
    assert "Laporan versi 1 selesai." in text_of(ended)
    assert "Semua angka dan hari di baliknya" in text_of(ended)
    assert "hx-trigger" not in ended.content.decode()


def test_a_job_that_nobody_takes_says_so(signed) -> None:
    agency = month_of_work(units=1, people=1)
    job_of(agency, at=SATURDAY - timedelta(minutes=7))
    shown = text_of(signed(agency).get("/kepatuhan/?bulan=2026-11"))
    assert "Sudah menunggu 7 menit: pekerja latar belakang mungkin sedang berhenti." in shown


def test_a_failed_job_shows_its_sentence_until_a_report_follows(signed) -> None:
    agency = month_of_work(units=1, people=1)
    job = job_of(agency, at=SATURDAY - timedelta(minutes=7))
    with tenant(agency.pk):
        Job.objects.filter(pk=job.pk).update(state="failed", message="Sebab. Coba lagi.")
    client = signed(agency)
    shown = client.get("/kepatuhan/?bulan=2026-11")
    assert "Sebab. Coba lagi." in text_of(shown)
    assert 'action="/kepatuhan/hitung/"' in shown.content.decode()
    compute_report(agency=agency, month=NOVEMBER, job=job_of(agency), now=SATURDAY)
    assert "Sebab." not in text_of(client.get("/kepatuhan/?bulan=2026-11"))


def test_an_inspector_reads_and_does_not_compute(signed) -> None:
    agency = month_of_work(units=1, people=1)
    client = signed(agency, "inspector")
    shown = client.get("/kepatuhan/?bulan=2026-11")
    assert 'action="/kepatuhan/hitung/"' not in shown.content.decode()
    assert "PPK, PyB, atau operator kepegawaian yang menghitungnya" in text_of(shown)
    refused = client.post("/kepatuhan/hitung/", {"bulan": "2026-11"})
    assert refused.status_code == 403
    assert "Inspektorat membaca laporan dan tidak menghitungnya." in text_of(refused)
    with tenant(agency.pk):
        assert not Job.objects.exists()


def test_a_month_that_cannot_be_computed_is_refused_on_the_page(signed) -> None:
    agency = month_of_work(units=1, people=1)
    answer = signed(agency).post("/kepatuhan/hitung/", {"bulan": "2026-10"}, follow=True)
    assert "belum ada jadwal atau presensi yang tercatat" in text_of(answer)


def test_asking_is_by_post_only(signed) -> None:
    agency = month_of_work(units=1, people=1)
    assert signed(agency).get("/kepatuhan/hitung/").status_code == 405


def test_the_file_holds_the_figures_of_agency_and_units(signed) -> None:
    agency, report = reported(units=2)
    with tenant(agency.pk):
        evil = Unit.objects.filter(agency=agency).order_by("code").first()
        Unit.objects.filter(pk=evil.pk).update(name='=HYPERLINK("http://x")')
    answer = signed(agency).get("/kepatuhan/2026-11/unduh.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = f"kepatuhan-{agency.code}-2026-11-v1.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.content.count(b"\r\n") == 4
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert list(rows[0]) == [*HEAD, *COLUMNS.values()]
    assert [row["lingkup"] for row in rows] == ["instansi", "unit", "unit"]
    assert rows[1]["unit"] == '\'=HYPERLINK("http://x")'
    with tenant(agency.pk):
        units = dict(Unit.objects.filter(agency=agency).values_list("pk", "code"))
    for figure in figures_of(report):
        code = units.get(figure.unit_id, "")
        row = next(row for row in rows if row["unit_kode"] == code)
        assert int(row[COLUMNS[figure.code]]) == figure.value


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_text_in_the_file_runs_as_a_formula(start) -> None:
    assert safe_text(f"{start}1+1") == f"'{start}1+1"
    assert safe_text("Dinas Kesehatan") == "Dinas Kesehatan"


def test_the_columns_follow_the_report() -> None:
    assert list(COLUMNS) == [kind.code for kind in ALL_KINDS]


def test_pages_take_as_many_statements_for_twenty_units_as_for_two(signed, client) -> None:
    paths = (
        "/kepatuhan/?bulan=2026-11",
        "/kepatuhan/2026-11/",
        "/kepatuhan/2026-11/present_days/",
        "/kepatuhan/2026-11/quota_kept_days/",
        "/kepatuhan/2026-11/unduh.csv",
    )
    statements = {}
    for units in (2, 20):
        agency, _ = reported(units=units, people=2)
        signed(agency)
        client.get("/kepatuhan/")
        for path in paths:
            with CaptureQueriesContext(connection) as counted:
                assert client.get(path).status_code == 200
            if units == 2:
                statements[path] = len(counted)
            else:
                assert len(counted) == statements[path], path


def test_whoever_may_compute_may_cancel(signed) -> None:
    agency = month_of_work(units=1, people=1)
    job = job_of(agency)
    client = signed(agency)
    url = f"/kepatuhan/pekerjaan/{job.pk}/batal/"
    assert f'action="{url}"' in client.get("/kepatuhan/?bulan=2026-11").content.decode()
    polled = client.get(f"/kepatuhan/pekerjaan/{job.pk}/", headers={"HX-Request": "true"})
    assert "csrfmiddlewaretoken" in polled.content.decode()
    answer = client.post(url, follow=True)
    assert "Penghitungan dihentikan." in text_of(answer)
    assert "Hitung laporan" in text_of(answer)
    assert "Penghitungan sudah selesai" in text_of(client.post(url, follow=True))
    sign_in(client, reader(agency, "inspector"))
    assert client.post(url).status_code == 403
    stranger = month_of_work(units=1, people=1, seed=8)
    sign_in(client, reader(stranger))
    assert client.post(url).status_code == 404


def test_a_computation_over_before_the_page_is_drawn_is_told_for_two_minutes(
    signed, freeze
) -> None:
    agency, _ = reported(units=1, people=1)
    client = signed(agency)
    compute_report(agency=agency, month=NOVEMBER, job=job_of(agency), now=SATURDAY)
    news = "Tidak ada yang berubah: laporan versi 1 tetap berlaku."
    assert news in text_of(client.get("/kepatuhan/"))
    freeze(SATURDAY + timedelta(minutes=3))
    assert news not in text_of(client.get("/kepatuhan/"))
