"""The roster's form to print: the grid's rows, the cells of a single week, remarks at both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Employee
from attendance.forms.roster_cells import FormCells, wish_words
from attendance.forms.rosters import OFFICE, RosterForm, Slot, cell_name, choices_of
from attendance.models import WorkMode
from attendance.queries.roster_grid import GridSigns
from attendance.rules.calendar import week_start
from attendance.rules.roster import Finding
from attendance.wording import roster_sentence

SPECIAL = format_html("<em>{}</em>", "Keadaan khusus")
"""Stands where the post stands: the planner has to see it before the first cell."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One reason against a roster. `name` and `field` are empty where a whole day is meant."""

    day: date
    person_id: int | None
    name: str
    text: str
    field: str


@dataclass(frozen=True, slots=True)
class EditCell:
    """One person's date to fill in; `absent` has no fields."""

    day: date
    absent: bool
    plan: str = ""
    shift_name: str = ""
    note_name: str = ""
    options: tuple[tuple[str, str], ...] = ()
    choice: str = ""
    shift: str = ""
    note: str = ""
    wish: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditRow:
    """One person's week to fill in."""

    person: Employee
    is_special: bool
    cells: tuple[EditCell, ...]


def remarks_of(
    findings: Iterable[Finding], names: Mapping[int, str], week: date | None = None
) -> list[Remark]:
    """Findings as sentences with the person they concern and the cell to mend.

    A page of the one `week` that begins on this Monday has no cells of other weeks.
    """
    said = []
    for finding in findings:
        day = finding.refusal.day
        person = None if finding.person is None else int(finding.person)
        is_here = person is not None and (week is None or week_start(day) == week)
        said.append(
            Remark(
                day=day,
                person_id=person,
                name="" if person is None else names.get(person, ""),
                text=roster_sentence(finding.refusal),
                field=cell_name("plan", (person, day)) if person is not None and is_here else "",
            )
        )
    return said


def shares_of(form: RosterForm) -> dict[int, int]:
    """How many flexible days each person has in the grid."""
    counted = {person.pk: 0 for person in form.facts.people}
    for (person_id, _), cell in form.cells.items():
        if cell is not OFFICE and not cell.choice.startswith(WorkMode.WFO):
            counted[person_id] += 1
    return counted


def grid_rows(
    form: RosterForm, signs: GridSigns, remarks: Iterable[Remark], shares: Mapping[int, int]
) -> list[SafeString]:
    """The grid's rows by name as HTML: the person, flexible days now and before, the cells.

    Six thousand cells are a few dozen different ones: each is made once.
    """
    said = _by_slot(remarks)
    draw = FormCells(form, signs.wishes)
    return [
        format_html(
            '<tr data-p="{}"><th scope="row"><strong>{}</strong><small>{}</small></th>'
            '<td class="share"><b>{}</b><small>+{}</small></td>{}</tr>',
            person.pk,
            person.name,
            SPECIAL if person.pk in signs.special else person.job_title,
            shares[person.pk],
            signs.before.get(person.pk, 0),
            draw.row(person.pk, said),
        )
        for person in form.facts.people
    ]


def edit_rows(
    form: RosterForm, signs: GridSigns, remarks: Iterable[Remark], days: Sequence[date]
) -> list[EditRow]:
    """A week of the grid as fields: cells keep what was typed and say what concerns them."""
    said = _by_slot(remarks)
    options = tuple(choices_of(form.facts))
    known = {value for value, _ in options}

    def cell(slot: Slot) -> EditCell:
        typed = form.cells.get(slot)
        if typed is None:
            return EditCell(slot[1], absent=True)
        extra = () if typed.choice in known else ((typed.choice, typed.choice),)
        wish = signs.wishes.get(slot)
        return EditCell(
            day=slot[1],
            absent=False,
            plan=cell_name("plan", slot),
            shift_name=cell_name("shift", slot),
            note_name=cell_name("note", slot),
            options=(*options, *extra),
            choice=typed.choice,
            shift=typed.shift,
            note=typed.note,
            wish="" if wish is None else wish_words(wish),
            errors=(*typed.errors, *said.get(slot, ())),
        )

    return [
        EditRow(
            person,
            person.pk in signs.special,
            tuple(cell((person.pk, day)) for day in days),
        )
        for person in form.facts.people
    ]


def _by_slot(remarks: Iterable[Remark]) -> dict[Slot, list[str]]:
    said: dict[Slot, list[str]] = defaultdict(list)
    for remark in remarks:
        if remark.person_id is not None:
            said[remark.person_id, remark.day].append(remark.text)
    return dict(said)
