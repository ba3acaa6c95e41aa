"""One door to every way of signing; which one, the portal's settings say."""

from pathlib import Path

from django.conf import settings
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

from attendance.signing.bsre import sign_by_bsre
from attendance.signing.judge import Judgement, judge
from attendance.signing.keys import pkcs11_signer, pkcs12_signer
from attendance.signing.pades import sign_with
from attendance.signing.practice_ca import practice_root, practice_signer
from attendance.signing.values import Order, Signed, SigningRefused
from attendance.wording import signing as words

TIMESTAMP_SECONDS = 10


def asks_passphrase() -> bool:
    """Whether the signer types NIK and passphrase for each signature."""
    return settings.SIGNING.kind == "bsre"


def trust_roots() -> list[Path]:
    """The certificates (PEM) whose signatures count as trusted: those set, and the test CA's."""
    named = settings.SIGNING.trust_roots
    practice = practice_root(settings.SIGNING.test_folder)
    return [path for path in (named, practice) if path is not None]


def sign_order(order: Order) -> Signed:
    """`order` signed by the way that is set, and checked before anybody gets to see it.

    Raises SigningRefused; then nothing was signed that the portal would keep.
    """
    set_up = settings.SIGNING
    match set_up.kind:
        case "test":
            signer = practice_signer(set_up.test_folder, order.signer_name, order.at)
            content = _local(signer, order)
        case "pkcs12":
            content = _local(pkcs12_signer(set_up.p12, set_up.p12_password_file), order)
        case "pkcs11":
            with pkcs11_signer(
                set_up.pkcs11_module,
                set_up.pkcs11_token,
                set_up.pkcs11_key,
                set_up.pkcs11_pin_file,
            ) as device:
                content = _local(device, order)
        case "bsre":
            content = _bsre(order)
        case _:
            raise SigningRefused(words.not_set_up())
    seen = _checked(content, order)
    return Signed(content, set_up.kind, seen.subject[:300])


def _local(signer: Signer, order: Order) -> bytes:
    address = settings.SIGNING.tsa_url
    timestamper = RequestsHTTPTimeStamper(address, timeout=TIMESTAMP_SECONDS) if address else None
    try:
        return sign_with(signer, order, timestamper=timestamper)
    except TimestampRequestError as error:
        raise SigningRefused(words.timestamp_away()) from error
    except SigningError as error:
        raise SigningRefused(words.key_unusable()) from error


def _bsre(order: Order) -> bytes:
    set_up = settings.SIGNING
    if order.typed is None:
        raise SigningRefused(words.passphrase_missing(), field="passphrase")
    return sign_by_bsre(
        order,
        order.typed,
        url=set_up.bsre_url,
        user=set_up.bsre_user_file,
        password=set_up.bsre_password_file,
    )


def _checked(content: bytes, order: Order) -> Judgement:
    """What came back must be this letter, signed as a whole."""
    seen = judge(content, trust_roots(), at=order.at)
    if not seen.sound or seen.code != order.mark.stamp["kode"]:
        raise SigningRefused(words.not_intact())
    return seen
