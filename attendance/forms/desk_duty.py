"""The shape of a day's acts at a desk: somebody stands in, a break, a sudden closure."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.forms.outages import LocalMomentField
from attendance.models import DeskCover
from attendance.wording import desk_closings
from attendance.wording import desk_duty as words
from services.models import Closure, Service

CLOCKS = ["%H:%M", "%H.%M", "%H:%M:%S"]


class CoverForm(forms.Form):
    """Who stands in until when; the desk comes beside it. `until` is on the office's clock."""

    employee = forms.IntegerField(
        min_value=1,
        max_value=2**31,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), words.OFFICER_MISSING
        ),
    )
    until = forms.TimeField(
        required=False, input_formats=CLOCKS, error_messages={"invalid": words.UNTIL_UNREADABLE}
    )
    reason = forms.CharField(
        required=False, max_length=DeskCover._meta.get_field("reason").max_length
    )

    def clock(self) -> time | None:
        """The end that was typed; None for until the desk closes."""
        typed: time | None = self.cleaned_data["until"]
        return typed


class ClosingForm(forms.Form):
    """What citizens read, and until when; of a desk also which of its services."""

    message = forms.CharField(
        label=_("Pesan untuk warga"),
        max_length=Closure._meta.get_field("message").max_length,
        help_text=_("Satu kalimat biasa tanpa singkatan. Jangan sebut nama petugas."),
        error_messages={"required": desk_closings.MESSAGE_MISSING},
    )
    alternative = forms.CharField(
        label=_("Pilihan lain untuk warga"),
        required=False,
        max_length=Closure._meta.get_field("alternative").max_length,
        help_text=_("Ke mana sekarang? Misalnya layanan daring, telepon, atau loket lain."),
    )

    def __init__(
        self, *args: Any, zone: str, zone_name: str, services: list[Service], **options: Any
    ) -> None:
        """`services` are those of the desk; empty for a whole office."""
        super().__init__(*args, **options)
        self.fields["until"] = LocalMomentField(
            zone=zone,
            label=_("Buka kembali (%s)") % zone_name,
            required=False,
            help_text=_("Kosongkan supaya tutup sampai Anda membukanya kembali."),
            error_messages={"invalid": desk_closings.CLOSING_UNTIL_UNREADABLE},
        )
        if len(services) > 1:
            self.fields["service"] = forms.TypedChoiceField(
                label=_("Yang ditutup"),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", _("Seluruh loket")), *((one.pk, one.name) for one in services)],
                error_messages={"invalid_choice": desk_closings.SERVICE_UNKNOWN},
            )
            self.order_fields(["service"])
