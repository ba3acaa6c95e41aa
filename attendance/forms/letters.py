"""What a signer types for the BSrE, an agency's pattern of numbers, and what a visitor checks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from attendance.models import LetterNumbering
from attendance.rules.documents import read_code
from attendance.signing.values import Typed
from attendance.wording import letters, signing, verification

NIK_DIGITS = 16
MAX_PDF_BYTES = 5 * 1024 * 1024
PATTERN_LENGTH: int = LetterNumbering._meta.get_field("pattern").max_length or 80


class PassphraseForm(forms.Form):
    """NIK and passphrase for one signature; the passphrase is never printed back."""

    nik = forms.CharField(
        label="NIK",
        max_length=32,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Ketik NIK Anda, 16 angka.")},
    )
    passphrase = forms.CharField(
        label=_("Passphrase BSrE"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Diteruskan sekali ke BSrE untuk tanda tangan ini; portal tidak menyimpannya."),
        error_messages={
            "required": _("Ketik passphrase sertifikat elektronik Anda."),
        },
    )

    def clean_nik(self) -> str:
        """The sixteen digits, without blanks."""
        digits = "".join(str(self.cleaned_data["nik"]).split())
        if len(digits) != NIK_DIGITS or not digits.isascii() or not digits.isdecimal():
            raise ValidationError(signing.nik_not_16_digits())
        return digits

    def typed(self) -> Typed:
        """What was typed, for the one signature."""
        return Typed(nik=self.cleaned_data["nik"], passphrase=self.cleaned_data["passphrase"])


class PatternForm(forms.Form):
    """How the agency numbers its letters."""

    pattern = forms.CharField(
        label=_("Pola nomor surat"),
        max_length=PATTERN_LENGTH,
        help_text=_("{number} diganti nomor urut, {year} diganti tahun."),
        error_messages={"required": lazy(letters.pattern_without_number, str)()},
    )

    def clean_pattern(self) -> str:
        """A pattern that counts, and that tells the years apart."""
        pattern = str(self.cleaned_data["pattern"])
        if "{number}" not in pattern or "{year}" not in pattern:
            raise ValidationError(letters.pattern_without_number())
        return pattern


class CheckForm(forms.Form):
    """A code to look up, or a PDF to look into."""

    kode = forms.CharField(
        label=_("Kode verifikasi"),
        required=False,
        max_length=40,
        help_text=_("Tercetak di bawah tanda tangan, misalnya 7K3F-9QWM-2XTD."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    berkas = forms.FileField(
        label=_("Berkas PDF"),
        required=False,
        help_text=_("Paling besar 5 MB. Berkas hanya diperiksa, tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"empty": lazy(verification.empty_file, str)()},
    )

    def clean_kode(self) -> str:
        """The code as it is printed, empty where none was typed."""
        typed = str(self.cleaned_data["kode"]).strip()
        if not typed:
            return ""
        code = read_code(typed)
        if code is None:
            raise ValidationError(verification.code_malformed())
        return code

    def clean_berkas(self) -> Any:
        """The file, if it is no larger than allowed."""
        file = self.cleaned_data["berkas"]
        if file is not None and file.size > MAX_PDF_BYTES:
            raise ValidationError(verification.too_large())
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("kode") and not cleaned.get("berkas"):
            raise ValidationError(verification.nothing_given())
        return cleaned
