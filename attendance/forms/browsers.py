"""The shape of what a browser sends about its subscription."""

import json
from typing import Any

from django import forms

from attendance.actions.browsers import ENDPOINT_LENGTH, Offered
from attendance.wording.messages import browser_unknown

BODY_BYTES = 4096
KEY_LENGTH, AUTH_LENGTH = 120, 40


class BrowserForm(forms.Form):
    """`PushSubscription.toJSON()` of a browser: `{endpoint, keys: {p256dh, auth}}`."""

    endpoint = forms.URLField(max_length=ENDPOINT_LENGTH, assume_scheme="https")
    p256dh = forms.CharField(max_length=KEY_LENGTH)
    auth = forms.CharField(max_length=AUTH_LENGTH)

    def __init__(self, body: bytes) -> None:
        super().__init__(_flat(body))
        for field in self.fields.values():
            field.error_messages = dict.fromkeys(
                ("required", "invalid", "max_length"), browser_unknown()
            )

    def offered(self, user_agent: str) -> Offered:
        """The subscription, with a name its owner will know again."""
        data = self.cleaned_data
        label = browser_name(user_agent)
        return Offered(data["endpoint"], data["p256dh"], data["auth"], label)


def browser_name(user_agent: str) -> str:
    """`Chrome di Android` from a User-Agent; `Peramban` where it says nothing known."""
    browsers = {
        "Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
        "Chrome": "Chrome", "Safari": "Safari",
    }  # fmt: skip
    systems = {
        "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
        "Mac OS X": "Mac", "CrOS": "ChromeOS", "Linux": "Linux",
    }  # fmt: skip
    browser = next((name for mark, name in browsers.items() if f"{mark}/" in user_agent), "")
    system = next((name for mark, name in systems.items() if mark in user_agent), "")
    return " di ".join(part for part in (browser or "Peramban", system) if part)


def _flat(body: bytes) -> dict[str, Any]:
    """The fields, empty where the body is no such object."""
    try:
        sent = json.loads(body[: BODY_BYTES + 1])
    except ValueError:
        return {}
    if len(body) > BODY_BYTES or not isinstance(sent, dict):
        return {}
    keys = sent.get("keys")
    keys = keys if isinstance(keys, dict) else {}
    found = {"endpoint": sent.get("endpoint"), "p256dh": keys.get("p256dh")}
    found["auth"] = keys.get("auth")
    return {name: value for name, value in found.items() if isinstance(value, str)}
