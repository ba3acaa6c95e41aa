"""Months in addresses: `?bulan=2026-11`, with their neighbours."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import Employee
from asn_wfh import clock

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2020, 2099
"""Outside these years no portal kept records; an address that asks for them means now."""


def last_of_month(day: date) -> date:
    """The last date of the calendar month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_before(month: date, number: int) -> date:
    """The first date of the calendar month `number` months before that of `month`."""
    months = month.year * 12 + month.month - 1 - number
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month and today's date at the posting."""

    first: date
    today: date

    @property
    def last(self) -> date:
        """The last date of the month."""
        return last_of_month(self.first)

    @property
    def days(self) -> list[date]:
        """Every date of the month."""
        return [self.first.replace(day=number) for number in range(1, self.last.day + 1)]

    @property
    def day_before(self) -> date:
        """The last date of the month before."""
        return self.first - ONE_DAY

    @property
    def day_after(self) -> date:
        """The first date of the month after."""
        return self.last + ONE_DAY

    @property
    def before(self) -> str:
        """The month before, as the address writes it."""
        return f"{self.day_before:%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, as the address writes it."""
        return f"{self.day_after:%Y-%m}"

    @property
    def is_running(self) -> bool:
        """Whether today lies in the month."""
        return self.first <= self.today <= self.last


def month_from(text: str, person: Employee, now: datetime) -> Month:
    """The month an address names (`2026-11`), or the running one at the person's posting."""
    today = clock.on_local_date(now, person.zone)
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today.replace(day=1)
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        first = today.replace(day=1)
    return Month(first=first, today=today)
