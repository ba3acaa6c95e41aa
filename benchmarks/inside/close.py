"""Closing a week of a very large agency beside COPY out and in of its rows; the rules alone."""

import statistics
import time
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connections

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions import days
from attendance.models import Absence, CheckIn, RosterEntry
from attendance.rulebook import event_value, rulebook_of
from attendance.rules.events import AbsenceKind
from attendance.rules.modes import WorkMode
from attendance.rules.verdict import judge_day
from benchmarks.inside import agencies

READ = (
    """SELECT employee_id, mode FROM attendance_rosterentry
    WHERE agency_id = {agency} AND date = '{day}' AND in_force""",
    """SELECT employee_id, kind FROM attendance_absence
    WHERE agency_id = {agency} AND first_day <= '{day}' AND last_day >= '{day}'""",
    """SELECT employee_id, kind, mode, tapped_at, recorded_at, source FROM attendance_checkin
    WHERE agency_id = {agency} AND local_date = '{day}'""",
    """SELECT id, unit_id, zone, appointed_on FROM accounts_employee
    WHERE agency_id = {agency} AND is_active ORDER BY id""",
)
ROWS = "SELECT * FROM attendance_workday WHERE agency_id = {agency} AND date = '{day}'"
NUMBER = 5
"""Of the invented agency: the benches' others come before it."""


def run(size: int, rounds: int) -> dict[str, Any]:
    """Seconds to close a week of `size` employees and of the bare COPY, median of pairs.

    And how many days a second the rules judge, everything already in memory.
    """
    of = Agency.objects.get(pk=agencies.run([size], first=NUMBER)[0]["agency"])
    now = clock.now()
    week = _working_days(clock.today(of.zone))
    judged = _close(of, week, now)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE attendance_workday")
    closes, copies = [], []
    for _ in range(rounds):
        begun = time.perf_counter()
        _close(of, week, now)
        closes.append(time.perf_counter() - begun)
        copies.append(sum(_copy_out_and_in(of.pk, day) for day in week))
    return {
        "days": [str(day) for day in week],
        "employee_days": judged,
        "close_seconds": statistics.median(closes),
        "copy_seconds": statistics.median(copies),
        "ratio": statistics.median(a / b for a, b in zip(closes, copies, strict=True)),
        "rules_days_per_cpu_second": _rules_alone(of, week[0], now, rounds),
    }


def _close(of: Agency, week: list[date], now: datetime) -> int:
    return sum(days.close_day(agency=of, day=day, now=now).judged for day in week)


def _working_days(today: date) -> list[date]:
    """The last five working days before today, for which the agency has events."""
    back = [today - timedelta(days=number) for number in range(1, 9)]
    return [day for day in back if day.isoweekday() <= 5][: agencies.CHECK_IN_DAYS]


def _copy_out_and_in(agency: int, day: date) -> float:
    """Stream out what a close reads, take the date's rows away and stream them in again.

    As the owner, whom row-level security does not bind; into the same table, with its
    indexes, foreign keys and the guard of frozen months.
    """
    names = {"agency": agency, "day": day}
    connection = connections["owner"]
    connection.ensure_connection()
    raw = connection.connection
    begun = time.perf_counter()
    with raw.transaction(), raw.cursor() as cursor:
        for statement in READ:
            with cursor.copy(f"COPY ({statement.format(**names)}) TO STDOUT") as out:
                for _ in out:
                    pass
        with cursor.copy(f"COPY ({ROWS.format(**names)}) TO STDOUT") as out:
            blocks = [bytes(block) for block in out]
        cursor.execute(ROWS.format(**names).replace("SELECT *", "DELETE"))
        with cursor.copy("COPY attendance_workday FROM STDIN") as into:
            for block in blocks:
                into.write(block)
    return time.perf_counter() - begun


def _rules_alone(agency: Agency, day: date, now: datetime, rounds: int) -> float:
    """Employee-days judged per second of one core, everything already in memory."""
    given = _given(agency, day)
    rates = []
    for _ in range(rounds):
        begun = time.process_time()
        for hours, plan, events, absence, outages in given:
            judge_day(hours, plan=plan, events=events, absence=absence, outages=outages)
        rates.append(len(given) / (time.process_time() - begun))
    return statistics.median(rates)


def _given(agency: Agency, day: date) -> list[tuple[Any, ...]]:
    with tenant(agency.pk):
        book = rulebook_of(agency, day, day)
        entries = RosterEntry.objects.in_force().on(day).filter(agency=agency)
        plans = dict(entries.values_list("employee_id", "mode"))
        kinds = dict(Absence.objects.covering(day).values_list("employee_id", "kind"))
        events: dict[int, list[Any]] = {}
        for row in CheckIn.objects.for_days(day, day).filter(agency=agency):
            events.setdefault(row.employee_id, []).append(event_value(row))
        people = list(Employee.objects.active().filter(agency=agency))
    return [
        (
            book.day(employee_id=one.pk, unit_id=one.unit_id, zone=one.zone, on=day),
            WorkMode(plans[one.pk]) if one.pk in plans else None,
            events.get(one.pk, []),
            AbsenceKind(kinds[one.pk]) if one.pk in kinds else None,
            book.outages,
        )
        for one in people
    ]
