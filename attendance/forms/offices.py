"""The shape of an office as its keeper types it, and of the end of an office or a desk."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Region
from attendance.wording import offices as words
from attendance.wording.leave import date_unreadable
from services.actions import OfficeFacts
from services.models import Desk, Office

SOUTH, NORTH, WEST, EAST = -11.5, 6.5, 94.5, 141.5
"""A box around Indonesia, in degrees: enough to notice a swapped latitude and longitude."""


def length(model: type[Office | Desk], field: str) -> int:
    """How many letters a column takes."""
    column = model._meta.get_field(field)
    return getattr(column, "max_length", None) or 240


def day_field(label: str, missing: str = "", **options: Any) -> forms.DateField:
    """A date as the browser's own picker sends it."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": missing or "Tanggal belum diisi. Pilih tanggalnya.",
            "invalid": date_unreadable(),
        },
        **options,
    )


def too_long(limit: int) -> dict[str, str]:
    """The sentence for a text of more letters than `limit`."""
    return {"max_length": f"Terlalu panjang. Tulis paling banyak {limit} huruf."}


class OfficeForm(forms.Form):
    """A place with desks."""

    name = forms.CharField(
        label="Nama kantor",
        max_length=length(Office, "name"),
        error_messages={
            "required": "Nama kantor belum diisi. Tulis seperti di papan namanya.",
            **too_long(length(Office, "name")),
        },
    )
    kind = forms.ChoiceField(
        label="Jenis",
        choices=words.OFFICE_KINDS,
        error_messages={"invalid_choice": "Jenis itu tidak ada. Pilih dari daftar."},
    )
    address = forms.CharField(
        label="Alamat",
        max_length=length(Office, "address"),
        help_text="Seperti yang dicari orang di peta: jalan, nomor, kecamatan.",
        error_messages={
            "required": "Alamat belum diisi. Warga perlu tahu ke mana datang.",
            **too_long(length(Office, "address")),
        },
    )
    region = forms.ChoiceField(
        label="Kabupaten atau kota",
        help_text="Zona waktu dan libur daerah mengikuti wilayah ini.",
        error_messages={
            "required": "Wilayah belum dipilih. Pilih kabupaten atau kotanya.",
            "invalid_choice": "Wilayah itu tidak ada. Pilih dari daftar.",
        },
    )
    point = forms.CharField(
        label="Titik di peta",
        required=False,
        max_length=60,
        help_text="Lintang lalu bujur, misalnya -6.8595, 107.9190. Boleh kosong.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-place": "office"}),
        error_messages=too_long(60),
    )
    phone = forms.CharField(
        label="Telepon",
        required=False,
        max_length=length(Office, "phone"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages=too_long(length(Office, "phone")),
    )
    access = forms.CharField(
        label="Kemudahan akses",
        required=False,
        max_length=length(Office, "access"),
        help_text="Misalnya: jalur landai, kursi roda, antrean prioritas, ruang laktasi.",
        error_messages=too_long(length(Office, "access")),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].choices = _region_choices()  # type: ignore[attr-defined]

    def clean_point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, or None."""
        text = self.cleaned_data["point"].strip().replace("\u2212", "-")
        if not text:
            return None
        try:
            latitude, longitude = (float(part) for part in text.strip("()").split(","))
        except ValueError:
            raise ValidationError(words.point_unreadable(), code="invalid") from None
        if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
            raise ValidationError(words.point_abroad(), code="abroad")
        return latitude, longitude

    def facts(self) -> OfficeFacts:
        """What a valid form says."""
        typed = self.cleaned_data
        latitude, longitude = typed["point"] or (None, None)
        return OfficeFacts(
            name=typed["name"],
            kind=typed["kind"],
            address=typed["address"],
            latitude=latitude,
            longitude=longitude,
            phone=typed["phone"],
            access=typed["access"],
        )

    @staticmethod
    def of(office: Office) -> dict[str, Any]:
        """The initial values of an office that stands."""
        has_point = office.latitude is not None and office.longitude is not None
        return {
            "name": office.name,
            "kind": office.kind,
            "address": office.address,
            "region": office.region_id,
            "point": f"{office.latitude:.5f}, {office.longitude:.5f}" if has_point else "",
            "phone": office.phone,
            "access": office.access,
        }


def _region_choices() -> list[tuple[str, Any]]:
    """Kabupaten and kota under the name of their province; one statement."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = Region.objects.filter(parent__isnull=False).select_related("parent").order_by("name")
    for row in rows:
        found[row.parent.name if row.parent else ""].append((row.code, row.name))
    return [("", "Pilih wilayah"), *sorted(found.items())]


class EndForm(forms.Form):
    """From when an office or a desk serves no more."""

    day = day_field("Tidak melayani sejak")
    sure = forms.BooleanField(required=False, label="Akhiri walau masih ada jadwal")


def first_day(form: EndForm) -> date:
    """The day of a valid form."""
    day: date = form.cleaned_data["day"]
    return day
