"""The shape of an emergency: since when, until which day, for whom, why, and by what right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, Unit
from attendance.actions.emergencies import Wanted
from attendance.forms.outages import LocalMomentField
from attendance.models import EmergencyRelease


class EmergencyForm(forms.Form):
    """Everything the PPK or PyB says when sending people home."""

    last_day = forms.DateField(
        label=_("Sampai dengan tanggal"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={
            "required": _("Isi tanggal terakhirnya; untuk hari ini saja, isi hari ini."),
            "invalid": _("Tanggal ini tidak terbaca. Tulis seperti 2026-11-18."),
        },
    )
    reason = forms.CharField(
        label=_("Keadaan"),
        max_length=EmergencyRelease._meta.get_field("reason").max_length,
        help_text=_("Satu kalimat yang dibaca semua pegawai, misalnya “Banjir di pusat kota”."),
        error_messages={"required": _("Tulis keadaannya: setiap pegawai membacanya.")},
    )
    legal_basis = forms.CharField(
        label=_("Dasar"),
        max_length=EmergencyRelease._meta.get_field("legal_basis").max_length,
        help_text=_("Nomor surat atau keputusan, misalnya “SE Bupati 800/112/2026”."),
        error_messages={
            "required": _("Tulis dasarnya, supaya hari itu dapat dipertanggungjawabkan.")
        },
    )
    includes_direct_service = forms.BooleanField(
        label=_("Loket dan layanan langsung ikut pulang"),
        required=False,
        help_text=_("Loket instansi ini ditutup mendadak untuk warga selama itu."),
    )

    def __init__(self, *args: Any, person: Employee, zone_name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = forms.ModelChoiceField(
            label=_("Untuk siapa"),
            queryset=Unit.objects.filter(agency_id=person.agency_id).order_by("name"),
            required=False,
            empty_label=str(_("Seluruh %s") % person.agency.name),
            help_text=_("Sebuah unit berarti unit itu beserta semua unit di bawahnya."),
            error_messages={"invalid_choice": _("Unit ini tidak ada di instansi Anda.")},
        )
        self.fields["starts_at"] = LocalMomentField(
            zone=person.agency.zone,
            label=_("Mulai (%s)") % zone_name,
            help_text=_("Boleh sejak tadi, paling awal pukul 00.00 hari ini."),
        )
        self.order_fields(["unit", "starts_at"])

    def wanted(self) -> Wanted:
        """What a valid form says."""
        return Wanted(**self.cleaned_data)
