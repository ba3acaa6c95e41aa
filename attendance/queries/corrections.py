"""A person's corrections, and a day as it stands before one is asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from accounts.models import Employee
from attendance.models import CheckIn, Correction, RequestSubject
from attendance.queries.live import PersonDay, past_days
from attendance.queries.terms import term_on
from attendance.rulebook import Rulebook, rulebook_of
from attendance.rules.claims import (
    ClaimedDay,
    ClaimKind,
    Term,
    offered_kinds,
    waiting_events,
)
from attendance.rules.events import Event
from services.rules.deadlines import due_date

ONE_DAY = timedelta(days=1)
LIST_LIMIT = 100
"""So many of a person's requests are listed, the youngest first."""
LONGEST_WAIT = timedelta(days=60)
"""A deadline lies within so many dates: working days, holidays and a long collective leave."""


@dataclass(frozen=True, slots=True)
class AskedDay:
    """What a correction is judged by: the day, what could be corrected on it, until when."""

    day: PersonDay
    on_record: ClaimedDay
    offered: tuple[ClaimKind, ...]
    term: Term

    @property
    def waiting(self) -> tuple[CheckIn, ...]:
        """The recorded events whose tap time waits for a superior."""
        refs = {one.event.ref for one in waiting_events(self.on_record)}
        return tuple(row for row in self.day.check_ins if str(row.id) in refs)

    def event(self, row: CheckIn) -> Event:
        """The rules' value of one of the day's events."""
        number = self.day.check_ins.index(row)
        return self.day.events[number]


def asked_day(person: Employee, day: date, now: datetime) -> AskedDay | None:
    """The day of `person` before a correction, at `now` (aware); None without hours on record."""
    rulebook = rulebook_of(person.agency, day, day + ONE_DAY)
    found = past_days(rulebook, person, [day], now).get(day)
    if found is None:
        return None
    on_record = ClaimedDay(found.hours, found.verdict, found.events, rulebook.outages)
    today = found.hours.local(now).date()
    term = term_on(person.agency, RequestSubject.CORRECTION, today)
    return AskedDay(found, on_record, offered_kinds(on_record), term)


def my_corrections(person: Employee) -> QuerySet[Correction]:
    """The corrections `person` asked, the youngest first, with who settled them."""
    return (
        Correction.objects.of(person)
        .select_related("settled_by", "settled_under__principal", "evidence")
        .defer("evidence__content")
        .order_by("-asked_at", "-pk")[:LIST_LIMIT]
    )


def settle_by(person: Employee, asked_on: date, term: Term) -> date:
    """The last date on which a request asked on `asked_on` should be settled, by `person`'s days.

    Dates without hours on record count as working days. Six statements.
    """
    rulebook = rulebook_of(person.agency, asked_on, asked_on + LONGEST_WAIT)
    return due_date(asked_on, term.settle_within_days, lambda day: is_off(rulebook, person, day))


def is_off(rulebook: Rulebook, person: Employee, day: date) -> bool:
    """Whether no work is due of `person` on `day` of the span the rulebook covers."""
    try:
        hours = rulebook.day(
            employee_id=person.pk, unit_id=person.unit_id, zone=person.zone, on=day
        )
    except LookupError:
        return False
    return hours.off is not None
