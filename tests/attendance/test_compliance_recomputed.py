"""Every figure of a report, recomputed from the raw events by plain Python, and its list."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Agency, Employee, Unit
from accounts.tenancy import tenant
from attendance.actions.compliance import compute_report
from attendance.actions.days import close_days
from attendance.actions.report_rows import freeze_summary
from attendance.models import (
    AbsenceRequest,
    CheckIn,
    ComplianceReport,
    ComplianceSummary,
    Correction,
    DayAmendment,
    DisciplineCase,
    MonthFreeze,
    Outage,
    PersonMonth,
    Reopening,
    SanctionTable,
    WorkDay,
)
from attendance.queries.figure_days import behind
from attendance.queries.figures import ALL_KINDS, BY_CODE, KINDS, PART_CODES, Measure
from attendance.queries.narrowing import narrowing_from
from services.models import Complaint, DeskDay, StatusChange
from tests import factories
from tests.attendance.conftest import sign_in
from tests.attendance.disciplined import lawful
from tests.attendance.month_of_work import FIRST, LAST, NOVEMBER, SATURDAY, job_of, unit_events
from tests.attendance.pencil import Pencil, judged_again, parents_of, with_base
from tests.services import places

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 30
"""For any list, whatever is behind it, with the page's frame and the session."""

PERSON_COLUMNS = [field.name for field in PersonMonth._meta.fields if field.name in BY_CODE]
MOVED = date(2026, 11, 11)
SEEN = date(2026, 11, 16)
IN_TIME, FRIDAY = date(2026, 11, 19), datetime(2026, 11, 20, 6, tzinfo=UTC)
"""A date closed on the day after it, at one o'clock, when its night shift has ended."""

LATER = SATURDAY + timedelta(hours=1)


@dataclass
class World:
    """A department with two divisions and a section, and what happened in November."""

    agency: Agency
    units: list[Unit]
    staff: list[Employee]
    place: places.Place
    pencil: Pencil
    report: ComplianceReport


@pytest.fixture
def world() -> World:
    place = places.place(desks=2)
    agency = lawful(place.agency)
    with tenant(agency.pk):
        factories.schedule(agency).save()
    factories.policy(agency, wfh_weekdays="", wfh_cap_percent=50)
    top = place.unit
    left, right = factories.unit(agency, parent=top), factories.unit(agency, parent=top)
    section = factories.unit(agency, parent=left)
    units, random = [top, left, right, section], Random(11)
    with tenant(agency.pk):
        events = [event for unit in units for event in unit_events(unit, 3, random)]
        CheckIn.objects.bulk_create(events)
    factories.employee(section)  # the one of the night shift
    with tenant(agency.pk):
        staff = list(Employee.objects.filter(agency=agency).order_by("pk"))
        # Who left before the month began, and had declared and asked something.
        left = factories.employee(right)
        Employee.objects.filter(pk=left.pk).update(is_active=False)
    about, of_agency = _written_down(agency, place, staff, left)
    with tenant(agency.pk):
        list(close_days(agency=agency, first_day=FIRST, last_day=MOVED, now=SATURDAY))
        # The first of the left division works in the right one from the next day on.
        Employee.objects.filter(pk=staff[3].pk).update(unit=right)
        Employee.objects.filter(pk=staff[1].pk).update(employment_type="pppk")
        list(close_days(agency=agency, first_day=IN_TIME, last_day=IN_TIME, now=FRIDAY))
    _compute(agency, SATURDAY)
    with tenant(agency.pk):
        # Works elsewhere from the next week on: the month counts in the left division.
        Employee.objects.filter(pk=staff[4].pk).update(unit=top)
    changed = _late_event(agency, staff)
    report = _compute(agency, LATER)
    pencil = Pencil(
        judged_again(agency, FIRST, LAST, LATER),
        parents_of(agency),
        about,
        Counter({staff[0].pk: 449, staff[5].pk: 899, staff[7].pk: 445}),
        of_agency,
        {changed},
        {left.pk: right.pk},
    )
    return World(agency, units, staff, place, pencil, report)


