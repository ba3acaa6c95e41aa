"""Named shifts: they bind nobody until a line names them, and then every judgement uses them."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.check_in import Tap, record_check_in
from attendance.actions.days import close_day
from attendance.actions.refused import RosterRefused
from attendance.actions.roster_drafts import save_lines
from attendance.actions.roster_lines import stamp_of
from attendance.actions.rosters import submit_roster
from attendance.actions.shifts import ShiftRefused, end_shift
from attendance.forms.rosters import row_name
from attendance.models import RosterEntry, Schedule, WorkDay
from attendance.queries.day_page import day_of
from attendance.queries.plan_facts import PlannedLine, saved_lines
from attendance.queries.today import today_of
from attendance.rules.modes import EventKind, WorkMode
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import FRIDAY, NOW, TODAY, draft, office
from tests.attendance.roster_forms import row, typed, url

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
PAGE = "/tim/giliran/"


def wib(day: date, hour: int, minute: int = 0) -> datetime:
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    return local - timedelta(hours=7)


def night(agency, **fields):
    with tenant(agency.pk):
        shift = factories.schedule(
            agency,
            kind="shift",
            shift_code="M",
            shift_name="malam",
            start="22:00",
            end_mon_thu="06:00",
            end_fri="06:00",
            workdays="1234567",
            legal_basis="Keputusan Direktur Nomor 8 Tahun 2026",
            **fields,
        )
        shift.save()
    return shift


@pytest.fixture
def nurses():
    """Two of a unit with ordinary hours: a line of the first names the night of Monday."""
    agency = factories.agency()
    with tenant(agency.pk):
        factories.schedule(agency).save()
    shift = night(agency)
    unit = factories.unit(agency)
    first, second = factories.employee(unit), factories.employee(unit)
    factories.roster_entry(first, MONDAY, shift=shift)
    factories.roster_entry(second, MONDAY)
    for person in (first, second):
        factories.standing(person, on=MONDAY)
    return first, second


def test_a_night_named_by_a_line_is_judged_by_its_hours_and_nobody_else(nurses):
    nurse, clerk = nurses
    factories.check_in(nurse, wib(MONDAY, 21, 50))
    factories.check_in(nurse, wib(TUESDAY, 6, 2), "out")
    factories.check_in(clerk, wib(MONDAY, 7, 20))
    factories.check_in(clerk, wib(MONDAY, 16, 1), "out")
    agency = nurse.agency
    assert close_day(agency=agency, day=MONDAY, now=wib(TUESDAY, 1)).waiting == 1
    assert close_day(agency=agency, day=MONDAY, now=wib(TUESDAY, 12)).judged == 2
    with tenant(agency.pk):
        days = {
            day.employee_id: (day.status, day.late_minutes, day.early_minutes, day.schedule_id)
            for day in WorkDay.objects.filter(date=MONDAY)
        }
        shift = Schedule.objects.get(shift_code="M")
        ordinary = Schedule.objects.get(shift_code="")
        page = day_of(nurse, MONDAY, wib(TUESDAY, 12))
    assert days[nurse.pk] == ("present", 0, 0, shift.pk)
    assert days[clerk.pk] == ("present", 0, 0, ordinary.pk)
    assert page is not None
    assert any("22.00" in reason for reason in page.reasons)
    assert any("Keputusan Direktur" in reason for reason in page.reasons)


def test_taps_of_the_night_belong_to_its_date_in_no_further_statement(
    nurses, django_assert_num_queries
):
    nurse, clerk = nurses
    with tenant(nurse.agency_id):
        record_check_in(by=clerk, at=wib(MONDAY, 21, 55), tap=tap(EventKind.OUT))
        with django_assert_num_queries(4):
            came = record_check_in(by=nurse, at=wib(MONDAY, 21, 55), tap=tap(EventKind.IN))
        late = wib(TUESDAY, 5, 30)
        record_check_in(by=clerk, at=late, tap=tap(EventKind.OUT))
        with django_assert_num_queries(4):
            left = record_check_in(by=nurse, at=late, tap=tap(EventKind.OUT))
        page = today_of(nurse, wib(TUESDAY, 5, 40))
        assert today_of(clerk, wib(TUESDAY, 5, 40)).date == TUESDAY
    assert came.receipt.code == "on_time"
    assert left.receipt.code == "left_early"
    assert "30 menit" in left.receipt.message
    assert (page.date, page.starts_at) == (MONDAY, wib(MONDAY, 22))


def tap(kind):
    return Tap(kind, WorkMode.WFO, uuid4())


def test_the_grid_keeps_a_shift_and_refuses_one_that_does_not_hold_that_day(as_):
    of = office()
    shift = night(of.agency, valid_until=FRIDAY - timedelta(days=1))
    roster, person = draft(of), of.staff[0]
    thursday = FRIDAY - timedelta(days=1)
    cells = row(d20261126=("WFO", str(shift.pk), ""), d20261127=("WFO", "999999", ""))
    client = as_(of.head)
    assert client.post(url("edit", roster), typed(of, roster, **{row_name(person.pk): cells}))
    with tenant(of.agency.pk):
        assert not RosterEntry.objects.filter(roster=roster, shift__isnull=False).exists()
        old = saved_lines(roster)
        lines = [
            PlannedLine(one.person_id, one.date, "WFO", None, "", shift.pk)
            if one.person_id == person.pk and one.date in (thursday, FRIDAY)
            else one
            for one in old
        ]
        save_lines(roster_id=roster.pk, lines=lines, stamp=stamp_of(old), by=of.head, at=NOW)
        assert {line for line in saved_lines(roster) if line.shift_id} == {
            line for line in lines if line.shift_id
        }
        with pytest.raises(RosterRefused) as refused:
            submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
    (finding,) = refused.value.findings
    assert (finding.person, finding.refusal.day) == (person.pk, FRIDAY)
    page = client.get(url("edit", roster)).content.decode()
    assert "Giliran malam tidak ada pada Jumat, 27 November 2026" in page
    assert f'<td class="k" data-s="{shift.pk}">K<i>M</i></td>' in page


def test_the_personnel_office_enters_a_shift_by_its_decree_and_ends_it(as_):
    of = office()
    operator = factories.employee(of.top, name="Operator")
    factories.grant(operator, "personnel")
    factories.standing(operator, on=TODAY)
    client = as_(operator)
    sent = {
        "unit": of.unit.pk,
        "code": "m",
        "name": "malam",
        "start": "22:00",
        "end": "06:00",
        "rest_minutes": "60",
        "workdays": ["1", "2", "3"],
        "valid_from": "2026-11-01",
        "legal_basis": "Keputusan Direktur Nomor 8 Tahun 2026",
    }
    assert client.post(PAGE, {**sent, "rest_minutes": "240", "end": "23:00"}).status_code == 422
    assert client.post(PAGE, sent).status_code == 302
    twice = client.post(PAGE, sent)
    assert twice.status_code == 422
    assert "Sudah ada jam kerja sejenis" in twice.content.decode()
    with tenant(of.agency.pk):
        shift = Schedule.objects.get(shift_code="M")
        factories.roster_entry(of.staff[0], MONDAY, shift=shift)
        with pytest.raises(ShiftRefused, match="Senin, 16 November 2026"):
            end_shift(shift=shift, last_day=date(2026, 11, 15), by=operator, at=NOW)
    end = reverse("attendance:shift_end", args=[shift.pk])
    assert client.post(end, {"sampai": "2026-11-30"}).status_code == 302
    with tenant(of.agency.pk):
        assert Schedule.objects.get(shift_code="M").valid_until == date(2026, 11, 30)
    head = as_(of.head)
    assert "malam" in head.get(PAGE).content.decode()
    assert head.post(PAGE, sent).status_code == 403
    assert head.post(end, {"sampai": "2026-11-30"}).status_code == 403
