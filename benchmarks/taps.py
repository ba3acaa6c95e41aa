"""Sources of signed-in POSTs: the floor's, and the portal's check-ins."""

import secrets
import string
import uuid
from collections import deque
from typing import Any
from urllib.parse import urlencode

ALPHABET = string.ascii_letters + string.digits


def csrf_pair() -> tuple[str, str]:
    """Cookie and header of one browser: the secret, and the secret under a mask.

    As Django makes them (`django.middleware.csrf`): each letter is shifted by the mask's.
    """
    secret = "".join(secrets.choice(ALPHABET) for _ in range(32))
    mask = "".join(secrets.choice(ALPHABET) for _ in range(32))
    size = len(ALPHABET)
    pairs = zip(map(ALPHABET.index, secret), map(ALPHABET.index, mask), strict=True)
    return secret, mask + "".join(ALPHABET[(x + y) % size] for x, y in pairs)


def _post(path: str, cookie: str) -> bytes:
    secret, masked = csrf_pair()
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
        f"Cookie: {cookie}; csrftoken={secret}\r\nX-CSRFToken: {masked}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
    ).encode()


def _whole(head: bytes, form: dict[str, str]) -> bytes:
    body = urlencode(form).encode()
    return head + str(len(body)).encode() + b"\r\n\r\n" + body


class FloorTaps:
    """One POST after the other, each person in turn, each with a fresh key."""

    def __init__(self, cookies: list[str]) -> None:
        self._heads = [_post("/tap/", cookie) for cookie in cookies]
        self._turn = deque(range(len(cookies)))

    def take(self) -> tuple[int, bytes]:
        """The next person's tap."""
        who = self._turn.popleft()
        return who, _whole(self._heads[who], {"kind": "in", "key": str(uuid.uuid4())})

    def done(self, token: int, status: int) -> None:
        """The person may tap again."""
        self._turn.append(token)


class CheckIns:
    """Check-ins in the mode of the day's plan: each person in and out by turns.

    A person taps again only when everybody else has, and never twice at once; a second "in"
    in the same place would be answered by the first one instead of being recorded.
    """

    def __init__(self, taps: list[dict[str, Any]]) -> None:
        self._taps = taps
        self._heads = [_post("/hari-ini/presensi/", tap["cookie"]) for tap in taps]
        self._turn = deque(range(len(taps)))

    def take(self) -> tuple[int, bytes]:
        """The next person's tap."""
        who = self._turn.popleft()
        tap = self._taps[who]
        form = {
            "kind": "out" if tap["is_in"] else "in",
            "mode": tap["mode"],
            "key": str(uuid.uuid4()),
            "latitude": "-6.8586",
            "longitude": "107.9211",
            "accuracy": "20",
        }
        return who, _whole(self._heads[who], form)

    def done(self, token: int, status: int) -> None:
        """Note whether the person is in now."""
        if status == 201:
            self._taps[token]["is_in"] = not self._taps[token]["is_in"]
        self._turn.append(token)
