"""An agency's monthly form as it stands, and the versions of it that were filed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from accounts.models import Agency
from attendance.models import ComplianceReport, Filing, FilingItem
from attendance.queries.filing_facts import facts_of, latest_of
from attendance.queries.filing_lines import (
    Line,
    filed_lines,
    former_answers,
    row_of,
    standing_lines,
)
from attendance.queries.months import last_of_month
from attendance.rules.filing_answers import complete_sections, gap_of
from attendance.rules.filing_facts import Facts
from attendance.wording import filings as words


@dataclass(frozen=True, slots=True)
class Section:
    """One of the form's sections, with its rows."""

    number: int
    title: str
    lines: tuple[Line, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole form of a month. `report` is the one it is (or was) answered from.

    `versions` are all of the month's, the newest first; `facts` what an unfiled form is proposed
    from.
    """

    agency: Agency
    month: date
    filing: Filing | None
    report: ComplianceReport | None
    sections: tuple[Section, ...]
    versions: tuple[Filing, ...] = ()
    facts: Facts | None = None

    @property
    def lines(self) -> list[Line]:
        """Every row in order."""
        return [line for section in self.sections for line in section.lines]

    @property
    def by_code(self) -> dict[str, Line]:
        """Every row by its code."""
        return {line.item.code: line for line in self.lines}

    @property
    def complete(self) -> int:
        """How many sections lack nothing."""
        return sum(section.complete for section in self.sections)

    @property
    def missing(self) -> list[str]:
        """Every row that lacks something, in words."""
        return [
            words.lacks(line.item.code, line.item.title, line.gap)
            for line in self.lines
            if line.gap
        ]

    @property
    def is_filed(self) -> bool:
        """Whether it was signed and filed, and so stays as it was."""
        return self.filing is not None and self.filing.filed_at is not None

    @property
    def filed(self) -> list[Filing]:
        """The versions that were signed, the newest first: that one holds."""
        return [one for one in self.versions if one.filed_at is not None]

    @property
    def corrects(self) -> Filing | None:
        """The version that this one corrects; None for a month's first form."""
        number = 0 if self.filing is None else self.filing.version - 1
        return next((one for one in self.filed if one.version == number), None)

    @property
    def changes(self) -> bool:
        """Whether a correction says anything else than the version it corrects."""
        before = self.corrects
        moved = before is not None and self.filing is not None and self.filing.place != before.place
        return moved or any(line.is_changed for line in self.lines)

    @property
    def report_is_whole(self) -> bool:
        """Whether there is a report that counts the month to its last day."""
        return self.report is not None and self.report.data_until == last_of_month(self.month)


def sheet_of(
    agency: Agency,
    month: date,
    now: datetime,
    *,
    version: int | None = None,
    facts: Facts | None = None,
) -> Sheet | None:
    """The newest form of `month` (its first day), or its filed `version`; None where there is none.

    Inside the agency's tenancy; a fixed number of statements, and nothing is written: an unfiled
    form is proposed anew each time, a filed one is read as it was. `facts` are those of the month
    if they are at hand.
    """
    versions = _versions(agency, month)
    wanted = [one for one in versions if version in (None, one.version)]
    filing = wanted[0] if wanted else None
    if filing is not None and filing.filed_at is not None:
        sections = _sections(filed_lines(filing))
        return Sheet(agency, month, filing, filing.report, sections, versions)
    if version is not None:
        return None
    items = list(FilingItem.objects.on(last_of_month(month)))
    if not items:
        return None
    if facts is None:
        facts = facts_of(agency, month, now, _first_day_of_form())
    lines = standing_lines(items, facts, filing, former_answers(agency, month))
    report = latest_of(agency, month)
    return Sheet(agency, month, filing, report, _sections(lines), versions, facts)


def _versions(agency: Agency, month: date) -> tuple[Filing, ...]:
    forms = Filing.objects.filter(agency=agency, month=month).order_by("-version")
    people = ("filed_by", "filed_under__principal")
    return tuple(forms.select_related("document", "report", *people).defer("document__content"))


def _first_day_of_form() -> date:
    """Since when any row of the form is in use: the circular's own beginning."""
    first: date = FilingItem.objects.order_by("valid_from").values_list("valid_from", flat=True)[0]
    return first


def _sections(lines: list[Line]) -> tuple[Section, ...]:
    answers = {line.item.code: line.value for line in lines}
    firsts = {line.item.code: line.item.options[0] for line in lines if line.item.options}
    judged = [replace(one, gap=gap_of(row_of(one), answers, firsts)) for one in lines]
    complete = complete_sections((line.item.section, line.gap) for line in judged)
    return tuple(
        Section(number, rows[0].item.section_title, tuple(rows), complete[number])
        for number in complete
        if (rows := [one for one in judged if one.item.section == number])
    )
