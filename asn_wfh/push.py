"""Notifications to browsers (RFC 8030, 8188, 8291, 8292): sealed for one browser, sent once.

The payload is encrypted with the browser's own keys: the push service between carries it unread.
"""

from __future__ import annotations

import base64
import json
import socket
import ssl
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from asn_wfh.push_hosts import public_address, push_host

if TYPE_CHECKING:
    from urllib3 import HTTPSConnectionPool


TIMEOUT_S = 10
LIFE_S = 24 * 3600
"""So long a push service keeps a notification for a browser that is away: a day's news."""
BODY_LENGTH = 120
GONE = frozenset({404, 410})
POINT_BYTES, AUTH_BYTES = 65, 16


class PushFailed(Exception):  # noqa: N818 - tells the worker what became of the notification
    """It was not taken. `gone`: the browser's subscription is no more; do not try again."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.gone = gone


@dataclass(frozen=True, slots=True)
class Browser:
    """A subscription as the browser gave it: address and keys (base64url)."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the browser shows. `tag` makes the same notice again replace itself."""

    title: str
    body: str
    url: str
    tag: str
    urgent: bool = False
    language: str = "id"


def is_push_on() -> bool:
    """Whether this portal has the key by which push services know it."""
    return bool(settings.VAPID_PRIVATE_KEY)


def public_key() -> str:
    """The public half of the portal's key, as browsers take it (base64url, 65 bytes)."""
    return _public_key(settings.VAPID_PRIVATE_KEY)


@cache
def _public_key(private_pem: str) -> str:
    # cryptography is needed by few pages, and by workers only when they send.
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_pem_private_key(private_pem.encode(), password=None)
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode("ascii")


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether these can be a browser's keys: a point of P-256, uncompressed, and 16 bytes."""
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        point, secret = (_bytes(one) for one in (p256dh, auth))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return len(point) == POINT_BYTES and len(secret) == AUTH_BYTES


def is_inside(endpoint: str) -> bool:
    """Whether the address is one of the push services inside the own network."""
    return urlsplit(endpoint).netloc in settings.PUSH_INSIDE


def send_notice(browser: Browser, notice: Notice) -> None:
    """Seal `notice` for `browser` and give it to its push service. Raises PushFailed.

    The connection goes to the very address that was checked, so a name that changes its address
    in between leads nowhere; redirections are not followed.
    """
    from urllib3.exceptions import HTTPError

    pool, host = _road_to(browser.endpoint)
    path = browser.endpoint.split(host, 1)[1] or "/"
    try:
        answer = pool.urlopen(
            "POST",
            path,
            body=_sealed(browser, notice),
            headers={"Host": host, **_headers(browser.endpoint, notice)},
            redirect=False,
            retries=False,
        )
    except (HTTPError, OSError) as error:
        raise PushFailed(type(error).__name__) from error
    if not 200 <= answer.status < 300:
        raise PushFailed(f"HTTP {answer.status}", gone=answer.status in GONE)


def _road_to(endpoint: str) -> tuple[HTTPSConnectionPool, str]:
    """A pool of connections to the checked address of the endpoint's host, and Host's value."""
    netloc = urlsplit(endpoint).netloc
    if is_inside(endpoint):
        name, _, number = netloc.partition(":")
        return _pool(name, name, int(number), settings.PUSH_INSIDE[netloc]), netloc
    found = push_host(endpoint)
    if found is None:
        raise PushFailed("alamat tidak diizinkan", gone=True)
    host, port = found
    try:
        names = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise PushFailed(type(error).__name__) from error
    address = public_address(str(name[4][0]) for name in names)
    if address is None:
        raise PushFailed("alamat di jaringan sendiri", gone=True)
    return _pool(address, host, port, ""), netloc


@cache
def _pool(address: str, host: str, port: int, authority: str) -> HTTPSConnectionPool:
    # Imported here: twelve megabytes that only a worker which sends needs.
    from urllib3 import HTTPSConnectionPool

    trusted = ssl.create_default_context(cafile=authority or None)
    return HTTPSConnectionPool(
        address,
        port,
        ssl_context=trusted,
        server_hostname=host,
        assert_hostname=host,
        timeout=TIMEOUT_S,
        maxsize=8,
        block=True,
    )


def _sealed(browser: Browser, notice: Notice) -> bytes:
    # Imported here: it brings a web client of its own, which only a worker that sends needs.
    from pywebpush import WebPusher

    keys = {"p256dh": browser.p256dh, "auth": browser.auth}
    shown = {
        "title": notice.title,
        "body": notice.body[:BODY_LENGTH],
        "url": notice.url,
        "tag": notice.tag,
        "lang": notice.language,
    }
    pusher = WebPusher({"endpoint": browser.endpoint, "keys": keys})
    return bytes(pusher.encode(json.dumps(shown, ensure_ascii=False).encode())["body"])


def _headers(endpoint: str, notice: Notice) -> dict[str, str]:
    from py_vapid import Vapid

    service = urlsplit(endpoint)
    # The library dates the token by the machine's clock, which push services compare with theirs.
    claims = {"sub": _contact(), "aud": f"{service.scheme}://{service.netloc}"}
    signed = Vapid.from_pem(settings.VAPID_PRIVATE_KEY.encode()).sign(claims)
    return {
        **signed,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LIFE_S),
        "Topic": notice.tag,
        "Urgency": "high" if notice.urgent else "normal",
    }


def _bytes(text: str) -> bytes:
    return base64.b64decode(f"{text}{'=' * (-len(text) % 4)}", altchars=b"-_", validate=True)


def _contact() -> str:
    address = str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip("> ")
    return f"mailto:{address}"
