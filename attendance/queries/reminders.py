"""Who wants to be reminded of the start of work, and whose start is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Agency
from accounts.models.agencies import ZONES
from asn_wfh import clock
from attendance.models import (
    Absence,
    Message,
    MessageKind,
    MessagePreference,
    RosterEntry,
    Schedule,
    ThresholdCode,
)
from attendance.queries.live import ONE_DAY
from attendance.queries.thresholds import thresholds_on
from attendance.rulebook import rulebook_of


@dataclass(frozen=True, slots=True)
class Start:
    """What many people's day has in common: mode by the roster, hours (aware), zone."""

    mode: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    day: date


def reminder_key(day: date) -> str:
    """Under this key a person is reminded of one date, once."""
    return f"reminder-{day}"


def due_reminders(agency: Agency, now: datetime) -> dict[Start, list[int]]:
    """The employees to remind at `now` (aware), by what their day has in common.

    Those who asked for it, on a rostered working day, without leave, whose start lies within the
    agency's minutes ahead, and who were not reminded yet. One statement where nobody asked, three
    where no hours begin soon; whatever their number, people are read only when theirs may.
    Raises LookupError where no reference data is loaded.
    """
    if not _wanting(agency).exists():
        return {}
    soon = now + _lead(agency, now)
    found: dict[Start, list[int]] = defaultdict(list)
    for zone, days in _near_starts(agency, now, soon).items():
        for day in days:
            for start, person in _starting(agency, zone, day):
                if now < start.starts_at <= soon:
                    found[start].append(person)
    return found


def _wanting(agency: Agency) -> QuerySet[MessagePreference]:
    return MessagePreference.objects.filter(agency=agency, kind=MessageKind.REMINDER, wanted=True)


def _lead(agency: Agency, now: datetime) -> timedelta:
    values = thresholds_on(agency.pk, clock.on_local_date(now, agency.zone))
    if ThresholdCode.REMINDER_MINUTES not in values:
        raise LookupError("no threshold reminder_minutes on record")
    return timedelta(minutes=values[ThresholdCode.REMINDER_MINUTES])


def _near_starts(agency: Agency, now: datetime, soon: datetime) -> dict[str, set[date]]:
    """In which zones, for which dates, any hours on record begin after `now` and until `soon`."""
    mine = Q(agency=agency) | Q(agency=None)
    times: set[time] = set(
        Schedule.objects.filter(mine).order_by().values_list("start", flat=True).distinct()
    )
    near: dict[str, set[date]] = defaultdict(set)
    for zone in ZONES:
        here = ZoneInfo(zone)
        for day in {now.astimezone(here).date(), soon.astimezone(here).date()}:
            if any(now < datetime.combine(day, start, here) <= soon for start in times):
                near[zone].add(day)
    return near


def _starting(agency: Agency, zone: str, day: date) -> Iterator[tuple[Start, int]]:
    """Everybody of the zone who wants it, is planned and not away, with the hours of the day."""
    of_person = {"agency": agency, "employee_id": OuterRef("employee_id")}
    told = Message.objects.filter(**of_person, key=reminder_key(day))
    away = Absence.objects.covering(day).filter(**of_person)
    wants = MessagePreference.objects.filter(**of_person, kind=MessageKind.REMINDER, wanted=True)
    lines = (
        RosterEntry.objects.in_force()
        .on(day)
        .filter(Exists(wants), ~Exists(away), ~Exists(told))
        .filter(agency=agency, employee__zone=zone, employee__is_active=True)
        .values_list("employee_id", "employee__unit_id", "mode", "shift_id")
    )
    rows = list(lines)
    if not rows:
        return
    rulebook = rulebook_of(agency, day - ONE_DAY, day + ONE_DAY)
    for person, unit, mode, shift in rows:
        with suppress(LookupError):  # no hours on record: nobody knows when to remind
            hours = rulebook.day(
                employee_id=person, unit_id=unit, zone=zone, on=day, shift_id=shift
            )
            if hours.off is None:
                yield Start(mode, hours.start_at, hours.end_at, zone, day), person
