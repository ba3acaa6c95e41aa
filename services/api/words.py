"""What is wrong with a request's shape, as a sentence: what was asked for, and what would do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as to_translate

SENTENCES = {
    "missing": to_translate("Parameter “%(name)s” wajib diisi."),
    "int_parsing": to_translate("Parameter “%(name)s” harus bilangan bulat."),
    "greater_than_equal": to_translate("Parameter “%(name)s” sedikitnya %(ge)s."),
    "less_than_equal": to_translate("Parameter “%(name)s” paling banyak %(le)s."),
    "string_too_short": to_translate("Parameter “%(name)s” tidak boleh kosong."),
    "string_too_long": to_translate("Parameter “%(name)s” paling panjang %(max_length)s huruf."),
    "uuid_parsing": to_translate(
        "Parameter “%(name)s” harus UUID, seperti yang tertulis di daftarnya."
    ),
}
OTHERWISE = to_translate(
    "Bentuk parameter “%(name)s” tidak dikenal. Lihat contohnya di %(document)s."
)


def said(error: dict[str, Any]) -> str:
    """The sentence for one of pydantic's errors (`type`, `loc`, `ctx`)."""
    sentence = SENTENCES.get(error["type"], OTHERWISE)
    facts = {"name": error["loc"][-1], "document": "/api/", **error.get("ctx", {})}
    return _(sentence) % facts


def unknown_parameter(name: str) -> str:
    """For a parameter this address does not know."""
    sentence = _(
        "Parameter “%(name)s” tidak dikenal di alamat ini. Lihat daftarnya di %(document)s."
    )
    return sentence % {"name": name, "document": "/api/"}
