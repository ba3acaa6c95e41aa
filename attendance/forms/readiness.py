"""The shape of a declaration of readiness: device, line, workplace, and the tick of acceptance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.models import AgreementText, DeviceKind, LineKind

CHOOSE = _("Pilih salah satu, supaya kesiapan Anda dapat dinilai.")


class ReadinessForm(forms.Form):
    """What an employee states; `agreement` is the id of the text that was shown."""

    device = forms.ChoiceField(
        label=_("Perangkat"),
        choices=DeviceKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    line = forms.ChoiceField(
        label=_("Jaringan"),
        choices=LineKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    workplace = forms.BooleanField(
        label=_("Ada tempat kerja yang layak dan tenang di rumah"), required=False
    )
    agreement = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label=_("Saya sudah membaca dan menyetujui surat pernyataan ini"),
        error_messages={
            "required": _("Centang persetujuannya: tanpa itu pernyataan tidak dapat disimpan.")
        },
    )


class AgreementForm(forms.Form):
    """An agency's own words of the *surat pernyataan*."""

    title = forms.CharField(
        label=_("Judul"),
        max_length=AgreementText._meta.get_field("title").max_length,
        initial=_("Surat pernyataan bekerja dari rumah"),
        error_messages={"required": _("Tulis judulnya.")},
    )
    text = forms.CharField(
        label=_("Teks yang disetujui pegawai"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Baris kosong memisahkan paragraf."),
        error_messages={"required": _("Tulis teksnya: inilah yang dibaca dan disetujui pegawai.")},
    )
    legal_basis = forms.CharField(
        label=_("Dasar"),
        max_length=AgreementText._meta.get_field("legal_basis").max_length,
        help_text=_("Nomor keputusan atau edaran, misalnya “Keputusan Bupati 800/9/2026”."),
        error_messages={"required": _("Tulis dasarnya, supaya teks ini dapat diperiksa.")},
    )
    valid_from = forms.DateField(
        label=_("Berlaku mulai"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={
            "required": _("Isi tanggal mulainya."),
            "invalid": _("Tanggal ini tidak terbaca. Tulis seperti 2026-12-01."),
        },
    )
