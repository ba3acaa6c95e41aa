"""A person's judged days of a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max

from accounts.models import Employee
from attendance.models import DayClose, DayStatus, WorkDay
from attendance.queries.live import PersonDay, past_days
from attendance.queries.months import Month
from attendance.rulebook import rulebook_of
from attendance.rules.verdict import Flag, Status

ONE_DAY = timedelta(days=1)
UNCLOSED_DAYS = 7
"""So many dates before today are judged live while the nightly close has not reached them."""


@dataclass(frozen=True, slots=True)
class JudgedDay:
    """A row of the history. `running` marks a day not closed yet, judged as it stands."""

    date: date
    status: str
    plan: str
    place: str
    first_in: datetime | None
    last_out: datetime | None
    late_minutes: int
    early_minutes: int
    flags: tuple[str, ...]
    absence: str = ""
    running: bool = False

    @property
    def state(self) -> str:
        """The code of the state table that says the day in one word."""
        if self.status == Status.OPEN:
            return "not_yet"
        if self.status == Status.EXCUSED and self.absence:
            return self.absence
        return self.status


@dataclass(frozen=True, slots=True)
class History:
    """A month: its days from the latest to the first, and their sums."""

    days: tuple[JudgedDay, ...]
    present: int
    working: int
    late_days: int
    late_minutes: int
    absent: int
    away: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on record."""
        return not self.days


def history_of(person: Employee, month: Month, now: datetime) -> History:
    """The month of `person`; two statements, and nine more where it holds unclosed days."""
    closed = WorkDay.objects.of(person).in_month(month.first).order_by("-date")
    rows = {row.date: _from_row(row) for row in closed}
    unclosed = [
        on
        for on in unclosed_dates(person, month.today)
        if month.first <= on <= month.last and on not in rows
    ]
    if unclosed:
        rulebook = rulebook_of(person.agency, unclosed[0], unclosed[-1] + ONE_DAY)
        for on, judged in past_days(rulebook, person, unclosed, now).items():
            rows[on] = judged_live(judged, now)
    days = [rows[on] for on in sorted(rows, reverse=True)]
    work = [one for one in days if one.status in (DayStatus.PRESENT, DayStatus.ABSENT)]
    return History(
        days=tuple(days),
        present=sum(one.status == DayStatus.PRESENT for one in days),
        working=len(work),
        late_days=sum(one.late_minutes > 0 for one in days),
        late_minutes=sum(one.late_minutes for one in days),
        absent=sum(one.status == DayStatus.ABSENT for one in days),
        away=sum(one.place in ("WFH", "WFA") for one in work),
    )


def unclosed_dates(person: Employee, today: date) -> list[date]:
    """Today, and the few dates before it that the nightly close has not reached."""
    last = DayClose.objects.filter(agency_id=person.agency_id).aggregate(last=Max("date"))["last"]
    first = today if last is None else max(last + ONE_DAY, today - UNCLOSED_DAYS * ONE_DAY)
    return [first + number * ONE_DAY for number in range((today - first).days + 1)]


def _from_row(row: WorkDay) -> JudgedDay:
    return JudgedDay(
        date=row.date,
        status=row.status,
        plan=row.plan,
        place=row.place,
        first_in=row.first_in,
        last_out=row.last_out,
        late_minutes=row.late_minutes,
        early_minutes=row.early_minutes,
        flags=_told(row.flags),
    )


def judged_live(day: PersonDay, now: datetime) -> JudgedDay:
    """A day judged just now, as a row of the history."""
    verdict = day.verdict
    return JudgedDay(
        date=day.hours.date,
        status=verdict.status.value,
        plan=verdict.plan or "",
        place=verdict.place or "",
        first_in=verdict.first_in_at,
        last_out=verdict.last_out_at,
        late_minutes=verdict.late_minutes,
        early_minutes=verdict.early_minutes,
        flags=_told(verdict.flags),
        absence=day.absence or "",
        running=now < day.hours.owns_until,
    )


def _told(flags: Iterable[str]) -> tuple[str, ...]:
    """Flags as codes of the state table; lateness and leaving early are told in minutes."""
    return tuple(sorted(str(flag) for flag in flags if flag not in (Flag.LATE, Flag.EARLY)))
