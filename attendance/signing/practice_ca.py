"""Certificates for trying out: a root of this portal's own, and one certificate per signer.

Everything says "UJI" and lies in the data folder; nobody outside trusts it, and the verification
page says so. Only a start with embedded engines uses it.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import SimpleSigner

from attendance.signing.values import SigningRefused
from attendance.wording.signing import key_unusable

ROOT_NAME = "Hadir CA UJI"
ORGANISATION = "UJI COBA - tidak berkekuatan hukum"
KEY_BITS = 2048
# Wide on both sides: the demo's clock may stand on another day than the machine's.
BEFORE, AFTER = timedelta(days=5 * 365), timedelta(days=15 * 365)

type _Pair = tuple[rsa.RSAPrivateKey, x509.Certificate]


def practice_signer(folder: Path, name: str, at: datetime) -> SimpleSigner:
    """The signer of this name, with its certificate made on first use at `at` (aware).

    Raises SigningRefused where `folder` cannot be written or read.
    """
    own = f"signer-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    try:
        with _alone_in(folder):
            root = _kept(folder / "root", lambda: _make_root(at))
            _kept(folder / own, lambda: _make_end(name, root, at))
    except (OSError, ValueError) as error:
        raise SigningRefused(key_unusable()) from error
    signer: SimpleSigner | None = SimpleSigner.load(
        key_file=str(folder / f"{own}.key"),
        cert_file=str(folder / f"{own}.pem"),
        ca_chain_files=(str(folder / "root.pem"),),
    )
    if signer is None:
        raise SigningRefused(key_unusable())
    return signer


def practice_root(folder: Path) -> Path | None:
    """Where the root certificate (PEM) lies, None before the first signature."""
    path = folder / "root.pem"
    return path if path.is_file() else None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One process at a time: two first signatures must not make two roots."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _kept(path: Path, make: Callable[[], _Pair]) -> _Pair:
    key_file, certificate_file = path.with_suffix(".key"), path.with_suffix(".pem")
    if not certificate_file.is_file():
        key, certificate = make()
        _write(key_file, _key_bytes(key))
        _write(certificate_file, certificate.public_bytes(serialization.Encoding.PEM))
    held = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    if not isinstance(held, rsa.RSAPrivateKey):
        raise ValueError(f"{key_file.name} holds no RSA key")
    return held, x509.load_pem_x509_certificate(certificate_file.read_bytes())


def _write(path: Path, content: bytes) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)


def _key_bytes(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _make_root(at: datetime) -> _Pair:
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    name = _named(ROOT_NAME)
    usage = _usage(is_ca=True)
    built = (
        _begun(name, name, key, at)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
    )
    return key, built.sign(key, hashes.SHA256())


def _make_end(name: str, root: _Pair, at: datetime) -> _Pair:
    root_key, root_certificate = root
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    built = (
        _begun(_named(f"UJI {name}"), root_certificate.subject, key, at)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_ca=False), critical=True)
        .add_extension(issuer, critical=False)
    )
    return key, built.sign(root_key, hashes.SHA256())


def _begun(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, at: datetime
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - BEFORE)
        .not_valid_after(at + AFTER)
        .add_extension(identifier, critical=False)
    )


def _named(common_name: str) -> x509.Name:
    # X.520 allows 64 characters in a common name; with titles, names can be longer.
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64]),
        ]
    )


def _usage(*, is_ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=not is_ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )
