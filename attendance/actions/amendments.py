"""Dated amendments: what a day of a frozen month would be now, beside the row that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import structlog

from attendance.models import DayAmendment, ReopenCause
from attendance.queries.freezes import issued_amendments
from attendance.queries.judging import JudgedRow
from attendance.rulebook import RULE_VERSION

log = structlog.get_logger(__name__)
TICK = timedelta(microseconds=1)
"""The least that PostgreSQL tells two moments apart by."""


class Cause(NamedTuple):
    """Why a person's day is judged again, and the id of who caused it (None: nobody did)."""

    cause: ReopenCause
    by_id: int | None


def amend_day(
    *,
    agency_id: int,
    day: date,
    kept: Mapping[int, JudgedRow],
    rows: Sequence[JudgedRow],
    causes: Mapping[int, Cause],
    at: datetime,
) -> set[int]:
    """Write an amendment for each of `rows` that differs from what stands; the ids of its people.

    What stands is the last amendment, or else the frozen row in `kept`: the same outcome again
    makes no new version. Call it behind `hold_days`. Each is dated `at`, or just after the last
    report signed of the month, which a worker that began before it would otherwise precede.
    """
    latest = {
        one.employee_id: one
        for one in DayAmendment.objects.filter(agency_id=agency_id, date=day)
        .filter(employee_id__in=[row.employee_id for row in rows])
        .order_by("employee_id", "-version")
        .distinct("employee_id")
    }
    made = []
    for row in rows:
        last = latest.get(row.employee_id)
        frozen = kept.get(row.employee_id)
        stands = last.after if last else {} if frozen is None else as_json(frozen)
        outcome = as_json(row)
        if {**stands, "rule_version": None} == {**outcome, "rule_version": None}:
            continue
        cause, by_id = causes[row.employee_id]
        made.append(
            DayAmendment(
                agency_id=agency_id,
                date=day,
                employee_id=row.employee_id,
                version=1 if last is None else last.version + 1,
                before=stands,
                after={**outcome, "rule_version": RULE_VERSION},
                cause=cause,
                by_id=by_id,
            )
        )
    if made:
        moment = _after_signed(agency_id, day, at)
        for one in made:
            one.amended_at = moment
        DayAmendment.objects.bulk_create(made)
        log.info("day.amended", agency=agency_id, day=str(day), amendments=len(made))
    return {one.employee_id for one in made}


def _after_signed(agency_id: int, day: date, at: datetime) -> datetime:
    """`at`, but later than every signed amendment: it counted none of what is written now."""
    issued = issued_amendments(agency_id, day.replace(day=1))
    return max(at, issued[-1].computed_at + TICK) if issued else at


def as_json(row: JudgedRow) -> dict[str, Any]:
    """A judged row by column name, moments as ISO 8601 in UTC."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row._asdict().items()
    }
