"""By what the portal's letters are signed: read from the environment once, and checked at start."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.core.exceptions import ImproperlyConfigured

from asn_wfh.environment import Environment

Kind = Literal["test", "pkcs12", "pkcs11", "bsre", ""]


@dataclass(frozen=True, slots=True)
class SigningSettings:
    """`kind` is the way of signing, empty where none is set; the others' fields are empty then.

    Secrets stay in their files.
    `test_folder` holds the test CA of an embedded start; `trust_roots` (PEM) are the certificates
    whose signatures the verification page calls trusted, besides the test CA's.
    """

    kind: Kind
    test_folder: Path
    p12: Path = Path()
    p12_password_file: Path = Path()
    pkcs11_module: Path = Path()
    pkcs11_token: str = ""
    pkcs11_key: str = ""
    pkcs11_pin_file: Path = Path()
    bsre_url: str = ""
    bsre_user_file: Path = Path()
    bsre_password_file: Path = Path()
    tsa_url: str = ""
    trust_roots: Path | None = None


def signing_settings(env: Environment) -> SigningSettings:
    """The way of signing that `env` names; an embedded start without any signs for trying out.

    Raises `ImproperlyConfigured`, naming the variable, where two ways are set at once, a way
    lacks one of its variables, or a file cannot be read.
    """
    named: list[Kind] = []
    if env.signing_p12:
        named.append("pkcs12")
        _require(env, "signing_p12_password_file")
    if env.signing_pkcs11_module:
        named.append("pkcs11")
        _require(env, "signing_pkcs11_token", "signing_pkcs11_key", "signing_pkcs11_pin_file")
    if env.signing_bsre_url:
        named.append("bsre")
        _require(env, "signing_bsre_user_file", "signing_bsre_password_file")
    if len(named) > 1:
        raise ImproperlyConfigured(
            "Lebih dari satu cara tanda tangan diisi (SIGNING_P12, SIGNING_PKCS11_MODULE, "
            "SIGNING_BSRE_URL). Sisakan satu, lalu jalankan lagi."
        )
    if named and not env.embedded:
        _require(env, "portal_url")
    for name in FILES:
        _require_readable(name, getattr(env, name))
    return SigningSettings(
        kind=named[0] if named else "test" if env.embedded else "",
        test_folder=env.data.resolve() / "secrets" / "signing",
        p12=env.signing_p12 or Path(),
        p12_password_file=env.signing_p12_password_file or Path(),
        pkcs11_module=env.signing_pkcs11_module or Path(),
        pkcs11_token=env.signing_pkcs11_token,
        pkcs11_key=env.signing_pkcs11_key,
        pkcs11_pin_file=env.signing_pkcs11_pin_file or Path(),
        bsre_url=env.signing_bsre_url,
        bsre_user_file=env.signing_bsre_user_file or Path(),
        bsre_password_file=env.signing_bsre_password_file or Path(),
        tsa_url=env.signing_tsa_url,
        trust_roots=env.signing_trust_roots,
    )


FILES = (
    "signing_p12",
    "signing_p12_password_file",
    "signing_pkcs11_module",
    "signing_pkcs11_pin_file",
    "signing_bsre_user_file",
    "signing_bsre_password_file",
    "signing_trust_roots",
)


def _require(env: Environment, *names: str) -> None:
    for name in names:
        if not getattr(env, name):
            raise ImproperlyConfigured(
                f"{name.upper()} belum diisi, padahal cara tanda tangan surat memerlukannya. "
                "Isi variabel itu, lalu jalankan lagi."
            )


def _require_readable(name: str, path: Path | None) -> None:
    if path is None:
        return
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise ImproperlyConfigured(
            f"Berkas {name.upper()} ({path}) tidak dapat dibaca: {error.strerror}. Betulkan "
            "letak atau hak bacanya, lalu jalankan lagi."
        ) from error
