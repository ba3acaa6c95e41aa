"""The shape of a closure: what is closed, when, and what citizens read."""

from __future__ import annotations

from typing import Any

from django import forms

from attendance.forms.outages import LocalMomentField
from attendance.queries.kept_offices import KeptOffice
from services.actions import Announcement
from services.models import Closure

MESSAGE_LIMIT: int = Closure._meta.get_field("message").max_length or 240


class ClosureForm(forms.Form):
    """What is closed, from when until when on the office's clock, and what citizens read."""

    desk = forms.TypedChoiceField(
        label="Yang tutup",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={
            "required": "Loket belum dipilih. Pilih loket yang tutup.",
            "invalid_choice": "Loket itu tidak ada di sini. Pilih dari daftar.",
        },
    )
    service = forms.TypedChoiceField(
        label="Layanan",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Layanan itu tidak ada di sini. Pilih dari daftar."},
    )

    message = forms.CharField(
        label="Pesan untuk warga",
        max_length=MESSAGE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Sebab dan kapan buka lagi, misalnya: Rapat kerja; buka lagi Kamis 08.00. "
        "Jangan menyebut nama petugas.",
        error_messages={
            "required": "Pesan belum diisi. Warga perlu tahu mengapa tutup.",
            "max_length": f"Pesan terlalu panjang. Tulis paling banyak {MESSAGE_LIMIT} huruf.",
        },
    )
    alternative = forms.CharField(
        label="Pilihan lain",
        required=False,
        max_length=MESSAGE_LIMIT,
        help_text="Ke mana warga dapat pergi sementara itu, misalnya: Kantor Kecamatan "
        "Cimalaka, atau daring di …",
        error_messages={"max_length": f"Terlalu panjang: paling banyak {MESSAGE_LIMIT} huruf."},
    )
    field_order = ["desk", "service", "starts_at", "ends_at", "message", "alternative"]

    def __init__(
        self, *args: Any, kept: KeptOffice, zone_name: str, fixed: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        desks = [(each.desk.pk, each.desk.name) for each in kept.desks]
        whole = [("", "Seluruh kantor")] if kept.hosted else [("", "Pilih loket")]
        self.fields["desk"].choices = [*whole, *desks]  # type: ignore[attr-defined]
        self.fields["desk"].required = not kept.hosted
        services = {
            one.service_id: one.service.name for each in kept.desks for one in each.services
        }
        by_name = sorted(services.items(), key=lambda one: one[1])
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            ("", "Semua layanan"), *by_name
        ]  # fmt: skip
        if fixed:
            del self.fields["desk"], self.fields["service"]
        zone = kept.office.zone
        self.fields["starts_at"] = LocalMomentField(zone=zone, label=f"Mulai ({zone_name})")
        self.fields["ends_at"] = LocalMomentField(
            zone=zone,
            label=f"Sampai ({zone_name})",
            required=False,
            help_text="Kosong berarti sampai diberitahukan lagi.",
        )
        self.order_fields(self.field_order)

    def wanted(self) -> Announcement:
        """What a valid form announces."""
        typed = self.cleaned_data
        return Announcement(
            typed["starts_at"], typed["ends_at"], typed["message"], typed["alternative"]
        )

    @staticmethod
    def of(closure: Closure) -> dict[str, Any]:
        """The initial values of a closure that stands."""
        return {
            "starts_at": closure.starts_at,
            "ends_at": closure.ends_at,
            "message": closure.message,
            "alternative": closure.alternative,
        }
