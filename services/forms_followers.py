"""The shape of what somebody sends who wants to follow a desk."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as later

from services.actions.followers import ENDPOINT_LENGTH, Offered
from services.models import FollowerWish
from services.wording_followers import email_missing

BODY_BYTES = 4096
KEY_LENGTH, AUTH_LENGTH = 120, 40
FIELD = {"class": "form-control"}
CHECK = {"class": "form-check-input"}
WISHES = [
    (FollowerWish.CLOSURES.value, later("Hanya penutupan, dan kapan berakhir")),
    (FollowerWish.CHANGES.value, later("Juga perubahan mendadak di jam layanan")),
]


class WishForm(forms.Form):
    """What about: closures only, or changes in service hours, too."""

    kabar = forms.ChoiceField(
        label=later("Kabari saya tentang"),
        choices=WISHES,
        initial=FollowerWish.CLOSURES.value,
        widget=forms.RadioSelect(CHECK),
    )


class FollowForm(WishForm):
    """A mail address. `situs` stays empty: a program fills it."""

    surel = forms.EmailField(
        label=later("Alamat surel"),
        max_length=200,
        widget=forms.EmailInput({**FIELD, "autocomplete": "email"}),
    )
    situs = forms.CharField(
        label=later("Kosongkan kolom ini"),
        required=False,
        widget=forms.TextInput({**FIELD, "autocomplete": "off", "tabindex": "-1"}),
    )
    tanda = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for kind in ("required", "invalid", "max_length"):
            self.fields["surel"].error_messages[kind] = email_missing()


class BrowserForm(forms.Form):
    """`{wish, subscription: {endpoint, keys: {p256dh, auth}}}` as follow.js sends it."""

    endpoint = forms.URLField(max_length=ENDPOINT_LENGTH, assume_scheme="https")
    p256dh = forms.CharField(max_length=KEY_LENGTH)
    auth = forms.CharField(max_length=AUTH_LENGTH)
    wish = forms.ChoiceField(choices=FollowerWish.choices)

    def __init__(self, body: bytes) -> None:
        super().__init__(_flat(body))

    def offered(self) -> Offered:
        """The subscription."""
        data = self.cleaned_data
        return Offered(data["endpoint"], data["p256dh"], data["auth"])


def _flat(body: bytes) -> dict[str, str]:
    """The fields as text, empty where the body is no such object."""
    if len(body) > BODY_BYTES:
        return {}
    try:
        sent = json.loads(body)
    except ValueError:
        return {}
    told = sent if isinstance(sent, dict) else {}
    given = told.get("subscription")
    given = given if isinstance(given, dict) else {}
    keys = given.get("keys")
    keys = keys if isinstance(keys, dict) else {}
    found = {
        "endpoint": given.get("endpoint"),
        "p256dh": keys.get("p256dh"),
        "auth": keys.get("auth"),
        "wish": told.get("wish"),
    }
    return {name: value for name, value in found.items() if isinstance(value, str)}
