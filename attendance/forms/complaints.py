"""The shape of what is written about a citizen's report."""

from typing import Any

from django import forms

from attendance.wording import complaints as words
from services.models import ComplaintClass, Finding

LONGEST_TEXT = 4000


class StepForm(forms.Form):
    """A message for the citizen and a note that stays inside; which is needed, the action says."""

    message = forms.CharField(
        label="Pesan untuk pelapor", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    note = forms.CharField(
        label="Catatan dalam (tidak terlihat pelapor)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("message", "note"):
            if len(cleaned.get(name, "")) > LONGEST_TEXT:
                self.add_error(name, words.too_long(LONGEST_TEXT))
        return cleaned


class VerifyForm(StepForm):
    """What a verification found."""

    field_order = ("finding", "note", "message")

    finding = forms.ChoiceField(label="Hasil pemeriksaan", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finding = self.fields["finding"]
        finding.choices = [(one.value, words.finding_label(one)) for one in Finding]  # type: ignore[attr-defined]
        finding.error_messages |= {
            "required": words.unknown_choice(),
            "invalid_choice": words.unknown_choice(),
        }
        self.fields["note"].label = "Apa yang Anda periksa (tidak terlihat pelapor)"


class ClassForm(forms.Form):
    """The class of a complaint."""

    golongan = forms.ChoiceField(label="Golongan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["golongan"]
        field.choices = [  # type: ignore[attr-defined]
            (one.value, words.class_label(one)) for one in ComplaintClass if one != "status"
        ]
        field.error_messages |= {
            "required": words.unknown_choice(),
            "invalid_choice": words.unknown_choice(),
        }
