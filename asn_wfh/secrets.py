"""Where the signing key comes from: the environment, a file, or, embedded, the data folder."""

import os
import secrets
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
        return _kept_in(env.data / "secret_key")
    raise ImproperlyConfigured(
        "SECRET_KEY belum diisi. Portal memakai basis data luar (DATABASE_URL), jadi kunci "
        "rahasia harus diberikan: isi SECRET_KEY atau SECRET_KEY_FILE, lalu jalankan lagi."
    )


def _kept_in(path: Path) -> str:
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        # A folder that cannot be written is reported by the engines, with what to do;
        # until then commands such as `check` and `--help` still run.
        return secrets.token_urlsafe(50)
    key = secrets.token_urlsafe(50)
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        file.write(key)
    return key
