"""A person's years as `cases.csv` shows them."""

from collections.abc import Iterable, Iterator, Sequence

from attendance.rules.discipline import Tally, YearDay, tally_year
from attendance.rules.sanctions import SanctionTable
from attendance.rules.verdict import Status, Verdict
from attendance.simulation.postings import Span


class Cases:
    """The columns of `cases.csv` behind the NIP, a line for each year of a span."""

    def __init__(self, span: Span, table: SanctionTable) -> None:
        self._span, self._table = span, table
        # Most people have nothing to count in a year, and all of them get the same line.
        self._nothing = {year: _line(tally_year(int(year), (), table)) for year, _, _ in span.years}

    def of(self, verdicts: Sequence[Verdict]) -> list[str]:
        """One line a year, from the verdicts of every date of the span."""
        lines = []
        for year, first, last in self._span.years:
            days = list(_countable(self._span.days[first:last], verdicts[first:last]))
            tally = tally_year(int(year), days, self._table) if days else None
            lines.append(self._nothing[year] if tally is None else _line(tally))
        return lines


def _countable(dates: Iterable, verdicts: Iterable[Verdict]) -> Iterator[YearDay]:
    """The days that can change a tally: lost ones, and one day at work after an absence.

    A presence on time only ever ends a streak, so it need not be told twice.
    """
    in_streak = False
    for date, verdict in zip(dates, verdicts, strict=True):
        status = verdict.status
        if status is Status.OFF:
            continue
        is_absent = status is Status.ABSENT
        if is_absent or in_streak or verdict.late_minutes or verdict.early_minutes:
            yield YearDay(date, status, verdict.late_minutes, verdict.early_minutes)
        in_streak = is_absent


def _line(tally: Tally) -> str:
    return (
        f"{tally.year},{len(tally.absent_days)},{tally.minutes},{tally.converted_days},"
        f"{tally.total_days},{tally.longest_streak},{tally.level},{tally.sanction}\n"
    )
