"""What binds an agency: its hours, the calendar and its outages, from the three small files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from operator import attrgetter

from attendance.rules.calendar import Holiday, HolidayKind, Period
from attendance.rules.events import Outage
from attendance.rules.schedule import Hours, Schedule, ScheduleKind, schedule_fault
from attendance.simulation import fields
from attendance.simulation.files import CALENDAR, OUTAGES, SCHEDULES, Source, rows_of
from attendance.simulation.refusals import BadField

type Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Schedules and outages by agency, and the whole calendar.

    An agency's outages are in order and disjoint: those that touch are joined.
    """

    schedules: Mapping[str, tuple[Schedule, ...]]
    holidays: tuple[Holiday, ...]
    outages: Mapping[str, tuple[Outage, ...]]


def read_frame(sources: Mapping[str, Source]) -> Frame:
    """Read the small files, by their names in `sources`. Raises BadInput."""
    return Frame(
        schedules=_schedules(sources[SCHEDULES.name]),
        holidays=tuple(row for _, row in _values(sources[CALENDAR.name], _holiday)),
        outages=_outages(sources[OUTAGES.name]),
    )


def _values[V](source: Source, read: Callable[[Row], V]) -> Iterator[tuple[int, V]]:
    for row, values in rows_of(source):
        try:
            yield row, read(dict(zip(source.shape.columns, values, strict=True)))
        except BadField as error:
            raise source.bad(row, str(error)) from None


def _schedules(source: Source) -> dict[str, tuple[Schedule, ...]]:
    found: dict[str, list[Schedule]] = {}
    for row, (agency, schedule) in _values(source, _schedule):
        fault = schedule_fault(schedule)
        if fault is not None:
            raise source.bad(row, fault)
        others = found.setdefault(agency, [])
        if any(_undecided(schedule, other) for other in others):
            raise source.bad(
                row,
                f"instansi {fields.shown(agency)} sudah punya jam kerja yang mulai pada "
                f"{schedule.period.first_day}, jadi tidak jelas mana yang berlaku.",
            )
        others.append(schedule)
    return {agency: tuple(rows) for agency, rows in found.items()}


def _undecided(one: Schedule, other: Schedule) -> bool:
    """Whether neither of two rows goes before the other on their first day."""
    first = one.period.first_day == other.period.first_day
    ramadan = (one.kind is ScheduleKind.RAMADAN) == (other.kind is ScheduleKind.RAMADAN)
    return first and ramadan


def _schedule(row: Row) -> tuple[str, Schedule]:
    until = row["valid_until"]
    start = fields.clock(row["start"], "start")
    return fields.agency(row["agency"]), Schedule(
        period=Period(
            fields.day(row["valid_from"], "valid_from"),
            fields.day(until, "valid_until") if until else None,
        ),
        hours=_hours(start, row, "mon_thu"),
        friday=_hours(start, row, "fri"),
        kind=fields.choice(ScheduleKind, row["kind"], "kind"),
        workdays=fields.workdays(row["workdays"], "workdays"),
        grace_minutes=fields.minutes(row["grace_minutes"], "grace_minutes"),
        flex_minutes=fields.minutes(row["flex_minutes"], "flex_minutes"),
        missing_out_minutes=fields.minutes(row["missing_out_minutes"], "missing_out_minutes"),
    )


def _hours(start: time, row: Row, days: str) -> Hours:
    end, rest = f"end_{days}", f"rest_{days}"
    return Hours(start, fields.clock(row[end], end), fields.minutes(row[rest], rest))


def _holiday(row: Row) -> Holiday:
    return Holiday(
        date=fields.day(row["date"], "date"),
        kind=fields.choice(HolidayKind, row["kind"], "kind"),
        name=row["name"],
        agency=row["agency"] or None,
    )


def _outages(source: Source) -> dict[str, tuple[Outage, ...]]:
    found: dict[str, list[Outage]] = {}
    for _, (agency, outage) in _values(source, _outage):
        found.setdefault(agency, []).append(outage)
    return {agency: _joined(outages) for agency, outages in found.items()}


def _outage(row: Row) -> tuple[str, Outage]:
    start, end = (fields.instant(row[name], name) for name in ("start", "end"))
    if end < start:
        raise BadField(f"end {fields.shown(row['end'])} mendahului start.")
    return fields.agency(row["agency"]), Outage(start, end)


def _joined(outages: list[Outage]) -> tuple[Outage, ...]:
    joined: list[Outage] = []
    for outage in sorted(outages, key=attrgetter("start")):
        if joined and outage.start <= joined[-1].end:
            last = joined.pop()
            outage = Outage(last.start, max(last.end, outage.end))  # noqa: PLW2901
        joined.append(outage)
    return tuple(joined)


def span_of(source: Source, days: frozenset[str]) -> tuple[date, date] | None:
    """First and last date of a roster whose distinct dates are `days`; None where it has none.

    Raises BadInput for a date that is none, and where the span is too long to be meant.
    """
    try:
        found = sorted(fields.day(text, "date") for text in days)
    except BadField:
        for row, (_, text, _) in rows_of(source):
            try:
                fields.day(text, "date")
            except BadField as error:
                raise source.bad(row, str(error)) from None
        raise
    if found and (found[-1] - found[0]).days >= MOST_DAYS:
        row = next(at for at, (_, text, _) in rows_of(source) if text == str(found[-1]))
        raise source.bad(
            row,
            f"tanggal {found[-1]} terlalu jauh dari tanggal pertama {found[0]}. Paling banyak "
            f"{MOST_DAYS} hari dapat dinilai sekaligus.",
        )
    return (found[0], found[-1]) if found else None


MOST_DAYS = 3_700
"""Ten years: a longer roster is a slip in the year of one line."""
