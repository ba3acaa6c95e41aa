"""The month on its screens: targets, what waits, units that open, dates, two months compared."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Unit
from accounts.tenancy import tenant
from attendance.actions.compliance import compute_report
from attendance.models import ComplianceFigure, ComplianceReport, Job, WorkDay
from attendance.views.compliance_comparison import verdict_of
from tests import factories
from tests.attendance.conftest import sign_in
from tests.attendance.month_of_work import LAST, NOVEMBER, SATURDAY, job_of, month_of_work

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


def tree_of_work():
    """Three units with work; the second and third stand below the first."""
    agency = month_of_work(units=3)
    factories.thresholds(agency)
    with tenant(agency.pk):
        top, *others = Unit.objects.filter(agency=agency).order_by("pk")
        for unit in others:
            unit.parent = top
            unit.save()
    return agency, top, others


def computed(agency):
    return compute_report(agency=agency, month=NOVEMBER, job=job_of(agency), now=SATURDAY).report


def former_month(report, **changed):
    """A report of October with the agency's and top units' figures, some of them changed."""
    with tenant(report.agency_id):
        former = ComplianceReport.objects.create(
            agency_id=report.agency_id,
            month=OCTOBER,
            rule_version="x",
            data_until=date(2026, 10, 31),
            computed_at=SATURDAY,
            content_hash="x",
        )
        for row in ComplianceFigure.objects.filter(report=report, slice=""):
            row.pk, row.report = None, former
            if row.unit_id is None and row.code in changed:
                row.value, row.base = changed[row.code]
            row.save(force_insert=True)
    return former


@pytest.fixture
def reader(client, freeze):
    """A browser of the agency's operator, who stands in a unit without work of its own."""
    freeze(SATURDAY)

    def of(agency, role="personnel"):
        person = factories.employee(factories.unit(agency), name="Siti Rahma")
        factories.grant(person, role)
        sign_in(client, person)
        return client

    return of


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_top_units_hold_all_below_them_and_open_to_them(reader) -> None:
    agency, top, others = tree_of_work()
    computed(agency)
    client = reader(agency)
    month = client.get("/kepatuhan/").context["month"]
    (row,) = month["units"]
    assert (row["name"], row["opens"], row["employees"]) == (top.name, True, 15)
    below = client.get(row["url"]).context["month"]
    assert [step["unit"] for step in below["path"]] == [top]
    assert {one["name"] for one in below["units"]} == {one.name for one in others}
    assert [one["employees"] for one in below["units"]] == [5, 5]
    # The only top unit holds everybody, so its figures are the agency's.
    assert [one["value"] for one in below["figures"]] == [one["value"] for one in month["figures"]]
    leaf = client.get(f"/kepatuhan/?unit={others[0].pk}").context["month"]
    assert [step["unit"] for step in leaf["path"]] == [top, others[0]]
    assert not leaf["units"]
    assert client.get("/kepatuhan/?unit=99999").status_code == 404


def test_headlines_stand_beside_their_targets(reader) -> None:
    agency = month_of_work(units=1)
    factories.thresholds(agency, present_target_percent=60, on_time_target_percent=100)
    computed(agency)
    present, on_time, quota, absent = reader(agency).get("/kepatuhan/").context["month"]["figures"]
    assert (present["goal"], present["goal_met"]) == (60, True)
    assert present["goal_label"] == "sasaran 60% tercapai"
    assert (on_time["goal_met"], on_time["goal_label"]) == (False, "di bawah sasaran 100%")
    assert quota["goal"] == 100
    assert absent["goal"] is None


def test_what_needs_attention_opens_onto_as_many(reader) -> None:
    agency, _, _ = tree_of_work()
    computed(agency)
    client = reader(agency)
    items = {one["text"]: one for one in client.get("/kepatuhan/").context["month"]["attention"]}
    assert {"hari unit melewati kuota", "hari tanpa keterangan"} <= items.keys()
    for one in items.values():
        assert client.get(one["url"]).context["listed"] == one["number"]


def test_work_from_home_stands_by_weekday_beside_the_cap(reader) -> None:
    agency = month_of_work(units=2)
    computed(agency)
    with tenant(agency.pk):
        rows = WorkDay.objects.filter(agency=agency, status="present")
        present = Counter(row.date.isoweekday() for row in rows)
        home = Counter(row.date.isoweekday() for row in rows if row.place == "WFH")
    shown = reader(agency).get("/kepatuhan/").context["month"]["weekdays"]
    assert [one["share"] for one in shown] == [
        100 * home[day] / present[day] for day in sorted(present)
    ]
    assert {(one["cap"], one["said"]) for one in shown} == {(50.0, "batas 50%")}


def test_a_running_month_says_how_far_it_is_counted(reader) -> None:
    agency = month_of_work(units=1, people=1)
    computed(agency)
    assert "Sementara: data sampai Jumat, 20 November 2026" in text_of(
        reader(agency).get("/kepatuhan/")
    )


def test_the_computation_says_who_asked_and_since_when(reader) -> None:
    agency = month_of_work(units=1, people=1)
    client = reader(agency)
    client.post("/kepatuhan/hitung/", {"bulan": "2026-11"})
    with tenant(agency.pk):
        Job.objects.update(
            state="running", step="Menutup hari", started_at=SATURDAY - timedelta(seconds=42)
        )
    assert "Diminta oleh Siti Rahma · berjalan 42 detik" in text_of(client.get("/kepatuhan/"))


