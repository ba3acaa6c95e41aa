"""Calling the keepers of desks: nobody came, the last one left, a roster leaves a desk short.

A row per desk, date and kind is the memory: who was told is not told again, and what is over is
settled by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from django.db import connection, transaction
from django.urls import reverse

from accounts.models import Agency
from asn_wfh import clock
from attendance.actions.messages import tell
from attendance.models import DeskAlarm, MessageKind
from attendance.queries.desk_covers import cover_candidates
from attendance.queries.desk_keepers import keepers_of
from attendance.rules.desk_alarms import RETOLD_AFTER, Alarm, alarm_at, is_unheard, short_days
from attendance.wording import desk_alarms as words
from services.models import Desk, DeskService
from services.queries.facts import Line, lines_of
from services.rules import DayHours, hours_on
from services.rules.hours import first_uncovered, span_of

log = structlog.get_logger(__name__)

WATCH_LOCK = 0x4457
"""First key of the advisory lock of an agency's watch, the second being the agency."""
KEPT_DAYS = 1
"""Alarms of so many days back are still looked at: in no zone is it the day before yesterday."""

AlarmKey = tuple[int, date, str]
"""A desk by id, the date in its office's zone, the kind."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong now. `unheard` are the desks of which nothing can be said today."""

    wrong: Mapping[AlarmKey, str]
    unheard: frozenset[int]
    desks: Mapping[int, Desk]


@transaction.atomic
def watch_desks(*, agency: Agency, at: datetime) -> int:
    """Look at every desk the agency serves at `at` (aware); how many alarms became new.

    Runs inside the agency's tenancy; two runs at once go one after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [WATCH_LOCK, agency.pk])
    found = _look(agency.pk, at)
    first = clock.on_local_date(at, agency.zone) - timedelta(days=KEPT_DAYS)
    known = {
        (row.desk_id, row.date, row.kind): row
        for row in DeskAlarm.objects.filter(agency=agency, date__gte=first)
    }
    over = [
        row.pk
        for key, row in known.items()
        if row.settled_at is None and key not in found.wrong and not _is_unsure(row, found)
    ]
    if over:
        DeskAlarm.objects.filter(pk__in=over).update(settled_at=at)
    new = _raise(agency.pk, found, known, at)
    _tell(agency, new, found, at)
    if new or over:
        log.info("desk_alarms.watched", agency=agency.pk, raised=len(new), settled=len(over))
    return len(new)


def _look(agency_id: int, at: datetime) -> Found:
    """What is wrong at the desks; the statements of `lines_of`."""
    lines, _ = lines_of(DeskService.objects.filter(agency_id=agency_id), at)
    by_desk: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_desk[line.desk.pk].append(line)
    wrong: dict[AlarmKey, str] = {}
    unheard: set[int] = set()
    for desk_id, of in by_desk.items():
        facts = [line.facts for line in of]
        today = at.astimezone(of[0].zone).date()
        if is_unheard(facts, at):
            unheard.add(desk_id)
        else:
            alarm = alarm_at(facts, at)
            if alarm is not None:
                wrong[desk_id, today, alarm.value] = _detail(alarm, of[0], at)
        for short in short_days(facts[0], at):
            key = (desk_id, short.day, Alarm.SHORT_ROSTER.value)
            wrong[key] = words.short_detail(short.day, short.planned, short.needed)
    desks = {desk_id: of[0].desk for desk_id, of in by_desk.items()}
    return Found(wrong, frozenset(unheard), desks)


def _detail(alarm: Alarm, line: Line, at: datetime) -> str:
    """What is wrong, in a sentence with the office's times."""
    zone, day = line.zone, at.astimezone(line.zone).date()
    if alarm is Alarm.CLOSED_BUT_STAFFED:
        message = next((row.message for row in line.facts.closures if row.covers(at)), "")
        return words.closed_but_staffed_detail(message)
    hours = hours_on(line.facts.calendar, day)
    if not isinstance(hours, DayHours):
        return ""
    span = span_of(hours, day, zone)
    if alarm is Alarm.LEFT:
        return words.left_detail(span.closes, zone)
    opened = first_uncovered(span.opens, line.facts.closures) or span.opens
    return words.late_detail(opened, at, zone)


