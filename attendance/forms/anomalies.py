"""The shape of a note about a pattern."""

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.models import Anomaly, AnomalyState

NOTE_LENGTH: int = Anomaly._meta.get_field("note").max_length or 500


class MarkForm(forms.Form):
    """What became of a pattern, and what is known about it."""

    state = forms.ChoiceField(
        label=_("Hasilnya"),
        choices=[
            (AnomalyState.EXPLAINED, _("Sudah dijelaskan: ada sebab yang wajar")),
            (AnomalyState.FOLLOWED, _("Ditindaklanjuti: dibicarakan dengan pegawai atau atasan")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih salah satu."),
        },
    )
    note = forms.CharField(
        label=_("Catatan"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang Anda ketahui dan dari siapa. Tanpa dugaan yang tidak diperiksa."),
        error_messages={"required": _("Tulis catatannya, supaya dapat diperiksa kemudian.")},
    )