def _compute(agency: Agency, now: datetime) -> ComplianceReport:
    job = job_of(agency, NOVEMBER, now)
    return compute_report(agency=agency, month=NOVEMBER, job=job, now=now).report


def _late_event(agency: Agency, staff: list[Employee]) -> tuple[int, date]:
    """Somebody's absent day gets an event received after its close."""
    with tenant(agency.pk):
        absent = WorkDay.objects.filter(status="absent", employee__in=staff[:9]).earliest("date")
    tapped = datetime.combine(absent.date, datetime.min.time(), UTC) + timedelta(minutes=20)
    factories.check_in(
        Employee(pk=absent.employee_id, agency_id=agency.pk, zone="Asia/Jakarta"),
        LATER - timedelta(minutes=5),
        tapped_at=tapped,
        source="machine",
        local_date=absent.date,
    )
    return absent.employee_id, absent.date


def _written_down(
    agency: Agency, place: places.Place, staff: list[Employee], left: Employee
) -> tuple[list[tuple[str, int]], Counter[str]]:
    """Plans, a night shift, an outage, requests, cases, declarations, desks, complaints."""
    for day in (2, 3, 4, 5, 6):
        for person, mode in ((staff[1], "WFH"), (staff[4], "WFO"), (staff[7], "WFA")):
            factories.roster_entry(person, date(2026, 11, day), mode)
    text = factories.agreement_text(agency)
    made = datetime(2026, 10, 1, tzinfo=UTC)
    factories.declared(staff[0], text, agreed_at=made)
    factories.declared(staff[3], text, agreed_at=made)
    factories.declared(staff[5], text, agreed_at=made, device="phone")
    factories.declared(staff[6], text, agreed_at=made, withdrawn_at=SATURDAY)
    factories.declared(staff[1], text, agreed_at=made, withdrawn_at=made + timedelta(days=1))
    factories.declared(staff[9], text, agreed_at=SATURDAY)
    factories.declared(left, text, agreed_at=made)
    with tenant(agency.pk):
        _night_shift(agency, staff[-1])
        _outage_and_requests(agency, staff, left)
        _cases(agency, staff)
        _signed_october(agency, staff)
        of_agency = _desks(agency, place) + _complaints(agency, place)
    about = [
        *(("ready_people", staff[one].pk) for one in (0, 3, 6)),
        *(("cases_opened", staff[one].pk) for one in (2, 3, 5)),
        ("cases_light", staff[2].pk),
        ("cases_medium", staff[3].pk),
        ("cases_severe", staff[5].pk),
        *(("corrections", one.pk) for one in (staff[0], staff[4], staff[10], left)),
        ("corrections_accepted", staff[4].pk),
        ("corrections_refused", staff[10].pk),
        *(("open_requests", one.pk) for one in (staff[0], staff[8], left)),
    ]
    return about, of_agency


def _night_shift(agency: Agency, person: Employee) -> None:
    hours = {"start": "21:00", "end_mon_thu": "06:00", "end_fri": "06:00", "workdays": "1234567"}
    factories.schedule(agency, kind="shift", employee=person, **hours).save()
    for number in range(4):
        start = datetime(2026, 11, 16 + number, 14, 10, tzinfo=UTC)
        factories.check_in(person, start)
        factories.check_in(person, start + timedelta(hours=8, minutes=30), "out")


