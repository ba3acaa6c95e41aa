"""An agency's monthly form as it stands: every row with its answer, its figures, what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from accounts.models import Agency
from attendance.models import ComplianceReport, Filing, FilingAnswer, FilingItem
from attendance.queries.filing_facts import facts_of, latest_of
from attendance.queries.months import last_of_month
from attendance.rules.filing import SOURCES
from attendance.rules.filing_answers import Gap, Row, complete_sections, gap_of
from attendance.rules.filing_facts import Facts, Proposal
from attendance.wording import filing_content as content
from attendance.wording import filings as words

NO_PROPOSAL = Proposal()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form with its answer.

    `proposed` and `figures` are the portal's now, of a filed form those it was filed with.
    `offer` is text that may be taken over. `carried_from` is the month (its first day) of an
    answer that nobody has looked at since. `gap` is what it lacks.
    """

    item: FilingItem
    value: str
    name: str
    proposed: str
    proposed_name: str
    figures: list[dict[str, Any]]
    reason: str
    offer: str
    carried_from: date | None
    stored: FilingAnswer | None
    gap: Gap | None = None

    @property
    def is_derived(self) -> bool:
        """Whether the answer is always the computed one: a sum of other rows."""
        return self.item.source == "total"

    @property
    def differs(self) -> bool:
        """Whether an officer answered otherwise than the portal."""
        return bool(self.proposed and self.value and self.value != self.proposed)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the form's sections, with its rows."""

    number: int
    title: str
    lines: tuple[Line, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole form of a month. `report` is the one it is (or was) answered from."""

    agency: Agency
    month: date
    filing: Filing | None
    report: ComplianceReport | None
    sections: tuple[Section, ...]

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
    def report_is_whole(self) -> bool:
        """Whether there is a report that counts the month to its last day."""
        return self.report is not None and self.report.data_until == last_of_month(self.month)


def sheet_of(agency: Agency, month: date, now: datetime) -> Sheet | None:
    """The form of `month` (its first day); None where no form was in use then.

    Inside the agency's tenancy; a fixed number of statements, and nothing is written: an unfiled
    form is proposed anew each time, a filed one is read as it was.
    """
    filing = (
        Filing.objects.filter(agency=agency, month=month)
        .select_related("document", "report", "filed_by", "filed_under__principal")
        .defer("document__content")
        .first()
    )
    if filing is not None and filing.filed_at is not None:
        return _sheet(agency, month, filing, filing.report, _filed_lines(filing))
    items = list(FilingItem.objects.on(last_of_month(month)))
    if not items:
        return None
    facts = facts_of(agency, month, now, min(item.valid_from for item in items))
    lines = _proposed_lines(items, facts, _stored(filing), _former(agency, month))
    return _sheet(agency, month, filing, latest_of(agency, month), lines)


def _filed_lines(filing: Filing) -> list[Line]:
    rows = FilingAnswer.objects.filter(agency_id=filing.agency_id, filing=filing)
    rows = rows.select_related("item", "by").order_by("item__section", "item__position")
    return [
        Line(
            item=row.item,
            value=row.value,
            name=row.name,
            proposed=row.proposed,
            proposed_name="",
            figures=row.figures,
            reason=row.reason,
            offer="",
            carried_from=None,
            stored=row,
        )
        for row in rows
    ]


def _stored(filing: Filing | None) -> dict[str, FilingAnswer]:
    if filing is None:
        return {}
    rows = FilingAnswer.objects.filter(agency_id=filing.agency_id, filing=filing)
    return {row.item.code: row for row in rows.select_related("item", "by")}


def _former(agency: Agency, month: date) -> dict[str, tuple[date, FilingAnswer]]:
    """The answers of the latest form before `month`, by code, with its month."""
    last = Filing.objects.filter(agency=agency, month__lt=month).order_by("-month").first()
    if last is None:
        return {}
    return {code: (last.month, row) for code, row in _stored(last).items()}


def _proposed_lines(
    items: list[FilingItem],
    facts: Facts,
    stored: Mapping[str, FilingAnswer],
    former: Mapping[str, tuple[date, FilingAnswer]],
) -> list[Line]:
    lines: list[Line] = []
    answers: dict[str, str] = {}
    for item in items:
        source = SOURCES.get(item.source)
        proposal = source(facts, answers) if source else NO_PROPOSAL
        line = _line(item, proposal, stored.get(item.code), former.get(item.code), facts.month)
        answers[item.code] = line.value
        lines.append(line)
    return lines


def _line(
    item: FilingItem,
    proposal: Proposal,
    row: FilingAnswer | None,
    former: tuple[date, FilingAnswer] | None,
    month: date,
) -> Line:
    """A row's answer: what an officer said, else what the portal computed, else last month's."""
    own = row if row is not None and row.value and not _follows(item, row, proposal) else None
    carried_from = None
    if own is not None:
        value, name = own.value, own.name
        if own.is_carried and former is not None:
            carried_from = former[0]
    elif proposal.answer:
        kept = row is not None and row.value == proposal.answer and row.name
        value, name = proposal.answer, kept or proposal.name
    elif former is not None and row is None:
        value, name, carried_from = former[1].value, former[1].name, former[0]
    else:
        value, name = "", ""
    figures = [
        {
            "label": content.basis_label(figure.what),
            "value": figure.value,
            "unit": content.UNITS[figure.unit],
            "code": figure.code,
        }
        for figure in proposal.figures
    ]
    values = {figure.what: figure.value for figure in proposal.figures}
    return Line(
        item=item,
        value=value,
        name=name,
        proposed=proposal.answer,
        proposed_name=proposal.name,
        figures=figures,
        reason="" if own is None else own.reason,
        offer=content.obstacle_text(month, values) if item.source == "obstacles" else "",
        carried_from=carried_from if value else None,
        stored=row,
    )


def _follows(item: FilingItem, row: FilingAnswer, proposal: Proposal) -> bool:
    """Whether a kept answer was the portal's own, so that it moves with a new computation."""
    if not proposal.answer:
        return False
    if item.source == "total" or row.is_carried:
        return True
    return row.value == row.proposed and not row.reason


def _sheet(
    agency: Agency,
    month: date,
    filing: Filing | None,
    report: ComplianceReport | None,
    lines: list[Line],
) -> Sheet:
    answers = {line.item.code: line.value for line in lines}
    firsts = {line.item.code: line.item.options[0] for line in lines if line.item.options}
    judged = [_judged(line, answers, firsts) for line in lines]
    complete = complete_sections((line.item.section, line.gap) for line in judged)
    sections = [
        Section(
            number=number,
            title=next(line.item.section_title for line in judged if line.item.section == number),
            lines=tuple(line for line in judged if line.item.section == number),
            complete=complete[number],
        )
        for number in complete
    ]
    return Sheet(agency, month, filing, report, tuple(sections))


def row_of(line: Line) -> Row:
    """The line as the rules judge it."""
    return Row(
        code=line.item.code,
        value=line.value,
        options=tuple(line.item.options),
        named=line.item.named,
        required=line.item.required,
        name=line.name,
        proposed=line.proposed,
        reason=line.reason,
        carried=line.carried_from is not None,
    )


def _judged(line: Line, answers: Mapping[str, str], firsts: Mapping[str, str]) -> Line:
    return replace(line, gap=gap_of(row_of(line), answers, firsts))
