"""What happened at desks on some dates, as the count wants it: planned, covering, seen, on break.

Runs inside the agency's tenant; the number of statements does not grow with the desks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from attendance.models import CheckIn, DeskBreak, DeskCover, DeskTap, PlaceClass, RosterEntry
from attendance.models import WorkMode as Mode
from attendance.rulebook import SURE_SOURCES
from attendance.rules.desks import DeskDay, Evidence, Officer, OfficerEvent, Pause, Turn, turns_of
from attendance.rules.modes import EventKind
from services.models import Desk

DeskDate = tuple[int, date]
"""A desk by id, and a date."""
Slot = tuple[int, date]
"""An employee by id, and a date."""


@dataclass(frozen=True, slots=True)
class Cover:
    """An officer (by id) who stands in at a desk on a date in a part of it."""

    desk_id: int
    employee_id: int
    day: date
    starts_at: datetime
    ends_at: datetime

    @property
    def turn(self) -> Turn:
        """The part of the date in which the officer belongs to the desk."""
        return Turn(self.starts_at, self.ends_at)


def desk_days(agency_id: int, asked: Collection[DeskDate]) -> dict[DeskDate, DeskDay]:
    """For each asked desk and date its officers with their events and breaks; seven statements."""
    first, last, desks = span_of(asked)
    planned = _planned(agency_id, asked)
    people = {employee_id for employee_id, _ in planned}
    covers = covers_of(agency_id, (first, last), desks=desks, employees=people)
    turns = _turns(planned, covers, _shared(desks, covers), set(asked))
    slots = {slot for by_officer in turns.values() for slot in by_officer}
    events = events_of(agency_id, slots)
    own, whole = pauses_of(agency_id, (first, last), desks, {employee for employee, _ in slots})
    taps = _taps(agency_id, (first, last), desks)
    return {
        key: DeskDay(
            officers=tuple(
                Officer(tuple(events[slot]), found, tuple(own[slot]))
                for slot, found in turns.get(key, {}).items()
            ),
            pauses=tuple(whole[key]),
            tap=taps.get(key),
        )
        for key in asked
    }


def covers_of(
    agency_id: int,
    days: tuple[date, date],
    *,
    desks: Collection[int],
    employees: Collection[int] = (),
) -> list[Cover]:
    """The covers at these desks, and of these officers anywhere, on dates from first to last."""
    rows = DeskCover.objects.filter(
        Q(desk__in=desks) | Q(employee__in=employees), agency_id=agency_id, date__range=days
    ).values_list("desk_id", "employee_id", "date", "starts_at", "ends_at")
    return [
        Cover(desk_id, employee_id, day, starts_at, ends_at)
        for desk_id, employee_id, day, starts_at, ends_at in rows
    ]


def moved_by_time(
    agency_id: int, *, since: datetime, at: datetime, overdue: timedelta
) -> set[DeskDate]:
    """The desks and dates whose count became another after `since`, up to `at`, without an event.

    That is where a cover began or ended (also the desk the officer was taken from), and where a
    break outlived its promise by `overdue`.
    """
    covers = DeskCover.objects.filter(
        Q(starts_at__gt=since, starts_at__lte=at) | Q(ends_at__gt=since, ends_at__lte=at),
        agency_id=agency_id,
        date__gte=since.date() - timedelta(days=1),
    ).values_list("employee_id", "date", "desk_id")
    found = {(desk_id, day) for _, day, desk_id in covers}
    if found:
        slots = {(employee_id, day) for employee_id, day, _ in covers}
        seats = RosterEntry.objects.in_force().filter(
            agency_id=agency_id,
            mode=Mode.WFO,
            desk__isnull=False,
            employee__in={employee_id for employee_id, _ in slots},
            date__in={day for _, day in slots},
        )
        for employee_id, day, desk_id in seats.values_list("employee_id", "date", "desk_id"):
            if (employee_id, day) in slots:
                found.add((desk_id, day))
    late = DeskBreak.objects.filter(
        agency_id=agency_id,
        ended_at__isnull=True,
        until__gt=since - overdue,
        until__lte=at - overdue,
    )
    return found | set(late.values_list("desk_id", "date"))


def span_of(asked: Iterable[DeskDate]) -> tuple[date, date, set[int]]:
    """The first and last of the asked dates, and the desks: a box that may hold more."""
    days = [day for _, day in asked]
    return min(days), max(days), {desk_id for desk_id, _ in asked}


def _planned(agency_id: int, asked: Collection[DeskDate]) -> dict[Slot, int]:
    """At which desk the rosters in force put an officer; also officers who cover elsewhere."""
    first, last, desks = span_of(asked)
    rows = RosterEntry.objects.in_force().filter(
        agency_id=agency_id, mode=Mode.WFO, desk__in=desks, date__range=(first, last)
    )
    return {
        (employee_id, day): desk_id
        for employee_id, day, desk_id in rows.values_list("employee_id", "date", "desk_id")
    }


def _shared(desks: Collection[int], covers: Iterable[Cover]) -> set[int]:
    """Of the desks asked for and covered, those that share their officers."""
    named = {*desks, *(cover.desk_id for cover in covers)}
    if len(named) < 2:
        return set()
    rows = Desk.objects.filter(pk__in=named, shares_officers=True)
    return set(rows.values_list("pk", flat=True))


def _turns(
    planned: Mapping[Slot, int],
    covers: Iterable[Cover],
    shared: Collection[int],
    asked: Collection[DeskDate],
) -> dict[DeskDate, dict[Slot, tuple[Turn, ...]]]:
    """By desk and date, when each of its officers belongs to it."""
    of_slot: dict[Slot, list[Cover]] = defaultdict(list)
    for cover in covers:
        of_slot[cover.employee_id, cover.day].append(cover)
    found: dict[DeskDate, dict[Slot, tuple[Turn, ...]]] = defaultdict(dict)
    for slot in {*planned, *of_slot}:
        own = planned.get(slot)
        for desk_id in {own, *(cover.desk_id for cover in of_slot[slot])} - {None}:
            if desk_id is None or (desk_id, slot[1]) not in asked:
                continue
            here = [one.turn for one in of_slot[slot] if one.desk_id == desk_id]
            elsewhere = [
                (one.starts_at, one.ends_at)
                for one in of_slot[slot]
                if one.desk_id != desk_id and not {one.desk_id, desk_id} <= set(shared)
            ]
            found[desk_id, slot[1]][slot] = turns_of(
                planned=own == desk_id, here=here, elsewhere=elsewhere
            )
    return found


def events_of(agency_id: int, slots: Collection[Slot]) -> dict[Slot, list[OfficerEvent]]:
    """The check-in events of these officers on these dates."""
    found: dict[Slot, list[OfficerEvent]] = defaultdict(list)
    if not slots:
        return found
    rows = CheckIn.objects.filter(
        agency_id=agency_id,
        local_date__in={day for _, day in slots},
        employee_id__in={employee_id for employee_id, _ in slots},
    ).values_list(
        "employee_id",
        "local_date",
        "kind",
        "mode",
        "place_class",
        "recorded_at",
        "tapped_at",
        "source",
    )
    for employee_id, day, kind, mode, place, recorded_at, tapped_at, source in rows:
        # A machine that was cut off reports a whole morning in one second.
        happened_at = tapped_at if source in SURE_SOURCES else recorded_at
        proves = mode == Mode.WFO and place != PlaceClass.OUTSIDE
        found[employee_id, day].append(OfficerEvent(EventKind(kind), happened_at, proves))
    return found


def pauses_of(
    agency_id: int, days: tuple[date, date], desks: Collection[int], people: Collection[int]
) -> tuple[dict[Slot, list[Pause]], dict[DeskDate, list[Pause]]]:
    """Breaks of these officers, at whichever desk they were declared, and of whole desks."""
    own: dict[Slot, list[Pause]] = defaultdict(list)
    whole: dict[DeskDate, list[Pause]] = defaultdict(list)
    rows = DeskBreak.objects.filter(
        Q(employee__in=people) | Q(employee__isnull=True, desk__in=desks),
        agency_id=agency_id,
        date__range=days,
    ).values_list("desk_id", "employee_id", "date", "starts_at", "until", "ended_at")
    for desk_id, employee_id, day, starts_at, until, ended_at in rows:
        pause = Pause(starts_at, until, ended_at)
        if employee_id is None:
            whole[desk_id, day].append(pause)
        else:
            own[employee_id, day].append(pause)
    return own, whole


def _taps(
    agency_id: int, days: tuple[date, date], desks: Collection[int]
) -> dict[DeskDate, tuple[datetime, Evidence]]:
    """The newest sign of life of each desk itself."""
    rows = DeskTap.objects.filter(agency_id=agency_id, desk__in=desks, date__range=days)
    return {
        (desk_id, day): (tapped_at, Evidence(kind))
        for desk_id, day, kind, tapped_at in rows.values_list(
            "desk_id", "date", "kind", "tapped_at"
        )
    }
