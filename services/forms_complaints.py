"""The shape of a citizen's report, of a message to it, and of a tracking code."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from services.models import Desk, Seen, Service
from services.queries.shown import service_name
from services.rules.reports import COMPLAINT_DAYS, STATUS_DAYS, doubt_time
from services.wording_complaints import doubt_sentence, message_empty, seen_label

MOST_LETTERS = 4000
FIELD = {"class": "form-control"}
SELECT = {"class": "form-select"}
CHECK = {"class": "form-check-input"}


class ReportForm(forms.Form):
    """What both kinds of report have: when, in words, and where an answer may go.

    `moment` is what the two fields of time say, aware. `situs` stays empty: a program fills it.
    """

    days = 0
    field_order = ("loket", "layanan", "terlihat", "tanggal", "jam", "isi", "surel")

    tanggal = forms.DateField(
        label=later("Tanggal kejadian"),
        # Browsers read and send these two in one form only, whatever the language.
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({**FIELD, "type": "date"}, format="%Y-%m-%d"),
    )
    jam = forms.TimeField(
        label=later("Jam kira-kira"),
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput({**FIELD, "type": "time"}, format="%H:%M"),
    )
    isi = forms.CharField(
        label=later("Ceritakan"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea({**FIELD, "rows": 5}),
    )
    surel = forms.EmailField(
        label=later("Surel untuk jawaban (boleh kosong)"),
        required=False,
        widget=forms.EmailInput({**FIELD, "autocomplete": "email"}),
    )
    situs = forms.CharField(
        label=later("Kosongkan kolom ini"),
        required=False,
        widget=forms.TextInput({**FIELD, "autocomplete": "off", "tabindex": "-1"}),
    )
    tanda = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, zone: str, now: datetime, desks: list[Desk], desk: str = ""
    ) -> None:
        local = now.astimezone(ZoneInfo(zone))
        start = {"tanggal": local.date(), "jam": local.time(), "loket": desk}
        super().__init__(data, initial=start, label_suffix="")
        self.zone, self.now, self.desks = ZoneInfo(zone), now, desks
        choices = [("", _("Pilih loket")), *((each.slug, each.name) for each in desks)]
        self.fields["loket"].choices = choices  # type: ignore[attr-defined]
        if not settings.MAIL_IS_ON:
            # Nobody is asked for an address to which nothing can be sent.
            del self.fields["surel"]
        for field in self.fields.values():
            field.error_messages.update(_messages(field))

    def clean_isi(self) -> str:
        """The words without blanks around them, and without empty lines in rows."""
        return re.sub(r"\s*\n\s*\n\s*", "\n\n", self.cleaned_data["isi"].replace("\r", "")).strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, clock = cleaned.get("tanggal"), cleaned.get("jam")
        if isinstance(day, date) and isinstance(clock, time):
            moment = datetime.combine(day, clock, self.zone)
            doubt = doubt_time(moment, self.now, self.days)
            if doubt is None:
                cleaned["moment"] = moment
            else:
                self.add_error("tanggal", doubt_sentence(doubt, status=self.days == STATUS_DAYS))
        return cleaned

    def desk(self) -> Desk | None:
        """The desk that was chosen."""
        slug = self.cleaned_data.get("loket", "")
        return next((each for each in self.desks if each.slug == slug), None)


class StatusForm(ReportForm):
    """The page said something else than what is to be seen at the desk."""

    days = STATUS_DAYS

    loket = forms.ChoiceField(label=later("Loket"), widget=forms.Select(SELECT))
    terlihat = forms.ChoiceField(
        label=later("Apa yang Anda lihat di loket?"), widget=forms.RadioSelect(CHECK)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terlihat"].choices = [  # type: ignore[attr-defined]
            (one.value, seen_label(one.value)) for one in Seen
        ]
        self.fields["isi"].label = _("Ceritakan lebih jelas (boleh kosong)")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("terlihat") == Seen.OTHER and not cleaned.get("isi"):
            self.add_error("isi", _("Anda memilih “Lainnya”. Tulis apa yang Anda lihat."))
        return cleaned


class ComplaintForm(ReportForm):
    """A complaint about a service, at one desk or at the office."""

    days = COMPLAINT_DAYS

    loket = forms.ChoiceField(
        label=later("Loket (boleh kosong)"), required=False, widget=forms.Select(SELECT)
    )
    layanan = forms.ChoiceField(
        label=later("Layanan (boleh kosong)"), required=False, widget=forms.Select(SELECT)
    )

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = services
        names = sorted((service_name(each), each.slug) for each in services)
        choices = [("", _("Pilih layanan")), *((slug, name) for name, slug in names)]
        self.fields["layanan"].choices = choices  # type: ignore[attr-defined]
        text = self.fields["isi"]
        text.required, text.label = True, _("Ceritakan apa yang Anda alami")

    def service(self) -> Service | None:
        """The service that was chosen."""
        slug = self.cleaned_data.get("layanan", "")
        return next((each for each in self.services if each.slug == slug), None)


class MessageForm(forms.Form):
    """A message that the bearer of a code adds to the report."""

    pesan = forms.CharField(
        label=later("Tambahkan pesan untuk instansi"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea({**FIELD, "rows": 3}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["pesan"].error_messages |= {
            **_messages(self.fields["pesan"]),
            "required": message_empty(),
        }


class CodeForm(forms.Form):
    """A tracking code, as somebody wrote it down."""

    kode = forms.CharField(
        label=later("Kode lacak"),
        max_length=60,
        required=False,
        widget=forms.TextInput({**FIELD, "autocomplete": "off", "spellcheck": "false"}),
    )


def _messages(field: forms.Field) -> dict[str, str]:
    """Refusals of a field that say what to do."""
    said = {
        "required": _("Masih kosong. Isi dulu, lalu kirim lagi."),
        "invalid": _("Bentuknya belum dikenali. Periksa penulisannya."),
        "invalid_choice": _("Pilihan ini tidak ada lagi. Pilih dari daftar."),
        "max_length": _("Terlalu panjang: paling banyak %(most)d huruf. Ringkas dulu.")
        % {"most": getattr(field, "max_length", None) or MOST_LETTERS},
    }
    if isinstance(field, forms.EmailField):
        said["invalid"] = _("Alamat surel ini tidak lengkap. Contoh: nama@contoh.id")
    return said
