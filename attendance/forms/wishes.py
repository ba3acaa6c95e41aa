"""The shape of a week of wishes, and of a period of special circumstances."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django import forms

from attendance.actions.wishes import Wanted
from attendance.models import Wish
from attendance.rules.modes import WorkMode
from attendance.wording import leave as leave_words
from attendance.wording import wishes as words

NOTE_LIMIT: int = Wish._meta.get_field("note").max_length or 160


@dataclass(frozen=True)
class WishForm:
    """What was typed for each date: `tempat-2026-11-23`, `catatan-2026-11-23`."""

    typed: Mapping[date, tuple[str, str]] = field(default_factory=dict)
    errors: Mapping[date, str] = field(default_factory=dict)

    def wanted(self) -> dict[date, Wanted]:
        """The wishes of a form without errors."""
        return {
            day: Wanted(WorkMode(mode), note) if mode else Wanted()
            for day, (mode, note) in self.typed.items()
        }


def read_wishes(data: Mapping[str, str], days: Iterable[date]) -> WishForm:
    """The dates of `days` that the form names at all; a date left out stays as it is."""
    typed: dict[date, tuple[str, str]] = {}
    errors: dict[date, str] = {}
    for day in days:
        if f"tempat-{day}" not in data:
            continue
        mode, note = data[f"tempat-{day}"], data.get(f"catatan-{day}", "").strip()
        typed[day] = (mode, note)
        if mode and mode not in set(WorkMode):
            errors[day] = words.mode_unreadable()
        elif len(note) > NOTE_LIMIT:
            errors[day] = words.note_too_long(NOTE_LIMIT)
    return WishForm(typed, errors)


class SpecialForm(forms.Form):
    """From when until when; nothing else is asked."""

    first_day = forms.DateField(
        label="Hari pertama",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": leave_words.first_day_missing(),
            "invalid": leave_words.date_unreadable(),
        },
    )
    last_day = forms.DateField(
        label="Hari terakhir",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": leave_words.last_day_missing(),
            "invalid": leave_words.date_unreadable(),
        },
    )
