"""Fields of a policy: weekdays, shares, lists of words, windows, units, the decree's file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from attendance.actions.policy_drafts import Decree
from attendance.forms.evidence import file_name
from attendance.models.policies import MAX_DECREE_BYTES, Policy
from attendance.rules.policy import read_window

PDF = b"%PDF-"
MOST_WINDOWS = 4


class DayField(forms.DateField):
    """A date by the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Tanggal ini tidak terbaca. Tulis seperti 2026-11-27.")}


class WeekdaysField(forms.MultipleChoiceField):
    """ISO weekdays as the digits a row keeps: `15` for Monday and Friday."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _("Hari itu tidak ada. Pilih dari daftar.")}

    def __init__(self, **options: Any) -> None:
        days = [(str(number + 1), name) for number, name in WEEKDAYS.items()]
        super().__init__(**{"required": False, "choices": days, **options})

    def prepare_value(self, value: Any) -> Any:
        """The digits of a row as single choices."""
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """The digits in order."""
        return "".join(sorted(super().clean(value)))


class PercentField(forms.IntegerField):
    """A share of 0 to 100; empty is no limit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "min_value": 0, "max_value": 100, **options})
        wrong = _("Tulis persen sebagai angka bulat dari %(least)d sampai 100.") % {
            "least": self.min_value
        }
        self.error_messages["invalid"] = wrong
        _say_instead(self, wrong)


def whole_number(label: Any, least: int, most: int, help_text: Any = "") -> forms.IntegerField:
    """An optional whole number from `least` to `most`."""
    field = forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, help_text=help_text
    )
    wrong = _("Tulis angka bulat dari %(least)d sampai %(most)d, atau kosongkan.") % {
        "least": least,
        "most": most,
    }
    field.error_messages["invalid"] = wrong
    _say_instead(field, wrong)
    return field


def _say_instead(field: forms.IntegerField, wrong: str) -> None:
    """Let the field's bounds answer with a sentence of ours."""
    for validator in field.validators:
        if isinstance(validator, BaseValidator):
            validator.message = wrong


class WordsField(forms.CharField):
    """A list, one entry a line; commas and semicolons divide too."""

    longest = Policy._meta.get_field("excluded_posts").base_field.max_length or 80

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(**{"required": False, "widget": widget, **options})

    def prepare_value(self, value: Any) -> Any:
        """A row's list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """The entries once each, in the order typed."""
        text = super().clean(value).replace(",", "\n").replace(";", "\n")
        entries = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        if any(len(entry) > self.longest for entry in entries):
            raise ValidationError(
                _("Satu baris paling panjang %(most)d huruf. Pecah menjadi beberapa baris.")
                % {"most": self.longest}
            )
        return entries


class WindowsField(WordsField):
    """Windows of a day, one a line, as `06:30-07:30`."""

    def clean(self, value: Any) -> list[str]:
        """The windows in the one way a row writes them."""
        try:
            windows = [read_window(entry) for entry in super().clean(value)]
        except ValueError:
            raise ValidationError(
                _("Tulis tiap waktu seperti 06.30-07.30, dari yang awal ke yang akhir.")
            ) from None
        if len(windows) > MOST_WINDOWS:
            raise ValidationError(_("Paling banyak empat waktu presensi sehari."))
        return [f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in windows]


class UnitCodesField(forms.MultipleChoiceField):
    """Units by their codes, with the tree shown by indentation."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _("Unit itu tidak ada di instansi ini.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})

    def offer(self, units: Iterable[Unit]) -> None:
        """Let these be chosen."""
        self.choices = [(unit.code, indented(unit)) for unit in units]


def indented(unit: Unit) -> str:
    """The unit's name, moved in by its depth in the tree."""
    return f"{'— ' * (len(unit.tree_path) - 1)}{unit.name}"


class DecreeField(forms.FileField):
    """A PDF of at most 5 MB as a `Decree`; None when nothing was sent."""

    widget = forms.ClearableFileInput(attrs={"accept": "application/pdf"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "allow_empty_file": True, **options})

    def clean(self, data: Any, initial: Any = None) -> Decree | None:
        """The file as sent; ValidationError with a sentence where it cannot be kept."""
        sent = super().clean(data, initial)
        if not sent:
            return None
        if sent.size > MAX_DECREE_BYTES:
            raise ValidationError(
                _("Berkas lebih besar dari 5 MB. Perkecil pindaiannya, lalu unggah lagi."),
                code="size",
            )
        content = sent.read()
        if not content:
            raise ValidationError(_("Berkas ini kosong. Pilih PDF keputusannya."), code="empty")
        if not content.startswith(PDF):
            raise ValidationError(
                _("Berkas ini bukan PDF. Simpan keputusannya sebagai PDF, lalu unggah lagi."),
                code="type",
            )
        return Decree(file_name(sent.name, ".pdf", "keputusan"), content)
