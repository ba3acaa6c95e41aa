"""Why an amendment of a signed report is issued, with what the BSrE asks for where it signs."""

from typing import Any

from django import forms
from django.utils.functional import lazy

from attendance.forms.letters import PassphraseForm
from attendance.models import ComplianceReport
from attendance.signing.values import Typed
from attendance.wording import report_changes as words

REASON_LENGTH: int = ComplianceReport._meta.get_field("reason").max_length or 240


class AmendmentForm(forms.Form):
    """The reason; and NIK and passphrase where the signing service needs them."""

    alasan = forms.CharField(
        label=lazy(words.reason_label, str)(),
        max_length=REASON_LENGTH,
        help_text=lazy(words.reason_help, str)(),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": REASON_LENGTH}),
        error_messages={"required": lazy(words.without_reason, str)()},
    )

    def __init__(self, *args: Any, asks_passphrase: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passphrase = PassphraseForm(*args, **kwargs) if asks_passphrase else None
        if self.passphrase is not None:
            self.fields |= self.passphrase.fields

    def clean_nik(self) -> str:
        """As for every letter that the BSrE signs."""
        assert self.passphrase is not None  # noqa: S101 - the field came from there
        self.passphrase.cleaned_data = self.cleaned_data
        return self.passphrase.clean_nik()

    def typed(self) -> Typed | None:
        """What was typed for the one signature; None where nothing is asked."""
        if self.passphrase is None:
            return None
        return Typed(nik=self.cleaned_data["nik"], passphrase=self.cleaned_data["passphrase"])
