"""The shapes of a machine, its settings, and files of numbers and events."""

from ipaddress import ip_network
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, Unit
from attendance.actions.machines import MachineFacts
from attendance.models import Direction, Machine
from attendance.wording import imports as import_words
from attendance.wording import machines as words

LARGEST_UPLOAD_MB = 5


def _directions() -> list[tuple[str, str]]:
    return [(each.value, words.direction_label(each.value)) for each in Direction]


class MachineForm(forms.Form):
    """What a person says about a machine that is registered already."""

    name = forms.CharField(
        label=_("Nama mesin"),
        max_length=120,
        help_text=_("Tempatnya, misalnya: Pintu utama lantai 1."),
        error_messages={
            "required": _("Nama mesin belum diisi. Tulis tempatnya, misalnya: Pintu utama."),
            "max_length": _("Nama mesin terlalu panjang. Tulis paling banyak 120 huruf."),
        },
    )
    unit = forms.ModelChoiceField(
        label=_("Unit kerja"),
        queryset=Unit.objects.none(),
        empty_label=_("Pilih unit"),
        help_text=_("Jam mesin dibaca menurut zona waktu unit ini."),
        error_messages={
            "required": _("Unit kerja belum dipilih. Pilih unit tempat mesin dipasang."),
            "invalid_choice": _("Unit kerja itu tidak ada di instansi Anda. Pilih dari daftar."),
        },
    )
    direction = forms.ChoiceField(
        label=_("Arah presensi"),
        choices=_directions,
        initial=Direction.STATUS,
        help_text=_(
            "Pilih urutan bila pegawai tidak menekan tombol: ketukan pertama masuk, berikutnya "
            "pulang."
        ),
        error_messages={
            "required": _("Arah presensi belum dipilih. Pilih salah satu."),
            "invalid_choice": _("Arah presensi itu tidak ada. Pilih dari daftar."),
        },
    )
    network = forms.CharField(
        label=_("Alamat IP kantor"),
        required=False,
        max_length=43,
        help_text=_(
            "Bila diisi, mesin hanya diterima dari alamat ini, misalnya 203.0.113.7. Tanpa itu, "
            "siapa pun yang tahu nomor seri dapat berpura-pura menjadi mesin."
        ),
        error_messages={
            "max_length": _("Alamat terlalu panjang. Tulis alamat IP seperti 203.0.113.7."),
        },
    )

    def __init__(self, *args: Any, person: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(agency_id=person.agency_id).select_related("agency")
        self.fields["unit"].queryset = units.order_by("name")  # type: ignore[attr-defined]

    def clean_network(self) -> str:
        """The block of addresses as CIDR; empty for anywhere."""
        text = self.cleaned_data["network"].strip()
        if not text:
            return ""
        try:
            return str(ip_network(text, strict=False))
        except ValueError:
            raise ValidationError(words.network_malformed(), code="invalid") from None

    def facts(self) -> MachineFacts:
        """What a valid form says."""
        typed = self.cleaned_data
        return MachineFacts(
            typed["name"], typed["unit"], Direction(typed["direction"]), typed["network"]
        )


class NewMachineForm(MachineForm):
    """A machine to approve, by the serial number on its label."""

    serial = forms.RegexField(
        regex=r"^[A-Za-z0-9_-]{4,40}$",
        label=_("Nomor seri"),
        help_text=_("Ada di label belakang mesin dan di menu Info Sistem, misalnya BOCK201961014."),
        error_messages={
            "required": _("Nomor seri belum diisi. Salin dari label mesin."),
            "invalid": _("Nomor seri terdiri dari 4 sampai 40 huruf atau angka. Salin dari label."),
        },
    )
    field_order = ["serial", "name", "unit", "direction", "network"]


class _FileForm(forms.Form):
    """A file no larger than a page takes."""

    file = forms.FileField(
        label=_("Berkas"),
        error_messages={
            "required": _("Berkas belum dipilih. Pilih berkas dari komputer Anda."),
            "empty": _("Berkas ini kosong. Pilih berkas yang berisi baris data."),
            "invalid": _("Berkas tidak terkirim utuh. Pilih lagi, lalu kirim ulang."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """The file, if it is small enough."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD_MB * 1024 * 1024:
            raise ValidationError(import_words.too_large(LARGEST_UPLOAD_MB), code="too_large")
        return file


class NumbersFileForm(_FileForm):
    """A CSV file of NIP and machine number."""


class EventsFileForm(_FileForm):
    """A file of events, or what a machine wrote on a memory stick."""

    content = forms.ModelChoiceField(
        label=_("Isi berkas"),
        queryset=Machine.objects.none(),
        required=False,
        empty_label=_("CSV presensi (nip, kind, tapped_at, mode)"),
        error_messages={
            "invalid_choice": _("Mesin itu tidak ada di instansi Anda. Pilih dari daftar."),
        },
    )

    def __init__(self, *args: Any, person: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        machines = Machine.objects.visible_to(person).select_related("agency")
        content = self.fields["content"]
        content.queryset = machines  # type: ignore[attr-defined]
        content.label_from_instance = _machine_label  # type: ignore[attr-defined]


def _machine_label(machine: Machine) -> str:
    return _("attlog.dat dari %(name)s") % {"name": machine.name}
