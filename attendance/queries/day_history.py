"""What stands behind a day beside its events, and who changed what about it, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.models import Employee
from attendance.models import (
    Absence,
    AbsenceRequest,
    Correction,
    DayClose,
    MonthFreeze,
    Outage,
    Regulation,
    Reopening,
    RequestState,
    Schedule,
)
from attendance.queries.freezes import Amended, amendments_of, freeze_of
from attendance.rules.schedule import DaySchedule
from attendance.wording import day_history as words
from attendance.wording.freezes import differences


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done about the day, at an aware instant, as a sentence."""

    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class DayRecord:
    """The rows about one person's day, in the order of their time.

    `freeze` is that of the month, `waiting` says whether the day is about to be judged again.
    """

    schedule: Schedule | None
    regulation: str
    absence: Absence | None
    outages: tuple[Outage, ...]
    corrections: tuple[Correction, ...]
    requests: tuple[AbsenceRequest, ...]
    reopenings: tuple[Reopening, ...]
    amendments: tuple[Amended, ...]
    freeze: MonthFreeze | None
    closed_at: datetime | None

    @property
    def waiting(self) -> bool:
        """Whether the day waits to be judged again."""
        return any(one.done_at is None for one in self.reopenings)


def day_record(person: Employee, hours: DaySchedule, schedule_id: int | None) -> DayRecord:
    """Read what is on record about a day of `person`, whom the reader may read; ten statements."""
    day = hours.date
    schedule = (
        Schedule.objects.filter(pk=schedule_id).select_related("agency", "unit").first()
        if schedule_id is not None
        else None
    )
    outages = Outage.objects.declared().filter(agency_id=person.agency_id)
    settled = ("employee", "settled_by", "settled_under__principal")
    corrections = Correction.objects.of(person).filter(date=day).select_related(*settled)
    requests = AbsenceRequest.objects.of(person).filter(first_day__lte=day, last_day__gte=day)
    reopenings = Reopening.objects.of(person).filter(date=day).select_related("by")
    close = DayClose.objects.filter(agency_id=person.agency_id, date=day).first()
    return DayRecord(
        schedule=schedule,
        regulation=_regulation(schedule),
        absence=Absence.objects.of(person).covering(day).first(),
        outages=tuple(
            outages.touching(hours.owns_from, hours.owns_until)
            .select_related("settled_by")
            .order_by("starts_at")
        ),
        corrections=tuple(corrections.order_by("asked_at")),
        requests=tuple(requests.select_related(*settled).order_by("asked_at")),
        reopenings=tuple(reopenings.order_by("asked_at", "pk")),
        amendments=tuple(amendments_of(person, day)),
        freeze=freeze_of(person.agency_id, _month(day)),
        closed_at=None if close is None else close.closed_at,
    )


def happenings(record: DayRecord, zone: ZoneInfo) -> list[Happening]:
    """Who changed what when, the earliest first."""
    found = [*_asked_and_settled(record, zone), *_judged(record, zone)]
    return sorted(found, key=lambda one: one.at)


def _asked_and_settled(record: DayRecord, zone: ZoneInfo) -> Iterator[Happening]:
    for row in record.corrections:
        yield Happening(row.asked_at, words.correction_asked(row, zone))
        if row.state != RequestState.ASKED and row.settled_at is not None:
            yield Happening(row.settled_at, words.correction_settled(row, zone))
    for asked in record.requests:
        yield Happening(asked.asked_at, words.request_asked(asked))
        if asked.state != RequestState.ASKED and asked.settled_at is not None:
            yield Happening(asked.settled_at, words.request_settled(asked))


def _judged(record: DayRecord, zone: ZoneInfo) -> Iterator[Happening]:
    for outage in record.outages:
        if outage.settled_at is not None:
            yield Happening(outage.settled_at, words.outage_declared(outage, zone))
    if record.closed_at is not None:
        yield Happening(record.closed_at, words.closed())
    if record.freeze is not None:
        yield Happening(record.freeze.frozen_at, words.month_fixed(record.freeze))
    for reopened in record.reopenings:
        yield Happening(reopened.done_at or reopened.asked_at, words.judged_again(reopened))
    for one in record.amendments:
        sentence = words.amended(one.amendment, differences(one, zone))
        yield Happening(one.amendment.amended_at, sentence)


def _regulation(schedule: Schedule | None) -> str:
    """The title of the law that a row of hours names as its basis, where it is on record."""
    if schedule is None:
        return ""
    basis = _short(schedule.legal_basis)
    for law in Regulation.objects.order_by("-number"):
        if _short(law.number) in basis:
            return law.title
    return ""


def _short(number: str) -> str:
    return number.replace(" Tahun ", "/")


def _month(day: date) -> date:
    return day.replace(day=1)
