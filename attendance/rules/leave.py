"""Annual leave in working days: the right of a year, what is brought along, what is left.

PP 11/2017 as amended by PP 17/2020: twelve working days after one year of service (art. 311);
unused days go into the next year, eighteen at most with that year's own, after two or more years
in a row without any leave twenty-four (art. 313); cuti bersama takes nothing away, and each one a
post had to work adds a day (art. 333). The numbers arrive as dated rows.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from attendance.rules.calendar import Period
from attendance.rules.claims import ONE_DAY as DAY
from attendance.rules.claims import AskedTooLate, Term
from attendance.rules.events import AbsenceKind


@dataclass(frozen=True, slots=True)
class LeaveRule:
    """The numbers of a time: days a year, the two totals, and months of service before any."""

    period: Period
    yearly_days: int
    one_year_total: int
    two_year_total: int
    service_months: int
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class YearOfLeave:
    """What a calendar year holds, in working days: annual leave taken, days gained.

    `gained` are the collective leave dates on which the post had to work.
    """

    year: int
    taken: int = 0
    gained: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """The annual leave of `year`, in working days, with its arithmetic.

    `asked` are days of requests that still wait; they are kept free. `idle_years` counts the
    years in a row just before in which none was taken. `served_on` is the date from which the
    person has a right at all, None where it is long past or unknown.
    """

    year: int
    right: int = 0
    brought: int = 0
    gained: int = 0
    taken: int = 0
    asked: int = 0
    idle_years: int = 0
    served_on: date | None = None
    legal_basis: str = ""

    @property
    def total(self) -> int:
        """What the person may take in the year."""
        return self.right + self.brought + self.gained

    @property
    def left(self) -> int:
        """What may still be asked for; never below zero."""
        return max(0, self.total - self.taken - self.asked)


def rule_on(day: date, rules: Iterable[LeaveRule]) -> LeaveRule | None:
    """The rule in force on `day`, the youngest where several cover it, or None."""
    return max(
        (rule for rule in rules if rule.period.covers(day)),
        key=lambda rule: rule.period.first_day,
        default=None,
    )


def right_begins(since: date, service_months: int) -> date:
    """The date on which `service_months` of service since `since` are complete."""
    months = since.year * 12 + since.month - 1 + service_months
    year, month = divmod(months, 12)
    return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))


def annual_balance(
    current: YearOfLeave,
    before: Sequence[YearOfLeave],
    rules: Sequence[LeaveRule],
    *,
    since: date | None,
    on: date,
    asked: int = 0,
) -> Balance:
    """The balance of `current` for somebody in service `since`, as of the date `on`.

    `before` are the earlier years on record in any order; a year missing between them ends what
    can be brought along from before it. None for `since` means long ago.
    """
    brought, idle = _brought_along(current.year, before, rules, since)
    rule = rule_on(date(current.year, 12, 31), rules)
    if rule is None:
        return Balance(current.year, taken=current.taken, asked=asked)
    begins = None if since is None else right_begins(since, rule.service_months)
    served = begins is None or on >= begins
    return Balance(
        year=current.year,
        right=rule.yearly_days if served else 0,
        brought=brought if served else 0,
        gained=current.gained if served else 0,
        taken=current.taken,
        asked=asked,
        idle_years=idle,
        served_on=begins,
        legal_basis=rule.legal_basis,
    )


def _brought_along(
    year: int, before: Sequence[YearOfLeave], rules: Sequence[LeaveRule], since: date | None
) -> tuple[int, int]:
    """Days brought into `year` and the idle years before it, carried on year by year.

    Days taken are taken from the brought ones first: those end with the year anyway.
    """
    known = {one.year: one for one in before}
    first = year
    while first - 1 in known:
        first -= 1
    brought = idle = 0
    for number in range(first, year):
        past = known[number]
        right = _right_of(number, rules, since)
        receiving = rule_on(date(number + 1, 12, 31), rules)
        if not right or receiving is None:
            brought = idle = 0
            continue
        idle = idle + 1 if past.taken == 0 else 0
        unused = max(0, right + past.gained - max(0, past.taken - brought))
        most = receiving.two_year_total if idle >= 2 else receiving.one_year_total
        brought = min(unused, most - receiving.yearly_days)
    return brought, idle


def _right_of(year: int, rules: Sequence[LeaveRule], since: date | None) -> int:
    end = date(year, 12, 31)
    rule = rule_on(end, rules)
    if rule is None or (since is not None and right_begins(since, rule.service_months) > end):
        return 0
    return rule.yearly_days


@dataclass(frozen=True, slots=True)
class PeriodReversed:
    """The last day lies before the first."""

    period: Period


@dataclass(frozen=True, slots=True)
class AlreadyAway:
    """The person is excused on some of these days already, or has asked to be (`waits`)."""

    kind: AbsenceKind
    period: Period
    waits: bool


@dataclass(frozen=True, slots=True)
class NoWorkingDay:
    """Every date of the period is free anyway."""

    period: Period


@dataclass(frozen=True, slots=True)
class NotServedYet:
    """Annual leave begins after a year of service, on `begins`."""

    begins: date
    service_months: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class TooFewDays:
    """`needed` working days were asked of a year that has fewer left."""

    needed: int
    balance: Balance


AbsenceRefusal = (
    PeriodReversed | AskedTooLate | AlreadyAway | NoWorkingDay | NotServedYet | TooFewDays
)


@dataclass(frozen=True, slots=True)
class Away:
    """A time for which somebody is excused, or asked to be where it still `waits`."""

    kind: AbsenceKind
    period: Period
    waits: bool = False


def refuse_absence(
    wanted: Period,
    *,
    today: date,
    term: Term,
    away: Iterable[Away],
    working_days: Mapping[int, int],
    balances: Sequence[Balance] = (),
    service_months: int = 0,
) -> AbsenceRefusal | None:
    """Why an absence for the closed period `wanted` may not be asked on `today`, or None.

    `working_days` are those of the period by calendar year, by the person's own calendar.
    `balances` are given for annual leave only: one for each year with working days in it.
    """
    last = wanted.last_day or wanted.first_day
    if last < wanted.first_day:
        return PeriodReversed(wanted)
    last_to_ask = wanted.first_day + term.ask_within_days * DAY
    if today > last_to_ask:
        return AskedTooLate(wanted.first_day, last_to_ask, term.ask_within_days, term.legal_basis)
    for one in away:
        if one.period.first_day <= last and wanted.first_day <= (one.period.last_day or last):
            return AlreadyAway(one.kind, one.period, one.waits)
    if not sum(working_days.values()):
        return NoWorkingDay(wanted)
    return _refuse_balances(working_days, balances, service_months)


def _refuse_balances(
    working_days: Mapping[int, int], balances: Sequence[Balance], service_months: int
) -> NotServedYet | TooFewDays | None:
    for balance in balances:
        needed = working_days.get(balance.year, 0)
        if needed <= balance.left:
            continue
        if not balance.right and balance.served_on is not None:
            return NotServedYet(balance.served_on, service_months, balance.legal_basis)
        return TooFewDays(needed, balance)
    return None
