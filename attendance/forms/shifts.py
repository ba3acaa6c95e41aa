"""The shape of a named shift as the personnel office enters it."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, Unit
from attendance.actions.shifts import NewShift

WEEKDAYS = [
    ("1", _("Senin")),
    ("2", _("Selasa")),
    ("3", _("Rabu")),
    ("4", _("Kamis")),
    ("5", _("Jumat")),
    ("6", _("Sabtu")),
    ("7", _("Minggu")),
]
LONGEST_REST = 240


class ShiftForm(forms.Form):
    """A shift's unit, name, hours, weekdays, dates and decree."""

    unit = forms.ModelChoiceField(
        label=_("Unit kerja"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Semua unit"),
        help_text=_("Unit di bawahnya ikut dapat memakainya."),
    )
    code = forms.CharField(
        label=_("Kode"),
        max_length=3,
        help_text=_("Satu sampai tiga huruf atau angka, tampil di kisi jadwal. Misalnya: M."),
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9]{1,3}$", _("Kode hanya huruf dan angka, misalnya M atau P2.")
            )
        ],
    )
    name = forms.CharField(label=_("Nama giliran"), max_length=60, help_text=_("Misalnya: malam."))
    start = forms.TimeField(
        label=_("Masuk"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    end = forms.TimeField(
        label=_("Pulang"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Bila tidak sesudah jam masuk, pulangnya keesokan hari."),
    )
    rest_minutes = forms.IntegerField(
        label=_("Istirahat (menit)"), min_value=0, max_value=LONGEST_REST, initial=60
    )
    workdays = forms.MultipleChoiceField(
        label=_("Hari"),
        choices=WEEKDAYS,
        initial=[number for number, _name in WEEKDAYS],
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = forms.DateField(
        label=_("Mulai berlaku"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_until = forms.DateField(
        label=_("Sampai"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Kosongkan bila belum ada akhirnya."),
    )
    legal_basis = forms.CharField(
        label=_("Dasar"), max_length=300, help_text=_("Nomor keputusan yang menetapkannya.")
    )

    def __init__(self, *args: Any, person: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(agency_id=person.agency_id).order_by("name")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """The code in capitals."""
        return str(self.cleaned_data["code"]).upper()

    def shift(self) -> NewShift:
        """What was typed, once the form is valid."""
        data = dict(self.cleaned_data)
        data["workdays"] = "".join(sorted(data["workdays"]))
        return NewShift(**data)
