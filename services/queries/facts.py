"""The rows about desks as the rules want them: one `Line` for one service at one desk.

However many desks are asked for, the number of SQL statements is the same (`STATEMENTS`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from accounts.models.agencies import Agency
from services import rules
from services.models import (
    Closure,
    Desk,
    DeskPlan,
    DeskPresence,
    DeskService,
    DeskStatus,
    Holiday,
    Office,
    OpeningHours,
    PipelineBeat,
    Service,
    SpecialHours,
)
from services.models.hours import HoursOfDay

STATEMENTS = 9
"""Of `lines_of`: desks with their services, hours, special hours, closures, holidays, plans,
presences, heartbeats, settled statuses."""

AHEAD = timedelta(days=rules.StatusSettings().horizon_days + 1)
"""How far into the future rows are read: the horizon of the next change, and its last date."""
BACK = timedelta(days=1)
"""How far back: an opening or a closure of today counts all day, in every zone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One service at one desk, with the facts its status follows from and what was settled."""

    desk: Desk
    service: Service
    agency: Agency
    facts: rules.DeskFacts
    closures: tuple[Closure, ...]
    """The rows behind `facts.closures`, in the same order; a desk's coming end has none."""
    stored: DeskStatus | None
    contact: str
    """Where today's remote channel is reached, if one is planned."""

    @property
    def zone(self) -> ZoneInfo:
        """The office's zone."""
        return self.facts.calendar.zone


@dataclass
class Calendars:
    """The hours and holidays of some offices and their desks, as the rules' calendars."""

    weekly: Mapping[tuple[int, int | None], Mapping[int, rules.DayHours]]
    special: Mapping[tuple[int, int | None], Mapping[date, rules.DayHours]]
    holidays: Sequence[Holiday]
    _made: dict[tuple[int, int | None], rules.ServiceCalendar] = field(default_factory=dict)

    def of(self, office: Office, desk_id: int | None = None) -> rules.ServiceCalendar:
        """The calendar of a desk, or of the office itself.

        A desk with hours of its own has its whole week there; special hours of the desk come
        before those of the office.
        """
        key = (office.pk, desk_id)
        if key not in self._made:
            own = self.weekly.get(key) if desk_id is not None else None
            everyday = (office.pk, None)
            self._made[key] = rules.ServiceCalendar(
                zone=ZoneInfo(office.zone),
                weekly=own or self.weekly.get(everyday, {}),
                special={**self.special.get(everyday, {}), **self.special.get(key, {})},
                holidays=self._holidays_of(office),
            )
        return self._made[key]

    def _holidays_of(self, office: Office) -> dict[date, rules.Holiday]:
        """National holidays and those of the office's region and province."""
        here = {None, office.region_id, office.region_id.split(".")[0]}
        return {
            row.date: rules.Holiday(row.name, rules.HolidayKind(row.kind))
            for row in self.holidays
            if row.region_id in here
        }


def calendars_of(offices: Sequence[Office], now: datetime) -> Calendars:
    """Hours and holidays of `offices` and all their desks around `now`, in three statements."""
    first, last = _dates_around(now)
    ids = [office.pk for office in offices]
    weekly: dict[tuple[int, int | None], dict[int, rules.DayHours]] = defaultdict(dict)
    for week_row in OpeningHours.objects.filter(office__in=ids):
        weekly[week_row.office_id, week_row.desk_id][week_row.weekday] = _day_hours(week_row)
    special: dict[tuple[int, int | None], dict[date, rules.DayHours]] = defaultdict(dict)
    for day_row in SpecialHours.objects.filter(office__in=ids, date__range=(first, last)):
        special[day_row.office_id, day_row.desk_id][day_row.date] = _day_hours(day_row)
    regions = {office.region_id for office in offices}
    codes = regions | {code.split(".")[0] for code in regions}
    holidays = Holiday.objects.between(first, last).filter(
        Q(region__isnull=True) | Q(region__in=codes)
    )
    return Calendars(weekly, special, list(holidays))


