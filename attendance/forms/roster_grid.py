"""The roster's form as rows and cells to print, each with what is wrong in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Employee
from attendance.forms.rosters import RosterForm, Slot, cell_name, choices_of
from attendance.rules.roster import Finding
from attendance.wording import roster_sentence


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
    plan: str
    note_name: str
    options: tuple[tuple[str, str], ...]
    choice: str
    note: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditRow:
    """One person's week to fill in."""

    person: Employee
    cells: tuple[EditCell, ...]


def remarks_of(findings: Iterable[Finding], names: Mapping[int, str]) -> list[Remark]:
    """Findings as sentences with the person they concern and the cell to mend."""
    said = []
    for finding in findings:
        day = finding.refusal.day
        person = None if finding.person is None else int(finding.person)
        said.append(
            Remark(
                day=day,
                person_id=person,
                name="" if person is None else names.get(person, ""),
                text=roster_sentence(finding.refusal),
                field="" if person is None else cell_name("plan", (person, day)),
            )
        )
    return said


def edit_rows(form: RosterForm, remarks: Iterable[Remark]) -> list[EditRow]:
    """The grid, by name: cells keep what was typed and say the sentence that concerns them."""
    said: dict[Slot, list[str]] = defaultdict(list)
    for remark in remarks:
        if remark.person_id is not None:
            said[remark.person_id, remark.day].append(remark.text)
    options = tuple(choices_of(form.facts))
    known = {value for value, _ in options}

    def cell(slot: Slot) -> EditCell:
        typed = form.cells.get(slot)
        if typed is None:
            return EditCell(slot[1], True, "", "", (), "", "", ())
        extra = () if typed.choice in known else ((typed.choice, typed.choice),)
        return EditCell(
            day=slot[1],
            absent=False,
            plan=cell_name("plan", slot),
            note_name=cell_name("note", slot),
            options=(*options, *extra),
            choice=typed.choice,
            note=typed.note,
            errors=(*typed.errors, *said[slot]),
        )

    return [
        EditRow(person, tuple(cell((person.pk, day)) for day in form.facts.days))
        for person in form.facts.people
    ]
