"""The shape of a qualification: who, from when, until when, on what basis."""

from django import forms

from attendance.models import DeskOfficer
from attendance.wording import desk_officers as words
from attendance.wording.leave import date_unreadable

BASIS_LIMIT: int = DeskOfficer._meta.get_field("legal_basis").max_length or 200


class QualificationForm(forms.Form):
    """One officer of one desk; the desk comes beside it."""

    employee = forms.IntegerField(
        min_value=1,
        max_value=2**31,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), words.missing("employee")
        ),
    )
    first = forms.DateField(
        error_messages={"required": words.missing("first"), "invalid": date_unreadable()}
    )
    last = forms.DateField(required=False, error_messages={"invalid": date_unreadable()})
    legal_basis = forms.CharField(required=False, max_length=BASIS_LIMIT)
