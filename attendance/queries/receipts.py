"""What a recorded tap meant at its moment: the same answer however often it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from accounts.models import Employee
from attendance.models import CheckIn, RosterEntry
from attendance.queries.emergencies import placed_as
from attendance.queries.live import PersonDay, person_day
from attendance.rulebook import Rulebook, event_value
from attendance.rules.check_in import Note, OnDayOff, Recorded, receive_check_in
from attendance.rules.emergencies import Release, release_for
from attendance.rules.events import AbsenceKind, Event, count_event
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.place import PlaceClass
from attendance.rules.policy import Window, own_policy_on
from attendance.rules.schedule import DaySchedule
from attendance.wording import note_sentence
from attendance.wording.evidence import evidence_words
from attendance.wording.moments import clock_words
from attendance.wording.taps import (
    NO_HOURS,
    next_sentence,
    outcome_sentence,
    place_sentence,
    recorded_sentence,
)

NO_HOURS_CODE = "no_hours"


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What a tap is judged by: the hours of its duty date (None: none on record), the roster
    line in force, an absence, the person's recent events in order of receipt, the desks covered
    that date, and where the desk covered right now is (latitude, longitude)."""

    person: Employee
    rulebook: Rulebook
    hours: DaySchedule | None
    entry: RosterEntry | None
    absence: AbsenceKind | None
    received: Sequence[CheckIn]
    covered: Sequence[int] = ()
    covered_place: tuple[float, float] | None = None

    @property
    def plan(self) -> WorkMode | None:
        """The mode of the roster line in force."""
        return None if self.entry is None else WorkMode(self.entry.mode)

    @property
    def windows(self) -> tuple[Window, ...]:
        """The check-in windows of the policy in force on the duty date."""
        if self.hours is None:
            return ()
        policy = own_policy_on(
            self.hours.date,
            self.rulebook.policies_for(self.person.unit_id),
            echelon=self.person.echelon,
            job_title=self.person.job_title,
        )
        return () if policy is None else policy.check_in_windows

    def released(self, event: Event) -> Release | None:
        """The emergency under which the person may be at home when `event` counts."""
        book = self.rulebook
        if self.hours is None or not book.releases:
            return None
        at = count_event(event, book.outages).at
        placed = placed_as(book, self.person, self.entry)
        return release_for(book.releases, at, self.hours.date, placed)

    def of_the_day(self) -> list[CheckIn]:
        """The events that the duty date owns."""
        hours, outages = self.hours, self.rulebook.outages
        if hours is None:
            return []
        return [
            row for row in self.received if hours.owns(count_event(event_value(row), outages).at)
        ]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a person keeps after a tap; `components/_receipt.html` shows it.

    `code` is the live code of the day right after the event (`no_hours` where none are on
    record), `evidence` the proof of the place in words, `message` everything in one paragraph.
    """

    id: str
    number: str
    kind: str
    mode: str
    recorded_at: datetime
    place: str
    evidence: str
    code: str
    verdict: str
    next: str
    message: str
    fresh: bool = False


def receipt_number(row: CheckIn) -> str:
    """A number short enough to read over the telephone: `261116-7F3A-91C2`."""
    tail = row.id.hex[-8:].upper()
    return f"{row.local_date:%y%m%d}-{tail[:4]}-{tail[4:]}"


def receipt_of(
    row: CheckIn, facts: DutyFacts, *, tapped_at: datetime | None = None, fresh: bool = False
) -> Receipt:
    """The receipt of `row` as it was when recorded: later events of the day change nothing.

    `tapped_at` is the moment the request claimed, where it is known; an impossible one is not
    kept in the row but still answered with its sentence.
    """
    zone = facts.hours.zone if facts.hours else clock_zone(row)
    kind, mode = EventKind(row.kind), WorkMode(row.mode)
    so_far = [other for other in facts.received if _order(other) <= _order(row)]
    day = _day_after(row, so_far, facts)
    notes = _notes(row, so_far, facts, tapped_at)
    said = [note_sentence(note, zone) for note in notes]
    said.append(place_sentence(PlaceClass(row.place_class), mode, row.distance_m))
    if day is None:
        code, outcome, then = NO_HOURS_CODE, str(NO_HOURS), ""
    else:
        code, then = day.live.code.value, next_sentence(day.live, kind, zone)
        # The note about a day off already says that it is one.
        off = any(isinstance(note, OnDayOff) for note in notes)
        outcome = "" if off else outcome_sentence(day.live)
    verdict = " ".join(filter(None, [outcome, *said]))
    recorded = recorded_sentence(kind, mode, clock_words(row.recorded_at, zone))
    return Receipt(
        id=str(row.id),
        number=receipt_number(row),
        kind=row.kind,
        mode=row.mode,
        recorded_at=row.recorded_at,
        place=row.place_class,
        evidence=evidence_words(row.evidence),
        code=code,
        verdict=verdict,
        next=then,
        message=" ".join(filter(None, [recorded, verdict, then])),
        fresh=fresh,
    )


def clock_zone(row: CheckIn) -> ZoneInfo:
    """The zone the event was recorded in."""
    return ZoneInfo(row.zone)


def _order(row: CheckIn) -> tuple[datetime, int]:
    return (row.recorded_at, row.id.int)


def _day_after(row: CheckIn, so_far: Sequence[CheckIn], facts: DutyFacts) -> PersonDay | None:
    if facts.hours is None:
        return None
    return person_day(
        facts.person,
        facts.hours,
        entry=facts.entry,
        absence=facts.absence,
        received=so_far,
        rulebook=facts.rulebook,
        now=row.recorded_at,
    )


def _notes(
    row: CheckIn, so_far: Sequence[CheckIn], facts: DutyFacts, tapped_at: datetime | None
) -> tuple[Note, ...]:
    if facts.hours is None:
        return ()
    event = event_value(row)
    hours, outages = facts.hours, facts.rulebook.outages
    others = [event_value(other) for other in so_far if other.id != row.id]
    answer = receive_check_in(
        event if tapped_at is None else event._replace(tapped_at=tapped_at),
        day=hours,
        plan=facts.plan,
        earlier=[other for other in others if hours.owns(count_event(other, outages).at)],
        absence=facts.absence,
        outages=outages,
        windows=facts.windows,
        released=facts.released(event),
    )
    return answer.notes if isinstance(answer, Recorded) else ()
