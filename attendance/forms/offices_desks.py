"""The shapes of a desk and of a service offered there, as their keeper types them."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Agency, Employee, Unit
from attendance.forms.offices import length, too_long
from services.actions import DeskFacts, DeskStaffing
from services.models import Desk, Service


class DeskForm(forms.Form):
    """A desk as the public reads it; with `staffing`, whose officers sit there, too."""

    name = forms.CharField(
        label="Nama loket",
        max_length=length(Desk, "name"),
        help_text="Misalnya: Loket 1: KTP-el dan KIA.",
        error_messages={
            "required": "Nama loket belum diisi. Tulis seperti di papan loketnya.",
            **too_long(length(Desk, "name")),
        },
    )
    whereabouts = forms.CharField(
        label="Letak",
        required=False,
        max_length=length(Desk, "whereabouts"),
        help_text="Misalnya: Lantai 2, sebelah kiri tangga.",
        error_messages=too_long(length(Desk, "whereabouts")),
    )
    unit = forms.ChoiceField(
        label="Unit yang bertugas",
        required=False,
        help_text="Jadwal unit inilah yang menempatkan petugas. Tanpa unit, status loket tidak "
        "dapat dipastikan.",
        error_messages={"invalid_choice": "Unit itu tidak ada. Pilih dari daftar."},
    )
    needed = forms.IntegerField(
        label="Petugas yang diperlukan",
        min_value=1,
        max_value=99,
        initial=1,
        help_text="Kurang dari ini, warga membaca “layanan terbatas”.",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Isi jumlah petugas dengan angka 1 sampai 99.",
        ),
    )
    shares_officers = forms.BooleanField(
        label="Petugasnya merangkap loket lain yang sejenis", required=False
    )

    def __init__(self, *args: Any, person: Employee, staffing: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not staffing:
            for name in ("unit", "needed", "shares_officers"):
                del self.fields[name]
            return
        units = Unit.objects.filter(agency_id=person.agency_id).order_by("name")
        choices = [("", "Belum ditentukan"), *((unit.code, unit.name) for unit in units)]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]

    def facts(self) -> DeskFacts:
        """What the public reads."""
        return DeskFacts(self.cleaned_data["name"], self.cleaned_data["whereabouts"])

    def staffing(self) -> DeskStaffing | None:
        """Whose officers sit there, where the form asks for it."""
        typed = self.cleaned_data
        if "unit" not in self.fields:
            return None
        return DeskStaffing(typed["unit"], typed["needed"], typed["shares_officers"])

    @staticmethod
    def of(desk: Desk) -> dict[str, Any]:
        """The initial values of a desk that stands."""
        return {
            "name": desk.name,
            "whereabouts": desk.whereabouts,
            "unit": desk.unit_code,
            "needed": desk.needed,
            "shares_officers": desk.shares_officers,
        }


class NewDeskForm(DeskForm):
    """A place in the hall, for the host itself or another agency."""

    owner = forms.ModelChoiceField(
        label="Instansi pemilik loket",
        queryset=Agency.objects.none(),
        help_text="Loket instansi lain diisi unit dan jumlah petugasnya oleh instansi itu.",
        error_messages={
            "required": "Pemilik belum dipilih. Pilih instansi yang petugasnya duduk di loket ini.",
            "invalid_choice": "Instansi itu tidak ada. Pilih dari daftar.",
        },
    )
    service = forms.ModelChoiceField(
        label="Layanan pertama",
        queryset=Service.objects.none(),
        empty_label="Pilih layanan",
        help_text="Layanan lain dapat ditambah sesudah ini.",
        error_messages={
            "required": "Layanan belum dipilih. Tanpa layanan, loket tidak tampil bagi warga.",
            "invalid_choice": "Layanan itu tidak ada. Pilih dari daftar.",
        },
    )
    field_order = ["name", "owner", "service", "whereabouts", "unit", "needed", "shares_officers"]

    def __init__(self, *args: Any, person: Employee, **options: Any) -> None:
        super().__init__(*args, person=person, **options)
        owners, services = Agency.objects.order_by("name"), Service.objects.order_by("name")
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["owner"].initial = person.agency_id
        self.fields["service"].queryset = services  # type: ignore[attr-defined]


class OfferForm(forms.Form):
    """A service at a desk, and which agency gives it."""

    service = forms.ModelChoiceField(
        label="Layanan",
        queryset=Service.objects.none(),
        empty_label="Pilih layanan",
        error_messages={
            "required": "Layanan belum dipilih. Pilih satu.",
            "invalid_choice": "Layanan itu tidak ada. Pilih dari daftar.",
        },
    )
    agency = forms.TypedChoiceField(
        label="Diberikan oleh",
        coerce=int,
        error_messages={
            "required": "Instansi pemberi layanan belum dipilih.",
            "invalid_choice": "Instansi itu tidak punya loket di kantor ini. Pilih dari daftar.",
        },
    )

    def __init__(self, *args: Any, givers: list[Agency], owner_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        services = Service.objects.order_by("name")
        self.fields["service"].queryset = services  # type: ignore[attr-defined]
        choices = [(each.pk, each.name) for each in givers]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]
        self.fields["agency"].initial = owner_id
