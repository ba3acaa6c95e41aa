"""The shape of a new code screen: its name and the unit whose office it hangs in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, Unit


class CodeScreenForm(forms.Form):
    """A name people find the screen by, and a unit of the agency."""

    name = forms.CharField(
        label=_("Nama layar"),
        max_length=120,
        help_text=_("Tempatnya, misalnya: Lobi lantai 1."),
        error_messages={
            "required": _("Nama layar belum diisi. Tulis tempatnya, misalnya: Lobi lantai 1."),
            "max_length": _("Nama layar terlalu panjang. Tulis paling banyak 120 huruf."),
        },
    )
    unit = forms.ModelChoiceField(
        label=_("Unit kerja"),
        queryset=Unit.objects.none(),
        empty_label=_("Pilih unit"),
        error_messages={
            "required": _("Unit kerja belum dipilih. Pilih unit tempat layar dipasang."),
            "invalid_choice": _("Unit kerja itu tidak ada di instansi Anda. Pilih dari daftar."),
        },
    )

    def __init__(self, *args: Any, person: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(agency_id=person.agency_id).order_by("name")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
