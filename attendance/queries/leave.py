"""A person's leave: working days by their own calendar, the balance of a year, what is open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from accounts.models import Employee
from asn_wfh import clock
from attendance.models import (
    Absence,
    AbsenceKind,
    AbsenceRequest,
    CheckIn,
    CheckInKind,
    LeaveOpening,
    LeaveType,
    RequestState,
    ScheduleKind,
)
from attendance.models import LeaveRule as LeaveRuleRow
from attendance.queries.corrections import LIST_LIMIT, is_off
from attendance.queries.days import first_kept_day
from attendance.queries.live import hours_of
from attendance.rulebook import Rulebook, rulebook_of
from attendance.rules import events, leave
from attendance.rules.calendar import HolidayKind, Period

YEARS_BACK = 5
"""Years before the current one that can still change what is brought along, and some more."""

Span = tuple[date, date]


@dataclass(frozen=True)
class LeaveAccount:
    """What annual leave of one person rests on.

    `since` is the first date the portal kept days for the agency; leave before it is known from
    the openings alone. `years` are those on record, `asked` open working days by year.
    """

    person: Employee
    rulebook: Rulebook
    rules: tuple[leave.LeaveRule, ...]
    years: dict[int, leave.YearOfLeave]
    asked: Counter[int]
    openings: frozenset[int]
    kept_since: date | None

    def balance(self, year: int, on: date) -> leave.Balance:
        """The balance of `year` as of the date `on`; open requests count as taken in between."""
        before = [
            leave.YearOfLeave(one.year, one.taken + self.asked[one.year], one.gained)
            for number, one in self.years.items()
            if number < year
        ]
        return leave.annual_balance(
            self.years.get(year, leave.YearOfLeave(year)),
            before,
            self.rules,
            since=self.person.appointed_on,
            on=on,
            asked=self.asked[year],
        )

    def is_partly_known(self, year: int) -> bool:
        """Whether leave of `year` before the portal's first day may be missing."""
        begun = self.kept_since
        return begun is not None and begun.year == year and year not in self.openings

    def working_days(self, first: date, last: date) -> Counter[int]:
        """Working days of the person from `first` to `last`, by calendar year."""
        return working_days(self.rulebook, self.person, first, last)


def leave_account(person: Employee, now: datetime, until: date | None = None) -> LeaveAccount:
    """Everything the balances of `person` need, up to the end of the year of `until` or of now.

    Thirteen statements, one more for a post that works on collective leave.
    """
    today = clock.on_local_date(now, person.zone)
    first = date(today.year - YEARS_BACK, 1, 1)
    last = date(max(today.year, (until or today).year), 12, 31)
    rulebook = rulebook_of(person.agency, first, last)
    kept = first_kept_day(person.agency)
    taken: Counter[int] = Counter()
    for begins, ends in _annual(Absence.objects.of(person), first, last):
        taken += working_days(rulebook, person, begins, ends)
    openings = {
        row.year: row.taken_days
        for row in LeaveOpening.objects.of(person).filter(year__range=(first.year, last.year))
    }
    asked: Counter[int] = Counter()
    for begins, ends in _annual(AbsenceRequest.objects.of(person).open(), first, last):
        asked += working_days(rulebook, person, begins, ends)
    gained = _gained(rulebook, person, first, min(today, last))
    known = set(openings) | set(range(max(first, kept or today).year, last.year + 1))
    return LeaveAccount(
        person=person,
        rulebook=rulebook,
        rules=tuple(_rule(row) for row in LeaveRuleRow.objects.all()),
        years={
            year: leave.YearOfLeave(year, taken[year] + openings.get(year, 0), gained[year])
            for year in known
        },
        asked=asked,
        openings=frozenset(openings),
        kept_since=kept,
    )


def working_days(rulebook: Rulebook, person: Employee, first: date, last: date) -> Counter[int]:
    """Working days of `person` from `first` to `last`, by calendar year."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return Counter(day.year for day in days if not is_off(rulebook, person, day))


def times_away(person: Employee, first: date, last: date) -> tuple[leave.Away, ...]:
    """When `person` is excused or asked to be, as far as it touches the span; two statements."""
    touching = {"first_day__lte": last, "last_day__gte": first}
    rows = [
        (False, Absence.objects.of(person).filter(**touching)),
        (True, AbsenceRequest.objects.of(person).open().filter(**touching)),
    ]
    return tuple(
        leave.Away(events.AbsenceKind(row.kind), Period(row.first_day, row.last_day), waits)
        for waits, found in rows
        for row in found.only("kind", "first_day", "last_day").order_by("first_day")
    )


def my_absence_requests(person: Employee) -> QuerySet[AbsenceRequest]:
    """The requests of `person`, the youngest first, with who settled them."""
    return (
        AbsenceRequest.objects.of(person)
        .select_related("settled_by", "settled_under__principal", "evidence")
        .defer("evidence__content")
        .order_by("-asked_at", "-pk")[:LIST_LIMIT]
    )


def absences_on_record(person: Employee) -> QuerySet[Absence]:
    """Absences that were recorded without a request here, the youngest first."""
    return (
        Absence.objects.of(person)
        .exclude(asked__state=RequestState.ACCEPTED)
        .order_by("-first_day")[:LIST_LIMIT]
    )


def _annual(rows: QuerySet, first: date, last: date) -> Iterable[Span]:
    """The parts of annual leave that lie in the span."""
    found = rows.filter(
        kind=AbsenceKind.LEAVE,
        leave_type=LeaveType.ANNUAL,
        first_day__lte=last,
        last_day__gte=first,
    )
    for begins, ends in found.values_list("first_day", "last_day"):
        yield max(begins, first), min(ends, last)


def _gained(rulebook: Rulebook, person: Employee, first: date, last: date) -> Counter[int]:
    """Collective leave dates on which the post had to work and did, by year.

    A post has to where it serves the public directly or works in shifts; a check-in of such a
    date shows that it did. Nobody earns a day by pressing the button on a holiday.
    """
    collective = [
        day
        for day, holiday in rulebook.holidays.items()
        if first <= day <= last
        and holiday.kind is HolidayKind.COLLECTIVE_LEAVE
        and _must_work(rulebook, person, day)
    ]
    if not collective:
        return Counter()
    worked = (
        CheckIn.objects.of(person)
        .filter(local_date__in=collective, kind=CheckInKind.IN)
        .values_list("local_date", flat=True)
        .distinct()
    )
    return Counter(day.year for day in worked)


def _must_work(rulebook: Rulebook, person: Employee, day: date) -> bool:
    if person.unit.direct_service and not person.back_office:
        return True
    hours = hours_of(rulebook, person, day)
    return hours is not None and hours.schedule.kind.value == ScheduleKind.SHIFT


def _rule(row: LeaveRuleRow) -> leave.LeaveRule:
    return leave.LeaveRule(
        period=Period(row.valid_from, row.valid_until),
        yearly_days=row.yearly_days,
        one_year_total=row.one_year_total,
        two_year_total=row.two_year_total,
        service_months=row.service_months,
        legal_basis=row.legal_basis,
    )
