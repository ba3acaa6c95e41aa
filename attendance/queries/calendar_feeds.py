"""What a secret calendar address shows, to whom it still belongs, and the list of one's own."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Employee, Unit
from accounts.tenancy import reveal_caller, tenant
from asn_wfh import clock
from attendance.calendars import CalendarDay, calendar_file
from attendance.models import Absence, CalendarFeed, RosterEntry, RosterState, WorkMode
from attendance.queries.code_screens import address_digest
from attendance.queries.live import hours_of
from attendance.rulebook import Rulebook, rulebook_of
from attendance.wording import calendars as words

log = structlog.get_logger(__name__)
BACK, AHEAD = timedelta(days=31), timedelta(days=92)
SETTLED = (RosterState.APPROVED, RosterState.SUPERSEDED)
READ_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A feed's file. `is_news`: it was not noted lately that somebody reads it."""

    feed_id: int
    agency_id: int
    content: bytes
    etag: str
    is_news: bool


def may_feed_unit(person: Employee, unit_id: int) -> bool:
    """Whether `person` reads a unit's people by role: a calendar bears their names."""
    standing = person.standing
    return standing.sees_whole_agency or unit_id in standing.unit_ids


def my_feeds(person: Employee) -> list[CalendarFeed]:
    """`person`'s addresses that hold; one statement."""
    mine = CalendarFeed.objects.visible_to(person).filter(revoked_at=None)
    return list(mine.select_related("unit").order_by("unit__name", "pk"))


def units_to_feed(person: Employee) -> list[Unit]:
    """The units whose calendar `person` may make; none without a role."""
    standing = person.standing
    if not standing.sees_whole_agency and not standing.unit_ids:
        return []
    units = Unit.objects.visible_to(person).order_by("name")
    return [unit for unit in units if may_feed_unit(person, unit.pk)]


def read_feed(token: str, now: datetime) -> FeedRead | None:
    """The calendar at a secret address at `now` (aware), or None: revoked, unknown, no right.

    Nobody is signed in: the row is revealed by its address alone, and its owner's right to it is
    asked anew at every reading, inside the agency's tenancy.
    """
    digest = address_digest(token)
    with transaction.atomic():
        reveal_caller(digest)
        feed = CalendarFeed.objects.filter(address_digest=digest, revoked_at=None).first()
    if feed is None:
        return None
    with tenant(feed.agency_id):
        people = Employee.objects.active().select_related("agency", "unit")
        owner = people.filter(pk=feed.employee_id, agency_id=feed.agency_id).first()
        if owner is None:
            return None
        owner.on_day = clock.on_local_date(now, owner.zone)
        if feed.unit_id is not None and not may_feed_unit(owner, feed.unit_id):
            return None
        content = _unit_file(feed, owner) if feed.unit_id else _own_file(owner)
    log.info("calendar.read", agency=feed.agency_id, feed=feed.pk, unit=feed.unit_id)
    last = feed.last_read_at
    return FeedRead(
        feed_id=feed.pk,
        agency_id=feed.agency_id,
        content=content,
        etag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        is_news=last is None or now - last >= READ_AGAIN_AFTER,
    )


def _own_file(owner: Employee) -> bytes:
    first, last = _span(owner)
    lines: dict[date, list[RosterEntry]] = defaultdict(list)
    for row in _lines(owner.agency_id, first, last).filter(employee=owner):
        lines[row.date].append(row)
    away = Absence.objects.of(owner).filter(first_day__lte=last, last_day__gte=first)
    excused = [(one.first_day, one.last_day) for one in away]
    rulebook = rulebook_of(owner.agency, first, last)
    return calendar_file(
        name=words.own_calendar_name(owner.name),
        zone=owner.zone,
        link=f"{settings.PORTAL_URL}/jadwal/",
        days=[
            _own_day(owner, day, rows, rulebook, any(a <= day <= b for a, b in excused))
            for day, rows in sorted(lines.items())
        ],
    )


