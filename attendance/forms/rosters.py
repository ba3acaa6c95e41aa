"""The shape of a roster's grid as it comes from a browser. Rules decide about its content.

One select holds place and desk together (`WFO`, `WFO:12`, `WFH`): half the controls on a phone,
and a desk can never be chosen with work from home.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from attendance.models import RosterEntry, WorkMode
from attendance.queries.plan_facts import PlanFacts, PlannedLine
from attendance.wording.roster_pages import note_too_long, unknown_choice

Slot = tuple[int, date]
NOTE_LIMIT: int = RosterEntry._meta.get_field("note").max_length or 160


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one cell: the choice and the note as typed, and what is wrong with them."""

    choice: str
    note: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class RosterForm:
    """The cells of a grid by person and date."""

    facts: PlanFacts
    cells: Mapping[Slot, Typed] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        """Whether every cell can be read."""
        return not any(cell.errors for cell in self.cells.values())

    def lines(self) -> list[PlannedLine]:
        """The readable cells as planned lines, by date and person."""
        return [
            _line(slot, cell)
            for slot, cell in sorted(self.cells.items(), key=lambda one: (one[0][1], one[0][0]))
            if not cell.errors
        ]


def choices_of(facts: PlanFacts) -> list[tuple[str, str]]:
    """What a cell offers: (value, words)."""
    desks = [(f"{WorkMode.WFO}:{desk.pk}", f"WFO · {desk.name}") for desk in facts.desks]
    plain = [(str(mode), str(mode)) for mode in facts.modes]
    return [plain[0], *desks, *plain[1:]]


def cell_name(kind: str, slot: Slot) -> str:
    """The field name of a cell; `kind` is `plan` or `note`."""
    return f"{kind}-{slot[0]}-{slot[1]:%Y%m%d}"


def saved_form(facts: PlanFacts, lines: Iterable[PlannedLine]) -> RosterForm:
    """The grid as it stands in the database; somebody without a line is in the office."""
    saved = {(line.person_id, line.date): line for line in lines}
    return RosterForm(facts, {slot: _typed(saved.get(slot)) for slot in facts.slots})


def posted_form(
    facts: PlanFacts, lines: Iterable[PlannedLine], data: Mapping[str, str]
) -> RosterForm:
    """The grid as typed. A cell that was not sent (somebody joined meanwhile) keeps its line."""
    saved = saved_form(facts, lines).cells
    known = {value for value, _ in choices_of(facts)}
    return RosterForm(
        facts, {slot: _posted(slot, saved[slot], known, data) for slot in facts.slots}
    )


def _posted(slot: Slot, saved: Typed, known: set[str], data: Mapping[str, str]) -> Typed:
    choice = data.get(cell_name("plan", slot), saved.choice)
    note = data.get(cell_name("note", slot), saved.note).strip()
    errors: list[str] = []
    # A place that was allowed when it was saved may stay until the rules speak about it.
    if choice not in known and choice != saved.choice:
        errors.append(unknown_choice())
    if len(note) > NOTE_LIMIT:
        errors.append(note_too_long(NOTE_LIMIT))
    return Typed(choice, note, tuple(errors))


def _typed(line: PlannedLine | None) -> Typed:
    if line is None:
        return Typed(WorkMode.WFO)
    desk = "" if line.desk_id is None else f":{line.desk_id}"
    return Typed(f"{line.mode}{desk}", line.note)


def _line(slot: Slot, cell: Typed) -> PlannedLine:
    mode, _, desk = cell.choice.partition(":")
    return PlannedLine(*slot, mode, int(desk) if desk else None, cell.note)
