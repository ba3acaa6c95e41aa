"""Four weeks of an agency's taps, person by person, for the weekly search of patterns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count

from accounts.models import Agency, Employee
from attendance.models import CheckIn, CheckInSource, EvidenceLevel, PlaceClass, RosterEntry
from attendance.querysets import RECEIPT_SPAN
from attendance.rules.anomalies import ONE_WEEK, WEEKS_BACK, PatternLimits, PersonTaps, Place, Tap
from attendance.rules.modes import EventKind, WorkMode

ONE_DAY = timedelta(days=1)
SEARCHED = (CheckInSource.BROWSER, CheckInSource.MACHINE, CheckInSource.DEMO)
"""Files of the personnel office and superiors' decisions were not made by anybody's device."""

HANGS_IN_OFFICE = (EvidenceLevel.MACHINE, EvidenceLevel.CODE)
KINDS = {kind.value: kind for kind in EventKind}
MODES = {mode.value: mode for mode in WorkMode}


@dataclass(frozen=True, slots=True)
class WeekTaps:
    """What the search of one week reads; `everybody` streams, so it can be read once."""

    everybody: Iterator[PersonTaps]
    shared_positions: frozenset[str]
    shared_devices: frozenset[str]


def week_taps(agency: Agency, week: date, limits: PatternLimits) -> WeekTaps:
    """The taps of the four weeks that end with the week of Monday `week`; five statements.

    Must be read inside the agency's tenancy, in one transaction.
    """
    return WeekTaps(
        everybody=_people(agency, week),
        shared_positions=_shared(agency, week, "position_digest", limits.position_people),
        shared_devices=_shared(agency, week, "device_digest", limits.device_people),
    )


def _between(agency: Agency, first: date, week: date) -> Any:
    received = CheckIn.objects.between(first, week + ONE_WEEK - ONE_DAY + RECEIPT_SPAN)
    return received.filter(agency=agency, source__in=SEARCHED)


def _shared(agency: Agency, week: date, digest: str, people: int) -> frozenset[str]:
    """The digests that at least so many people used in the week."""
    rows = (
        _between(agency, week, week)
        .exclude(**{digest: ""})
        .values_list(digest)
        .annotate(people=Count("employee", distinct=True))
        .filter(people__gte=people)
    )
    return frozenset(row[0] for row in rows)


def _people(agency: Agency, week: date) -> Iterator[PersonTaps]:
    first, last = week - (WEEKS_BACK - 1) * ONE_WEEK, week + ONE_WEEK - ONE_DAY
    places = _Places(agency, first, last)
    fields = (
        "employee_id", "tapped_at", "zone", "kind", "mode", "position_digest", "device_digest",
        "place_class", "evidence", "source",
    )  # fmt: skip
    rows = _between(agency, first, week).order_by("employee_id", "tapped_at").values_list(*fields)
    for person, mine in groupby(rows.iterator(5000), key=itemgetter(0)):
        taps = [_tap(row, places) for row in mine]
        # A tap received in the week may have been made before it.
        yield PersonTaps(
            person, places.home_of(person), [tap for tap in taps if first <= tap.day <= last]
        )


def _tap(row: tuple[Any, ...], places: "_Places") -> Tap:
    person, at, zone, kind, mode, position, device, place_class, evidence, source = row
    day = _local_date(at, zone)
    inside = place_class == PlaceClass.INSIDE
    if mode == WorkMode.WFH:
        place = places.home_of(person) if inside else None
    elif mode == WorkMode.WFO and (inside or evidence in HANGS_IN_OFFICE):
        place = places.office_of(person, day)
    else:
        place = None
    by_hand = source != CheckInSource.MACHINE
    return Tap(day, at, KINDS[kind], MODES[mode], position, device, place, by_hand)


def _local_date(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


class _Places:
    """Where people's homes, units and desks are; two statements for the whole agency."""

    def __init__(self, agency: Agency, first: date, last: date) -> None:
        fields = ("home_latitude", "home_longitude", "unit__latitude", "unit__longitude")
        people = Employee.objects.filter(agency=agency).values_list("pk", *fields)
        self._people = {
            pk: (_place(*home), _place(*unit))
            for pk, *both in people
            for home, unit in [(both[:2], both[2:])]
        }
        entries = RosterEntry.objects.in_force().filter(
            agency=agency, date__range=(first, last), desk__isnull=False
        )
        self._desks = {
            (person, day): place
            for person, day, *where in entries.values_list(
                "employee_id", "date", "desk__office__latitude", "desk__office__longitude"
            )
            if (place := _place(*where)) is not None
        }

    def home_of(self, person: int) -> Place | None:
        """The residence of the personnel record."""
        return self._people[person][0]

    def office_of(self, person: int, day: date) -> Place | None:
        """The office of the desk of that date, else the building of the unit."""
        return self._desks.get((person, day)) or self._people[person][1]


def _place(latitude: float | None, longitude: float | None) -> Place | None:
    return None if latitude is None or longitude is None else (latitude, longitude)
