"""The shape of the regions' monthly form: a field for every row, made from the rows themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import lazy

from attendance.models import AnswerKind, Filing, FilingAnswer
from attendance.queries.filing_lines import Line, row_of
from attendance.queries.filings import Sheet
from attendance.rules.filing import BASE_MONTH_ROW
from attendance.rules.filing_answers import (
    Answer,
    Frame,
    month_of,
    month_text,
    needs_name,
    whole_number,
    whole_percent,
)
from attendance.wording import filing_content as content
from attendance.wording import filings as words

TEXT_LIMIT = 4_000
NAME_LIMIT: int = FilingAnswer._meta.get_field("name").max_length or 200
REASON_LIMIT: int = FilingAnswer._meta.get_field("reason").max_length or 300
PLACE_LIMIT: int = Filing._meta.get_field("place").max_length or 80
WHY_LIMIT: int = Filing._meta.get_field("reason").max_length or 240
FRAME: dict[str, Callable[[], str]] = {
    "place": words.place_missing,
    "reason": partial(words.reason_to_correct, WHY_LIMIT),
}
"""What stands around the rows, with the sentence for who empties it."""

UNITS = {AnswerKind.RUPIAH: " (Rp)"}
TYPED = {
    AnswerKind.PERCENT: (whole_percent, words.not_percent),
    AnswerKind.RUPIAH: (whole_number, words.not_rupiah),
    AnswerKind.NUMBER: (whole_number, words.not_number),
}


class CorrectionForm(forms.Form):
    """Why a filed form is corrected: printed at the head of the correction."""

    alasan = forms.CharField(
        label="Alasan perbaikan",
        max_length=WHY_LIMIT,
        help_text="Tercetak pada perbaikannya, misalnya: tagihan listrik UPTD belum terhitung.",
        error_messages={
            "required": lazy(words.reason_to_correct, str)(WHY_LIMIT),
            "max_length": lazy(words.reason_to_correct, str)(WHY_LIMIT),
        },
    )


class FilingForm(forms.Form):
    """Rows as fields `v_6a` (answer), `n_10f` (what is named), `r_6a` (why not as computed).

    Only rows that were changed on the page are judged and taken: what somebody else saved in the
    meantime stays. `accepted` holds the answers of those that can be kept, also beside errors.
    """

    accepted: dict[str, Answer]

    def __init__(self, sheet: Sheet, place: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.sheet = sheet
        self.accepted = {}
        self.fields["place"] = _text("Tempat", PLACE_LIMIT, initial=place)
        if sheet.corrects is not None and sheet.filing is not None:
            why = _text("Alasan perbaikan", WHY_LIMIT, initial=sheet.filing.reason)
            self.fields["reason"] = why
        for line in sheet.lines:
            if line.is_derived:
                continue
            code = line.item.code
            self.fields[f"v_{code}"] = _answer_field(line)
            if line.item.named:
                asked = f" bila {line.item.options[-1].lower()}" if line.item.options else ""
                self.fields[f"n_{code}"] = _text(f"Sebutkan{asked}", NAME_LIMIT, initial=line.name)
            if line.proposed:
                field = _text(f"Alasan jawaban {code} berbeda dari hitungan", REASON_LIMIT)
                field.initial = line.reason
                self.fields[f"r_{code}"] = field

    def clean(self) -> dict[str, Any]:
        """Read the changed rows; a row with an error is left out of `accepted`."""
        cleaned = super().clean() or self.cleaned_data
        self.accepted = {}
        for name, sentence in FRAME.items():
            if name in self.changed_data and not str(cleaned.get(name, "")).strip():
                self.add_error(name, sentence())
        for line in self.sheet.lines:
            names = [f"{part}_{line.item.code}" for part in "vnr"]
            if any(name in self.fields and name in self.changed_data for name in names):
                self._take(line, cleaned)
        return cleaned

    def frame(self) -> Frame:
        """Place and reason as typed; what was left as it stood or emptied stays."""
        typed = {
            name: str(self.cleaned_data.get(name, "")).strip() or None
            for name in FRAME
            if name in self.changed_data
        }
        return Frame(**typed)

    def _take(self, line: Line, cleaned: Mapping[str, Any]) -> None:
        code = line.item.code
        if any(f"{part}_{code}" in self.errors for part in "vnr"):
            return
        value = self._read(line, str(cleaned.get(f"v_{code}", "")).strip())
        if value is None:
            return
        name = str(cleaned.get(f"n_{code}", "")).strip()
        reason = str(cleaned.get(f"r_{code}", "")).strip()
        row = replace(row_of(line), value=value, name=name)
        if needs_name(row) and not name:
            self.add_error(f"n_{code}", words.name_missing())
        elif line.proposed and value not in ("", line.proposed) and not reason:
            shown = content.answer_text(code, line.item.kind, line.proposed, "")
            self.add_error(f"r_{code}", words.reason_missing(shown))
        else:
            self.accepted[code] = Answer(value, name, reason)

    def _read(self, line: Line, typed: str) -> str | None:
        """The answer as it is kept; None, with an error, where it cannot be read."""
        if not typed:
            return ""
        if line.item.code == BASE_MONTH_ROW:
            month = month_of(typed)
            if month is None:
                self.add_error(f"v_{line.item.code}", words.not_month())
            return None if month is None else month_text(month)
        if line.item.kind not in TYPED:
            return typed.replace("\r\n", "\n")
        read, sentence = TYPED[AnswerKind(line.item.kind)]
        number = read(typed)
        if number is None:
            self.add_error(f"v_{line.item.code}", sentence())
        return None if number is None else str(number)


def _answer_field(line: Line) -> forms.Field:
    item = line.item
    label = f"{content.row_letter(item.code, item.section)}{item.title}"
    if item.kind == AnswerKind.CHOICE:
        return forms.ChoiceField(
            label=label,
            choices=[(option, option) for option in item.options],
            required=False,
            initial=line.value,
            widget=forms.RadioSelect,
            show_hidden_initial=True,
        )
    if item.kind == AnswerKind.TEXT and item.code != BASE_MONTH_ROW:
        field = _text(label, TEXT_LIMIT, initial=line.value)
        lines = min(10, max(2, line.value.count("\n") + 1 + len(line.value) // 90))
        field.widget = forms.Textarea(attrs={"rows": lines})
        return field
    shown = content.number_text(line.value) if item.kind in TYPED else line.value
    field = _text(label + UNITS.get(AnswerKind(item.kind), ""), 40, initial=shown)
    field.help_text = content.HINTS.get(item.code, "")
    if item.kind in TYPED:
        field.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
    return field


def _text(label: str, limit: int, *, initial: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=limit, initial=initial, show_hidden_initial=True
    )
