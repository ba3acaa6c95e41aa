"""Closing days: what the rules make of a date, written down for everybody of an agency.

A close may be repeated for any date, and gives the same rows for the same events. A date may also
be judged again for some of its people: by the same code, with the same result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from django.db import connection, transaction

from accounts.models import Agency
from accounts.tenancy import tenant
from attendance.actions.amendments import Cause, amend_day
from attendance.models import DayClose, ReopenCause
from attendance.queries.day_rows import GIVEN, as_arrays, kept_hash, kept_rows
from attendance.queries.freezes import is_frozen
from attendance.queries.judging import COLUMNS, JudgedRow, judge_people
from attendance.rulebook import RULE_VERSION, Rulebook, rulebook_of

log = structlog.get_logger(__name__)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closed:
    """What a close did: people judged, and people whose shift still ran or who have no hours."""

    judged: int
    waiting: int


def close_day(
    *, agency: Agency, day: date, now: datetime, rulebook: Rulebook | None = None
) -> Closed:
    """Judge `day` for every active employee of `agency` whose day is over at `now` (aware).

    Replaces the rows of that date in one transaction, under a lock per agency, so that two
    workers closing the same date leave one set of rows. In a frozen month the rows stay, and what
    differs becomes dated amendments.
    """
    with tenant(agency.pk), transaction.atomic():
        hold_days(agency.pk)
        book = rulebook or rulebook_of(agency, day, day)
        judged = judge_people(book, day, now)
        done = Closed(len(judged.rows), len(judged.waiting))
        if is_frozen(agency.pk, day):
            kept = kept_rows(agency.pk, day, [row.employee_id for row in judged.rows])
            again = Cause(ReopenCause.REBUILD, None)
            causes = dict.fromkeys((row.employee_id for row in judged.rows), again)
            amend_day(
                agency_id=agency.pk, day=day, kept=kept, rows=judged.rows, causes=causes, at=now
            )
        else:
            _replace(agency.pk, day, judged.rows, now)
            _seal(agency.pk, day, done, now)
    log.info("day.closed", agency=agency.pk, day=str(day), judged=done.judged, waiting=done.waiting)
    return done


def close_days(
    *, agency: Agency, first_day: date, last_day: date, now: datetime
) -> Iterator[tuple[date, Closed]]:
    """Close each date of a span in order, one transaction each; the rulebook is read once."""
    with tenant(agency.pk):
        book = rulebook_of(agency, first_day, last_day)
    day = first_day
    while day <= last_day:
        yield day, close_day(agency=agency, day=day, now=now, rulebook=book)
        day += ONE_DAY


def rejudge_people(
    *, agency: Agency, day: date, causes: Mapping[int, Cause], now: datetime
) -> set[int]:
    """Judge a closed `day` again for the employees of `causes` alone; the ids whose row changed.

    Call it behind `hold_days`. In a frozen month a change becomes a dated amendment that bears
    the person's cause. Who still works on a shift keeps the row there is.
    """
    book = rulebook_of(agency, day, day)
    judged = judge_people(book, day, now, causes)
    kept = kept_rows(agency.pk, day, causes)
    if is_frozen(agency.pk, day):
        return amend_day(
            agency_id=agency.pk, day=day, kept=kept, rows=judged.rows, causes=causes, at=now
        )
    rows = [row for row in judged.rows if kept.get(row.employee_id) != row]
    gone = kept.keys() - {row.employee_id for row in judged.rows} - judged.waiting
    changed = gone | {row.employee_id for row in rows}
    if changed:
        _replace(agency.pk, day, rows, now, people=changed)
        count, digest = kept_hash(agency.pk, day)
        closes = DayClose.objects.filter(agency=agency, date=day)
        closes.update(judged=count, content_hash=digest)
    return changed


def hold_days(agency_id: int) -> None:
    """Wait until nobody closes days of the agency, and keep others out for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('close_day', %s))", [agency_id]
        )


def _seal(agency_id: int, day: date, done: Closed, now: datetime) -> None:
    """Note that the date is closed, and the hash of what its rows say."""
    DayClose.objects.update_or_create(
        agency_id=agency_id,
        date=day,
        defaults={
            "judged": done.judged,
            "waiting": done.waiting,
            "rule_version": RULE_VERSION,
            "closed_at": now,
            "content_hash": kept_hash(agency_id, day)[1],
        },
    )


def _replace(
    agency_id: int,
    day: date,
    rows: list[JudgedRow],
    now: datetime,
    people: Collection[int] | None = None,
) -> None:
    """Swap the rows of a date, or of these people on it; COPY is closed to tables with RLS."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM attendance_workday WHERE agency_id = %s AND date = %s"
            " AND (%s OR employee_id = ANY(%s))",
            [agency_id, day, people is None, list(people or ())],
        )
        if not rows:
            return
        cursor.execute(
            "INSERT INTO attendance_workday (agency_id, date, rule_version, judged_at,"  # noqa: S608  (names are constants)
            f" {', '.join(COLUMNS)})"
            f" SELECT %s, %s, %s, %s, {', '.join(_selected(name) for name in COLUMNS)}"
            f" FROM {GIVEN}",
            [agency_id, day, RULE_VERSION, now, *as_arrays(rows)],
        )


def _selected(name: str) -> str:
    return "string_to_array(given.flags, ';')" if name == "flags" else f"given.{name}"
