"""Every figure of a report is what a person with a pencil finds in the same days."""

import uuid
from datetime import date, datetime, timedelta

import pytest

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.compliance import compute_report
from attendance.actions.days import close_day
from attendance.models import CheckIn, ComplianceReport, DayClose, Reopening, WorkDay
from attendance.queries.days import Span
from attendance.queries.figures import ALL_KINDS, count_figures
from attendance.rulebook import rulebook_of
from attendance.wording import compliance as words
from tests import factories
from tests.attendance.month_of_work import (
    LAST,
    LAST_WEEK,
    NOVEMBER,
    SATURDAY,
    job_of,
    month_of_work,
)

pytestmark = pytest.mark.django_db


def compute(agency, now=SATURDAY, month=NOVEMBER):
    return compute_report(agency=agency, month=month, job=job_of(agency, month, now), now=now)


def figures_of(report):
    with tenant(report.agency_id):
        rows = report.figures.filter(below=False, slice="")
        return {(row.unit_id, row.code): (row.value, row.base) for row in rows}


def test_every_figure_has_its_words() -> None:
    for kind in ALL_KINDS:
        assert words.figure_label(kind.code)
        assert words.figure_meaning(kind.code).endswith(".")
        assert words.unit_words(kind.measure)
        assert bool(words.share_words(kind.base)) == bool(kind.base)


def test_a_unit_without_a_cap_keeps_and_breaks_no_quota() -> None:
    agency = month_of_work(units=1, since=LAST_WEEK)
    with tenant(agency.pk):
        policy = agency.policies.get()
        policy.wfh_cap_percent = None
        policy.save(update_fields=["wfh_cap_percent"])
    found = figures_of(compute(agency).report)
    assert found[None, "quota_kept_days"] == (0, 0)
    assert found[None, "quota_broken_days"] == (0, 0)


@pytest.mark.parametrize(
    ("caps", "places", "absent", "kept"),
    [
        ({"wfh_cap_percent": 50}, "HHHOOOO", 0, True),  # 50 % of 7 is 3
        ({"wfh_cap_percent": 50}, "HHHHOOO", 0, False),
        ({"wfh_cap_percent": 50}, "HHAA", 0, False),  # elsewhere counts as away
        ({"wfh_cap_percent": None, "wfo_cap_percent": 25}, "OOHHHHHHHH", 0, True),
        ({"wfh_cap_percent": None, "wfo_cap_percent": 25}, "OOOHHHHHHH", 0, False),
        ({"wfh_cap_percent": 50}, "HHOO", 1, True),  # who is on leave is not in the base …
        ({"wfh_cap_percent": 50}, "HHHOO", 1, False),
        ({"wfh_cap_percent": 50, "count_absent_in_base": True}, "HHHOO", 1, True),  # … or is
    ],
)
def test_the_quota_is_measured_by_the_rules_page(caps, places, absent, kept) -> None:
    agency = factories.agency()
    with tenant(agency.pk):
        factories.schedule(agency).save()
    factories.policy(agency, wfh_weekdays="", **caps)
    unit = factories.unit(agency)
    monday = date(2026, 11, 16)
    with tenant(agency.pk):
        rows = [
            WorkDay(
                agency=agency,
                date=monday,
                employee=factories.employee(unit),
                unit=unit,
                status="present" if place else "excused",
                place={"H": "WFH", "O": "WFO", "A": "WFA", "": ""}[place],
                rule_version="x",
                judged_at=SATURDAY,
            )
            for place in [*places, *([""] * absent)]
        ]
        WorkDay.objects.bulk_create(rows)
        span = Span(monday, monday)
        counted = count_figures(agency, span, rulebook_of(agency, monday, monday))
    found = {one.code: one.value for one in counted if one.unit_id is None and not one.slice}
    assert (found["quota_kept_days"], found["quota_broken_days"]) == ((1, 0) if kept else (0, 1))


def test_the_same_days_make_the_same_hash_and_no_second_version() -> None:
    agency = month_of_work(since=LAST_WEEK)
    first = compute(agency)
    second = compute(agency, SATURDAY + timedelta(minutes=5))
    assert first.is_new
    assert not second.is_new
    assert second.report.pk == first.report.pk
    with tenant(agency.pk):
        assert ComplianceReport.objects.count() == 1
        assert first.report.data_until == LAST
        assert first.report.rule_version == "2026.1"


def test_a_changed_day_makes_another_hash() -> None:
    agency = month_of_work(since=LAST_WEEK)
    former = compute(agency).report.content_hash
    with tenant(agency.pk):
        row = WorkDay.objects.filter(late_minutes__gt=0).order_by("date", "employee_id").first()
        WorkDay.objects.filter(pk=row.pk).update(late_minutes=row.late_minutes + 1)
    changed = compute(agency)
    assert changed.is_new
    assert changed.report.version == 2
    assert changed.report.content_hash != former


