"""Sums of agencies by month, as `summary.csv` shows them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TextIO

from attendance.rules.modes import WorkMode
from attendance.rules.verdict import Flag, Status, Verdict
from attendance.simulation.files import SUMMARY


@dataclass(slots=True)
class MonthSums:
    """One line of `summary.csv` behind agency and month. Days are person-days.

    `workdays` are the days that are not off; presence, modes, minutes and mismatches come from
    days with status `present`.
    """

    employees: int = 0
    workdays: int = 0
    present_days: int = 0
    wfo_days: int = 0
    wfh_days: int = 0
    wfa_days: int = 0
    late_days: int = 0
    late_minutes: int = 0
    early_minutes: int = 0
    absent_days: int = 0
    excused_days: int = 0
    mismatch_days: int = 0

    def add(self, verdicts: Iterable[Verdict]) -> None:
        """Count one person's days of the month."""
        for verdict in verdicts:
            status = verdict.status
            if status is Status.PRESENT:
                self.workdays += 1
                self._add_presence(verdict)
            elif status is Status.ABSENT:
                self.workdays += 1
                self.absent_days += 1
            elif status is Status.EXCUSED:
                self.workdays += 1
                self.excused_days += 1

    def _add_presence(self, verdict: Verdict) -> None:
        self.present_days += 1
        place, late = verdict.place, verdict.late_minutes
        if place is WorkMode.WFO:
            self.wfo_days += 1
        elif place is WorkMode.WFH:
            self.wfh_days += 1
        else:
            self.wfa_days += 1
        if late:
            self.late_days += 1
            self.late_minutes += late
        self.early_minutes += verdict.early_minutes
        if Flag.MISMATCH in verdict.flags:
            self.mismatch_days += 1

    def join(self, other: "MonthSums") -> None:
        """Add the sums of another share of the same agency and month."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


type Sums = dict[str, dict[str, MonthSums]]
"""By agency, then by month (`2026-05`)."""


def add_days(
    sums: Sums, agency: str, months: Sequence[tuple[str, int, int]], verdicts: Sequence[Verdict]
) -> None:
    """Add one person's days; `months` say which of the verdicts lie in which month."""
    of = sums.setdefault(agency, {})
    for month, first, last in months:
        if month not in of:
            of[month] = MonthSums()
        of[month].employees += 1
        of[month].add(verdicts[first:last])


def joined(shares: Iterable[Sums]) -> Sums:
    """The sums of several shares together."""
    whole: Sums = {}
    for share in shares:
        for agency, months in share.items():
            for month, sums in months.items():
                whole.setdefault(agency, {}).setdefault(month, MonthSums()).join(sums)
    return whole


def write_summary(sums: Mapping[str, Mapping[str, MonthSums]], file: TextIO) -> None:
    """Write `summary.csv`, sorted by agency and month."""
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(SUMMARY.columns)
    for agency in sorted(sums):
        for month in sorted(sums[agency]):
            lines.writerow([agency, month, *astuple(sums[agency][month])])
