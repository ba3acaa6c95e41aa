"""The shape of an outage as an operator types it: two moments of the agency's clock, and words."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from attendance.models import Outage
from attendance.rules.outages import Span

CAUSE_LENGTH: int = Outage._meta.get_field("cause").max_length or 240
REASON_LENGTH: int = Outage._meta.get_field("reason").max_length or 240


class LocalMomentField(forms.Field):
    """Date and time as a browser's own picker sends them, on the clock of `zone`."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})
    default_error_messages = {
        "required": _("Isi tanggal dan jamnya, misalnya 18/11/2026 07.00."),
        "invalid": _("Tanggal dan jam ini tidak terbaca. Tulis seperti 2026-11-18T07:00."),
    }

    def __init__(self, *, zone: str, **options: Any) -> None:
        super().__init__(**options)
        self.zone = ZoneInfo(zone)

    def to_python(self, value: Any) -> datetime | None:
        """The moment in UTC; ValidationError where the text is none."""
        if value in self.empty_values:
            return None
        try:
            moment = datetime.fromisoformat(str(value))
            return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """What the picker shows: local, to the minute; a text stays as it was typed."""
        if isinstance(value, datetime):
            return value.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M")
        return value


class OutageForm(forms.Form):
    """When the portal or the line failed, and why."""

    def __init__(self, *args: Any, zone: str, zone_name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts_at"] = LocalMomentField(zone=zone, label=_("Mulai (%s)") % zone_name)
        self.fields["ends_at"] = LocalMomentField(
            zone=zone,
            label=_("Selesai (%s)") % zone_name,
            help_text=_(
                "Kedua waktu ikut terhitung. Untuk gangguan yang masih berlangsung, isi "
                "waktu sekarang."
            ),
        )
        self.fields["cause"] = forms.CharField(
            label=_("Sebab"),
            max_length=CAUSE_LENGTH,
            help_text=_(
                "Satu kalimat yang dibaca setiap pegawai yang terdampak, misalnya "
                "\u201cListrik pusat data padam\u201d."
            ),
            error_messages={"required": _("Tulis sebabnya: pegawai membacanya di hari kerjanya.")},
        )

    def span(self) -> Span:
        """The time of a valid form."""
        return Span(self.cleaned_data["starts_at"], self.cleaned_data["ends_at"])


class ReasonForm(forms.Form):
    """Why a proposal is dismissed or an outage withdrawn."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=REASON_LENGTH,
        error_messages={
            "required": _("Tulis alasannya, supaya keputusan ini dapat diperiksa kemudian.")
        },
    )
