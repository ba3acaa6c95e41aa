"""When the keeper of a desk is called: each example is a day of the ordinary week, 08.00–15.00."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from attendance.models import DeskAlarmKind
from attendance.rules.desk_alarms import Alarm, alarm_at, is_unheard, short_days
from services.rules import Closure, DayHours, DayPlan, DeskFacts, Holiday, Presence, ServiceCalendar

TUESDAY = date(2026, 11, 24)
ZONE = ZoneInfo("Asia/Jayapura")
HOURS = DayHours(time(8), time(15), time(12), time(13))


def at(clock: str, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


def facts(now: datetime, **fields) -> DeskFacts:
    """One officer planned each day, a pipeline heard just now, nobody seen."""
    plans = {TUESDAY + timedelta(days=n): DayPlan(1) for n in range(-1, 16)}
    calendar = ServiceCalendar(ZONE, weekly=dict.fromkeys(range(1, 6), HOURS))
    return DeskFacts(**{"calendar": calendar, "plans": plans, "heartbeat_at": now, **fields})


def seen(on_site: int, first: str = "07.50") -> Presence:
    came = at(first.replace(".", ":"))
    return Presence(TUESDAY, on_site=on_site, first_in_at=came, evidence_at=came)


BEFORE = Closure(at("07:00"), at("09:00"))
REST = Closure(at("07:00"), None)


@pytest.mark.parametrize(
    ("clock", "fields", "alarm"),
    [
        ("08:04", {}, None),
        ("08:05", {}, Alarm.LATE),
        ("14:59", {}, Alarm.LATE),
        ("15:00", {}, None),
        ("07:59", {}, None),
        ("08:30", {"presence": seen(1)}, None),
        ("08:30", {"presence": seen(0)}, Alarm.LEFT),
        ("15:30", {"presence": seen(0)}, None),
        ("08:30", {"presence": Presence(TUESDAY - timedelta(days=1), on_site=1)}, Alarm.LATE),
        ("08:30", {"plans": {}}, None),
        ("08:30", {"plans": {TUESDAY: DayPlan(0, remote=True)}}, None),
        ("09:04", {"closures": (BEFORE,)}, None),
        ("09:05", {"closures": (BEFORE,)}, Alarm.LATE),
        ("10:00", {"closures": (REST,)}, None),
        ("10:00", {"closures": (REST,), "presence": seen(1)}, Alarm.CLOSED_BUT_STAFFED),
        ("10:00", {"heartbeat_at": None}, None),
    ],
)
def test_the_alarm_of_a_moment(clock, fields, alarm) -> None:
    now = at(clock)
    assert alarm_at([facts(now, **fields)], now) is alarm


def test_one_closed_service_beside_an_open_one_is_nothing_to_doubt() -> None:
    now = at("10:00")
    shut = facts(now, closures=(REST,), presence=seen(1))
    assert alarm_at([shut, facts(now, presence=seen(1))], now) is None


def test_a_silent_pipeline_says_nothing() -> None:
    now = at("10:00")
    assert is_unheard([facts(now - timedelta(minutes=11))], now)
    assert not is_unheard([facts(now)], now)


def test_short_days_are_open_days_with_a_roster_within_a_week() -> None:
    now = at("16:00")
    days = [TUESDAY + timedelta(days=n) for n in range(1, 9)]
    wednesday, thursday, friday, saturday = days[:4]
    monday, tuesday, too_far = days[5:]
    made = replace(facts(now), needed=2)
    plans = {**dict.fromkeys(made.plans, DayPlan(2)), TUESDAY: DayPlan(1), wednesday: DayPlan(1)}
    plans |= {thursday: DayPlan(1), friday: DayPlan(0, remote=True), saturday: DayPlan(0)}
    plans |= {monday: DayPlan(1), tuesday: DayPlan(0), too_far: DayPlan(0)}
    made = replace(
        made,
        plans=plans,
        closures=(Closure(at("00:00", monday), at("00:00", tuesday)),),
        calendar=replace(made.calendar, holidays={thursday: Holiday("Hari Uji")}),
    )
    assert [(one.day, one.planned) for one in short_days(made, now)] == [
        (wednesday, 1),
        (tuesday, 0),
    ]


def test_the_alarms_are_those_of_the_table() -> None:
    assert {one.value for one in Alarm} == set(DeskAlarmKind.values)
