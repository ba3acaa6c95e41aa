"""A month's report of agencies of any size, beside the bare GROUP BY of the same judged days.

The days are made by SQL in one statement an agency, not by the judge: 22 working days of invented
people, with late, absent and excused ones. No real person is meant.
"""

from __future__ import annotations

import os
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from accounts.models import Agency, Unit
from accounts.tenancy import tenant
from asn_wfh import clock
from asn_wfh.engines.endpoints import endpoints
from attendance.actions.compliance import compute_report
from attendance.actions.partitions import make_partitions
from attendance.models import Job
from attendance.queries.days import Span
from attendance.queries.figures.alike import number_of_day
from attendance.queries.figures.kinds import SUMMED
from attendance.queries.figures.quota import unit_day_counts
from attendance.queries.figures.source import counted_rows, days_source
from attendance.queries.figures.sums import sums_sql
from attendance.queries.months import last_of_month
from attendance.rulebook import RULE_VERSION

OWNER = "owner"
UNIT_SIZE = 40
FIRST_NUMBER = 100
"""Of the invented agencies: the benches' others come before them."""

PEOPLE = """
INSERT INTO accounts_employee
    (nip, password, name, agency_id, unit_id, employment_type, job_title, job_kind, echelon, grade,
     legal_status, back_office, zone, email, is_active, is_demo)
SELECT '9' || lpad(%(agency)s::text, 5, '0') || lpad(place::text, 12, '0'), '!',
       'Pegawai ' || place, %(agency)s, (%(units)s::bigint[])[1 + place / %(unit_size)s],
       (ARRAY['pns', 'pns', 'pns', 'pppk', 'cpns'])[1 + place %% 5], 'Analis', 'pelaksana', '',
       'III/b', '', false, 'Asia/Jakarta', '', true, true
FROM generate_series(0, %(size)s - 1) AS place
"""
DAYS = """
INSERT INTO attendance_workday
    (agency_id, date, employee_id, unit_id, status, plan, place, first_in, last_out,
     first_in_minute, late_minutes, early_minutes, flags, rule_version, judged_at)
SELECT %(agency)s, day, id, unit_id, status, plan, CASE WHEN here THEN place ELSE '' END,
       CASE WHEN came THEN day + interval '30 minutes' + turn * interval '40 minutes' END,
       CASE WHEN here AND NOT stayed THEN day + interval '9 hours' END,
       CASE WHEN came THEN 450 + (turn * 40)::int END,
       CASE WHEN late THEN 1 + (chance * 400)::int ELSE 0 END,
       CASE WHEN early THEN 1 + (leaving * 600)::int ELSE 0 END,
       CASE WHEN here THEN array_remove(ARRAY[
           CASE WHEN late THEN 'late' END, CASE WHEN early THEN 'early' END,
           CASE WHEN stayed THEN 'no_out' END, CASE WHEN place <> plan THEN 'mismatch' END], NULL)
           ELSE '{}' END,
       %(rules)s, now()
FROM (
    SELECT *, status = 'present' AS here, status = 'present' AND leaving >= 0.94 AS stayed,
           status = 'present' AND turn < 0.97 AS came,
           status = 'present' AND turn < 0.97 AND chance < 0.12 AS late,
           status = 'present' AND leaving < 0.06 AS early
    FROM (
        SELECT day, id, unit_id, turn, chance, leaving, plan,
               CASE WHEN fate < 0.02 THEN 'absent' WHEN fate < 0.10 THEN 'excused'
                    ELSE 'present' END AS status,
               CASE WHEN swap < 0.04 THEN 'WFH' WHEN swap < 0.05 THEN 'WFA' ELSE plan END AS place
        FROM (
            SELECT at::date AS day, id, unit_id, random() AS fate, random() AS swap,
                   random() AS turn, random() AS chance, random() AS leaving,
                   CASE WHEN (id + extract(day FROM at)::int) %% 3 = 0 THEN 'WFH'
                        ELSE 'WFO' END AS plan
            FROM generate_series(%(first)s::timestamp, %(last)s, interval '1 day') AS at
            CROSS JOIN accounts_employee
            WHERE agency_id = %(agency)s AND extract(isodow FROM at) < 6
        ) AS thrown
    ) AS decided
) AS told
"""
CLOSES = """
INSERT INTO attendance_dayclose
    (agency_id, date, judged, waiting, rule_version, closed_at, content_hash)
SELECT %(agency)s, at::date, 0, 0, %(rules)s, at + interval '1 day', repeat('0', 64)
FROM generate_series(%(first)s::timestamp, %(last)s, interval '1 day') AS at
"""
BARE = """
SELECT unit_id, date, status, place, count(*), sum(late_minutes), sum(early_minutes)
FROM attendance_workday
WHERE agency_id = %(agency)s AND date BETWEEN %(first)s AND %(last)s
GROUP BY unit_id, date, status, place
"""
OF_AGENCY = f"""
SELECT number, count(*), sum(late_minutes), sum(early_minutes)
FROM (
    SELECT {number_of_day()} AS number, late_minutes, early_minutes
    FROM {days_source(amended=False)}
) AS told
GROUP BY number
"""  # noqa: S608  (all of it constants)


