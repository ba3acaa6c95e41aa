"""Judging a whole month again from its events, to show that its rows are what the rules say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Agency
from accounts.tenancy import tenant
from attendance.actions.days import close_day, hold_days
from attendance.models import DayClose
from attendance.queries.day_rows import hash_of, kept_hash
from attendance.queries.judging import judge_people
from attendance.queries.months import last_of_month
from attendance.rulebook import Rulebook, rulebook_of


@dataclass(frozen=True, slots=True)
class RebuiltDay:
    """A closed date: `kept` is the hash noted at its close, `found` that of the rows judged now.

    `rows` says whether the rows themselves still have the hash that was noted for them.
    """

    day: date
    kept: str
    found: str
    rows_as_noted: bool

    @property
    def is_same(self) -> bool:
        """Whether judging again gives the rows there were."""
        return self.kept == self.found and self.rows_as_noted


def rebuild_month(
    *, agency: Agency, month: date, now: datetime, check: bool
) -> Iterator[RebuiltDay]:
    """Judge every closed date of `month` (its first day) again, one transaction each.

    With `check` nothing is written. Without it call it for months that are not frozen: a frozen
    one keeps its rows.
    """
    first, last = month, last_of_month(month)
    with tenant(agency.pk):
        closes = DayClose.objects.filter(agency=agency, date__range=(first, last)).order_by("date")
        days = list(closes.values_list("date", flat=True))
        book = rulebook_of(agency, first, last)
    for day in days:
        yield _rebuilt(agency, day, now, book, check=check)


def _rebuilt(
    agency: Agency, day: date, now: datetime, book: Rulebook, *, check: bool
) -> RebuiltDay:
    with tenant(agency.pk):
        hold_days(agency.pk)
        noted = DayClose.objects.get(agency=agency, date=day).content_hash
        rows_as_noted = kept_hash(agency.pk, day)[1] == noted
        if check:
            found = hash_of(judge_people(book, day, now).rows)
        else:
            close_day(agency=agency, day=day, now=now, rulebook=book)
            found = kept_hash(agency.pk, day)[1]
    return RebuiltDay(day, noted, found, rows_as_noted)
