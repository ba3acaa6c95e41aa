"""Which months are frozen, what stands in the way of freezing one, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from accounts.models import Agency, Employee
from accounts.permissions import can_freeze_month
from attendance.models import (
    ComplianceReport,
    DayAmendment,
    DayClose,
    MonthFreeze,
    Reopening,
)
from attendance.queries.days import days_to_close, first_kept_day, is_over
from attendance.queries.judging import COLUMNS
from attendance.queries.months import last_of_month

AMENDMENTS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class MonthNotOver:
    """The month still runs."""


@dataclass(frozen=True, slots=True)
class NotComputed:
    """There is no report of the month, or none that reaches its last day."""


@dataclass(frozen=True, slots=True)
class DaysNotClosed:
    """These dates of the month are not closed, or shifts that have ended are missing in them."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class DaysReopened:
    """So many people's days wait to be judged again."""

    waiting: int


@dataclass(frozen=True, slots=True)
class DaysChanged:
    """Days were judged again after version `version` of the report was computed."""

    version: int


Obstacle = MonthNotOver | NotComputed | DaysNotClosed | DaysReopened | DaysChanged


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment, with the fields that differ: (column, before, after)."""

    amendment: DayAmendment
    differs: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class FreezePanel:
    """What the month's page says about freezing: done, possible, or what stands in the way.

    `amendments` are the latest of a frozen month and `amended` counts all of them; `issued` are
    the reports signed of them, the first first, and `unissued` counts those made since.
    """

    month: date
    freeze: MonthFreeze | None
    may_freeze: bool
    obstacles: tuple[Obstacle, ...]
    amended: int
    amendments: tuple[Amended, ...]
    issued: tuple[ComplianceReport, ...] = ()
    unissued: int = 0


def is_frozen(agency_id: int, day: date) -> bool:
    """Whether the month of `day` is frozen; ask behind `hold_days` where rows depend on it."""
    return MonthFreeze.objects.filter(agency_id=agency_id, month=day.replace(day=1)).exists()


def freeze_of(agency_id: int, month: date) -> MonthFreeze | None:
    """The freeze of a month (its first day) with who signed it, or None."""
    return (
        MonthFreeze.objects.filter(agency_id=agency_id, month=month)
        .select_related("agency", "frozen_by", "frozen_under__principal", "report__document")
        .defer("report__document__content")
        .first()
    )


def issued_amendments(agency_id: int, month: date) -> tuple[ComplianceReport, ...]:
    """The signed amendments of a frozen month, the first first, without their bytes."""
    found = ComplianceReport.objects.filter(agency_id=agency_id, month=month, amends__isnull=False)
    found = found.select_related("agency", "amends", "document").defer("document__content")
    return tuple(found.order_by("version"))


def unissued_days(agency_id: int, month: date, since: datetime | None) -> int:
    """How many amendments of the month's days were made after the last report of them."""
    made = DayAmendment.objects.filter(
        agency_id=agency_id, date__range=(month, last_of_month(month))
    )
    return (made if since is None else made.filter(amended_at__gt=since)).count()


def last_amended(agency_id: int, month: date) -> datetime | None:
    """When a day of the month was amended last, None where none was."""
    made = DayAmendment.objects.filter(
        agency_id=agency_id, date__range=(month, last_of_month(month))
    )
    found: datetime | None = made.aggregate(last=Max("amended_at"))["last"]
    return found


def freeze_panel(person: Employee, month: date, now: datetime) -> FreezePanel:
    """How the month stands for `person` at `now`; a fixed number of statements.

    The caller has made sure that they may read the agency's compliance.
    """
    freeze = freeze_of(person.agency_id, month)
    may_freeze = can_freeze_month(person.standing) is not None
    if freeze is not None:
        made = DayAmendment.objects.visible_to(person).filter(
            date__range=(month, last_of_month(month))
        )
        latest = made.select_related("employee", "by").order_by("-amended_at", "-pk")
        shown = tuple(_amended(one) for one in latest[:AMENDMENTS_SHOWN])
        issued = issued_amendments(person.agency_id, month)
        since = issued[-1].computed_at if issued else None
        waiting = unissued_days(person.agency_id, month, since)
        return FreezePanel(month, freeze, may_freeze, (), made.count(), shown, issued, waiting)
    obstacles = tuple(freeze_obstacles(person.agency, month, now)) if may_freeze else ()
    return FreezePanel(month, None, may_freeze, obstacles, 0, ())


def freeze_obstacles(agency: Agency, month: date, now: datetime) -> list[Obstacle]:
    """What stands in the way of freezing `month` (its first day) at `now` (aware); none is well.

    Whether the figures still are those of the rows is found on freezing, by counting again.
    """
    last = last_of_month(month)
    if not is_over(agency, last, now):
        return [MonthNotOver()]
    found: list[Obstacle] = []
    kept = first_kept_day(agency)
    due = days_to_close(agency, month if kept is None else max(month, kept), last, now)
    if due:
        found.append(DaysNotClosed(tuple(due)))
    in_month = {"agency_id": agency.pk, "date__range": (month, last)}
    waiting = Reopening.objects.filter(**in_month, done_at=None).count()
    if waiting:
        found.append(DaysReopened(waiting))
    report = ComplianceReport.objects.filter(agency=agency, month=month).first()
    if report is None or report.data_until != last:
        found.append(NotComputed())
    elif (
        DayClose.objects.filter(**in_month, closed_at__gt=report.computed_at).exists()
        or Reopening.objects.filter(
            **in_month, changed=True, done_at__gt=report.computed_at
        ).exists()
    ):
        found.append(DaysChanged(report.version))
    return found


def amendments_of(person: Employee, day: date) -> Sequence[Amended]:
    """The amendments of one person's day, the first first."""
    rows = DayAmendment.objects.of(person).filter(date=day).select_related("by")
    return [_amended(one) for one in rows.order_by("version")]


def _amended(one: DayAmendment) -> Amended:
    before, after = one.before, one.after
    names = [name for name in COLUMNS if name in after]
    return Amended(
        one,
        tuple(
            (name, before.get(name), after[name])
            for name in names
            if before.get(name) != after[name]
        ),
    )
