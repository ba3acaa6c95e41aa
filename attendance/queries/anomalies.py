"""The patterns of a week, and one of them with its people and dates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from accounts.models import Employee
from attendance.models import Anomaly, AnomalyKind, AnomalyPerson, AnomalySearch, AnomalyState

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many patterns of one kind a week has, and how many nobody has looked at."""

    kind: str
    total: int
    new: int


@dataclass(frozen=True, slots=True)
class PatternWeek:
    """A searched week; `search` is None where no week was searched yet.

    `earlier` and `later` are the Mondays of the searched weeks beside it. `kind` is the filter,
    empty for all.
    """

    search: AnomalySearch | None
    earlier: date | None
    later: date | None
    counts: tuple[KindCount, ...]
    kind: str
    page: Page


@dataclass(frozen=True, slots=True)
class PatternPerson:
    """An employee in a pattern, and the dates on which it shows."""

    employee: Employee
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody noted, at one time."""

    state: str
    note: str
    by: Employee | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PatternPage:
    """One pattern; `marks` the newest first."""

    pattern: Anomaly
    people: tuple[PatternPerson, ...]
    marks: tuple[Mark, ...]


def pattern_week(person: Employee, week: date | None, kind: str, number: str | None) -> PatternWeek:
    """The searched week of Monday `week`, or the newest where that was not searched.

    Four statements.
    """
    searches = {one.week: one for one in AnomalySearch.objects.visible_to(person)}
    weeks = sorted(searches)
    shown = week if week in searches else max(weeks, default=None)
    kind = kind if kind in AnomalyKind.values else ""
    patterns = Anomaly.objects.visible_to(person).filter(week=shown or date.min)
    counted = {
        row["kind"]: row
        for row in patterns.order_by()
        .values("kind")
        .annotate(total=Count("pk"), new=Count("pk", filter=Q(state=AnomalyState.NEW)))
    }
    listed = patterns.filter(kind=kind) if kind else patterns
    # What nobody has looked at stands on top.
    rows = listed.annotate(seen=~Q(state=AnomalyState.NEW)).order_by("seen", "kind", "pk")
    at = None if shown is None else weeks.index(shown)
    return PatternWeek(
        search=None if shown is None else searches[shown],
        earlier=weeks[at - 1] if at else None,
        later=weeks[at + 1] if at is not None and at + 1 < len(weeks) else None,
        counts=tuple(
            KindCount(one, counted[one]["total"], counted[one]["new"])
            for one in AnomalyKind.values
            if one in counted
        ),
        kind=kind,
        page=Paginator(rows, PAGE_SIZE).get_page(number),
    )


def pattern_page(pattern: Anomaly) -> PatternPage:
    """One pattern the reader may see; two statements."""
    of_people = AnomalyPerson.objects.filter(agency_id=pattern.agency_id, anomaly=pattern)
    people = of_people.select_related("employee__unit").order_by("employee__name", "employee_id")
    by_person = pattern.facts.get("by_person", {})
    history: Any = pattern.events  # type: ignore[attr-defined]
    marks = history.exclude(state=AnomalyState.NEW).select_related("looked_by")
    return PatternPage(
        pattern=pattern,
        people=tuple(
            PatternPerson(
                one.employee,
                tuple(date.fromisoformat(day) for day in by_person.get(str(one.employee_id), ())),
            )
            for one in people
        ),
        marks=tuple(
            Mark(one.state, one.note, one.looked_by, one.looked_at)
            for one in marks.order_by("-pgh_id")
        ),
    )
