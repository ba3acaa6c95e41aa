"""The shape of what people write in a discipline case; the actions decide about its content."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from attendance.models import DisciplineCaseStep
from attendance.rules.sanctions import Sanction
from attendance.wording.case_forms import FAULTS
from attendance.wording.cases import sanction_label

LONGEST_TEXT = 4000


def _text(label: str, rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": FAULTS["text_missing"],
            "max_length": FAULTS["text_too_long"],
        },
        **options,
    )


def _day(label: str, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": FAULTS["day_missing"], "invalid": FAULTS["day_unreadable"]},
        **options,
    )


class SummonForm(forms.Form):
    """When and where the employee is examined; times on the employee's own clock."""

    day = _day("Tanggal")
    time = forms.TimeField(
        label="Pukul",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={"required": FAULTS["time_missing"], "invalid": FAULTS["time_missing"]},
    )
    place = forms.CharField(
        label="Tempat",
        max_length=DisciplineCaseStep._meta.get_field("place").max_length,
        error_messages={
            "required": FAULTS["place_missing"],
            "max_length": FAULTS["place_too_long"],
        },
    )

    def meet_at(self, zone: str) -> datetime:
        """The moment of a valid form, aware, in the given zone."""
        typed = self.cleaned_data
        return datetime.combine(typed["day"], typed["time"], ZoneInfo(zone))


class ExamineForm(forms.Form):
    """What an examination found."""

    attended = forms.TypedChoiceField(
        label="Kehadiran pegawai",
        choices=[("yes", "Hadir dan memberi keterangan"), ("no", "Tidak hadir pada panggilan II")],
        coerce=lambda value: value == "yes",
        initial="yes",
        error_messages={"required": FAULTS["choice"], "invalid_choice": FAULTS["choice"]},
    )
    finding = _text("Hasil pemeriksaan", 5)


class DismissForm(forms.Form):
    """Why a case is closed without a sanction."""

    reason = _text("Alasan", 3)


class DecreeForm(forms.Form):
    """The decree by which the office imposed a sanction."""

    decree = forms.CharField(
        label="Nomor keputusan",
        max_length=120,
        error_messages={
            "required": FAULTS["decree_missing"],
            "max_length": FAULTS["decree_too_long"],
        },
    )
    imposed = forms.ChoiceField(
        label="Hukuman yang dijatuhkan",
        error_messages={"required": FAULTS["choice"], "invalid_choice": FAULTS["choice"]},
    )
    first_day = _day("Hari pertama", required=False)
    last_day = _day("Hari terakhir", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        imposed = self.fields["imposed"]
        imposed.choices = [  # type: ignore[attr-defined]
            (one.value, sanction_label(one)) for one in Sanction if one is not Sanction.NONE
        ]

    def clean(self) -> dict[str, Any]:
        """Both dates or none, in order."""
        typed = super().clean() or {}
        first, last = typed.get("first_day"), typed.get("last_day")
        if (first is None) != (last is None) and not self.errors:
            self.add_error("last_day" if last is None else "first_day", FAULTS["both_days"])
        elif first and last and last < first:
            self.add_error("last_day", FAULTS["days_backwards"])
        return typed

    def period(self) -> tuple[date, date] | None:
        """The days of a valid form on which the sanction is served, or None."""
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        return None if first is None else (first, last)


class AnswerForm(forms.Form):
    """What the employee says about the indication."""

    text = _text("Tanggapan Anda", 5)
