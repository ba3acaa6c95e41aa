"""Signing with a certificate of the agency: a PKCS#12 file, or a key inside a device (PKCS#11)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from pyhanko.sign.signers import Signer, SimpleSigner

from attendance.signing.values import SigningRefused
from attendance.wording.signing import key_not_rsa, key_unusable

log = structlog.get_logger(__name__)


def pkcs12_signer(file: Path, password_file: Path) -> SimpleSigner:
    """The signer of a PKCS#12 file with its chain. Raises SigningRefused where it is unusable."""
    try:
        signer: SimpleSigner | None = SimpleSigner.load_pkcs12_data(
            file.read_bytes(), other_certs=(), passphrase=_secret(password_file).encode()
        )
    except (OSError, ValueError) as error:
        raise SigningRefused(key_unusable()) from error
    if signer is None:
        raise SigningRefused(key_unusable())
    require_rsa(signer)
    return signer


@contextmanager
def pkcs11_signer(module: Path, token: str, key: str, pin_file: Path) -> Iterator[Signer]:
    """The signer of a key in a device, its session open meanwhile.

    `module` is the device's library, `token` and `key` are labels; the certificate bears the
    key's label. Raises SigningRefused where the device, the token or the key is not usable.
    """
    try:
        with _opened(module, token, _secret(pin_file)) as session:
            # Needs the library python-pkcs11, which only such a set-up installs.
            from pyhanko.sign.pkcs11 import PKCS11Signer

            signer = PKCS11Signer(session, cert_label=key, key_label=key)
            require_rsa(signer)
            yield signer
    except SigningRefused:
        raise
    except Exception as error:
        # Each maker's library has errors of its own, none of which a person could act on.
        log.warning("pkcs11.failed", error=type(error).__name__)
        raise SigningRefused(key_unusable()) from error


def _opened(module: Path, token: str, pin: str) -> Any:
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import open_pkcs11_session

    criteria = TokenCriteria(label=token)
    return open_pkcs11_session(str(module), token_criteria=criteria, user_pin=pin)


def require_rsa(signer: Signer) -> None:
    """Raise SigningRefused unless the signer's certificate holds an RSA key."""
    certificate = signer.signing_cert
    if certificate is None:
        raise SigningRefused(key_unusable())
    if certificate.public_key.algorithm != "rsa":
        raise SigningRefused(key_not_rsa())


def _secret(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()