def _is_unsure(row: DeskAlarm, found: Found) -> bool:
    """Whether silence forbids to call this alarm over: it rests on presence, and none is heard."""
    return row.kind != Alarm.SHORT_ROSTER and row.desk_id in found.unheard


def _raise(
    agency_id: int, found: Found, known: Mapping[AlarmKey, DeskAlarm], at: datetime
) -> list[DeskAlarm]:
    """Write what is new, show again what came back; the alarms that are to be told."""
    made = [
        DeskAlarm(
            agency_id=agency_id, desk_id=key[0], date=key[1], kind=key[2], detail=detail,
            raised_at=at,
        )
        for key, detail in found.wrong.items()
        if key not in known
    ]  # fmt: skip
    new = DeskAlarm.objects.bulk_create(made) if made else []
    for key, detail in found.wrong.items():
        row = known.get(key)
        if row is None or row.settled_at is None:
            continue
        if at - row.settled_at >= RETOLD_AFTER:
            row.raised_at = at
            new.append(row)
        row.settled_at, row.detail = None, detail
        row.save(update_fields=["settled_at", "raised_at", "detail"])
    return new


def _tell(agency: Agency, new: Collection[DeskAlarm], found: Found, at: datetime) -> None:
    """One message for each alarm of today; one for all short days of a unit's roster."""
    if not new:
        return
    keepers = keepers_of(agency.pk, clock.on_local_date(at, agency.zone))
    short: dict[str, list[DeskAlarm]] = defaultdict(list)
    for row in new:
        desk = found.desks[row.desk_id]
        if row.kind == Alarm.SHORT_ROSTER:
            short[_unit_code(desk, agency.pk)].append(row)
            continue
        tell(
            agency_id=agency.pk,
            employee_ids=keepers.of(_unit_code(desk, agency.pk)),
            kind=MessageKind.DESK,
            key=f"desk-{row.kind}-{row.pk}-{row.raised_at:%H%M}",
            title=words.alarm_title(row.kind, desk.name),
            body=words.told_body(desk.office.name, row.detail, _helpers(row, desk, at)),
            url=_page_of(row),
            at=at,
        )
    for code, rows in short.items():
        rows.sort(key=lambda row: (row.date, row.desk_id))
        tell(
            agency_id=agency.pk,
            employee_ids=keepers.of(code),
            kind=MessageKind.DESK,
            key=f"desk-short-{min(row.pk for row in rows)}-{at:%Y%m%d%H%M}",
            title=words.short_title(len({row.date for row in rows})),
            body=words.short_body(f"{found.desks[row.desk_id].name}, {row.detail}" for row in rows),
            url=reverse("attendance:desk_board"),
            at=at,
        )


def _unit_code(desk: Desk, agency_id: int) -> str:
    """The unit behind a desk; empty where the desk is another agency's."""
    return desk.unit_code if desk.owner_id == agency_id else ""


def _helpers(row: DeskAlarm, desk: Desk, at: datetime) -> list[str] | None:
    """Who could stand in, by name; None where nobody needs to."""
    if row.kind == Alarm.CLOSED_BUT_STAFFED:
        return None
    people = cover_candidates(agency_id=row.agency_id, desk=desk, now=at)
    return [one.employee.name for one in people if one.is_possible]


def _page_of(row: DeskAlarm) -> str:
    """Where the keeper can do something about it."""
    if row.kind == Alarm.CLOSED_BUT_STAFFED:
        return reverse("attendance:desk_board")
    return reverse("attendance:desk_cover", args=[row.desk_id])
