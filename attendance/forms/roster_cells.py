"""A roster's cells as HTML: one letter each, to fill in or to read; equal ones are made once.

A month of two hundred people is six thousand cells: a template per cell would take seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from attendance.forms.rosters import RosterForm, Slot, Typed, cell_name
from attendance.models import Wish, WorkMode
from attendance.queries.plan_facts import PlanFacts, PlannedLine

ONE_DAY = timedelta(days=1)
LETTERS = {WorkMode.WFO.value: "k", WorkMode.WFH.value: "r", WorkMode.WFA.value: "l"}
"""The letter of each place, on the screen and on the keyboard: kantor, rumah, lain."""


def gaps_of(days: Sequence[date]) -> frozenset[date]:
    """The dates before which free days lie: the grid draws a line there."""
    return frozenset(day for before, day in pairwise(days) if day - before != ONE_DAY)


def wish_words(wish: Wish) -> str:
    """A wish as the planner reads it: the place, and why."""
    return f"{wish.mode} ({wish.note})" if wish.note else str(wish.mode)


class FormCells:
    """The cells of the grid to fill in."""

    def __init__(self, form: RosterForm, wishes: Mapping[Slot, Wish]) -> None:
        self._form, self._wishes = form, wishes
        self._days = form.facts.days
        self._gaps = gaps_of(self._days)
        self._marks = _Marks(form.facts)
        self._made: dict[tuple[Typed | None, bool], SafeString] = {}

    def row(self, person_id: int, said: Mapping[Slot, Sequence[str]]) -> SafeString:
        """The cells of one person; `said` has what is wrong by person and date."""
        cells, made = self._form.cells, self._made
        parts: list[str] = []
        for day in self._days:
            slot = (person_id, day)
            typed, gap = cells.get(slot), day in self._gaps
            if slot in said or slot in self._wishes:
                parts.append(self._make(typed, gap=gap, slot=slot, is_bad=slot in said))
                continue
            key = (typed, gap)
            if key not in made:
                made[key] = self._make(typed, gap=gap)
            parts.append(made[key])
        return mark_safe("".join(parts))  # noqa: S308 — every part went through format_html

    def _make(
        self, typed: Typed | None, *, gap: bool, slot: Slot | None = None, is_bad: bool = False
    ) -> SafeString:
        edge = " gap" if gap else ""
        if typed is None:
            return format_html('<td class="x{}" aria-label="Berhalangan"></td>', edge)
        mode = typed.choice.partition(":")[0]
        letter = LETTERS.get(mode, "")
        wish = None if slot is None else self._wishes.get(slot)
        marks = [
            f" w-{LETTERS[wish.mode]}" if wish else "",
            " n" if typed.note else "",
            " bad" if is_bad or typed.errors else "",
        ]
        return format_html(
            '<td class="{}{}{}"{}{}{}{}{}>{}{}</td>',
            letter or "q",
            edge,
            "".join(marks),
            _attribute("data-v", typed.choice if typed.choice != mode or not letter else ""),
            _attribute("data-s", typed.shift),
            _attribute("data-n", typed.note),
            _attribute("data-w", wish_words(wish) if wish else ""),
            _attribute("id", cell_name("plan", slot) if slot and is_bad else ""),
            letter.upper() or "?",
            self._marks.of(typed.choice, typed.shift),
        )


class PlanCells:
    """The cells of a plan to read."""

    def __init__(self, facts: PlanFacts, lines: Sequence[PlannedLine]) -> None:
        self._days, self._gaps = facts.days, gaps_of(facts.days)
        self._slots = facts.slots
        self._members = {member.person.ref for member in facts.members}
        self._lines = {(line.person_id, line.date): line for line in lines}
        self._marks = _Marks(facts)
        self._made: dict[tuple[str, int | None, int | None, bool, date], SafeString] = {}

    def row(self, person_id: int) -> SafeString:
        """The cells of one person; a working day without a line is in the office."""
        return mark_safe("".join(self._cell(person_id, day) for day in self._days))  # noqa: S308

    def _cell(self, person_id: int, day: date) -> SafeString:
        slot = (person_id, day)
        line = self._lines.get(slot)
        if slot in self._slots or (line is not None and person_id not in self._members):
            mode = WorkMode.WFO.value if line is None else str(line.mode)
        else:
            mode = "x" if person_id in self._members else ""
        desk, shift = (None, None) if line is None else (line.desk_id, line.shift_id)
        key = (mode, desk, shift, bool(line and line.note), day)
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def _make(
        self, mode: str, desk: int | None, shift: int | None, has_note: bool, day: date
    ) -> SafeString:
        edge = " gap" if day in self._gaps else ""
        place = f"d{day.isoweekday()}"
        if mode not in LETTERS:
            label = _attribute("aria-label", "Berhalangan") if mode else ""
            return format_html(
                '<td class="{} {}{}" data-d="{}"{}></td>', mode or "q", place, edge, day.day, label
            )
        choice = mode if desk is None else f"{mode}:{desk}"
        return format_html(
            '<td class="{} {}{}{}" data-d="{}">{}{}</td>',
            LETTERS[mode],
            place,
            edge,
            " n" if has_note else "",
            day.day,
            LETTERS[mode].upper(),
            self._marks.of(choice, "" if shift is None else str(shift)),
        )


class _Marks:
    """What stands behind a cell's letter: the number of the desk, the code of the shift."""

    def __init__(self, facts: PlanFacts) -> None:
        numbers = enumerate(facts.desks, start=1)
        self._desks = {f"{WorkMode.WFO}:{desk.pk}": str(number) for number, desk in numbers}
        self._shifts = {str(ref): shift.code for ref, shift in facts.shifts.items()}

    def of(self, choice: str, shift: str) -> SafeString:
        """The marks of a choice (`WFO:12`) and a shift's row; `?` for what the unit lacks."""
        desk = self._desks.get(choice, "?") if ":" in choice else ""
        code = format_html("<i>{}</i>", self._shifts.get(shift, "?")) if shift else ""
        return format_html("{}{}", desk, code)


def _attribute(name: str, value: str) -> SafeString | str:
    return format_html(' {}="{}"', name, value) if value else ""
