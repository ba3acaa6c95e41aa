"""Closing a day of a large agency, beside COPY out and in of the same rows; the rules alone."""

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

READ = (
    """SELECT employee_id, mode FROM attendance_rosterentry
    WHERE agency_id = {agency} AND date = '{day}' AND in_force""",
    """SELECT employee_id, kind FROM attendance_absence
    WHERE agency_id = {agency} AND first_day <= '{day}' AND last_day >= '{day}'""",
    """SELECT * FROM attendance_checkin
    WHERE agency_id = {agency} AND local_date BETWEEN '{day}' AND '{day}'::date + 2""",
    """SELECT id, unit_id, zone, appointed_on FROM accounts_employee
    WHERE agency_id = {agency} AND is_active ORDER BY id""",
)
ROWS = "SELECT * FROM attendance_workday WHERE agency_id = {agency} AND date = '{day}'"


def run(agency: int, rounds: int) -> dict[str, Any]:
    """Seconds of a close and of the bare COPY, median of pairs, and days a second of the rules."""
    of = Agency.objects.get(pk=agency)
    now = clock.now()
    day = _last_working_day(clock.today(of.zone))
    judged = days.close_day(agency=of, day=day, now=now).judged
    closes, copies = [], []
    for _ in range(rounds):
        begun = time.perf_counter()
        days.close_day(agency=of, day=day, now=now)
        closes.append(time.perf_counter() - begun)
        copies.append(_copy_out_and_in(agency, day))
    return {
        "day": str(day),
        "employees": judged,
        "close_seconds": statistics.median(closes),
        "copy_seconds": statistics.median(copies),
        "ratio": statistics.median(a / b for a, b in zip(closes, copies, strict=True)),
        "rules_days_per_cpu_second": _rules_alone(of, day, now, rounds),
    }


def _last_working_day(today: date) -> date:
    day = today - timedelta(days=1)
    while day.isoweekday() > 5:
        day -= timedelta(days=1)
    return day


def _copy_out_and_in(agency: int, day: date) -> float:
    """Stream out what a close reads, take the date's rows away and stream them in again.

    As the owner, whom row-level security does not bind; into the same table, with its
    indexes and foreign keys.
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
        for row in CheckIn.objects.between(day, day + days.RECEIPT_SPAN).filter(agency=agency):
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
