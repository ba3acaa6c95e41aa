"""The shape of a policy as personnel, PyB and PPK write it, section by section."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Unit
from attendance.actions.policy_drafts import SETTINGS, Decree
from attendance.forms.policy_fields import (
    DayField,
    DecreeField,
    PercentField,
    UnitCodesField,
    WeekdaysField,
    WindowsField,
    WordsField,
    indented,
    whole_number,
)
from attendance.models import Policy, Regulation, WorkMode
from attendance.models.policies import WorkShares

LENGTH = {
    name: getattr(Policy._meta.get_field(name), "max_length", None)
    for name in ("name", "decree_number", "post")
}
FLEXIBLE = (
    (WorkMode.WFH.value, _("WFH, dari rumah")),
    (WorkMode.WFA.value, _("WFA, dari tempat lain yang disetujui")),
)
LEVELS = [("", _("Tidak bergantung pada level wilayah")), *((n, f"Level {n}") for n in range(1, 5))]


class PolicyForm(forms.Form):
    """Everything a person decides about a policy; empty limits are no limits."""

    name = forms.CharField(
        label=_("Nama kebijakan"),
        max_length=LENGTH["name"],
        help_text=_("Pegawai membaca nama ini di pemberitahuan, misalnya: WFH setiap Jumat."),
        error_messages={"required": _("Beri nama, misalnya: WFH setiap Jumat.")},
    )
    regulation = forms.ModelChoiceField(
        label=_("Dasar hukum"),
        queryset=Regulation.objects.none(),
        empty_label=_("Pilih peraturan atau surat edaran"),
        error_messages={
            "required": _("Pilih peraturan yang menjadi dasarnya."),
            "invalid_choice": _("Peraturan itu tidak ada. Pilih dari daftar."),
        },
    )
    decree_number = forms.CharField(
        label=_("Nomor keputusan PPK"),
        max_length=LENGTH["decree_number"],
        required=False,
        help_text=_("Boleh menyusul selama masih draf; wajib ada sebelum terbit."),
    )
    decree_date = DayField(
        label=_("Tanggal keputusan"), error_messages={"required": _("Isi tanggal keputusannya.")}
    )
    decree = DecreeField(label=_("Berkas keputusan"), help_text=_("PDF, paling besar 5 MB."))
    valid_from = DayField(
        label=_("Mulai berlaku"),
        error_messages={"required": _("Isi hari pertama berlakunya.")},
    )
    valid_until = DayField(
        label=_("Terakhir berlaku"),
        required=False,
        help_text=_("Kosongkan bila berlaku sampai dicabut."),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Seluruh instansi"),
        help_text=_(
            "Beserta semua unit di bawahnya. Kebijakan unit mengalahkan kebijakan instansi."
        ),
        error_messages={"invalid_choice": _("Unit itu tidak ada di instansi ini.")},
    )
    post = forms.CharField(
        label=_("Hanya untuk jabatan"),
        max_length=LENGTH["post"],
        required=False,
        help_text=_(
            "Eselon (II, III.a) atau awal nama jabatan, misalnya: Pranata Komputer. Kosongkan "
            "untuk semua jabatan. Kebijakan jabatan tidak punya batas persen."
        ),
    )
    region_level = forms.TypedChoiceField(
        label=_("Level wilayah"),
        choices=LEVELS,
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Berlaku hanya pada hari wilayah instansi berlevel itu, seperti masa PPKM."),
    )
    modes = forms.MultipleChoiceField(
        label=_("Tempat kerja selain kantor"),
        choices=FLEXIBLE,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tidak ada yang dipilih berarti semua bekerja di kantor."),
    )
    wfh_weekdays = WeekdaysField(label=_("Hari WFH"))
    wfa_weekdays = WeekdaysField(label=_("Hari WFA"))
    office_weekdays = WeekdaysField(
        label=_("Hari wajib di kantor"),
        help_text=_("Pada hari ini semua datang, termasuk yang biasanya boleh WFH."),
    )
    weekly_max_days = whole_number(
        _("Hari fleksibel paling banyak seminggu"), 1, 7, _("Permen PANRB 4/2025: dua hari.")
    )
    wfh_cap_percent = PercentField(
        label=_("WFH dan WFA paling banyak (%)"),
        help_text=_("Dari pegawai tiap unit, dibulatkan ke bawah."),
    )
    wfo_cap_percent = PercentField(
        label=_("WFO paling banyak (%)"),
        help_text=_("Untuk keadaan seperti PPKM: sisanya harus di luar kantor."),
    )
    count_absent_in_base = forms.BooleanField(
        label=_("Pegawai cuti dan dinas luar ikut dihitung dalam persen"), required=False
    )
    excluded_posts = WordsField(
        label=_("Jabatan yang tetap WFO"),
        help_text=_("Satu baris satu: eselon (II, III.a), atau awal nama jabatan (camat, lurah)."),
    )
    excluded_unit_codes = UnitCodesField(
        label=_("Unit yang tetap WFO"), help_text=_("Beserta unit di bawahnya.")
    )
    exclude_direct_service = forms.BooleanField(
        label=_("Yang melayani masyarakat langsung tetap WFO"), required=False
    )
    exclude_cpns = forms.BooleanField(label=_("CPNS tetap WFO"), required=False)
    exclude_pppk_first_year = forms.BooleanField(
        label=_("PPPK pada tahun pertama tetap WFO"), required=False
    )
    exclude_disciplined = forms.BooleanField(
        label=_("Yang menjalani hukuman disiplin tetap WFO"), required=False
    )
    top_performers_percent = PercentField(
        label=_("Hanya untuk kinerja terbaik (%)"),
        min_value=1,
        help_text=_("Menurut nilai kinerja tahun lalu, dari semua yang punya nilai."),
    )
    requires_readiness = forms.BooleanField(
        label=_("Harus punya pernyataan kesiapan WFH"), required=False
    )
    presence_checks_per_day = whole_number(_("Panggilan kehadiran sehari"), 0, 10)
    presence_answer_minutes = whole_number(_("Dijawab dalam (menit)"), 1, 120)
    report_due_at = forms.TimeField(
        label=_("Laporan kerja paling lambat pukul"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Tulis jamnya seperti 16:30.")},
    )
    check_in_windows = WindowsField(
        label=_("Waktu presensi"),
        help_text=_("Satu baris satu, misalnya 06.30-07.30. Kosongkan bila bebas."),
    )

    def __init__(self, *args: Any, agency: Agency, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Unit.objects.with_tree_fields().filter(agency=agency)
        self.units = list(units.only("pk", "code", "name"))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = indented  # type: ignore[attr-defined]
        self.fields["excluded_unit_codes"].offer(self.units)  # type: ignore[attr-defined]
        regulations = Regulation.objects.order_by("-valid_from", "number")
        self.fields["regulation"].queryset = regulations  # type: ignore[attr-defined]
        self.fields["regulation"].label_from_instance = _regulation_label  # type: ignore[attr-defined]
        self.helper = _layout()

    def clean(self) -> dict[str, Any]:
        """What fields say together: a period forward, days that do not contradict each other."""
        typed: dict[str, Any] = super().clean() or {}
        first, last = typed.get("valid_from"), typed.get("valid_until")
        if first and last and last < first:
            self.add_error(
                "valid_until", _("Kebijakan berakhir sebelum mulai. Betulkan tanggalnya.")
            )
        office = set(typed.get("office_weekdays", ""))
        for mode in typed.get("modes", ()):
            name = f"{mode.lower()}_weekdays"
            if office & set(typed.get(name, "")):
                self.add_error(name, _("Hari yang sama juga wajib di kantor. Pilih salah satu."))
        if typed.get("post") and any(
            typed.get(cap) is not None for cap in ("wfh_cap_percent", "wfo_cap_percent")
        ):
            self.add_error(
                "post",
                _("Kebijakan jabatan tidak memakai batas persen. Kosongkan kedua batas itu."),
            )
        if typed.get("presence_answer_minutes") and not typed.get("presence_checks_per_day"):
            self.add_error(
                "presence_checks_per_day", _("Isi berapa kali dipanggil, atau kosongkan menitnya.")
            )
        return typed

    def settings(self) -> dict[str, Any]:
        """What a valid form says, by the names of a policy's fields."""
        typed = {name: self.cleaned_data[name] for name in SETTINGS}
        typed["presence_checks_per_day"] = typed["presence_checks_per_day"] or 0
        typed["wfh_weekdays"] = typed["wfh_weekdays"] if WorkMode.WFH in typed["modes"] else ""
        typed["wfa_weekdays"] = typed["wfa_weekdays"] if WorkMode.WFA in typed["modes"] else ""
        return typed

    def decree_sent(self) -> Decree | None:
        """The file of a valid form, or None where none was sent."""
        sent: Decree | None = self.cleaned_data["decree"]
        return sent


