"""`kill -9` of any one process: said, restarted, and nothing acknowledged is lost."""

import json
import re
import urllib.parse
import urllib.request
import uuid
from http.cookiejar import CookieJar
from typing import Any

import pytest

from tests.browser.portal import Account, Portal

pytestmark = pytest.mark.browser

KILLS = [
    ("granian", "web"),
    ("umum@", "worker"),
    ("loket@", "loket"),
    ("asn_wfh beat", "beat"),
    ("postgres", "PostgreSQL"),
    ("valkey-server", "Valkey"),
]


class Phone:
    """A signed-in employee without a browser: form posts, and answers as JSON."""

    def __init__(self, portal: Portal, who: Account) -> None:
        self._port = portal.port
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._post("masuk/", {"login": who.login, "password": who.password}, form="masuk/")

    def tap(self, kind: str, key: str) -> dict[str, Any]:
        """Check in or out under an idempotency key; the portal's acknowledgement."""
        given = {"kind": kind, "mode": "WFO", "key": key}
        return dict(json.loads(self._post("hari-ini/presensi/", given, form="hari-ini/")))

    def page(self) -> str:
        """Today's page."""
        return self._ask("hari-ini/")

    def _post(self, path: str, given: dict[str, str], *, form: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self._ask(form))
        assert token
        return self._ask(path, urllib.parse.urlencode({**given, "csrfmiddlewaretoken": token[1]}))

    def _ask(self, path: str, body: str | None = None) -> str:
        address = f"http://127.0.0.1:{self._port}/{path}"
        accept = "application/json" if "presensi" in path else "text/html"
        data = None if body is None else body.encode()
        request = urllib.request.Request(address, data, {"Accept": accept})
        with self._opener.open(request, timeout=20) as answer:
            return str(answer.read().decode())


@pytest.mark.parametrize(("mark", "name"), KILLS, ids=[name for _, name in KILLS])
def test_an_acknowledged_check_in_outlives_the_kill(portal: Portal, mark: str, name: str) -> None:
    phone = Phone(portal, portal.account("employee", number=20 + KILLS.index((mark, name))))
    key = str(uuid.uuid4())
    acknowledged = phone.tap("out", key)
    portal.kill(mark)
    assert f"{name} berhenti mendadak (dimatikan oleh sinyal 9, SIGKILL)." in portal.log
    again = phone.tap("out", key)
    assert (again["id"], again["recorded_at"]) == (acknowledged["id"], acknowledged["recorded_at"])
    assert "Pulang" in phone.page()
