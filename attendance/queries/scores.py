"""Scores of performance: the personnel office's list, and who stands where in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Max

from accounts.models import Employee
from attendance.models import PerformanceScore

PAGE_SIZE = 50

# People with the same score share the better rank, so that equals are treated alike.
RANKS = """
SELECT employee_id, rank() OVER (ORDER BY score DESC), count(*) OVER ()
FROM attendance_performancescore score
JOIN accounts_employee person ON person.id = score.employee_id AND person.is_active
WHERE score.agency_id = %(agency)s AND score.year = %(year)s
"""


def ranking_year(agency_id: int, on: date) -> int | None:
    """The year whose scores rank people on the date `on`: the latest before its own, or None.

    A year's score is known when the year is over. Must run inside the agency's tenancy.
    """
    known = PerformanceScore.objects.filter(agency_id=agency_id, year__lt=on.year)
    year: int | None = known.aggregate(year=Max("year"))["year"]
    return year


def ranks_on(agency_id: int, on: date) -> dict[int, tuple[int, int]]:
    """Rank from 1 and the number of ranked people, by employee; two statements.

    Counted are the active employees with a score of the `ranking_year`.
    """
    year = ranking_year(agency_id, on)
    if year is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(RANKS, {"agency": agency_id, "year": year})
        return {person: (int(rank), int(ranked)) for person, rank, ranked in cursor}


@dataclass(frozen=True)
class ScoreList:
    """The scores of a year, by name; `years` are all that have any, latest first."""

    year: int | None
    years: tuple[int, ...]
    page: Page[Any]
    missing: int


def score_list(person: Employee, year: int | None, number: str | None) -> ScoreList:
    """A page of the scores that `person` may read, of `year` or of the latest; five statements."""
    visible = PerformanceScore.objects.visible_to(person)
    years = tuple(visible.order_by("-year").values_list("year", flat=True).distinct())
    shown = year if year in years else next(iter(years), None)
    rows = visible.filter(year=shown).select_related("employee__unit").order_by("employee__name")
    active = Employee.objects.visible_to(person).active()
    scored = rows.filter(employee__is_active=True).values("employee_id")
    return ScoreList(
        year=shown,
        years=years,
        page=Paginator(rows, PAGE_SIZE).get_page(number),
        missing=active.exclude(pk__in=scored).count(),
    )