def run(sizes: list[int], month: str, rounds: int) -> dict[str, Any]:
    """Seconds to compute the month of one agency for each of `sizes` (people), and memory.

    `sizes` begin with a small agency, then the large one that the statements are timed on.
    """
    first = date.fromisoformat(f"{month}-01")
    span = Span(first, last_of_month(first))
    make_partitions(first_day=span.first, last_day=span.last, using=OWNER)
    begun = time.perf_counter()
    agencies = [_agency(number, size, span) for number, size in enumerate(sizes, FIRST_NUMBER)]
    _settle()
    made = time.perf_counter() - begun
    statements = _statements(agencies[1], span, rounds)
    memory = [_peak_mb()]
    seconds = []
    for agency in agencies:
        seconds.append(_compute(agency, first))
        memory.append(_peak_mb())
    return {
        "people": sizes,
        "days": [_days(agency, span) for agency in agencies],
        "made_seconds": made,
        **statements,
        "seconds": seconds,
        "peak_mb": memory,
    }


def _agency(number: int, size: int, span: Span) -> Agency:
    model = Agency.objects.using(OWNER).get(code="32.11")
    agency = Agency(
        code=f"bulan-{number}",
        name=f"Instansi Bulan {number}",
        kind="kota",
        region=model.region,
        zone="Asia/Jakarta",
        is_demo=True,
    )
    agency.save(using=OWNER)
    top = Unit(agency=agency, code="U0000", name="Bidang 0", kind="bidang")
    top.save(using=OWNER)
    others = [
        Unit(agency=agency, parent=top, code=f"U{place:04d}", name=f"Bidang {place}", kind="bidang")
        for place in range(1, -(-size // UNIT_SIZE))
    ]
    units = [top, *Unit._base_manager.using(OWNER).bulk_create(others)]
    values = {
        "agency": agency.pk,
        "units": [unit.pk for unit in units],
        "unit_size": UNIT_SIZE,
        "size": size,
        "first": span.first,
        "last": span.last,
        "rules": RULE_VERSION,
    }
    with _as_superuser() as cursor:
        # Millions of rows without asking each of them for its foreign keys.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT setseed(0.42)")
        for statement in (PEOPLE, DAYS, CLOSES):
            cursor.execute(statement, values)
    return agency


def _settle() -> None:
    """What autovacuum would have done by the end of a month."""
    with _as_superuser() as cursor:
        cursor.execute("VACUUM ANALYZE attendance_workday")
        cursor.execute("ANALYZE accounts_employee")


def _as_superuser() -> psycopg.Connection[Any]:
    at = endpoints(Path(os.environ["DATA"]))
    return psycopg.connect(**{**at.superuser, "dbname": at.owner["dbname"]}, autocommit=True)


def _days(agency: Agency, span: Span) -> int:
    with tenant(agency.pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM attendance_workday"
            " WHERE agency_id = %s AND date BETWEEN %s AND %s",
            [agency.pk, span.first, span.last],
        )
        return int(cursor.fetchone()[0])


def _statements(agency: Agency, span: Span, rounds: int) -> dict[str, float]:
    """Seconds of the bare GROUP BY, of the agency's sums alone, and of every breakdown.

    Medians of rounds in turn, each as the application's role under row-level security.
    """

    def breakdowns() -> None:
        _fetch(sums_sql(amended=False), agency, span)
        unit_day_counts(agency, span)

    works: dict[str, Callable[[], None]] = {
        "bare": lambda: _fetch(BARE, agency, span),
        "agency": lambda: _fetch(OF_AGENCY, agency, span),
        "breakdowns": breakdowns,
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(1 + rounds):
        for name, work in works.items():
            begun = time.perf_counter()
            with tenant(agency.pk):
                work()
            taken[name].append(time.perf_counter() - begun)
    # The first round warms the buffers.
    medians = {name: statistics.median(some[1:]) for name, some in taken.items()}
    return {
        "sums": len(SUMMED),
        **{f"{name}_seconds": value for name, value in medians.items()},
        "agency_ratio": medians["agency"] / medians["bare"],
        "breakdowns_ratio": medians["breakdowns"] / medians["bare"],
    }


def _fetch(statement: str, agency: Agency, span: Span) -> None:
    counted_rows(statement, {"agency": agency.pk, "first": span.first, "last": span.last})


def _compute(agency: Agency, month: date) -> float:
    now: datetime = clock.now()
    with tenant(agency.pk):
        job = Job.objects.create(
            agency=agency, kind="compliance", month=month, asked_at=now - timedelta(minutes=1)
        )
    begun = time.perf_counter()
    compute_report(agency=agency, month=month, job=job, now=now)
    return time.perf_counter() - begun


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