def _outage_and_requests(agency: Agency, staff: list[Employee], left: Employee) -> None:
    begin = datetime(2026, 11, 4, 23, 50, tzinfo=UTC)
    for state, at in (("declared", begin), ("dismissed", begin + timedelta(days=1))):
        Outage.objects.create(
            agency=agency,
            starts_at=at,
            ends_at=at + timedelta(hours=1, seconds=30),
            cause="Listrik padam",
            reason="Tidak ada",
            state=state,
        )
    asked = {"agency": agency, "reason": "Lupa", "asked_at": SATURDAY, "due_on": LAST}
    settled = {"settled_by": staff[1], "settled_at": SATURDAY, "settlement": "Sudah diperiksa"}
    day = {"date": date(2026, 11, 5), "kind": "in"}
    Correction.objects.create(employee=staff[0], **day, **asked)
    Correction.objects.create(employee=left, **day, **asked)
    Correction.objects.create(employee=staff[4], **day, **asked, state="accepted", **settled)
    Correction.objects.create(employee=staff[10], **day, **asked, state="refused", **settled)
    Correction.objects.create(employee=staff[9], **day, **asked, state="withdrawn")
    Correction.objects.create(employee=staff[9], date=date(2026, 10, 5), kind="in", **asked)
    away = {"kind": "leave", "leave_type": "annual", **asked}
    AbsenceRequest.objects.create(
        employee=staff[8], first_day=LAST, last_day=date(2026, 12, 1), **away
    )
    # Looked at again, and found as it was.
    Reopening.objects.create(
        agency=agency,
        employee=staff[0],
        cause="correction",
        date=day["date"],
        asked_at=SATURDAY,
        done_at=SATURDAY,
        changed=False,
    )
    AbsenceRequest.objects.create(
        employee=staff[8], first_day=date(2026, 12, 3), last_day=date(2026, 12, 4), **away
    )


def _cases(agency: Agency, staff: list[Employee]) -> None:
    table = SanctionTable.objects.filter(agency=agency).earliest("pk")
    for person, level, day in (
        (2, "ringan", 2),
        (3, "sedang", 3),
        (5, "berat", 20),
        (6, "berat", 1),
    ):
        opened = datetime(2026, 11, day, 12, tzinfo=UTC)
        DisciplineCase.objects.create(
            agency=agency,
            employee=staff[person],
            year=2026,
            level=level,
            sanction="lisan",
            absent_days=3,
            minutes=0,
            converted_days=0,
            total_days=3,
            longest_streak=1,
            crossed_on=opened.date(),
            table=table,
            opened_at=opened if day > 1 else opened - timedelta(days=3),
            due_on=LAST,
            state="lapsed" if person == 2 else "open",
        )


def _signed_october(agency: Agency, staff: list[Employee]) -> None:
    """Minutes of a frozen month, of which two people's were known better afterwards."""
    day, october = date(2026, 10, 6), date(2026, 10, 1)
    for person, minutes in ((0, 449), (5, 899), (7, 10), (2, 449)):
        factories.work_day(staff[person], day, "present", late_minutes=minutes)
        columns = dict.fromkeys(PERSON_COLUMNS, 0)
        PersonMonth.objects.create(
            agency=agency,
            month=october,
            employee=staff[person],
            unit_id=staff[person].unit_id,
            employment_type="pns",
            data_until=day,
            **columns | {"late_minutes": minutes},
        )
    MonthFreeze.objects.create(
        agency=agency,
        month=october,
        report=factories.report(agency, october, SATURDAY),
        content_hash="0" * 64,
        days=4,
        frozen_by=staff[1],
        frozen_at=SATURDAY,
    )
    for version, person, minutes in ((1, 7, 300), (2, 7, 445), (1, 2, 0)):
        DayAmendment.objects.create(
            agency=agency,
            employee=staff[person],
            date=day,
            version=version,
            before={},
            after={"status": "present", "late_minutes": minutes, "early_minutes": 0},
            cause="outage",
            amended_at=SATURDAY,
        )


def _desks(agency: Agency, place: places.Place) -> Counter[str]:
    """Two desks from eight to three without noon: one told of itself on one day, one never."""
    first = place.desks[0]
    for clock, code in (("08.00", "staffed"), ("11.30", "unstaffed"), ("15.00", "closed")):
        for each in first.desk_services.all():
            StatusChange.objects.create(
                agency=agency,
                desk=first,
                service_id=each.service_id,
                code=code,
                at=place.at(clock, SEEN),
            )
    workdays = 15
    return Counter(
        {
            "desk_promised_minutes": 2 * workdays * 360,
            "desk_staffed_minutes": 210,
            # Nothing is known of the second, and of the first before its first word.
            "desk_unknown_minutes": workdays * 360 + 10 * 360,
            "outages": 1,
            "outage_minutes": 60,
            "waiting_days": 1,
            # Closed on Saturday: all but Thursday's date; for Friday's somebody still waits.
            "late_closed_days": 17,
        }
    )


