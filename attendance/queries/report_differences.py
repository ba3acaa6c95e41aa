"""What is different between two versions of a month's report, and the days that made it so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Employee, Unit
from attendance.models import ComplianceFigure, ComplianceReport, DayAmendment, Reopening
from attendance.queries.day_contributions import changed_codes
from attendance.queries.figures import BY_CODE
from attendance.queries.months import last_of_month
from attendance.queries.report_facts import Counted

JUDGED_AGAIN = frozenset({"amended_days", "rebuilt_days"})
"""Figures that count the changed days themselves."""


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """An employee's day that was judged otherwise: `before` and `after` by column name.

    Both are empty for a month that was not frozen: there only the outcome is kept. `codes` are
    the figures it changed, as far as its rows tell; `by` caused it, where anybody did.
    """

    date: date
    person: Employee
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    version: int
    cause: str
    by: Employee | None
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that reads otherwise: of the agency, or of `unit`; None where it was not counted.

    `days` changed it or what it is a share of; `dates` are those on which the agency's differs.
    """

    code: str
    unit: Unit | None
    before: Counted | None
    after: Counted | None
    days: tuple[ChangedDay, ...]
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions of a month: the figures that differ, and every day judged otherwise."""

    before: ComplianceReport
    after: ComplianceReport
    changes: tuple[Change, ...]
    days: tuple[ChangedDay, ...]


def report_difference(before: ComplianceReport, after: ComplianceReport) -> Difference:
    """How `after` differs from `before`, two versions of one month; at most five statements."""
    days = (
        _amended(before, after) if after.amends_id or before.amends_id else _judged(before, after)
    )
    units, kept = _kept(before, after)
    dates = _dates(kept, before.pk, after.pk)
    order = {code: number for number, code in enumerate(BY_CODE)}
    found = []
    for (code, unit_id, part), values in kept.items():
        was, now = values.get(before.pk), values.get(after.pk)
        if part or code not in order or _same(was, now):
            continue
        unit = None if unit_id is None else units[unit_id]
        found.append(
            Change(code, unit, was, now, _behind(days, code, unit_id), dates.get(code, ()))
        )
    found.sort(key=lambda one: (order[one.code], one.unit is not None, one.unit and one.unit.name))
    return Difference(before, after, tuple(found), days)


type _Kept = dict[tuple[str, int | None, str], dict[int, Counted]]


def _kept(before: ComplianceReport, after: ComplianceReport) -> tuple[dict[int, Unit], _Kept]:
    """Both reports' figures by code, unit and slice, of units' own people; and the units."""
    rows = ComplianceFigure.objects.filter(
        agency_id=after.agency_id, report_id__in=(before.pk, after.pk), below=False
    ).select_related("unit")
    units: dict[int, Unit] = {}
    kept: _Kept = defaultdict(dict)
    for row in rows:
        if row.unit is not None:
            units[row.unit.pk] = row.unit
        if not row.slice or row.slice.startswith("date:"):
            key = (row.code, row.unit_id, row.slice)
            kept[key][row.report_id] = Counted(row.value, row.base)
    return units, kept


def _dates(kept: _Kept, before: int, after: int) -> dict[str, tuple[date, ...]]:
    found: dict[str, list[date]] = defaultdict(list)
    for (code, _unit, part), values in kept.items():
        was, now = values.get(before), values.get(after)
        if part and ((was and was.value) or 0) != ((now and now.value) or 0):
            found[code].append(date.fromisoformat(part.removeprefix("date:")))
    return {code: tuple(sorted(days)) for code, days in found.items()}


def _same(was: Counted | None, now: Counted | None) -> bool:
    """Whether both read alike: a base that moves a share by less than a decimal is no change."""
    if was is None or now is None:
        return was is now
    return was.value == now.value and _shown(was.share) == _shown(now.share)


def _shown(share: float | None) -> float | None:
    return None if share is None else round(share, 1)


def _behind(days: tuple[ChangedDay, ...], code: str, unit_id: int | None) -> tuple[ChangedDay, ...]:
    if code in JUDGED_AGAIN:
        return tuple(one for one in days if _touches(one, unit_id))
    counts = {code, BY_CODE[code].base}
    return tuple(one for one in days if counts & one.codes and _touches(one, unit_id))


def _touches(one: ChangedDay, unit_id: int | None) -> bool:
    return unit_id in (None, one.before.get("unit_id"), one.after.get("unit_id"))


def _amended(before: ComplianceReport, after: ComplianceReport) -> tuple[ChangedDay, ...]:
    """The days of a frozen month that stand otherwise in `after`."""
    rows = (
        DayAmendment.objects.filter(
            agency_id=after.agency_id,
            date__range=(after.month, last_of_month(after.month)),
        )
        .filter(amended_at__lte=max(before.computed_at, after.computed_at))
        .select_related("employee", "by")
        .order_by("date", "employee__name", "employee_id", "version")
    )
    by_day: dict[tuple[date, int], list[DayAmendment]] = defaultdict(list)
    for row in rows:
        by_day[row.date, row.employee_id].append(row)
    pairs = {
        key: (_standing(made, before), _standing(made, after), made[-1])
        for key, made in by_day.items()
    }
    pairs = {key: pair for key, pair in pairs.items() if _outcome(pair[0]) != _outcome(pair[1])}
    codes = changed_codes(
        {key: pair[0] for key, pair in pairs.items()},
        {key: pair[1] for key, pair in pairs.items()},
    )
    return tuple(
        ChangedDay(
            date=key[0],
            person=last.employee,
            before=was,
            after=now,
            version=last.version,
            cause=last.get_cause_display(),
            by=last.by,
            codes=codes[key],
        )
        for key, (was, now, last) in pairs.items()
    )


def _outcome(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "rule_version"}


def _standing(made: list[DayAmendment], report: ComplianceReport) -> Mapping[str, Any]:
    """The day as `report` counted it: frozen, or as amended by then."""
    stood: Mapping[str, Any] = made[0].before
    if report.amends_id is not None:
        for one in made:
            if one.amended_at <= report.computed_at:
                stood = one.after
    return stood


def _judged(before: ComplianceReport, after: ComplianceReport) -> tuple[ChangedDay, ...]:
    """The days of an open month that were judged again between the two computations."""
    earlier, later = sorted((before.computed_at, after.computed_at))
    rows = (
        Reopening.objects.filter(
            agency_id=after.agency_id,
            date__range=(after.month, last_of_month(after.month)),
            changed=True,
            done_at__gt=earlier,
            done_at__lte=later,
        )
        .select_related("employee", "by")
        .order_by("date", "employee__name", "employee_id", "pk")
    )
    newest = {(row.date, row.employee_id): row for row in rows}
    return tuple(
        ChangedDay(
            date=row.date,
            person=row.employee,
            before={},
            after={},
            version=0,
            cause=row.get_cause_display(),
            by=row.by,
            codes=frozenset(),
        )
        for row in newest.values()
    )