def _own_day(
    owner: Employee, day: date, rows: list[RosterEntry], rulebook: Rulebook, excused: bool
) -> CalendarDay:
    """The line in force, or, cancelled, the last one there was: superseded, holiday or leave."""
    latest = next((row for row in rows if row.in_force), rows[-1])
    hours = hours_of(rulebook, owner, day, latest.shift_id)
    is_off = hours is not None and hours.off is not None
    cancelled = excused or is_off or not latest.in_force
    desk = latest.desk
    return CalendarDay(
        uid=f"{owner.agency_id}-{owner.pk}-{day:%Y%m%d}@hadir",
        date=day,
        summary=words.day_summary(latest.mode),
        details=words.day_details("" if desk is None else desk.name, latest.note),
        place="" if desk is None else desk.office.name,
        sequence=2 * (len(rows) - 1) + cancelled,
        changed_at=_changed(rows),
        hours=None
        if hours is None
        else (hours.start_at.astimezone(UTC), hours.end_at.astimezone(UTC)),
        cancelled=cancelled,
    )


def _unit_file(feed: CalendarFeed, owner: Employee) -> bytes:
    first, last = _span(owner)
    unit = Unit.objects.get(pk=feed.unit_id)
    days: dict[date, list[RosterEntry]] = defaultdict(list)
    lines = _lines(owner.agency_id, first, last).filter(roster__unit=unit)
    for row in lines.select_related("employee"):
        days[row.date].append(row)
    away: set[tuple[int, date]] = set(_away(owner.agency_id, unit, first, last))
    return calendar_file(
        name=words.unit_calendar_name(unit.name),
        zone=owner.zone,
        link=f"{settings.PORTAL_URL}/tim/roster/",
        days=[_unit_day(unit, day, rows, away) for day, rows in sorted(days.items())],
    )


def _unit_day(
    unit: Unit, day: date, rows: list[RosterEntry], away: set[tuple[int, date]]
) -> CalendarDay:
    names: dict[str, list[str]] = {place: [] for place in (*WorkMode.values, "")}
    for row in sorted((one for one in rows if one.in_force), key=lambda one: one.employee.name):
        place = "" if (row.employee_id, day) in away else row.mode
        names[place].append(row.employee.name)
    counts = Counter({mode: len(people) for mode, people in names.items() if mode and people})
    versions = len({row.roster_id for row in rows})
    cancelled = not any(row.in_force for row in rows)
    return CalendarDay(
        uid=f"{unit.agency_id}-unit-{unit.pk}-{day:%Y%m%d}@hadir",
        date=day,
        summary=words.unit_summary(unit.name, counts),
        details=words.unit_details(names),
        place="",
        sequence=2 * (versions - 1) + cancelled,
        changed_at=_changed(rows),
        cancelled=cancelled,
    )


def _span(owner: Employee) -> tuple[date, date]:
    today = owner.on_day
    if today is None:
        raise RuntimeError("set on_day before reading a feed")
    return today - BACK, today + AHEAD


def _lines(agency_id: int, first: date, last: date) -> QuerySet[RosterEntry]:
    """Every line that was ever in force for these dates, the oldest version first."""
    return (
        RosterEntry.objects.filter(
            agency_id=agency_id, date__range=(first, last), roster__state__in=SETTLED
        )
        .select_related("roster", "desk__office")
        .order_by("date", "roster__settled_at", "roster_id")
    )


def _away(agency_id: int, unit: Unit, first: date, last: date) -> Iterator[tuple[int, date]]:
    rows = Absence.objects.filter(
        agency_id=agency_id, employee__unit=unit, first_day__lte=last, last_day__gte=first
    )
    for row in rows:
        day, end = max(row.first_day, first), min(row.last_day, last)
        while day <= end:
            yield row.employee_id, day
            day += timedelta(days=1)


def _changed(rows: list[RosterEntry]) -> datetime:
    moments = [row.roster.settled_at or row.roster.drafted_at for row in rows]
    return max(moments).astimezone(UTC)
