"""The shape of a tap as the interface page promises it: kind, mode, key, place, time."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from attendance.actions.check_in import Tap
from attendance.models import CheckInKind
from attendance.models import WorkMode as WorkModeChoices
from attendance.rules.codes import is_code, plain_code
from attendance.rules.modes import EventKind, WorkMode
from attendance.wording.codes import code_shape
from attendance.wording.taps import FIELD_FAULTS


class TapTimeField(forms.CharField):
    """ISO 8601 with an offset, as an aware datetime in UTC; empty is None."""

    def clean(self, value: Any) -> datetime | None:
        """The moment; ValidationError where it has no offset or no meaning."""
        text = super().clean(value)
        if not text:
            return None
        moment = _moment_or_none(text)
        if moment is None:
            raise ValidationError(FIELD_FAULTS["tapped_at"], code="invalid")
        return moment


class CodeField(forms.CharField):
    """The digits of a screen in the office, without the blanks people type; may be empty."""

    def clean(self, value: Any) -> str:
        """Six digits or nothing; ValidationError for anything else."""
        code = plain_code(super().clean(value))
        if code and not is_code(code):
            raise ValidationError(code_shape(), code="invalid")
        return code


def _moment_or_none(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return None if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _field(kind: type[forms.Field], name: str, **options: Any) -> forms.Field:
    codes = ("required", "invalid", "invalid_choice", "min_value", "max_value", "max_length")
    return kind(error_messages=dict.fromkeys(codes, FIELD_FAULTS[name]), **options)


class CheckInForm(forms.Form):
    """One tap. A position counts only whole: latitude, longitude and accuracy together."""

    kind = _field(forms.ChoiceField, "kind", choices=CheckInKind)
    mode = _field(forms.ChoiceField, "mode", choices=WorkModeChoices)
    key = _field(forms.UUIDField, "key")
    latitude = _field(forms.FloatField, "latitude", required=False, min_value=-90, max_value=90)
    longitude = _field(forms.FloatField, "longitude", required=False, min_value=-180, max_value=180)
    accuracy = _field(forms.FloatField, "accuracy", required=False, min_value=0)
    tapped_at = _field(TapTimeField, "tapped_at", required=False, max_length=40)
    code = CodeField(required=False)

    def tap(self, device: str = "") -> Tap:
        """The tap of a valid form, sent by the browser with the random number `device`.

        A code proves presence in the office, so with another mode it means nothing: the field is
        not shown then, and what may still stand in it is left aside.
        """
        typed = self.cleaned_data
        latitude, longitude = typed["latitude"], typed["longitude"]
        whole = latitude is not None and longitude is not None
        return Tap(
            kind=EventKind(typed["kind"]),
            mode=WorkMode(typed["mode"]),
            key=typed["key"],
            position=(latitude, longitude) if whole else None,
            accuracy_m=typed["accuracy"],
            tapped_at=typed["tapped_at"],
            code=typed["code"] if typed["mode"] == WorkMode.WFO else "",
            device=device,
        )
