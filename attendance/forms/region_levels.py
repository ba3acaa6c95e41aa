"""The shape of a region's level, and of a file of scores."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.forms.machines import NumbersFileForm
from attendance.forms.policy_fields import DayField
from attendance.models import RegionLevel


class ScoresFileForm(NumbersFileForm):
    """A CSV file of scores."""


class RegionLevelForm(forms.Form):
    """Which level from when, by which decree."""

    level = forms.TypedChoiceField(
        label=_("Level"),
        choices=[(number, f"Level {number}") for number in range(1, 5)],
        coerce=int,
        error_messages={"invalid_choice": _("Pilih level 1 sampai 4.")},
    )
    valid_from = DayField(
        label=_("Mulai"), error_messages={"required": _("Isi hari pertama level ini.")}
    )
    valid_until = DayField(
        label=_("Sampai"),
        required=False,
        help_text=_("Kosongkan bila belum diketahui; level berikutnya mengakhirinya."),
    )
    legal_basis = forms.CharField(
        label=_("Dasar"),
        max_length=RegionLevel._meta.get_field("legal_basis").max_length,
        help_text=_("Misalnya: Inmendagri 6 Tahun 2022."),
        error_messages={"required": _("Tulis keputusan yang menetapkan level ini.")},
    )

    def clean(self) -> dict[str, Any]:
        """A period forward."""
        typed: dict[str, Any] = super().clean() or {}
        first, last = typed.get("valid_from"), typed.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Hari terakhir mendahului hari pertama. Betulkan."))
        return typed
