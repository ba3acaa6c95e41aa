"""Whether a report and its month still are what was signed: figures and days against their hashes.

The hash of the figures and that of the days are printed on the signed report. Both are made anew
from the rows here, so that a row changed past the portal does not pass for what was signed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db import connection

from accounts.models import Agency, Unit
from attendance.models import ComplianceFigure, ComplianceReport
from attendance.queries.day_rows import OF_TABLE, month_hash
from attendance.queries.figures import Figure
from attendance.queries.freezes import freeze_of
from attendance.queries.months import last_of_month
from attendance.rulebook import RULE_VERSION

CHUNK = 2000
GOOD_FOR = 3600
"""Seconds for which an answer to the public stands: a large agency's days take a while to read."""

# Dates whose rows have another hash than at their close, no close, or none left of those closed.
ODD = f"""
SELECT date FROM (
    SELECT date, {OF_TABLE} AS digest FROM attendance_workday
    WHERE agency_id = %(agency)s AND date BETWEEN %(first)s AND %(last)s
    GROUP BY date
) AS kept
FULL JOIN (
    SELECT date, content_hash FROM attendance_dayclose
    WHERE agency_id = %(agency)s AND date BETWEEN %(first)s AND %(last)s
) AS closed USING (date)
WHERE coalesce(kept.digest, %(empty)s) IS DISTINCT FROM closed.content_hash
ORDER BY date
"""  # noqa: S608  (names are constants)
EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Seal:
    """Whether the figures and the days are as signed, looked at `at` (aware)."""

    figures: bool
    days: bool
    at: datetime

    @property
    def holds(self) -> bool:
        """Whether everything is as it was signed."""
        return self.figures and self.days


def content_hash(
    agency: Agency,
    month: date,
    data_until: date,
    figures: Iterable[Figure],
    *,
    rule_version: str = RULE_VERSION,
) -> str:
    """SHA-256 over month, last day, rules and every figure in order; units by code, not by row."""
    units = dict(Unit.objects.filter(agency=agency).values_list("pk", "code"))
    digest = hashlib.sha256(f"{agency.code}|{month:%Y-%m}|{data_until}|{rule_version}".encode())
    lines = (
        f"{'' if one.unit_id is None else units.get(one.unit_id)}|{'+' if one.below else ''}"
        f"|{one.slice}|{one.code}|{one.value}|{one.base}"
        for one in figures
    )
    for line in sorted(lines):
        digest.update(f"\n{line}".encode())
    return digest.hexdigest()


def kept_figures(report: ComplianceReport) -> Iterator[Figure]:
    """The figures of a report as they are kept; one statement."""
    rows = ComplianceFigure.objects.filter(agency_id=report.agency_id, report=report)
    names = ("code", "unit_id", "value", "base", "below", "slice")
    for code, unit, value, base, below, part in rows.values_list(*names).iterator(CHUNK):
        yield Figure(code, unit, value, base, below=below, slice=part)


def odd_days(agency_id: int, month: date) -> tuple[date, ...]:
    """The dates of `month` (its first day) whose rows are not those that were closed."""
    values: dict[str, Any] = {
        "agency": agency_id,
        "first": month,
        "last": last_of_month(month),
        "empty": EMPTY,
    }
    with connection.cursor() as cursor:
        cursor.execute(ODD, values)
        return tuple(day for (day,) in cursor.fetchall())


def seal_of(report: ComplianceReport, at: datetime) -> Seal:
    """How a signed `report` stands to its rows: looked at anew, or within the last hour.

    Inside the agency's tenancy; `report.agency` is read.
    """
    key = f"seal-{report.pk}"
    known: Seal | None = cache.get(key)
    if known is None:
        known = Seal(_figures_hold(report), _days_hold(report), at)
        cache.set(key, known, GOOD_FOR)
    return known


def _figures_hold(report: ComplianceReport) -> bool:
    made = content_hash(
        report.agency,
        report.month,
        report.data_until,
        kept_figures(report),
        rule_version=report.rule_version,
    )
    return made == report.content_hash


def _days_hold(report: ComplianceReport) -> bool:
    freeze = freeze_of(report.agency_id, report.month)
    if freeze is None:
        return False
    last = last_of_month(report.month)
    sealed = month_hash(report.agency_id, report.month, last) == freeze.content_hash
    return sealed and not odd_days(report.agency_id, report.month)
