"""Forms that anybody may send, without a session: what keeps programs out without a third party.

A page carries a signed token that says when it was drawn. A form that comes back faster than a
person reads, or after half a day, is asked for again; what was typed stays. No cookie is needed,
and nothing about the visitor is kept.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import gettext as _

YOUNGEST = timedelta(seconds=3)
OLDEST = timedelta(hours=12)
NONCE_BYTES = 16
SAME_PLACE = frozenset({"same-origin", "none"})
"""Values of Sec-Fetch-Site with which one's own form, or a typed address, arrives."""


class FormFault(StrEnum):
    """Why a form is asked for again."""

    FORGED = "forged"
    TOO_FAST = "too_fast"
    TOO_OLD = "too_old"
    TRAP = "trap"
    ELSEWHERE = "elsewhere"


class FormRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The form was not taken; `sentence` says why and what to do, in the active language."""

    def __init__(self, fault: FormFault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    @property
    def sentence(self) -> str:
        """What happened, why, and what next."""
        return refusal_sentence(self.fault)


class FormToken:
    """The token in a form of one `purpose` ("lapor", "ikuti"): a moment and chance, signed."""

    @staticmethod
    def issue(purpose: str, at: datetime) -> str:
        """A token for a form drawn at `at` (aware)."""
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        return _signer(purpose).sign(f"{int(at.timestamp())}.{nonce}")

    @staticmethod
    def check(purpose: str, token: str, at: datetime) -> None:
        """Let pass what was issued for `purpose` and is of the right age at `at` (aware).

        Raises FormRefused with FORGED, TOO_FAST or TOO_OLD.
        """
        age = at - _read(purpose, token)[0]
        if age < YOUNGEST:
            raise FormRefused(FormFault.TOO_FAST)
        if age > OLDEST:
            raise FormRefused(FormFault.TOO_OLD)

    @staticmethod
    def nonce(purpose: str, token: str) -> str:
        """The random part: the same form sent twice has the same. Raises FormRefused (FORGED)."""
        return _read(purpose, token)[1]

    @staticmethod
    def kept(purpose: str, token: str, at: datetime) -> str:
        """`token` where it is still good for the form that is shown again, else a new one."""
        try:
            drawn = _read(purpose, token)[0]
        except FormRefused:
            return FormToken.issue(purpose, at)
        return token if at - drawn < OLDEST / 2 else FormToken.issue(purpose, at)


def refuse_foreign(request: HttpRequest) -> None:
    """Raise FormRefused (ELSEWHERE) where the browser says that another site sent the form.

    Pages with `Referrer-Policy: no-referrer` send `Origin: null`; then Sec-Fetch-Site speaks, and
    a browser too old for it is judged by its token alone.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site and site not in SAME_PLACE:
        raise FormRefused(FormFault.ELSEWHERE)
    origin = request.headers.get("Origin", "")
    if origin not in ("", "null") and urlsplit(origin).netloc != request.get_host():
        raise FormRefused(FormFault.ELSEWHERE)


def refusal_sentence(fault: FormFault) -> str:
    """Why the form was not taken, and what to do."""
    match fault:
        case FormFault.FORGED:
            return _(
                "Tanda pengaman formulir ini rusak, jadi isinya belum dikirim. Isian Anda masih "
                "ada; tekan kirim sekali lagi."
            )
        case FormFault.TOO_FAST:
            return _(
                "Formulir terkirim lebih cepat daripada orang sempat mengisinya, jadi belum "
                "diterima. Tunggu beberapa detik, lalu tekan kirim lagi."
            )
        case FormFault.TOO_OLD:
            return _(
                "Formulir ini terbuka lebih dari 12 jam, jadi belum dikirim. Isian Anda masih ada; "
                "periksa, lalu tekan kirim lagi."
            )
        case FormFault.TRAP:
            return _(
                "Kolom yang harus kosong terisi; biasanya program yang mengisinya. Kosongkan kolom "
                "itu, lalu tekan kirim lagi."
            )
        case FormFault.ELSEWHERE:
            return _(
                "Formulir ini datang dari situs lain, jadi belum dikirim. Periksa isinya di "
                "halaman ini, lalu tekan kirim lagi."
            )


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"services.form.{purpose}")


def _read(purpose: str, token: str) -> tuple[datetime, str]:
    try:
        moment, _dot, nonce = _signer(purpose).unsign(token).partition(".")
        return datetime.fromtimestamp(int(moment), UTC), nonce
    except (BadSignature, ValueError) as error:
        raise FormRefused(FormFault.FORGED) from error