def _complaints(agency: Agency, place: places.Place) -> Counter[str]:
    for number, (kind, received, settled) in enumerate(
        (
            ("complaint", date(2026, 11, 3), date(2026, 11, 5)),
            ("complaint", date(2026, 10, 31), None),
            # A Sunday, before anything of people was on record.
            ("complaint", date(2026, 11, 1), None),
            ("wrong_status", date(2026, 11, 4), date(2026, 11, 9)),
            ("wrong_status", date(2026, 11, 5), date(2026, 11, 6)),
            ("wrong_status", date(2026, 11, 6), date(2026, 11, 6)),
        )
    ):
        at = datetime.combine(received, datetime.min.time(), UTC) + timedelta(hours=3)
        wrong = kind == "wrong_status"
        Complaint.objects.create(
            agency=agency,
            office=place.office,
            desk=place.desks[0],
            service_id=place.desks[0].desk_services.get().service_id,
            seen="nobody" if wrong else "",
            shown_code="staffed" if wrong else "",
            kind=kind,
            text="Menunggu lama.",
            code_digest=str(number) * 64,
            happened_at=at,
            received_at=at,
            due_on=received + timedelta(days=2),
            settled_at=settled and at + (settled - received),
            finding=("right", "wrong")[number == 3] if wrong else "",
        )
    return Counter(
        complaints=2, complaints_in_time=1, status_reports=3, status_wrong=1, status_in_time=2
    )


def _kept(world: World) -> dict[tuple[int | None, bool, str], dict[str, tuple[int, int | None]]]:
    found: dict[tuple[int | None, bool, str], dict[str, tuple[int, int | None]]] = {}
    with tenant(world.agency.pk):
        for row in world.report.figures.all():
            scope = found.setdefault((row.unit_id, row.below, row.slice), {})
            scope[row.code] = (row.value, row.base)
    return found


def _expected(counted: Counter[str], codes) -> dict[str, tuple[int, int | None]]:
    return {code: with_base(counted, code) for code in codes}


def test_every_figure_is_what_plain_python_makes_of_the_events(world: World) -> None:
    kept, pencil = _kept(world), world.pencil
    of_units = [kind.code for kind in KINDS]
    every = {unit.pk for unit in world.units}
    whole = pencil.of_units(every) + pencil.of_agency
    assert kept.pop((None, False, "")) == _expected(whole, (kind.code for kind in ALL_KINDS))
    # The mixture holds something of everything but amendments, which only a frozen month has.
    assert [kind.code for kind in ALL_KINDS if not whole[kind.code]] == ["amended_days"]
    for unit in every:
        assert kept.pop((unit, False, "")) == _expected(pencil.of_units({unit}), of_units)
    for unit in (world.units[0].pk, world.units[1].pk):
        below = pencil.of_units(pencil.below(unit))
        assert kept.pop((unit, True, "")) == _expected(below, of_units)
    _parts_agree(world, kept)
    assert not kept
    _months_desks_and_summary_agree(world)


def _parts_agree(world: World, kept) -> None:
    pencil, days = world.pencil, world.pencil.days
    parts = {
        "employment": lambda day: day.employment,
        "mode": lambda day: day.row.place or "none",
        "weekday": lambda day: str(day.date.isoweekday()),
        "date": lambda day: str(day.date),
    }
    for name, key in parts.items():
        for value in {key(day) for day in days}:
            counted = pencil.of_days(day for day in days if key(day) == value)
            counted["employees"] = len(
                {day.row.employee_id for day in days if day.employment == value}
            )
            counted += _desks_of(name, value)
            assert kept.pop((None, False, f"{name}:{value}")) == _expected(
                counted, PART_CODES[name]
            )


def _desks_of(name: str, value: str) -> Counter[str]:
    """What the desks add to a weekday or date: 720 minutes promised on each working day."""
    dates = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    told = str if name == "date" else lambda day: str(day.isoweekday())
    chosen = [day for day in dates if told(day) == value and day.isoweekday() < 6]
    known = sum(day >= SEEN for day in chosen)
    return Counter(
        desk_promised_minutes=720 * len(chosen),
        desk_staffed_minutes=210 * (SEEN in chosen),
        desk_unknown_minutes=720 * len(chosen) - 360 * known,
    )


