"""Counting every figure of a report: of the agency, its units, units with all below, and parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Sum

from accounts.models import Agency
from attendance.models import RequestState, SanctionLevel
from attendance.queries.complaint_figures import count_reports
from attendance.queries.days import Span
from attendance.queries.figures import records
from attendance.queries.figures.kinds import AGENCY_KINDS, BY_CODE, KINDS, Kind
from attendance.queries.figures.people import conversions, homes_of, ready_at_end
from attendance.queries.figures.quota import quota_days
from attendance.queries.figures.sums import Sums, Values, parts_of_date, sum_days
from attendance.rulebook import Rulebook

CASE_CODES: Mapping[str, str] = {
    SanctionLevel.RINGAN: "cases_light",
    SanctionLevel.SEDANG: "cases_medium",
    SanctionLevel.BERAT: "cases_severe",
}
DECISION_CODES: Mapping[str, str] = {
    RequestState.ACCEPTED: "corrections_accepted",
    RequestState.REFUSED: "corrections_refused",
}
DAY_CODES = tuple(kind.code for kind in KINDS if kind.where and kind.code != "employees")
DESK_CODES = tuple(records.DESK_COLUMNS)
PART_CODES: Mapping[str, tuple[str, ...]] = {
    "employment": ("employees", *DAY_CODES),
    "mode": DAY_CODES,
    "weekday": (*DAY_CODES, "quota_kept_days", "quota_broken_days", *DESK_CODES),
    "date": (*DAY_CODES, "quota_kept_days", "quota_broken_days", *DESK_CODES),
}
"""Which figures are also told of a part of the agency, by the part's kind."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted figure: of one unit, or of the agency where `unit_id` is None.

    With `below` it is that of the unit and all below it. `slice` names a part of the agency, as
    `mode:WFH`; empty is the whole.
    """

    code: str
    unit_id: int | None
    value: int
    base: int | None
    below: bool = False
    slice: str = ""


def count_figures(
    agency: Agency, span: Span, book: Rulebook, *, amended: bool = False
) -> list[Figure]:
    """Every figure: the agency's, the units' by id, units with all below, then the parts.

    A fixed number of statements, however many people and units; inside the agency's tenancy.
    `book` covers `span`. With `amended` each day counts as its latest amendment says.
    """
    sums = sum_days(agency, span, amended=amended)
    _count_people(sums, agency, span, amended=amended)
    for quota in quota_days(agency, span, book, amended=amended):
        sums.add(quota.code, 1, quota.unit_id, parts_of_date(quota.date))
    _count_agency(sums, agency, span)
    below = _with_below(sums.units, book)
    return [
        *_figures(sums.total, (*KINDS, *AGENCY_KINDS)),
        *(
            one
            for unit_id in sorted(sums.units)
            for one in _figures(sums.units[unit_id], KINDS, unit_id)
        ),
        *(
            one
            for unit_id in sorted(below)
            for one in _figures(below[unit_id], KINDS, unit_id, below=True)
        ),
        *(one for part in sorted(sums.parts) for one in _part(sums.parts[part], part)),
    ]


def _count_people(sums: Sums, agency: Agency, span: Span, *, amended: bool) -> None:
    """People, who of them was ready, the days their minutes made, their cases and requests."""
    homes = homes_of(agency, span, amended=amended)
    for home in homes.values():
        sums.add("employees", 1, home.unit_id, [f"employment:{home.employment_type}"])
    for person in ready_at_end(agency, span):
        if person in homes:
            sums.add("ready_people", 1, homes[person].unit_id)
    for one in conversions(agency, span, amended=amended):
        sums.add("converted_days", one.days, homes[one.employee_id].unit_id)
    for code, person, unit_id in _of_people(agency, span):
        # Who has no day in the month counts where they are now.
        sums.add(code, 1, homes[person].unit_id if person in homes else unit_id)


def _of_people(agency: Agency, span: Span) -> Iterator[tuple[str, int, int]]:
    """Cases and requests: the code of a figure, the person's id, and the unit they are in now."""
    whom = ("employee_id", "employee__unit_id")
    cases = records.cases_opened(agency, span, "cases_opened")
    for person, unit_id, level in cases.values_list(*whom, "level"):
        yield "cases_opened", person, unit_id
        if level in CASE_CODES:
            yield CASE_CODES[level], person, unit_id
    asked = records.corrections_about(agency, span, "corrections")
    for person, unit_id, state in asked.values_list(*whom, "state"):
        yield "corrections", person, unit_id
        if state in DECISION_CODES:
            yield DECISION_CODES[state], person, unit_id
    for waiting in (records.open_corrections, records.open_absences):
        for person, unit_id in waiting(agency, span).values_list(*whom):
            yield "open_requests", person, unit_id


def _count_agency(sums: Sums, agency: Agency, span: Span) -> None:
    """What belongs to no unit: outages, desks, citizens' reports, closes."""
    total = sums.total
    outages = list(records.outages_in(agency, span))
    total["outages"] = len(outages)
    total["outage_minutes"] = sum(records.outage_minutes(one, agency, span) for one in outages)
    for code, column in records.DESK_COLUMNS.items():
        by_date = records.desk_days(agency, span, code).order_by("date").values_list("date")
        for day, minutes in by_date.annotate(minutes=Sum(column)):
            sums.add(code, minutes, None, parts_of_date(day))
    total.update(count_reports(agency, span))
    waiting = records.closes_with_waiting(agency, span).order_by().aggregate(n=Sum("waiting"))["n"]
    total["waiting_days"] = (waiting or 0) + records.days_to_rejudge(agency, span).count()
    total["late_closed_days"] = records.late_closes(agency, span).count()


def _with_below(units: Mapping[int, Values], book: Rulebook) -> dict[int, Values]:
    """The sums of each unit that has units with figures below it, with all of them."""
    found: dict[int, Values] = {}
    for unit_id, values in units.items():
        for above in book.unit_paths.get(unit_id, ())[:-1]:
            found.setdefault(above, Counter(units.get(above, {}))).update(values)
    return found


def _part(values: Values, part: str) -> Iterator[Figure]:
    codes = PART_CODES[part.split(":", 1)[0]]
    return _figures(values, (BY_CODE[code] for code in codes), part=part)


def _figures(
    values: Values,
    kinds: Iterable[Kind],
    unit_id: int | None = None,
    *,
    below: bool = False,
    part: str = "",
) -> Iterator[Figure]:
    held = values["quota_kept_days"] + values["quota_broken_days"]
    for kind in kinds:
        base = held if kind.base == "quota_days" else values[kind.base] if kind.base else None
        yield Figure(kind.code, unit_id, values[kind.code], base, below, part)
