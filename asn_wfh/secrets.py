"""Where the portal's keys come from: the environment, a file, or, embedded, the data folder."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from asn_wfh.environment import Environment


def secret_key(env: Environment) -> str:
    """The key Django signs with.

    Raises `ImproperlyConfigured`, naming the variable, where a production start has none.
    """
    if env.secret_key:
        return env.secret_key
    if env.secret_key_file:
        return env.secret_key_file.read_text(encoding="utf-8").strip()
    if env.embedded:
        return _kept_in(env.data / "secret_key", lambda: secrets.token_urlsafe(50))
    raise ImproperlyConfigured(
        "SECRET_KEY belum diisi. Portal memakai basis data luar (DATABASE_URL), jadi kunci "
        "rahasia harus diberikan: isi SECRET_KEY atau SECRET_KEY_FILE, lalu jalankan lagi."
    )


def push_key(env: Environment) -> str:
    """The private key (PEM) browsers' push services know this portal by; empty: no such messages.

    Raises `ImproperlyConfigured` where the file that is named cannot be read.
    """
    if env.vapid_private_key_file:
        try:
            return env.vapid_private_key_file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(
                "Berkas yang disebut VAPID_PRIVATE_KEY_FILE tidak dapat dibaca. Periksa nama dan "
                "izinnya, lalu jalankan lagi."
            ) from error
    return _kept_in(env.data / "vapid_private_key.pem", _new_push_key) if env.embedded else ""


def _new_push_key() -> str:
    # Here, because only the first start of a data folder needs it.
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode("ascii")
    )


def _kept_in(path: Path, make: Callable[[], str]) -> str:
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    key = make()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        # A folder that cannot be written is reported by the engines, with what to do;
        # until then commands such as `check` and `--help` still run.
        return key
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        file.write(key)
    return key
