"""The shape of a roster's grid as it comes from a browser. Rules decide about its content.

Place and desk are one choice (`WFO`, `WFO:12`, `WFH`): half the controls on a phone, and a desk
can never be chosen with work from home. The grid sends one field per person, with the changed
dates only: two hundred people and a month are two hundred fields, not eighteen thousand. The
pages of single weeks, which need no script, send each cell by itself.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from attendance.models import RosterEntry, WorkMode
from attendance.queries.plan_facts import PlanFacts, PlannedLine
from attendance.wording.roster_pages import note_too_long, unknown_choice

Slot = tuple[int, date]
NOTE_LIMIT: int = RosterEntry._meta.get_field("note").max_length or 160
CELL = re.compile(r"(plan|shift|note)-(\d{1,11})-(\d{8})", re.ASCII)
ROW = re.compile(r"row-(\d{1,11})", re.ASCII)
PARTS = ("plan", "shift", "note")
"""What a row's field gives of each date, in this order."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one cell as typed, and what is wrong with it; `shift` is a row's number."""

    choice: str
    note: str = ""
    errors: tuple[str, ...] = ()
    shift: str = ""


OFFICE = Typed(WorkMode.WFO.value)
"""The cell of most people on most dates."""


@dataclass(frozen=True)
class RosterForm:
    """The cells of a grid by person and date; `is_whole` is False where a row was no row."""

    facts: PlanFacts
    cells: Mapping[Slot, Typed] = field(default_factory=dict)
    is_whole: bool = True

    @property
    def is_valid(self) -> bool:
        """Whether every cell can be read."""
        return self.is_whole and not any(cell.errors for cell in self.cells.values())

    def lines(self) -> list[PlannedLine]:
        """The readable cells as planned lines, by date and person."""
        return [_line(slot, cell) for slot, cell in self._in_order() if not cell.errors]

    def telling_lines(self) -> list[PlannedLine]:
        """Those of the lines that say more than "in the office", which a day without one means too.

        The rules find the same in them as in all, in a tenth of the time.
        """
        return [
            _line(slot, cell)
            for slot, cell in self._in_order(without=OFFICE)
            if not cell.errors and (cell.choice != OFFICE.choice or cell.shift)
        ]

    def _in_order(self, without: Typed | None = None) -> list[tuple[Slot, Typed]]:
        cells = ((slot, cell) for slot, cell in self.cells.items() if cell is not without)
        return sorted(cells, key=lambda one: (one[0][1], one[0][0]))


def choices_of(facts: PlanFacts) -> list[tuple[str, str]]:
    """What a cell offers: (value, words)."""
    desks = [(f"{WorkMode.WFO}:{desk.pk}", f"WFO · {desk.name}") for desk in facts.desks]
    plain = [(str(mode), str(mode)) for mode in facts.modes]
    return [plain[0], *desks, *plain[1:]]


def cell_name(kind: str, slot: Slot) -> str:
    """The field name of a cell; `kind` is `plan`, `shift` or `note`."""
    return f"{kind}-{slot[0]}-{slot[1]:%Y%m%d}"


def row_name(person_id: int) -> str:
    """The field name of a person's changed cells."""
    return f"row-{person_id}"


def saved_form(facts: PlanFacts, lines: Iterable[PlannedLine]) -> RosterForm:
    """The grid as it stands in the database; somebody without a line is in the office."""
    cells = dict.fromkeys(facts.slots, OFFICE)
    known: dict[tuple[str, int | None, str, int | None], Typed] = {("WFO", None, "", None): OFFICE}
    for line in lines:
        slot = (line.person_id, line.date)
        if slot in cells:
            key = (line.mode, line.desk_id, line.note, line.shift_id)
            if key not in known:
                known[key] = _typed(line)
            cells[slot] = known[key]
    return RosterForm(facts, cells)


def posted_form(
    facts: PlanFacts, lines: Iterable[PlannedLine], data: Mapping[str, str]
) -> RosterForm:
    """The grid as typed. A cell that was not sent (somebody joined meanwhile) keeps its line."""
    cells = dict(saved_form(facts, lines).cells)
    choices = {value for value, _ in choices_of(facts)}
    shifts = {"", *(str(ref) for ref in facts.shifts)}
    sent: dict[Slot, dict[str, str]] = defaultdict(dict)
    is_whole = True
    for name, value in data.items():
        if found := CELL.fullmatch(name):
            day = _day(found[3])
            if day is not None:
                sent[int(found[2]), day][found[1]] = value
        elif found := ROW.fullmatch(name):
            read = list(_row_cells(value))
            is_whole = is_whole and None not in read
            for one in read:
                if one is not None:
                    sent[int(found[1]), one[0]] = one[1]
    for slot in sent.keys() & cells.keys():
        cells[slot] = _posted(cells[slot], sent[slot], choices, shifts)
    return RosterForm(facts, cells, is_whole)


def changed_rows(form: RosterForm, saved: RosterForm) -> dict[int, str]:
    """Each person's field with the cells that differ from what is saved, as the grid sends it."""
    rows: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for slot, cell in form.cells.items():
        if cell != saved.cells[slot]:
            rows[slot[0]][f"{slot[1]:%Y%m%d}"] = [cell.choice, cell.shift, cell.note]
    return {pk: json.dumps(row, ensure_ascii=False) for pk, row in rows.items()}


def _row_cells(text: str) -> Iterator[tuple[date, dict[str, str]] | None]:
    """The dates of a row's field with what was typed; None for what cannot be read."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        yield None
        return
    for name, parts in row.items():
        day = _day(name)
        is_read = isinstance(parts, list) and len(parts) == len(PARTS)
        if day is None or not is_read or not all(isinstance(part, str) for part in parts):
            yield None
        else:
            yield day, dict(zip(PARTS, parts, strict=True))


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 — a date has no zone
    except ValueError:
        return None


def _posted(saved: Typed, sent: Mapping[str, str], choices: set[str], shifts: set[str]) -> Typed:
    choice, shift = sent.get("plan", saved.choice), sent.get("shift", saved.shift)
    note = sent.get("note", saved.note).strip()
    errors: list[str] = []
    # What was allowed when it was saved may stay until the rules speak about it.
    if choice not in choices | {saved.choice} or shift not in shifts | {saved.shift}:
        errors.append(unknown_choice())
    if len(note) > NOTE_LIMIT:
        errors.append(note_too_long(NOTE_LIMIT))
    return Typed(choice, note, tuple(errors), shift)


def _typed(line: PlannedLine) -> Typed:
    desk = "" if line.desk_id is None else f":{line.desk_id}"
    shift = "" if line.shift_id is None else str(line.shift_id)
    return Typed(f"{line.mode}{desk}", line.note, (), shift)


def _line(slot: Slot, cell: Typed) -> PlannedLine:
    mode, _, desk = cell.choice.partition(":")
    shift = int(cell.shift) if cell.shift else None
    return PlannedLine(*slot, mode, int(desk) if desk else None, cell.note, shift)