def _months_desks_and_summary_agree(world: World) -> None:
    pencil = world.pencil
    with tenant(world.agency.pk):
        months = {row.employee_id: row for row in PersonMonth.objects.filter(month=NOVEMBER)}
        summary = ComplianceSummary.objects.get()
        desks = list(DeskDay.objects.filter(staffed__gt=0))
    assert len(PERSON_COLUMNS) == 13
    assert months.keys() == pencil.homes.keys()
    for person, row in months.items():
        counted = pencil.of_days(day for day in pencil.days if day.row.employee_id == person)
        assert {name: getattr(row, name) for name in PERSON_COLUMNS} == {
            name: counted[name] for name in PERSON_COLUMNS
        }
        assert (row.unit_id, row.data_until) == (pencil.homes[person], LAST)
    assert {row.employment_type for row in months.values()} == {"pns", "pppk"}
    assert [(row.desk_id, row.date, row.staffed) for row in desks] == [
        (world.place.desks[0].pk, SEEN, 210)
    ]
    assert summary.content_hash == world.report.content_hash
    assert {code: tuple(pair) for code, pair in summary.figures.items()} == _kept(world)[
        None, False, ""
    ]
    with tenant(world.agency.pk):
        freeze_summary(agency_id=world.agency.pk, month=NOVEMBER, at=LATER)
        assert ComplianceSummary.objects.get().is_frozen


TOLD = ("employees", "present_days", "lost_minutes", "quota_kept_days", "desk_staffed_minutes")
"""Of the parts and the units these are looked behind; of the agency everything."""


def test_every_list_adds_up_to_its_figure(world: World, client, freeze) -> None:
    freeze(LATER)
    reader = factories.employee(factories.unit(world.agency))
    factories.grant(reader, "ppk")
    sign_in(client, reader)
    reader.on_day = LATER.date()
    right = world.units[2].pk
    narrower = Q(slice__in=("employment:pppk", "mode:WFH", "weekday:1", f"date:{SEEN}"))
    narrower |= Q(below=True, slice="") | Q(unit=right, code__in=("ready_people", "open_requests"))
    narrower &= Q(code__in=(*TOLD, "ready_people", "open_requests", "cases_light"))
    with tenant(world.agency.pk):
        found = world.report.figures.filter(Q(unit=None, slice="") | narrower)
        figures = list(found.exclude(value=0))
    assert len(figures) > len(ALL_KINDS)
    opened = set()
    for figure in figures:
        kind, scope = BY_CODE[figure.code], (figure.unit_id, figure.below, figure.slice)
        query = {
            "unit": str(figure.unit_id or ""),
            "bawahan": "1" if figure.below else "",
            "bagian": figure.slice,
        }
        with tenant(world.agency.pk):
            by = narrowing_from(query, world.report, figure.code)
            assert behind(reader, world.report, kind, by).listed == figure.value, (*scope, kind)
        # One page of each table, and one of each way to narrow it.
        shown = figure.below, figure.slice[:4] or kind.measure
        if shown not in opened:
            opened.add(shown)
            _opens(client, figure, query)
    assert {kind.measure for kind in ALL_KINDS} < {what for _, what in opened}


def _opens(client, figure, query: dict[str, str]) -> None:
    scope = (figure.unit_id, figure.below, figure.slice, figure.code)
    url = reverse("attendance:compliance_days", args=[NOVEMBER, figure.code])
    with CaptureQueriesContext(connection) as counted:
        answer = client.get(url, query)
    assert answer.status_code == 200, scope
    assert (answer.context["listed"], answer.context["changed"]) == (figure.value, ""), scope
    assert answer.context["rows"], scope
    assert len(counted) <= MOST_STATEMENTS, (scope, len(counted))
    if BY_CODE[figure.code].measure in (Measure.DAYS, Measure.CASES, Measure.REQUESTS):
        assert answer.context["pages"]["page"].paginator.count == figure.value, scope
        assert all(row["url"] for row in answer.context["rows"])
