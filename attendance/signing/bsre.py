"""Signing by the BSrE client that an agency hosts (API Esign Client Service, version 1).

The client draws the stamp we send and signs with the official's own certificate, which BSrE
keeps. NIK and passphrase travel in this one request; they are kept nowhere and never logged.
"""

from pathlib import Path
from typing import Any

import requests
import structlog

from attendance.letters.stamp import stamp_png
from attendance.signing.values import Order, SigningRefused, Typed
from attendance.wording import signing as words

log = structlog.get_logger(__name__)
CONNECT_SECONDS, ANSWER_SECONDS, FETCH_SECONDS = 5, 30, 10
"""All together below the minute after which a web server stops waiting for an answer."""
WRONG_PASSPHRASE, UNKNOWN_SIGNER = 2031, 2011
UNKNOWN_WORDS = ("tidak terdaftar", "belum terdaftar", "not registered")
OVER_WORDS = ("expired", "kadaluarsa", "kedaluwarsa", "sertifikat")


def sign_by_bsre(order: Order, typed: Typed, *, url: str, user: Path, password: Path) -> bytes:
    """`order.pdf` as the BSrE client at `url` signed it; `user` and `password` are files.

    Raises SigningRefused with the sentence for what the client answered, or did not.
    """
    account = (_secret(user), _secret(password))
    try:
        answer = requests.post(
            f"{url.rstrip('/')}/api/sign/pdf",
            data=_fields(order, typed),
            files={
                "file": ("dokumen.pdf", order.pdf, "application/pdf"),
                "imageTTD": ("stempel.png", stamp_png(order.mark, at=order.at), "image/png"),
            },
            auth=account,
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
        )
        content = _signed_file(answer, url, account)
    except requests.RequestException as error:
        # The error's text may quote the address, never what was sent.
        log.warning("bsre.away", error=type(error).__name__)
        raise SigningRefused(words.bsre_away()) from None
    return content


def _fields(order: Order, typed: Typed) -> dict[str, str]:
    place = order.mark.place
    return {
        "nik": typed.nik,
        "passphrase": typed.passphrase,
        "tampilan": "visible",
        "image": "true",
        "page": str(place.page),
        "xAxis": str(round(place.left)),
        "yAxis": str(round(place.bottom)),
        "width": str(round(place.width)),
        "height": str(round(place.height)),
        "reason": order.mark.reason,
    }


def _signed_file(answer: requests.Response, url: str, account: tuple[str, str]) -> bytes:
    """The PDF in the answer; some versions answer with its number, under which it is fetched."""
    if answer.ok and answer.content.startswith(b"%PDF-"):
        return answer.content
    said = _said(answer)
    number = str(said.get("id_dokumen", ""))
    if answer.ok and number.isalnum():
        fetched = requests.get(
            f"{url.rstrip('/')}/api/sign/download/{number}",
            auth=account,
            timeout=(CONNECT_SECONDS, FETCH_SECONDS),
            allow_redirects=False,
        )
        if fetched.ok and fetched.content.startswith(b"%PDF-"):
            return fetched.content
    raise _refusal(answer.status_code, said)


def _said(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _refusal(http_status: int, said: dict[str, Any]) -> SigningRefused:
    """The sentence for an answer ``{"error": text, "status_code": number}``."""
    code = said.get("status_code")
    code = code if isinstance(code, int) else http_status
    text = str(said.get("error", "")).lower()
    log.warning("bsre.refused", code=code, http=http_status)
    if http_status in {401, 403} and code == http_status:
        return SigningRefused(words.bsre_locked_out())
    if code == WRONG_PASSPHRASE or "passphrase" in text:
        return SigningRefused(words.bsre_wrong_passphrase(), field="passphrase")
    if code == UNKNOWN_SIGNER or any(word in text for word in UNKNOWN_WORDS):
        return SigningRefused(words.bsre_unknown_signer(), field="nik")
    if any(word in text for word in OVER_WORDS):
        return SigningRefused(words.bsre_certificate_over())
    return SigningRefused(words.bsre_refused(code))


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SigningRefused(words.bsre_locked_out()) from error
