"""What the pages of a policy's trial show: figures by unit, and the days behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Employee, Unit
from attendance.models import JobState, Policy, PolicyTrial
from services.models import Desk


@dataclass(frozen=True, slots=True)
class TrialFigures:
    """The figures as the row keeps them (see `actions.policy_trials.result_of`), units found."""

    totals: dict[str, Any]
    units: tuple[tuple[Unit, dict[str, Any]], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A line of a list. `cap` is kind, people, allowed, base; `desk` is officers, needed, and
    whether the cap is why; `reasons` are codes. What does not belong is empty."""

    day: date | None = None
    employee: Employee | None = None
    desks: tuple[Desk, ...] = ()
    cap: tuple[str, int, int, int] | None = None
    desk: tuple[int, int, bool] | None = None
    reasons: tuple[str, ...] = ()


def latest_trials(policy: Policy) -> tuple[PolicyTrial | None, PolicyTrial | None]:
    """The newest trial where it has no result (yet), and the newest with one; two statements.

    The lists behind the figures, which may be long, are left in the database.
    """
    rows = PolicyTrial.objects.filter(agency_id=policy.agency_id, policy=policy)
    slim = rows.defer("result").order_by("-asked_at", "-pk")
    newest = slim.first()
    done: PolicyTrial | None = slim.filter(state=JobState.DONE).first()
    return (None if newest is None or newest.state == JobState.DONE else newest), done


def trial_figures(trial: PolicyTrial) -> TrialFigures:
    """The figures of a finished trial; two statements, which leave the long lists aside."""
    totals, rows, digest = (
        PolicyTrial.objects.filter(pk=trial.pk)
        .values_list("result__totals", "result__units", "result__digest")
        .get()
    )
    units = Unit.objects.in_bulk([row["unit"] for row in rows])
    return TrialFigures(
        totals=totals,
        units=tuple((units[row["unit"]], row) for row in rows if row["unit"] in units),
        digest=digest,
    )


def listed(
    person: Employee, trial: PolicyTrial, unit: Unit, figure: str, reason: str = ""
) -> list[TrialRow]:
    """The lines of a list of `unit`: people only those whom `person` may see; two statements."""
    found: Any = (
        PolicyTrial.objects.filter(pk=trial.pk)
        .values_list(f"result__lists__{unit.pk}__{figure}", flat=True)
        .get()
    )
    lists = found or ()
    match figure:
        case "caps":
            return [TrialRow(date.fromisoformat(day), cap=tuple(cap)) for day, *cap in lists]
        case "desks":
            return _desk_rows(lists)
        case "refused":
            return _refused_rows(person, lists, reason)
        case _:
            return _excluded_rows(person, found or {}, reason)


def _desk_rows(lists: Sequence[Any]) -> list[TrialRow]:
    ids = {int(pk) for _, names, *_ in lists for pk in names.split(", ")}
    desks = Desk.objects.select_related("office").in_bulk(ids)
    return [
        TrialRow(
            date.fromisoformat(day),
            desks=tuple(desks[pk] for pk in map(int, names.split(", ")) if pk in desks),
            desk=tuple(numbers),
        )
        for day, names, *numbers in lists
    ]


def _refused_rows(person: Employee, lists: Sequence[Any], reason: str) -> list[TrialRow]:
    kept = [row for row in lists if not reason or reason in row[2]]
    people = _seen(person, {pk for _, pk, _ in kept})
    return [
        TrialRow(date.fromisoformat(day), people[pk], reasons=tuple(codes))
        for day, pk, codes in kept
        if pk in people
    ]


def _excluded_rows(person: Employee, lists: dict[str, list[int]], reason: str) -> list[TrialRow]:
    codes: dict[int, list[str]] = {}
    for code, ids in lists.items():
        for pk in ids if reason in ("", code) else ():
            codes.setdefault(pk, []).append(code)
    people = _seen(person, set(codes))
    rows = [TrialRow(employee=one, reasons=tuple(codes[pk])) for pk, one in people.items()]
    return sorted(rows, key=lambda row: row.employee.name if row.employee else "")


def _seen(person: Employee, ids: set[int]) -> dict[int, Employee]:
    return Employee.objects.visible_to(person).in_bulk(ids)
