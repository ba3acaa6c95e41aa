"""The shapes of a week of hours, of special hours, and of remote service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms import BoundField

from attendance.forms.offices import day_field
from attendance.queries.kept_offices import KeptOffice
from attendance.wording import offices as words
from services.models import RemoteService
from services.rules import DayHours

PARTS = ("opens", "break_start", "break_end", "closes")
PART_LABELS = {
    "opens": "Buka",
    "break_start": "Istirahat mulai",
    "break_end": "Istirahat selesai",
    "closes": "Tutup",
}
LONGEST_SPECIAL_DAYS = 92
PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,28}")
CHANNEL_LIMIT: int = RemoteService._meta.get_field("channel").max_length or 240


def _time(label: str, *, required: bool = False) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={
            "required": words.time_unreadable(),
            "invalid": words.time_unreadable(),
        },
    )


def _hours(
    opens: time | None, start: time | None, end: time | None, closes: time | None
) -> DayHours:
    """The hours, or ValidationError with the sentence that says what is missing."""
    if opens is None or closes is None:
        raise ValidationError(words.half_day(), code="half")
    if (start is None) != (end is None):
        raise ValidationError(words.half_break(), code="half_break")
    try:
        return DayHours(opens, closes, start, end)
    except ValueError:
        raise ValidationError(words.order_wrong(), code="order") from None


class WeekForm(forms.Form):
    """Seven days with four times each: `senin_opens` … A day without times is closed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in words.WEEKDAYS:
            for part in PARTS:
                self.fields[f"{name.lower()}_{part}"] = _time(f"{name}: {PART_LABELS[part]}")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        self._week: dict[int, DayHours] = {}
        for weekday, name in enumerate(words.WEEKDAYS, start=1):
            key = name.lower()
            if any(f"{key}_{part}" in self.errors for part in PARTS):
                continue
            times = [typed.get(f"{key}_{part}") for part in PARTS]
            if times == [None] * len(PARTS):
                continue
            try:
                self._week[weekday] = _hours(*times)
            except ValidationError as error:
                self.add_error(f"{key}_opens", error)
        return typed

    def week(self) -> Mapping[int, DayHours]:
        """The days with hours of a valid form, by ISO weekday."""
        return self._week

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, BoundField]]]]:
        """The days with their fields, as the page prints them."""
        return [
            (name, [(PART_LABELS[part], self[f"{name.lower()}_{part}"]) for part in PARTS])
            for name in words.WEEKDAYS
        ]

    @staticmethod
    def of(week: Mapping[int, DayHours]) -> dict[str, time | None]:
        """The initial values of a week."""
        return {
            f"{words.WEEKDAYS[weekday - 1].lower()}_{part}": getattr(hours, part)
            for weekday, hours in week.items()
            for part in PARTS
        }


class SpecialForm(forms.Form):
    """Hours that replace the ordinary ones on some dates of a period."""

    first = day_field("Hari pertama")
    last = day_field("Hari terakhir", required=False, help_text="Kosong berarti satu hari saja.")
    weekdays = forms.TypedMultipleChoiceField(
        label="Berlaku pada hari",
        coerce=int,
        choices=list(enumerate(words.WEEKDAYS, start=1)),
        initial=[1, 2, 3, 4, 5, 6, 7],
        widget=forms.CheckboxSelectMultiple,
        help_text="Bila Jumat berbeda, simpan dua kali: tanpa Jumat, lalu Jumat saja.",
        error_messages={
            "required": "Belum ada hari yang dipilih. Pilih sedikitnya satu.",
            "invalid_choice": "Hari itu tidak dikenal. Pilih dari daftar.",
        },
    )
    opens = _time("Buka", required=True)
    closes = _time("Tutup", required=True)
    break_start = _time("Istirahat mulai")
    break_end = _time("Istirahat selesai")
    holidays_too = forms.BooleanField(
        label="Buka juga pada hari libur dan hari yang biasanya tutup", required=False
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        first, last = typed.get("first"), typed.get("last")
        if first and last:
            if last < first:
                self.add_error("last", words.period_reversed())
            elif (last - first).days >= LONGEST_SPECIAL_DAYS:
                self.add_error("last", words.period_too_long(LONGEST_SPECIAL_DAYS))
        if not {*PARTS} & {*self.errors}:
            try:
                self._made = _hours(*(typed.get(part) for part in PARTS))
            except ValidationError as error:
                self.add_error("opens", error)
        return typed

    def hours(self) -> DayHours:
        """The hours of a valid form."""
        return self._made

    def period(self) -> tuple[date, date]:
        """First and last date of a valid form, both included."""
        first = self.cleaned_data["first"]
        return first, self.cleaned_data["last"] or first


class RemoteForm(forms.Form):
    """On which weekdays of which period a desk serves by telephone or online."""

    first = day_field("Hari pertama")
    last = day_field("Hari terakhir", required=False, help_text="Kosong berarti seterusnya.")
    weekdays = forms.TypedMultipleChoiceField(
        label="Pada hari",
        coerce=int,
        choices=list(enumerate(words.WEEKDAYS, start=1)),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Belum ada hari yang dipilih. Pilih sedikitnya satu.",
            "invalid_choice": "Hari itu tidak dikenal. Pilih dari daftar.",
        },
    )
    channel = forms.CharField(
        label="Nomor telepon atau alamat daring",
        max_length=CHANNEL_LIMIT,
        help_text="Yang dibaca warga, misalnya 0261 201234 atau https://layanan.contoh.go.id.",
        error_messages={
            "required": words.channel_unreadable(),
            "max_length": f"Terlalu panjang: paling banyak {CHANNEL_LIMIT} huruf.",
        },
    )

    def clean_channel(self) -> str:
        """A telephone number, or an address over https."""
        text: str = self.cleaned_data["channel"].strip()
        if PHONE.fullmatch(text):
            return text
        try:
            URLValidator(schemes=["https"])(text)
        except ValidationError:
            raise ValidationError(words.channel_unreadable(), code="invalid") from None
        return text

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        first, last = typed.get("first"), typed.get("last")
        if first and last and last < first:
            self.add_error("last", words.period_reversed())
        return typed


def scope_choices(kept: KeptOffice) -> Iterable[tuple[int | None, str]]:
    """Whose hours one may keep: the office's where it is hosted, and each kept desk's."""
    if kept.hosted:
        yield None, "Seluruh kantor"
    for each in kept.desks:
        yield each.desk.pk, each.desk.name
