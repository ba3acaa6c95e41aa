"""The shape of one component of a service's standard."""

from typing import Any

from django import forms

from attendance.forms.offices import day_field
from services.actions import ComponentText
from services.models import ServiceStandard

BASIS_LIMIT: int = ServiceStandard._meta.get_field("legal_basis").max_length or 300
LONGEST_TEXT = 6000


class ComponentForm(forms.Form):
    """What the component says, from when on, and by which regulation."""

    text = forms.CharField(
        label="Isi",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Satu baris satu butir, dalam bahasa yang dipakai warga.",
        error_messages={
            "required": "Isi belum ditulis. Tulis sedikitnya satu baris.",
            "max_length": f"Isi terlalu panjang. Tulis paling banyak {LONGEST_TEXT} huruf.",
        },
    )
    text_en = forms.CharField(
        label="Isi dalam bahasa Inggris",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Boleh kosong; halaman bahasa Inggris lalu memakai teks Indonesia.",
        error_messages={"max_length": f"Paling banyak {LONGEST_TEXT} huruf."},
    )
    legal_basis = forms.CharField(
        label="Dasar hukum",
        required=False,
        max_length=BASIS_LIMIT,
        help_text="Misalnya: Keputusan Kepala Dinas Nomor 060/12/2026.",
        error_messages={"max_length": f"Paling banyak {BASIS_LIMIT} huruf."},
    )
    valid_from = day_field("Berlaku sejak")

    def content(self) -> ComponentText:
        """What a valid form says."""
        typed: dict[str, Any] = self.cleaned_data
        return ComponentText(typed["text"], typed["text_en"], typed["legal_basis"])
