"""Declared emergencies: those that touch some dates, and the days whose place they settle."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from accounts.models import Employee
from attendance.models import EmergencyRelease
from attendance.rules.emergencies import (
    Placed,
    Release,
    concerns,
    serves_public,
    settles_place,
)
from attendance.rules.verdict import Flag, Verdict

if TYPE_CHECKING:
    from attendance.models import RosterEntry
    from attendance.rulebook import Rulebook

TWO_DAYS = timedelta(days=2)


def releases_on(*, agency_id: int, first: date, last: date) -> tuple[Release, ...]:
    """The agency's releases that may hold on duty dates from `first` to `last`; one statement.

    Withdrawn ones are among them: they held until then. Must run inside the agency's tenancy.
    """
    rows = EmergencyRelease.objects.filter(
        agency_id=agency_id,
        last_day__gte=first,
        # A duty date may reach into the next noon, in a zone up to two hours away.
        starts_at__lt=datetime.combine(last + TWO_DAYS, time(), UTC),
    ).order_by("starts_at", "pk")
    return tuple(release_value(row) for row in rows)


def release_value(row: EmergencyRelease) -> Release:
    """The rules' value of a declared emergency."""
    return Release(
        ref=row.pk,
        starts_at=row.starts_at,
        last_day=row.last_day,
        unit_id=row.unit_id,
        includes_direct_service=row.includes_direct_service,
        reason=row.reason,
        legal_basis=row.legal_basis,
        ends_at=row.withdrawn_at,
    )


def direct_servers(agency_id: int, employee_ids: Collection[int] | None = None) -> set[int]:
    """The ids of those whose unit serves the public directly and whose post is not back office."""
    serving = Employee.objects.filter(
        agency_id=agency_id, unit__direct_service=True, back_office=False
    )
    if employee_ids is not None:
        serving = serving.filter(pk__in=employee_ids)
    return set(serving.values_list("pk", flat=True))


def settled_by_release(
    book: Rulebook, verdict: Verdict, day: date, *, unit_id: int, serves: bool
) -> Release | None:
    """The release that makes the place of a judged day right, or None.

    Somebody planned for the office who worked away under a release has kept to the rules.
    """
    decisive = verdict.first_in or verdict.last_out
    if decisive is None or verdict.plan is None or Flag.MISMATCH not in verdict.flags:
        return None
    return settles_place(
        book.releases,
        mode=decisive.event.mode,
        plan=verdict.plan,
        at=decisive.at,
        day=day,
        placed=Placed(book.unit_paths.get(unit_id, ()), serves),
    )


@dataclass(frozen=True, slots=True)
class ReleaseToday:
    """An emergency of one's unit that holds or is to come; `stays` who serves the public."""

    release: Release
    stays: bool


def release_today(
    book: Rulebook, person: Employee, entry: RosterEntry | None, day: date, now: datetime
) -> ReleaseToday | None:
    """What `person` should know of emergencies on the duty date `day` at `now` (aware)."""
    if not book.releases:
        return None
    placed = placed_as(book, person, entry)
    near = [
        one
        for one in book.releases
        if day <= one.last_day and (one.ends_at is None or now < one.ends_at)
        if one.covers(placed.unit_path)
    ]
    # Whom one lets go and another keeps may go.
    chosen = min(near, key=lambda one: (not concerns(one, placed), one.starts_at), default=None)
    return None if chosen is None else ReleaseToday(chosen, not concerns(chosen, placed))


def placed_as(book: Rulebook, person: Employee, entry: RosterEntry | None) -> Placed:
    """Where `person` stands on the date of `entry`; reads the person's unit."""
    return Placed(
        book.unit_paths.get(person.unit_id, ()),
        serves_public(
            direct_service=person.unit.direct_service,
            back_office=person.back_office,
            at_desk=is_at_desk(entry),
        ),
    )


def is_at_desk(entry: RosterEntry | None) -> bool:
    """Whether the line in force places somebody at a desk."""
    return entry is not None and entry.desk_id is not None