def test_a_late_event_changes_exactly_its_day_after_a_new_close() -> None:
    agency = month_of_work(since=LAST_WEEK)
    before = compute(agency).report
    with tenant(agency.pk):
        absent = WorkDay.objects.filter(status="absent").order_by("date").first()
        person = Employee.objects.get(pk=absent.employee_id)
        others = list(_rows_but(absent))
    tapped = datetime.combine(absent.date, datetime.min.time(), SATURDAY.tzinfo)
    factories.check_in(person, tapped + timedelta(minutes=20), mode="WFO")  # 07.20 WIB
    close_day(agency=agency, day=absent.date, now=SATURDAY)
    after = compute(agency).report
    assert after.version == before.version + 1
    with tenant(agency.pk):
        assert list(_rows_but(absent)) == others
    was, now = figures_of(before), figures_of(after)
    changed = {
        (unit, code): now[unit, code][0] - was[unit, code][0]
        for unit, code in was
        if now[unit, code][0] != was[unit, code][0]
    }
    steps = {"present_days": 1, "absent_days": -1, "wfo_days": 1, "on_time_days": 1}
    steps |= {"no_out_days": 1, "as_planned_days": 1}
    quota = {key: step for key, step in changed.items() if key[1].startswith("quota")}
    assert {key: step for key, step in changed.items() if key not in quota} == {
        (unit, code): step for unit in (None, person.unit_id) for code, step in steps.items()
    }
    assert sum(quota.values()) == 0


def _rows_but(row):
    return (
        WorkDay.objects.exclude(employee_id=row.employee_id, date=row.date)
        .order_by("date", "employee_id")
        .values_list("date", "employee_id", "status", "late_minutes", "early_minutes", "flags")
    )


def test_a_tap_made_on_a_closed_day_and_received_later_is_judged_again_for_its_person_alone() -> (
    None
):
    agency = month_of_work(since=LAST_WEEK)
    compute(agency)
    with tenant(agency.pk):
        before = dict(DayClose.objects.values_list("date", "closed_at"))
        person = Employee.objects.order_by("pk").first()
    tapped = datetime(2026, 11, 20, 0, 20, tzinfo=SATURDAY.tzinfo)
    received = SATURDAY + timedelta(minutes=1)
    with tenant(agency.pk):
        CheckIn.objects.create(
            agency=agency,
            employee=person,
            local_date=date(2026, 11, 21),
            key=uuid.uuid4(),
            kind="in",
            mode="WFO",
            recorded_at=received,
            tapped_at=tapped,
            zone=person.zone,
            source="browser",
            place_class="inside",
        )
    compute(agency, SATURDAY + timedelta(hours=1))
    with tenant(agency.pk):
        assert dict(DayClose.objects.values_list("date", "closed_at")) == before
        again = Reopening.objects.get()
    assert (again.employee_id, again.date) == (person.pk, date(2026, 11, 20))
    assert (again.cause, again.done_at) == ("late_event", SATURDAY + timedelta(hours=1))


def test_a_person_who_left_since_stays_in_a_day_closed_again() -> None:
    agency = month_of_work(units=1, since=LAST_WEEK)
    found = figures_of(compute(agency).report)
    with tenant(agency.pk):
        person = Employee.objects.order_by("pk").first()
        other = factories.unit(agency)
        person.is_active, person.unit = False, other
        person.save(update_fields=["is_active", "unit"])
    for number in range((LAST - LAST_WEEK).days + 1):
        close_day(agency=agency, day=LAST_WEEK + timedelta(days=number), now=SATURDAY)
    again = compute(agency)
    assert not again.is_new
    assert figures_of(again.report) == found


@pytest.mark.parametrize("weekdays", ["1", "5"])
def test_a_cap_on_home_holds_on_days_that_allow_it(weekdays) -> None:
    agency = factories.agency()
    with tenant(agency.pk):
        factories.schedule(agency).save()
    factories.policy(agency, wfh_weekdays=weekdays, wfh_cap_percent=50)
    monday = date(2026, 11, 16)
    factories.work_day(factories.employee(factories.unit(agency)), monday, "present", place="WFO")
    with tenant(agency.pk):
        span = Span(monday, monday)
        counted = count_figures(agency, span, rulebook_of(agency, monday, monday))
    found = {one.code: one.value for one in counted if one.unit_id is None and not one.slice}
    assert found["quota_kept_days"] == (weekdays == "1")
