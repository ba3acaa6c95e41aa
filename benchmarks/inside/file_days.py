"""Judged days of a whole month for an invented agency, written by the owner in one statement."""

from datetime import date
from typing import Any

from django.db import connections

from asn_wfh import clock
from attendance.models import ComplianceReport
from benchmarks.inside import agencies

MONTH, LAST = date(2026, 9, 1), date(2026, 9, 30)
DAYS = 30

# Days of every shape: late, home, no check-out, absent; texts and flags as long as real ones.
FILL = """
INSERT INTO attendance_workday
    (agency_id, date, employee_id, unit_id, status, plan, place, first_in, last_out,
     first_in_minute, late_minutes, early_minutes, flags, rule_version, judged_at)
SELECT agency_id, day::date, id, unit_id,
       CASE WHEN n %% 23 = 0 THEN 'absent' ELSE 'present' END, 'WFO',
       CASE WHEN n %% 23 = 0 THEN '' WHEN n %% 3 = 0 THEN 'WFH' ELSE 'WFO' END,
       CASE WHEN n %% 23 > 0 THEN day + interval '25 minutes' + n %% 50 * interval '1 minute' END,
       CASE WHEN n %% 23 > 0 THEN day + interval '9 hours' END,
       NULL, n %% 50, 0,
       CASE WHEN n %% 3 = 0 THEN ARRAY['late', 'mismatch'] ELSE ARRAY['late'] END,
       '2026.1', now()
FROM (SELECT person.*, day, row_number() OVER () AS n
      FROM accounts_employee person,
           generate_series(%(first)s::date, %(last)s::date, interval '1 day') day
      WHERE agency_id = %(agency)s) made
"""


def run(rows: int, number: int) -> dict[str, Any]:
    """An agency with about so many employee-days in a month and an empty report of it."""
    made = agencies.run([max(agencies.LARGE_UNIT + 1, rows // DAYS)], first=number)[0]
    with connections[agencies.OWNER].cursor() as cursor:
        cursor.execute("SELECT hadir_make_partitions(%s, %s)", [MONTH, LAST])
        names = {"agency": made["agency"], "first": MONTH, "last": LAST}
        cursor.execute(FILL, names)
        filled = cursor.rowcount
        cursor.execute("ANALYZE attendance_workday")
    report = ComplianceReport.objects.using(agencies.OWNER).create(
        agency_id=made["agency"],
        month=MONTH,
        rule_version="2026.1",
        data_until=LAST,
        computed_at=clock.now(),
        content_hash="0" * 64,
    )
    return {"agency": made["agency"], "report": report.pk, "rows": filled}
