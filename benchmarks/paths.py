"""What is asked over HTTP: the portal beside the floor, by turns."""

import http.client
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from benchmarks import proc
from benchmarks.client import Load, Same, Source, load
from benchmarks.errors import BenchmarkError
from benchmarks.servers import Server


@dataclass
class Asked:
    """One load with what it cost: processor milliseconds per answer of web server and engines."""

    load: Load
    web_ms: float
    engines_ms: float
    rate: float


@dataclass(frozen=True)
class Path:
    """One side of a comparison: where, what, and which status counts."""

    server: Server
    source: Source
    status: int = 200


class Range:
    """Asks servers, always measuring the processor time of web workers and of both engines too.

    `client_shares`, `others` and `stolen` are parts of one core, one per load: what the load
    client used, what other programs used meanwhile, what the host took from this machine.
    """

    def __init__(self, engine_pids: list[int], own_pid: int) -> None:
        """`own_pid` is the process of the bench, of which everything measured is a child."""
        self._engines, self._own = engine_pids, own_pid
        self.client_shares: list[float] = []
        self.others: list[float] = []
        self.stolen: list[float] = []

    def ask(
        self, path: Path, seconds: float, *, by: Callable[..., Load] = load, **how: Any
    ) -> Asked:
        """Load one path for `seconds`; BenchmarkError where the wrong thing is answered.

        `by` is the load client; `how` is told to it.
        """
        looks: list[tuple[float, ...]] = []

        def look() -> None:
            web, own = map(proc.cpu_seconds, (path.server.pid, self._own))
            looks.append(
                (web, sum(map(proc.cpu_seconds, self._engines)), own, *proc.busy_seconds())
            )

        found = by(
            path.server.port, path.source, seconds=seconds, on_start=look, on_stop=look, **how
        )
        good, answers = found.statuses[path.status], sum(found.statuses.values())
        if good < 0.98 * answers:
            other = next(s for s in found.statuses if s != path.status)
            raise BenchmarkError(
                f"{path.server.name} answered {dict(found.statuses)} where {path.status} was "
                f"expected: {found.sample[other][:1500]!r}"
            )
        web, engines, own, busy, stolen = (b - a for a, b in zip(*looks, strict=True))
        self.client_shares.append(found.client_share)
        self.others.append(max(0.0, busy - own) / found.seconds)
        self.stolen.append(stolen / found.seconds)
        return Asked(found, 1000 * web / answers, 1000 * engines / answers, found.rate(path.status))

    def pairs(
        self, anchor: Path, ours: Path, *, rounds: int, seconds: float, **how: Any
    ) -> tuple[list[Asked], list[Asked]]:
        """A B A B: the anchor and ours by turns."""
        anchors, own = [], []
        for _ in range(rounds):
            anchors.append(self.ask(anchor, seconds, **how))
            own.append(self.ask(ours, seconds, **how))
        return anchors, own


def median(asked: Sequence[Asked], of: Callable[[Asked], float]) -> float:
    """The median over rounds."""
    return statistics.median(map(of, asked))


def ratio(ours: Sequence[Asked], anchors: Sequence[Asked], of: Callable[[Asked], float]) -> float:
    """The median of the ratios of each pair."""
    return statistics.median(of(a) / of(b) for a, b in zip(ours, anchors, strict=True))


def hello(floor: Server) -> Path:
    """The least a Django view can be."""
    return Path(floor, Same("/hello/", accept="text/plain"))


def sign_in(server: Server, login: str, password: str) -> str:
    """Sign in as a browser does: the form's cookie and token, then NIP and password; the session.

    BenchmarkError where the portal does not let the person in.
    """
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10.0)
    try:
        connection.request("GET", "/masuk/", headers={"Host": "localhost"})
        answer = connection.getresponse()
        page = answer.read().decode()
        secret = re.search(r"csrftoken=(\w+)", answer.headers.get("Set-Cookie") or "")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        if secret is None or token is None:
            raise BenchmarkError(f"the sign-in page has no CSRF token (status {answer.status})")
        form = {"login": login, "password": password, "csrfmiddlewaretoken": token[1]}
        headers = {
            "Host": "localhost",
            "Cookie": f"csrftoken={secret[1]}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", "/masuk/", urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        cookies = " ".join(answer.headers.get_all("Set-Cookie") or [])
        session = re.search(r"hadir_session=\w+", cookies)
        if answer.status != 302 or session is None:
            raise BenchmarkError(f"signing in as {login} answered {answer.status}")
        return session[0]
    finally:
        connection.close()
