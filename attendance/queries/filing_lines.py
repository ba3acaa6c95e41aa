"""The rows of an agency's monthly form, each with its answer: as filed, or as it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.models import Agency
from attendance.models import Filing, FilingAnswer, FilingItem
from attendance.rules.filing import SOURCES
from attendance.rules.filing_answers import Answer, Gap, Row
from attendance.rules.filing_facts import Facts, Proposal
from attendance.wording import filing_content as content

NO_PROPOSAL = Proposal()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form with its answer.

    `proposed` and `figures` are the portal's now, of a filed form those it was filed with.
    `offer` is text that may be taken over. `carried_from` is the month (its first day) of an
    answer that nobody has looked at since; `was` what the version before answered, in a
    correction. `gap` is what it lacks.
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
    was: Answer | None = None
    gap: Gap | None = None

    @property
    def is_derived(self) -> bool:
        """Whether the answer is always the computed one: a sum of other rows."""
        return self.item.source == "total"

    @property
    def differs(self) -> bool:
        """Whether an officer answered otherwise than the portal."""
        return bool(self.proposed and self.value and self.value != self.proposed)

    @property
    def is_changed(self) -> bool:
        """Whether a correction answers otherwise than the version before it."""
        now = Answer(self.value, self.name, self.reason if self.differs else "")
        return self.was is not None and self.was != now


def filed_lines(filing: Filing) -> list[Line]:
    """The rows of a filed form, as they were filed; two statements at most."""
    was = answers_before(filing)
    rows = FilingAnswer.objects.filter(agency_id=filing.agency_id, filing=filing)
    rows = rows.select_related("item").order_by("item__section", "item__position")
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
            was=was.get(row.item.code),
        )
        for row in rows
    ]


def stored_answers(filing: Filing | None) -> dict[str, FilingAnswer]:
    """What is kept of a form, by row; one statement."""
    if filing is None:
        return {}
    rows = FilingAnswer.objects.filter(agency_id=filing.agency_id, filing=filing)
    return {row.item.code: row for row in rows.select_related("item")}


def answers_before(filing: Filing | None) -> dict[str, Answer]:
    """What the version before a correction answered, by row; empty for a month's first form."""
    if filing is None or filing.version == 1:
        return {}
    rows = FilingAnswer.objects.filter(
        agency_id=filing.agency_id,
        filing__month=filing.month,
        filing__version=filing.version - 1,
    ).select_related("item")
    return {row.item.code: Answer(row.value, row.name, row.reason) for row in rows}


def former_answers(agency: Agency, month: date) -> dict[str, tuple[date, FilingAnswer]]:
    """The answers of the latest form before `month`, by row, with its month; two statements."""
    forms = Filing.objects.filter(agency=agency, month__lt=month)
    last = forms.order_by("-month", "-version").first()
    if last is None:
        return {}
    return {code: (last.month, row) for code, row in stored_answers(last).items()}


def standing_lines(
    items: list[FilingItem],
    facts: Facts,
    filing: Filing | None,
    former: Mapping[str, tuple[date, FilingAnswer]],
) -> list[Line]:
    """The rows of an unfiled form: kept, proposed from `facts`, or carried from `former`."""
    stored, was = stored_answers(filing), answers_before(filing)
    lines: list[Line] = []
    answers: dict[str, str] = {}
    for item in items:
        source = SOURCES.get(item.source)
        proposal = source(facts, answers) if source else NO_PROPOSAL
        line = _line(item, proposal, stored.get(item.code), former.get(item.code), facts.month)
        answers[item.code] = line.value
        lines.append(replace(line, was=was.get(item.code)))
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
    )


def _follows(item: FilingItem, row: FilingAnswer, proposal: Proposal) -> bool:
    """Whether a kept answer was the portal's own, so that it moves with a new computation."""
    if not proposal.answer:
        return False
    if item.source == "total" or row.is_carried:
        return True
    return row.value == row.proposed and not row.reason


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