def lines_of(
    offered: QuerySet[DeskService], now: datetime, offices: Sequence[Office] = ()
) -> tuple[list[Line], Calendars]:
    """The lines of the chosen services at desks, in the desks' order, with their calendars.

    A desk or an office that has ended gives no line. The calendars hold `offices`, too, whether a
    desk was chosen there or not.
    """
    chosen = offered.select_related("desk__office__region", "desk__owner", "service", "agency")
    ordered = chosen.order_by("desk__office__name", "desk__position", "desk__slug", "pk")
    rows = [row for row in ordered if not _has_ended(row.desk, now)]
    here = {office.pk: office for office in offices}
    here.update({row.desk.office_id: row.desk.office for row in rows})
    desk_ids = {row.desk_id for row in rows}
    calendars = calendars_of(list(here.values()), now)
    closures = _closures_of(list(here.values()), now)
    plans = _plans_of(desk_ids, now)
    presences = _presences_of(desk_ids, now)
    beats = dict(
        PipelineBeat.objects.filter(agency__in={row.agency_id for row in rows}).values_list(
            "agency_id", "beat_at"
        )
    )
    stored = {
        (each.desk_id, each.service_id): each
        for each in DeskStatus.objects.filter(desk__in=desk_ids)
    }
    lines = []
    for row in rows:
        desk, key = row.desk, (row.agency_id, row.desk_id)
        active = tuple(each for each in closures[desk.office_id] if _concerns(each, row))
        day = now.astimezone(ZoneInfo(desk.office.zone)).date()
        planned = plans.get(key, {})
        facts = rules.DeskFacts(
            calendar=calendars.of(desk.office, desk.pk),
            closures=(*(_closure(each) for each in active), *_ending(desk)),
            plans={date_: _day_plan(plan) for date_, plan in planned.items()},
            presence=presences.get(key, {}).get(day),
            needed=desk.needed,
            # A tablet speaks for its owner: whose officer sits there beside, it cannot tell.
            has_ping=desk.has_ping and row.agency_id == desk.owner_id,
            heartbeat_at=beats.get(row.agency_id),
        )
        kept = stored.get((row.desk_id, row.service_id))
        contact = planned[day].remote_channel if day in planned else ""
        lines.append(Line(desk, row.service, row.agency, facts, active, kept, contact))
    return lines, calendars


def _has_ended(desk: Desk, now: datetime) -> bool:
    """Whether the desk or its office serves no more on the office's date of `now`."""
    office = desk.office
    today = now.astimezone(ZoneInfo(office.zone)).date()
    return any(ended is not None and ended <= today for ended in (desk.ended_on, office.ended_on))


def _ending(desk: Desk) -> list[rules.Closure]:
    """The coming end of a desk or its office: no opening beyond it is announced."""
    zone = ZoneInfo(desk.office.zone)
    dates = [day for day in (desk.ended_on, desk.office.ended_on) if day is not None]
    return [rules.Closure(datetime.combine(day, time(0), zone), None) for day in dates]


def _dates_around(now: datetime) -> tuple[date, date]:
    today = now.astimezone(UTC).date()
    return today - BACK, today + AHEAD + BACK


def _day_hours(row: HoursOfDay) -> rules.DayHours:
    return rules.DayHours(row.opens, row.closes, row.break_start, row.break_end)


def _closure(row: Closure) -> rules.Closure:
    return rules.Closure(row.starts_at, row.ends_at, rules.ClosureKind(row.kind), row.message)


def _concerns(closure: Closure, offered: DeskService) -> bool:
    """Whether a closure of the office is one of this desk and service, too."""
    return closure.desk_id in (None, offered.desk_id) and closure.service_id in (
        None,
        offered.service_id,
    )


def _closures_of(offices: Sequence[Office], now: datetime) -> dict[int, list[Closure]]:
    """Closures by office: those in force today, and those to come within the horizon."""
    found: dict[int, list[Closure]] = defaultdict(list)
    near = Closure.objects.filter(office__in=[office.pk for office in offices]).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now - BACK), starts_at__lte=now + AHEAD
    )
    for row in near.order_by("starts_at", "pk"):
        found[row.office_id].append(row)
    return found


def _day_plan(row: DeskPlan) -> rules.DayPlan:
    return rules.DayPlan(row.officers_planned, remote=bool(row.remote_channel))


def _plans_of(desk_ids: set[int], now: datetime) -> dict[tuple[int, int], dict[date, DeskPlan]]:
    """Published plans by (agency, desk) and date."""
    found: dict[tuple[int, int], dict[date, DeskPlan]] = defaultdict(dict)
    for row in DeskPlan.objects.filter(desk__in=desk_ids, date__range=_dates_around(now)):
        found[row.agency_id, row.desk_id][row.date] = row
    return found


def _presences_of(
    desk_ids: set[int], now: datetime
) -> dict[tuple[int, int], dict[date, rules.Presence]]:
    """What is known of the desks around today, by (agency, desk) and date."""
    found: dict[tuple[int, int], dict[date, rules.Presence]] = defaultdict(dict)
    today = now.astimezone(UTC).date()
    for row in DeskPresence.objects.filter(
        desk__in=desk_ids, date__range=(today - BACK, today + BACK)
    ):
        found[row.agency_id, row.desk_id][row.date] = rules.Presence(
            day=row.date,
            on_site=row.on_site,
            on_break=row.on_break,
            first_in_at=row.first_in_at,
            evidence_at=row.evidence_at,
            break_until=row.break_until,
        )
    return found
