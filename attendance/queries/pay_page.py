"""What the page of the allowance's settings shows: the table, and a sample of last month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Q

from accounts.models import Employee
from attendance.models import PayReduction, WorkDay
from attendance.queries.days import Span
from attendance.queries.months import last_of_month
from attendance.queries.pay import PayMonth, band_of, bands_of, pay_months, reductions_between
from attendance.queries.sanctions import tables_of
from attendance.rules.pay import Band, Ground, Reductions, reductions_of

ONE_DAY = timedelta(days=1)
SAMPLE = 12
"""So many people of last month stand in the sample: those with the most days that cost."""

COSTS = (
    Q(status="absent")
    | Q(late_minutes__gt=0)
    | Q(early_minutes__gt=0)
    | Q(flags__contains=["no_out"])
)


@dataclass(frozen=True, slots=True)
class GroundRows:
    """A ground with the rows in force today and those to come; `own` when the agency's replace."""

    ground: Ground
    rows: tuple[PayReduction, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person's last month under the table in force, and with the row that is being typed."""

    month: PayMonth
    now: Reductions
    then: Reductions | None


@dataclass(frozen=True, slots=True)
class Sample:
    """Some people of last month; `month` is its first date."""

    month: date
    people: tuple[SamplePerson, ...]


def ground_rows(agency_id: int, today: date) -> list[GroundRows]:
    """The table by ground, as it binds on `today` and later; one statement."""
    rows = reductions_between(agency_id, today, date.max)
    found = []
    for ground in Ground:
        of_ground = [row for row in rows if row.ground == ground]
        own = [row for row in of_ground if row.agency_id is not None]
        in_force = any(row.valid_from <= today for row in own)
        shown = own if in_force else [*(row for row in of_ground if row.agency_id is None), *own]
        found.append(GroundRows(ground, tuple(shown), in_force))
    return found


def sample_of(person: Employee, today: date, typed: PayReduction | None) -> Sample:
    """Last month's people with the most days that cost, before and after `typed`.

    The typed row is tried as if it had held all of that month. A fixed number of statements.
    """
    first = (today.replace(day=1) - ONE_DAY).replace(day=1)
    span = Span(first, last_of_month(first))
    bands = bands_of(person.agency_id, span)
    then = None if typed is None else _with(bands, typed, span)
    agency = person.agency
    people = _costly(person, span)
    months = pay_months(agency, span, people, tables_of(agency))
    return Sample(
        first,
        tuple(
            SamplePerson(
                month,
                reductions_of(month.days, bands),
                None if then is None else reductions_of(month.days, then),
            )
            for month in months
        ),
    )


def _with(bands: tuple[Band, ...], typed: PayReduction, span: Span) -> tuple[Band, ...]:
    """The table with the typed row over the whole month; its ground's examples give way."""
    band = band_of(typed)
    held = replace(band, period=replace(band.period, first_day=span.first, last_day=None))
    return (*bands, held)


def _costly(person: Employee, span: Span) -> Sequence[int]:
    days = WorkDay.objects.visible_to(person).filter(date__range=(span.first, span.last))
    counted = days.filter(COSTS).values("employee_id").annotate(days=Count("date"))
    return [row["employee_id"] for row in counted.order_by("-days", "employee_id")[:SAMPLE]]