def by_date(agency, units=None):
    with tenant(agency.pk):
        found = {}
        for row in WorkDay.objects.filter(agency=agency):
            if units is None or row.unit_id in units:
                counts = found.setdefault(row.date, Counter())
                counts["due"] += row.status in ("present", "absent")
                counts["present"] += row.status == "present"
                counts["home"] += row.status == "present" and row.place == "WFH"
        return {day: counts for day, counts in found.items() if counts["due"]}


def cells_of(answer):
    cells = [cell for week in answer.context["weeks"] for cell in week if cell]
    return {cell["date"]: cell for cell in cells if cell["share"] is not None}


def test_the_calendar_counts_each_date_and_opens_its_days(reader) -> None:
    agency, top, others = tree_of_work()
    computed(agency)
    client = reader(agency)
    for query, units in (("", None), (f"&unit={others[0].pk}", {others[0].pk})):
        counted = by_date(agency, units)
        cells = cells_of(client.get(f"/kepatuhan/2026-11/kalender/?ukuran=hadir{query}"))
        assert cells.keys() == counted.keys()
        for day, cell in cells.items():
            assert cell["share"] == 100 * counted[day]["present"] / counted[day]["due"]
        wfh = cells_of(client.get(f"/kepatuhan/2026-11/kalender/?ukuran=wfh{query}"))
        assert {day: cell["share"] for day, cell in wfh.items()} == {
            day: 100 * one["home"] / one["present"]
            for day, one in counted.items()
            if one["present"]
        }
        opened = client.get(cells[LAST]["url"])
        assert {row["day"].date for row in opened.context["rows"]} == {LAST}
        assert len(opened.context["rows"]) == counted[LAST]["due"]
    whole = cells_of(client.get(f"/kepatuhan/2026-11/kalender/?ukuran=kuota&unit={top.pk}"))
    kept = cells_of(client.get("/kepatuhan/2026-11/kalender/?ukuran=kuota"))
    assert {day: one["share"] for day, one in whole.items()} == {
        day: one["share"] for day, one in kept.items()
    }
    assert client.get("/kepatuhan/2026-11/kalender/?ukuran=lain").status_code == 404
    assert client.get("/kepatuhan/2026-10/kalender/").headers["Location"].endswith("=2026-10")


def test_two_months_stand_side_by_side_with_their_difference(reader) -> None:
    agency = month_of_work(units=2)
    report = computed(agency)
    with tenant(agency.pk):
        own = {row.code: row for row in report.figures.filter(unit=None, slice="")}
    present = 100 * own["present_days"].value / own["present_days"].base
    former_month(report, present_days=(50, 100), late_minutes=(1, None))
    answer = reader(agency).get("/kepatuhan/banding/")
    lines = {line["code"]: line for group in answer.context["groups"] for line in group["lines"]}
    said = f"{abs(present - 50):.1f}".replace(".", ",")
    assert lines["present_days"]["step"] == f"{'+' if present > 50 else '−'}{said} poin"
    assert lines["present_days"]["verdict"] == ("membaik" if present > 50 else "memburuk")
    more = own["late_minutes"].value - 1
    assert (lines["late_minutes"]["step"], lines["late_minutes"]["verdict"]) == (
        f"+{more} menit",
        "memburuk",
    )
    assert lines["workdays"]["verdict"] == "tetap"
    assert "baru dihitung sampai Jumat, 20 November 2026" in answer.context["note"]
    assert len(answer.context["units"]) == 2


def test_numbers_of_months_of_uneven_length_have_no_verdict(reader) -> None:
    agency = month_of_work(units=1, people=2)
    report = computed(agency)
    former_month(report, workdays=(1, None), late_minutes=(1, None), present_days=(1, 2))
    with tenant(agency.pk):
        ComplianceReport.objects.filter(pk=report.pk).update(data_until=date(2026, 11, 30))
    answer = reader(agency).get("/kepatuhan/banding/")
    lines = {line["code"]: line for group in answer.context["groups"] for line in group["lines"]}
    assert lines["late_minutes"]["verdict"] == "berubah"
    assert lines["present_days"]["verdict"] == "membaik"
    assert "Oktober 2026 punya 1 hari kerja pegawai dan November 2026" in answer.context["note"]


def test_a_month_without_report_has_nothing_to_compare(reader) -> None:
    agency = month_of_work(units=1, people=1)
    computed(agency)
    shown = text_of(reader(agency).get("/kepatuhan/banding/?a=2026-11&b=2026-09"))
    assert "Laporan September 2026 belum dihitung" in shown


@pytest.mark.parametrize(
    ("code", "step", "verdict"),
    [
        ("present_days", 0.04, "same"),
        ("present_days", -0.05, "worse"),
        ("absent_days", -1, "better"),
        ("absent_days", 1, "worse"),
        ("wfh_days", 5, "other"),
    ],
)
def test_each_figure_has_a_good_direction_or_none(code, step, verdict) -> None:
    assert verdict_of(code, step) == verdict


def test_screens_take_as_many_statements_for_twenty_units_as_for_two(reader) -> None:
    statements = {}
    for units in (2, 20):
        agency = month_of_work(units=units, people=1)
        former_month(computed(agency))
        client = reader(agency)
        with tenant(agency.pk):
            unit = Unit.objects.filter(agency=agency).first()
        for path in (
            "/kepatuhan/?bulan=2026-11",
            "/kepatuhan/2026-11/kalender/",
            f"/kepatuhan/2026-11/kalender/?ukuran=kuota&unit={unit.pk}",
            "/kepatuhan/banding/",
        ):
            with CaptureQueriesContext(connection) as counted:
                assert client.get(path).status_code == 200
            kind = path.partition("&unit")[0]
            assert statements.setdefault(kind, len(counted)) == len(counted), path
