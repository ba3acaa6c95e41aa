"""Which days of an agency are over, which wait to be closed, and since when it keeps days here."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Min

from accounts.models import Agency
from attendance.models import CheckIn, DayClose, MonthFreeze, RosterEntry
from attendance.querysets import RECEIPT_SPAN
from attendance.rulebook import RULE_VERSION

ONE_DAY = timedelta(days=1)
CLOSES_AFTER = time(0, 5)
"""Local time of the next date from which a day is closed: the last taps are in."""

NIGHT_SHIFTS_END = time(12, 0)
"""Local time of the next date until which a shift across midnight owns events (rules page, 2)."""

WAITS_BETWEEN_CLOSES = timedelta(hours=1)


class NothingToReport(StrEnum):
    """Why a month has no days that a report could count."""

    NOT_OVER = "not_over"
    NO_RECORDS = "no_records"


@dataclass(frozen=True, slots=True)
class Span:
    """Dates from `first` to `last`, both included."""

    first: date
    last: date


def is_over(agency: Agency, day: date, now: datetime) -> bool:
    """Whether `day` is past by the agency's own clocks, at `now` (aware)."""
    return now >= _next_day_at(agency, day, CLOSES_AFTER)


def first_kept_day(agency: Agency) -> date | None:
    """The first date on which the agency's people had a plan, an event or a closed day here.

    Days before it are nobody's absence: the agency did not use the portal yet.
    """
    of_agency = {"agency_id": agency.pk}
    found = (
        CheckIn.objects.filter(**of_agency).aggregate(day=Min("local_date"))["day"],
        RosterEntry.objects.in_force().filter(**of_agency).aggregate(day=Min("date"))["day"],
        DayClose.objects.filter(**of_agency).aggregate(day=Min("date"))["day"],
    )
    return min((day for day in found if day is not None), default=None)


def report_span(agency: Agency, month: date, now: datetime) -> Span | NothingToReport:
    """The dates of the month (its first day) that a report at `now` (aware) counts."""
    last = (month + 31 * ONE_DAY).replace(day=1) - ONE_DAY
    while last >= month and not is_over(agency, last, now):
        last -= ONE_DAY
    if last < month:
        return NothingToReport.NOT_OVER
    kept = first_kept_day(agency)
    if kept is None or kept > last:
        return NothingToReport.NO_RECORDS
    return Span(max(month, kept), last)


def days_to_close(agency: Agency, first: date, last: date, now: datetime) -> list[date]:
    """The past dates from `first` to `last` whose rows are missing or no longer say it all.

    That is: never closed; closed by other rules, or without a hash of its rows; or closed while
    shifts still ran that have ended. Days of frozen months stay as they are. Two statements; the
    caller stands inside the agency's tenancy.
    """
    closes = {
        close.date: close
        for close in DayClose.objects.filter(agency_id=agency.pk, date__range=(first, last))
    }
    frozen = set(
        MonthFreeze.objects.filter(agency_id=agency.pk, month__lte=last).values_list(
            "month", flat=True
        )
    )
    due = []
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        if (
            day.replace(day=1) not in frozen
            and is_over(agency, day, now)
            and _wants_closing(agency, day, closes.get(day), now)
        ):
            due.append(day)
    return due


def _wants_closing(agency: Agency, day: date, close: DayClose | None, now: datetime) -> bool:
    if close is None or close.rule_version != RULE_VERSION or not close.content_hash:
        return True
    noon = _next_day_at(agency, day, NIGHT_SHIFTS_END)
    waited = close.closed_at < noon or now - close.closed_at >= WAITS_BETWEEN_CLOSES
    return close.waiting > 0 and now >= noon and waited


def late_events(
    agency_id: int, first: date, last: date, received_since: date
) -> list[tuple[int, date]]:
    """Employees and closed dates with an event received after the close, and not reopened since.

    An event before noon may belong to a night shift of the date before. Events with a
    local date before `received_since` are not looked at. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT tap.employee_id, closed.date
            FROM attendance_dayclose closed
            JOIN attendance_checkin tap
              ON tap.agency_id = closed.agency_id
             AND tap.recorded_at > closed.closed_at
             AND (closed.date = (tap.tapped_at AT TIME ZONE tap.zone)::date
               OR closed.date = (tap.tapped_at AT TIME ZONE tap.zone - interval '12 hours')::date
              AND EXISTS (
                 SELECT FROM attendance_workday night
                 JOIN attendance_schedule hours ON hours.id = night.schedule_id
                 WHERE night.agency_id = closed.agency_id AND night.date = closed.date
                   AND night.employee_id = tap.employee_id AND hours.kind = 'shift'))
            WHERE closed.agency_id = %(agency)s AND closed.date BETWEEN %(first)s AND %(last)s
              AND tap.agency_id = %(agency)s AND tap.local_date BETWEEN %(since)s AND %(until)s
              AND NOT EXISTS (
                 SELECT FROM attendance_reopening known
                 WHERE known.agency_id = %(agency)s AND known.employee_id = tap.employee_id
                   AND known.date = closed.date AND known.asked_at >= tap.recorded_at)
            """,
            {
                "agency": agency_id,
                "first": first,
                "last": last,
                "since": received_since,
                "until": last + RECEIPT_SPAN,
            },
        )
        return cursor.fetchall()


def _next_day_at(agency: Agency, day: date, at: time) -> datetime:
    return datetime.combine(day + ONE_DAY, at, ZoneInfo(agency.zone))
