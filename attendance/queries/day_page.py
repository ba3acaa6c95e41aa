"""One day of one person, with everything it rests on: why it is what it is, and who changed it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts.models import Employee
from attendance.models import CheckIn, WorkDay
from attendance.queries.day_history import DayRecord, Happening, day_record, happenings
from attendance.queries.history import JudgedDay, judged_live, unclosed_dates
from attendance.queries.live import PersonDay, past_days, shift_of
from attendance.queries.receipts import receipt_number
from attendance.rulebook import RULE_VERSION, Rulebook, rulebook_of
from attendance.rules.events import Basis, count_event
from attendance.rules.explain import (
    EndMoved,
    EventSetAside,
    EventUsed,
    Excused,
    HoursUsed,
    Late,
    LeftEarly,
    LeftOnTime,
    NoWorkDue,
    OnTime,
    Reason,
    explain_day,
)
from attendance.rules.verdict import Status
from attendance.wording import reason_sentence
from attendance.wording.arithmetic import arithmetic_sentence
from attendance.wording.day_events import (
    aside_words,
    origin_words,
    uncounted_words,
    used_sentence,
    used_words,
)
from attendance.wording.day_history import (
    absence_sentence,
    fixed_note,
    outage_sentence,
    schedule_sentence,
    waiting_note,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayEvent:
    """A recorded event of the day. `told` says whether it counts and why, `origin` its source.

    `at` is the aware instant at which the rules count it.
    """

    kind: str
    mode: str
    place: str
    number: str
    at: datetime
    is_used: bool
    told: str
    origin: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day of one person with the reasons of its verdict, in the order a person tells them.

    `seen_at` is now, or the end of a day that is over. `notes` say that the month is fixed, or
    that the day is about to be judged again; `history` is who changed what, the earliest first.
    """

    person: Employee
    judged: JudgedDay
    day: PersonDay
    reasons: tuple[str, ...]
    events: tuple[DayEvent, ...]
    notes: tuple[str, ...]
    history: tuple[Happening, ...]
    rule_version: str
    seen_at: datetime

    @property
    def month(self) -> str:
        """The day's month, as the address of the history writes it."""
        return f"{self.judged.date:%Y-%m}"


def day_of(person: Employee, day: date, now: datetime) -> DayPage | None:
    """The day of `person`, judged from its events; None where nothing can be said about it.

    That is a date still to come, one without hours on record, and one before the agency kept
    its days here: an empty past must not read as absence. A fixed number of statements.
    """
    rulebook = rulebook_of(person.agency, day, day + ONE_DAY)
    found = past_days(rulebook, person, [day], now).get(day)
    if found is None or now < found.hours.owns_from:
        return None
    row = WorkDay.objects.of(person).on(day).first()
    running = now < found.hours.owns_until
    kept = row is not None or running or found.check_ins or found.absence
    if not kept and day not in unclosed_dates(person, found.hours.local(now).date()):
        return None
    schedule_id = rulebook.schedule_id(
        employee_id=person.pk,
        unit_id=person.unit_id,
        zone=person.zone,
        on=day,
        shift_id=shift_of(found.entry),
    )
    record = day_record(person, found.hours, schedule_id)
    reasons = explain_day(found.hours, found.verdict, found.events, rulebook.outages, found.release)
    return DayPage(
        person=person,
        judged=judged_live(found, now),
        day=found,
        reasons=tuple(_told(reasons, found, record)),
        events=tuple(_events(reasons, found, rulebook)),
        notes=tuple(_notes(row, record)),
        history=tuple(happenings(record, found.hours.zone)),
        rule_version=RULE_VERSION,
        seen_at=min(now, found.hours.owns_until),
    )


def _told(reasons: tuple[Reason, ...], found: PersonDay, record: DayRecord) -> Iterator[str]:
    """The reasons as sentences: the hours and their law, excuse, outages, events, arithmetic."""
    for reason in reasons:
        if isinstance(reason, (NoWorkDue, HoursUsed)):
            yield from _hours(reason, found, record)
            yield from _outages(found, record)
        elif not isinstance(reason, EventSetAside):  # the list of events says it of each
            yield _sentence(reason, found, record)
    if found.hours.off is not None and found.events:
        yield _("Presensi pada hari libur dicatat, tetapi tidak dihitung.")


def _hours(reason: NoWorkDue | HoursUsed, found: PersonDay, record: DayRecord) -> Iterator[str]:
    """Whose hours they are and by what law, then the hours themselves."""
    if record.schedule is not None:
        yield schedule_sentence(record.schedule, record.regulation)
        if isinstance(reason, HoursUsed):  # its law has just been named
            reason = replace(reason, legal_basis="")
    yield reason_sentence(reason, found.hours.zone)


def _sentence(reason: Reason, found: PersonDay, record: DayRecord) -> str:
    zone = found.hours.zone
    match reason:
        case Excused() if record.absence is not None:
            return absence_sentence(record.absence)
        case EventUsed() if reason.counted.basis is Basis.ACCEPTED_TAP:
            return used_sentence(reason.counted, _row_of(reason.counted.event.ref, found), zone)
        case Late() | OnTime() | EndMoved() | LeftEarly() | LeftOnTime():
            return arithmetic_sentence(reason, found.hours, found.verdict)
        case _:
            return reason_sentence(reason, zone)


def _outages(found: PersonDay, record: DayRecord) -> Iterator[str]:
    """The failures that touched the hours, or that an event of the day lay in."""
    hours = found.hours
    for one in record.outages:
        in_hours = one.starts_at <= hours.end_at and one.ends_at >= hours.start_at
        tapped = [row.tapped_at for row in found.check_ins]
        if in_hours or any(one.starts_at <= at <= one.ends_at for at in tapped):
            yield outage_sentence(one, hours.zone)


def _row_of(ref: int | str | None, found: PersonDay) -> CheckIn:
    return next(row for row in found.check_ins if str(row.id) == ref)


def _events(
    reasons: tuple[Reason, ...], found: PersonDay, rulebook: Rulebook
) -> Iterator[DayEvent]:
    """Every event of the day in order of its time, used or set aside, with why."""
    zone = found.hours.zone
    told: dict[int | str | None, tuple[bool, str]] = {}
    for reason in reasons:
        if isinstance(reason, EventUsed):
            row = _row_of(reason.counted.event.ref, found)
            told[reason.counted.event.ref] = (True, used_words(reason.counted, row, zone))
        elif isinstance(reason, EventSetAside):
            told[reason.counted.event.ref] = (False, aside_words(reason.code))
    counted = [count_event(event, rulebook.outages) for event in found.events]
    listed = sorted(zip(counted, found.check_ins, strict=True), key=lambda pair: pair[0].at)
    for one, row in listed:
        is_used, words = told[one.event.ref]
        if found.verdict.status is not Status.PRESENT:
            is_used, words = False, uncounted_words(is_off=found.hours.off is not None)
        yield DayEvent(
            kind=row.kind,
            mode=row.mode,
            place=row.place_class,
            number=receipt_number(row),
            at=one.at,
            is_used=is_used,
            told=words,
            origin=origin_words(row),
        )


def _notes(row: WorkDay | None, record: DayRecord) -> Iterator[str]:
    if record.freeze is not None and row is not None:
        has_amendments = bool(record.amendments)
        minutes = (row.late_minutes, row.early_minutes)
        yield fixed_note(row.status, *minutes, has_amendments=has_amendments)
    if record.waiting:
        yield waiting_note()
