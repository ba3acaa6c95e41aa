"""The dates of a simulation at one posting: an agency and a zone."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from attendance.rules.calendar import ONE_DAY, Period, holidays_for
from attendance.rules.events import AbsenceKind, Basis, Counted, Outage
from attendance.rules.modes import WorkMode
from attendance.rules.schedule import NOON, DaySchedule, resolve_day, schedule_on
from attendance.rules.verdict import Flag, Verdict, judge_day
from attendance.simulation import fields
from attendance.simulation.frame import Frame
from attendance.simulation.refusals import BadField


@dataclass(frozen=True, slots=True)
class Span:
    """The dates of a simulation, none where the roster is empty.

    `texts` are the dates as written; `years` and `months` give each of them (`2026`, `2026-05`)
    with its first and last + 1 place.
    """

    texts: tuple[str, ...]
    days: tuple[date, ...]
    years: tuple[tuple[str, int, int], ...]
    months: tuple[tuple[str, int, int], ...]


def span_between(edges: tuple[date, date] | None) -> Span:
    """From the first to the last date, both included."""
    days = tuple(Period(*edges).days()) if edges else ()
    texts = tuple(map(str, days))
    return Span(texts, days, _parts(texts, 4), _parts(texts, 7))


def _parts(texts: tuple[str, ...], signs: int) -> tuple[tuple[str, int, int], ...]:
    found, at = [], 0
    for part, those in groupby(texts, key=lambda text: text[:signs]):
        count = len(list(those))
        found.append((part, at, at + count))
        at += count
    return tuple(found)


class Judged(NamedTuple):
    """A verdict and its columns of `days.csv` behind the NIP, with the line's end."""

    verdict: Verdict
    columns: str


class Posting:
    """What is the same for everybody of an agency and zone, made once.

    `days` are the hours of each date. A date that owns the events until the next noon has that
    next date's text in `mornings`, others have None. `known` are the dates as texts whose events
    may count. `offset` is the zone's, `offset_text` the same as ISO 8601 writes it.
    """

    def __init__(self, agency: str, zone: str, frame: Frame, span: Span) -> None:
        """Raises BadField where the agency has no hours on one of the dates."""
        self.agency, self.span = agency, span
        self.days = _days(agency, ZoneInfo(zone), frame, span)
        self.mornings = tuple(
            str(day.date + ONE_DAY) if day.local(day.owns_from).time() == NOON else None
            for day in self.days
        )
        self.known = frozenset(span.texts) | {text for text in self.mornings if text}
        # Without summer time it is the same in every year that a file may name.
        beginning = datetime(fields.YEARS[0], 1, 1, tzinfo=ZoneInfo(zone))
        self.offset = beginning.utcoffset() or timedelta()
        self.offset_text = beginning.isoformat()[19:]
        self._outages = frame.outages.get(agency, ())
        self._outage_starts = [outage.start for outage in self._outages]
        self.has_outages = bool(self._outages)
        self._without: dict[tuple[int, WorkMode | None, AbsenceKind | None], Judged] = {}

    def without_events(
        self, place: int, plan: WorkMode | None, absence: AbsenceKind | None
    ) -> Judged:
        """A day on which nothing was recorded: the same for everybody, so judged once."""
        key = (place, plan, absence)
        found = self._without.get(key)
        if found is None:
            verdict = judge_day(self.days[place], plan=plan, events=(), absence=absence)
            found = self._without[key] = Judged(verdict, self.columns(place, verdict))
        return found

    def columns(self, place: int, verdict: Verdict) -> str:
        """The columns of `days.csv` behind the NIP, with the line's end."""
        first_in, last_out = verdict.first_in, verdict.last_out
        return ",".join(
            (
                self.span.texts[place],
                verdict.plan or "",
                verdict.place or "",
                self._clock(first_in),
                self._clock(last_out),
                str(verdict.late_minutes),
                str(verdict.early_minutes),
                verdict.status,
                _flags_line(verdict.flags),
            )
        )

    def outage_at(self, tapped: datetime) -> Outage | None:
        """The agency's outage that an instant falls into, both ends included."""
        place = bisect_right(self._outage_starts, tapped) - 1
        if place >= 0 and self._outages[place].covers(tapped):
            return self._outages[place]
        return None

    def local_texts(self, at: datetime) -> tuple[str, str]:
        """Date and clock of an instant (in UTC) at the posting: `2026-05-04`, `07:25:13`."""
        text = (at + self.offset).isoformat()
        return text[:10], text[11:19]

    def _clock(self, counted: Counted | None) -> str:
        if counted is None:
            return ""
        at, basis, event = counted
        # An event brings the clock of its receipt; inside an outage the tap counted.
        return self.local_texts(at)[1] if basis is Basis.OUTAGE else str(event.ref)


def _days(agency: str, zone: ZoneInfo, frame: Frame, span: Span) -> tuple[DaySchedule, ...]:
    holidays = holidays_for(agency, frame.holidays)
    schedules = frame.schedules.get(agency, ())
    days = []
    for day in span.days:
        schedule = schedule_on(day, schedules)
        if schedule is None:
            raise BadField(
                f"instansi {fields.shown(agency)} tidak punya jam kerja pada {day} di "
                "schedules.csv. Tambahkan jam kerja yang berlaku pada tanggal itu."
            )
        days.append(resolve_day(schedule, day, zone, holidays))
    return tuple(days)


_FLAGS: dict[frozenset[Flag], str] = {}


def _flags_line(flags: frozenset[Flag]) -> str:
    """`early;late` and the line's end; there are only a few combinations."""
    found = _FLAGS.get(flags)
    if found is None:
        found = _FLAGS[flags] = ";".join(sorted(flags)) + "\n"
    return found
