"""The shape of a delegation as an official types it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, Employee, Role
from attendance.queries.delegations import MOST_NAMES, Office, employees_named
from attendance.wording import delegations as words

LETTER_LENGTH: int = Delegation._meta.get_field("letter_number").max_length or 80
DAY = {"type": "date"}


def office_words(office: Office) -> str:
    """`Atasan langsung, Bagian Umum: Budi Santoso`."""
    where = "seluruh instansi" if office.unit is None else office.unit.name
    return f"{Role(office.role).label}, {where}: {office.holder.name}"


class DelegationForm(forms.Form):
    """Which office, to whom, by which letter, for how long."""

    office = forms.ChoiceField(label=_("Wewenang"))
    to = forms.CharField(
        label=_("Dilimpahkan kepada"),
        max_length=160,
        help_text=_("NIP atau nama pegawai instansi ini."),
        error_messages={"required": _("Tulis NIP atau nama penerima wewenang.")},
    )
    letter_number = forms.CharField(
        label=_("Nomor surat"),
        max_length=LETTER_LENGTH,
        error_messages={"required": _("Tulis nomor surat perintah atau keputusannya.")},
    )
    letter_date = forms.DateField(
        label=_("Tanggal surat"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": _("Isi tanggal suratnya.")},
    )
    first_day = forms.DateField(
        label=_("Mulai berlaku"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": _("Isi hari pertama berlakunya.")},
    )
    last_day = forms.DateField(
        label=_("Terakhir berlaku"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text=_("Hari itu masih termasuk."),
        error_messages={"required": _("Isi hari terakhirnya: pelimpahan selalu ada akhirnya.")},
    )

    def __init__(
        self, *args: Any, offices: tuple[Office, ...], agency_id: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offices = {office.key: office for office in offices}
        self.agency_id = agency_id
        choices = [(key, office_words(office)) for key, office in self.offices.items()]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]

    def clean_office(self) -> Office:
        """The office behind the choice."""
        return self.offices[self.cleaned_data["office"]]

    def clean_to(self) -> Employee:
        """The one employee the text names."""
        text: str = self.cleaned_data["to"]
        found = employees_named(self.agency_id, text)
        if not found:
            raise ValidationError(words.nobody_found(text))
        if len(found) > 1:
            names = [f"{one.name}, {one.unit.name} (NIP {one.nip})" for one in found[:MOST_NAMES]]
            raise ValidationError(words.several_found(names))
        return found[0]

    def clean(self) -> dict[str, Any]:
        """First and last day in order."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Hari terakhir mendahului hari pertama. Betulkan."))
        return values
