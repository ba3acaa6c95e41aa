"""The shape of a tablet at a desk: its name, and the desk it stands at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.models import Desk

NAME_LENGTH = 80


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Nama tablet"),
        max_length=NAME_LENGTH,
        help_text=_("Tempatnya, misalnya: Meja loket 3."),
        error_messages={
            "required": _("Nama tablet belum diisi. Tulis tempatnya, misalnya: Meja loket 3."),
            "max_length": _("Nama tablet terlalu panjang. Tulis paling banyak 80 huruf."),
        },
    )


class DeskChoice(forms.ModelChoiceField):
    """Desks by their office and name."""

    def label_from_instance(self, obj: Any) -> str:
        """`MPP Sumedang · Loket 3`."""
        return f"{obj.office.name} · {obj.name}"


class DeskTabletForm(forms.Form):
    """A name, and one of the desks the manager keeps."""

    name = _name()
    desk = DeskChoice(
        label=_("Loket"),
        queryset=Desk.objects.none(),
        empty_label=_("Pilih loket"),
        error_messages={
            "required": _("Loket belum dipilih. Pilih loket tempat tablet berdiri."),
            "invalid_choice": _("Loket itu tidak Anda kelola. Pilih dari daftar."),
        },
    )

    def __init__(self, *args: Any, desks: tuple[Desk, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Desk.objects.filter(pk__in=[desk.pk for desk in desks]).select_related("office")
        self.fields["desk"].queryset = rows.order_by(  # type: ignore[attr-defined]
            "office__name", "position", "name"
        )


class TabletNameForm(forms.Form):
    """A new name for a tablet."""

    name = _name()
