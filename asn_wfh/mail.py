"""Which mail server the portal writes through, from one address: `EMAIL_URL`.

Read strictly: a typing error stops the start and names the variable, instead of letting every
message fail later. A password never travels in the clear.
"""

from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from asn_wfh.environment import Environment

BACKENDS = "django.core.mail.backends"
PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT_S = 10
LOCAL_SENDER = "Hadir <hadir@localhost>"
LOCAL_PORTAL = "http://localhost:8000"


@dataclass(frozen=True, slots=True)
class Mail:
    """`mailers` is Django's setting, `sender` stands in From. Unless `is_on`, nothing is tried."""

    is_on: bool
    mailers: dict[str, dict[str, Any]]
    sender: str


def mail(env: Environment) -> Mail:
    """The mail server and the sender of this environment.

    Raises `ImproperlyConfigured`, naming the variable, where one is missing or cannot be meant.
    """
    if not env.email_url:
        nowhere = {"BACKEND": f"{BACKENDS}.dummy.EmailBackend"}
        return Mail(False, {"default": nowhere}, env.default_from_email or LOCAL_SENDER)
    url = urlsplit(env.email_url)
    if url.scheme in PORTS:
        default = {"BACKEND": f"{BACKENDS}.smtp.EmailBackend", "OPTIONS": _smtp(env, url)}
        return Mail(True, {"default": default}, _sender(env))
    if url.netloc or url.query or url.fragment or url.scheme not in {"console", "file"}:
        raise _wrong("alamatnya tidak dikenal")
    if url.scheme == "console" and not url.path:
        default = {"BACKEND": f"{BACKENDS}.console.EmailBackend"}
    elif url.scheme == "file" and Path(url.path).is_absolute():
        options = {"file_path": unquote(url.path)}
        default = {"BACKEND": f"{BACKENDS}.filebased.EmailBackend", "OPTIONS": options}
    else:
        raise _wrong("foldernya harus ditulis lengkap, diawali garis miring")
    return Mail(True, {"default": default}, env.default_from_email or LOCAL_SENDER)


def portal_url(env: Environment) -> str:
    """Where people reach the portal: scheme and host, without a slash at the end.

    Raises `ImproperlyConfigured` where links in letters and mails would lead nowhere.
    """
    if not env.portal_url:
        if env.email_url.startswith(("smtp:", "smtps:")):
            raise ImproperlyConfigured(
                "PORTAL_URL belum diisi. Surel memuat tautan ke portal, jadi alamatnya harus "
                "diketahui: isi PORTAL_URL, misalnya https://hadir.example.go.id, lalu jalankan "
                "lagi."
            )
        return LOCAL_PORTAL
    url = urlsplit(env.portal_url)
    if url.scheme not in {"http", "https"} or not url.hostname or url.path.strip("/") or url.query:
        raise ImproperlyConfigured(
            "PORTAL_URL tidak dapat dipakai: tulis skema dan nama saja, misalnya "
            "https://hadir.example.go.id, lalu jalankan lagi."
        )
    return f"{url.scheme}://{url.netloc}"


def _smtp(env: Environment, url: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(url.query, keep_blank_values=True))
    in_clear = url.scheme == "smtp" and options == {"tls": "off"}
    if options and not in_clear:
        raise _wrong("sesudah tanda tanya hanya boleh tls=off, untuk smtp:// saja")
    try:
        host, port = url.hostname, url.port or PORTS[url.scheme]
    except ValueError as error:
        raise _wrong("portanya bukan angka yang sah") from error
    if not host or url.path.strip("/") or url.fragment:
        raise _wrong("tulis hanya pengguna, server dan porta")
    user, password = unquote(url.username or ""), unquote(url.password or "")
    if env.email_password_file:
        if password:
            raise _wrong("sandinya sudah ada di EMAIL_PASSWORD_FILE; hapus dari alamat")
        password = _secret_of(env.email_password_file)
    if bool(user) != bool(password):
        raise _wrong("nama pengguna dan sandi harus ada keduanya, atau tidak sama sekali")
    if in_clear and password:
        raise _wrong("dengan tls=off sandi akan terbaca di jaringan; hapus salah satunya")
    return {
        "host": host,
        "port": port,
        "username": user,
        "password": password,
        "use_tls": url.scheme == "smtp" and not in_clear,
        "use_ssl": url.scheme == "smtps",
        "timeout": TIMEOUT_S,
    }


def _secret_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            "Berkas yang disebut EMAIL_PASSWORD_FILE tidak dapat dibaca. Periksa nama dan izinnya, "
            "lalu jalankan lagi."
        ) from error


def _sender(env: Environment) -> str:
    if "@" not in parseaddr(env.default_from_email)[1]:
        raise ImproperlyConfigured(
            "DEFAULT_FROM_EMAIL belum diisi dengan alamat pengirim. Server surel menolak surat "
            "tanpa pengirim: isi misalnya Hadir <hadir@example.go.id>, lalu jalankan lagi."
        )
    return env.default_from_email


def _wrong(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"EMAIL_URL tidak dapat dipakai: {why}. Bentuk yang dikenal: "
        "smtp://pengguna:sandi@server:587, smtps://pengguna:sandi@server:465, "
        "smtp://server:25?tls=off, console: atau file:///folder."
    )
