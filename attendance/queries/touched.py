"""Whom an outage touches: the taps made inside it, and the days those taps may count for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connection

from accounts.models import Agency, Employee
from asn_wfh import clock
from attendance.models import CheckIn
from attendance.queries.live import ONE_DAY, duty_date, shifts_named
from attendance.querysets import RECEIPT_SPAN
from attendance.rulebook import SURE_SOURCES, Rulebook, rulebook_of
from attendance.rules.outages import Span

# What counts at its own time anyway is not touched by an outage.
COUNTS = """
SELECT given.number, count(tap.id), count(DISTINCT tap.employee_id)
FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) WITH ORDINALITY
    AS given (starts_at, ends_at, number)
LEFT JOIN attendance_checkin tap
  ON tap.agency_id = %(agency)s AND tap.{moment} BETWEEN given.starts_at AND given.ends_at
 AND tap.local_date BETWEEN given.starts_at::date - 1 AND given.ends_at::date + 3
 AND tap.local_date BETWEEN %(first)s AND %(last)s
 AND tap.source <> ALL(%(sure)s)
GROUP BY given.number ORDER BY given.number
"""


class TouchedTap(NamedTuple):
    """A tap made inside an outage; both moments aware."""

    employee_id: int
    unit_id: int
    zone: str
    tapped_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class TapCount:
    """How many taps of how many people."""

    taps: int
    people: int


def touched_taps(agency: Agency, span: Span) -> list[TouchedTap]:
    """Every tap made inside `span`, in order of person and time; one statement."""
    rows = (
        CheckIn.objects.between(*_receipt_dates(agency, [span]))
        .filter(agency=agency, tapped_at__range=span)
        .exclude(source__in=SURE_SOURCES)
        .order_by("employee_id", "tapped_at")
    )
    fields = ("employee_id", "employee__unit_id", "zone", "tapped_at", "recorded_at")
    return [TouchedTap(*row) for row in rows.values_list(*fields)]


def count_taps(
    agency: Agency, spans: Sequence[Span], *, by_receipt: bool = False
) -> list[TapCount]:
    """For each span the taps made (or, `by_receipt`, received) inside it; one statement or none."""
    if not spans:
        return []
    first, last = _receipt_dates(agency, spans)
    moment = "recorded_at" if by_receipt else "tapped_at"
    with connection.cursor() as cursor:
        cursor.execute(
            COUNTS.format(moment=moment),
            {
                "starts": [span.start for span in spans],
                "ends": [span.end for span in spans],
                "agency": agency.pk,
                "first": first,
                "last": last,
                "sure": [source.value for source in SURE_SOURCES],
            },
        )
        return [TapCount(taps, people) for _, taps, people in cursor.fetchall()]


def touched_days(
    book: Rulebook, taps: Iterable[TouchedTap]
) -> dict[tuple[int, date], list[TouchedTap]]:
    """By employee and duty date the taps that count for it, with the outage or without it.

    A tap of 23.50 received at 00.10 may belong to either date, and a night shift's to the evening
    before; `book` covers them all. One statement where the agency has named shifts.
    """
    taps = list(taps)
    moments = [at for tap in taps for at in (tap.tapped_at, tap.received_at)]
    shifts: Mapping[tuple[int, date], int] = {}
    if moments:
        first, last = min(moments).date() - ONE_DAY, max(moments).date() + ONE_DAY
        shifts = shifts_named(book, {tap.employee_id for tap in taps}, first - ONE_DAY, last)
    found: dict[tuple[int, date], list[TouchedTap]] = defaultdict(list)
    # One object for all: making a model's instance takes longer than finding its duty date.
    person = Employee()
    for tap in taps:
        person.pk, person.unit_id, person.zone = tap.employee_id, tap.unit_id, tap.zone
        for day in {duty_date(book, person, at, shifts) for at in (tap.tapped_at, tap.received_at)}:
            found[tap.employee_id, day].append(tap)
    return dict(found)


def rulebook_around_span(agency: Agency, span: Span) -> Rulebook:
    """What holds for every duty date that a tap inside `span` may count for."""
    first, last = _receipt_dates(agency, [span])
    return rulebook_of(agency, first - ONE_DAY, last)


def _receipt_dates(agency: Agency, spans: Sequence[Span]) -> tuple[date, date]:
    """The local dates on which taps made inside the spans may have been received."""
    first = min(span.start for span in spans)
    last = max(span.end for span in spans)
    # Other zones of the agency's people are at most two hours away.
    aside = timedelta(hours=2)
    return (
        clock.on_local_date(first - aside, agency.zone),
        clock.on_local_date(last + aside, agency.zone) + RECEIPT_SPAN,
    )
