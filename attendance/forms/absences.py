"""The shape of a request for leave, travel, sickness or study. Rules decide about its content."""

from typing import Any

from django import forms

from attendance.actions.absence_requests import Wanted
from attendance.forms.evidence import EvidenceField
from attendance.models import AbsenceKind, AbsenceRequest, LeaveType
from attendance.wording import leave as words
from attendance.wording.requests import missing_sentence

REASON_LIMIT: int = AbsenceRequest._meta.get_field("reason").max_length or 500
NAMED_BY_LETTER = (AbsenceKind.TRAVEL, AbsenceKind.STUDY)


def _date_field(label: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"required": missing, "invalid": words.date_unreadable()},
    )


class AbsenceForm(forms.Form):
    """A request of one kind; what that kind needs is asked for, and what is missing is named."""

    def __init__(self, kind: AbsenceKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind == AbsenceKind.LEAVE:
            self.fields["leave_type"] = forms.ChoiceField(
                label="Jenis cuti",
                choices=[("", "Pilih jenis cuti"), *LeaveType.choices],
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), words.leave_type_missing()
                ),
            )
        self.fields["first_day"] = _date_field("Hari pertama", words.first_day_missing())
        self.fields["last_day"] = _date_field("Hari terakhir", words.last_day_missing())
        if kind == AbsenceKind.TRAVEL:
            self.fields["place"] = self._place("Tujuan", words.place_missing())
        elif kind == AbsenceKind.LEAVE:
            self.fields["place"] = self._place("Alamat selama cuti (boleh kosong)")
        if kind in NAMED_BY_LETTER:
            self.fields["letter"] = forms.CharField(
                label="Nomor surat tugas" if kind == AbsenceKind.TRAVEL else "Nomor keputusan",
                max_length=120,
                error_messages={"required": words.letter_missing()},
            )
        self.fields["reason"] = forms.CharField(
            label="Alasan" if kind != AbsenceKind.TRAVEL else "Keperluan",
            max_length=REASON_LIMIT,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": missing_sentence("reason")},
        )
        self.fields["evidence"] = EvidenceField(
            label="Berkas bukti (boleh kosong)",
            help_text=words.evidence_hint(kind),
        )

    def _place(self, label: str, missing: str = "") -> forms.CharField:
        return forms.CharField(
            label=label,
            max_length=240,
            required=bool(missing),
            error_messages={"required": missing} if missing else None,
        )

    @property
    def wanted(self) -> Wanted:
        """What a valid form asks for."""
        typed = self.cleaned_data
        return Wanted(
            kind=self.kind,
            leave_type=typed.get("leave_type", ""),
            first_day=typed["first_day"],
            last_day=typed["last_day"],
            reason=typed["reason"],
            place=typed.get("place", ""),
            letter=typed.get("letter", ""),
        )