def initial_of(source: WorkShares) -> dict[str, Any]:
    """What a form begins with that is made from a policy or a preset."""
    known = {field.name for field in source._meta.get_fields()}
    return {name: getattr(source, name) for name in SETTINGS if name in known}


def _regulation_label(regulation: Regulation) -> str:
    return f"{regulation.number} · {regulation.title}" if regulation.title else regulation.number


def _layout() -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        Fieldset(
            _("Keputusan"), "name", "regulation",
            Div("decree_number", "decree_date", css_class="side"), "decree",
        ),
        Fieldset(
            _("Masa dan lingkup"), Div("valid_from", "valid_until", css_class="side"),
            "unit", Div("post", "region_level", css_class="side"),
        ),
        Fieldset(
            _("Tempat dan hari"), "modes", "wfh_weekdays", "wfa_weekdays", "office_weekdays",
            HTML('<p class="form-text">Hari yang dikosongkan berarti semua hari kerja.</p>'),
        ),
        Fieldset(
            _("Batas"),
            Div("weekly_max_days", "wfh_cap_percent", "wfo_cap_percent", css_class="side"),
            "count_absent_in_base",
        ),
        Fieldset(
            _("Yang tetap di kantor"), "exclude_direct_service", "exclude_cpns",
            "exclude_pppk_first_year", "exclude_disciplined", "excluded_posts",
            "excluded_unit_codes",
        ),
        Fieldset(_("Syarat"), "requires_readiness", "top_performers_percent"),
        Fieldset(
            _("Kewajiban saat di luar kantor"),
            Div("presence_checks_per_day", "presence_answer_minutes", "report_due_at",
                css_class="side"),
            "check_in_windows",
        ),
    )  # fmt: skip
    return helper


class EndForm(forms.Form):
    """Until when a policy still holds, and why it ends."""

    last_day = DayField(
        label=_("Hari terakhir berlaku"),
        error_messages={"required": _("Isi hari terakhir berlakunya.")},
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=Policy._meta.get_field("end_reason").max_length,
        help_text=_("Pegawai membacanya di pemberitahuan."),
        error_messages={"required": _("Tulis alasannya: pegawai membacanya.")},
    )


def refused_field(form: forms.Form, field: str) -> str | None:
    """The field that a refusal belongs to, or None for the whole form."""
    return field if field in form.fields else None
