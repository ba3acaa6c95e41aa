"""The shape of a reduction of the allowance as an agency enters it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.actions.pay import NewReduction
from attendance.models import PayGround
from attendance.rules.pay import Ground

LONGEST_DAY = 1440


class ReductionForm(forms.Form):
    """A ground, its minutes, what a day costs, since when, by which decree."""

    ground = forms.ChoiceField(label=_("Sebab"), choices=PayGround.choices)
    from_minutes = forms.IntegerField(
        label=_("Mulai menit"),
        min_value=1,
        max_value=LONGEST_DAY,
        initial=1,
        required=False,
        help_text=_("Hanya untuk terlambat dan pulang lebih awal."),
    )
    until_minutes = forms.IntegerField(
        label=_("Sampai menit"),
        min_value=1,
        max_value=LONGEST_DAY,
        required=False,
        help_text=_("Kosongkan bila tidak ada batas atasnya."),
    )
    percent = forms.DecimalField(
        label=_("Potongan sehari (%)"),
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        localize=True,
        help_text=_("Bagian dari tunjangan sebulan. Misalnya 1,25."),
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

    def reduction(self) -> NewReduction:
        """What was typed, once the form is valid."""
        data: dict[str, Any] = self.cleaned_data
        return NewReduction(
            ground=Ground(data["ground"]),
            from_minutes=data["from_minutes"] or 1,
            until_minutes=data["until_minutes"],
            hundredths=int(data["percent"] * 100),
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
            legal_basis=data["legal_basis"],
        )
