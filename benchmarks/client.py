"""A bounded load client: persistent HTTP/1.1 connections to loopback, one thread, epoll.

It composes no request and reads no more of an answer than it must, so that beside the
servers it takes little of the machine; what it takes is measured and reported.
"""

import select
import socket
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.errors import BenchmarkError

SILENCE_SECONDS = 30.0
LEAST_ANSWERS = 8


class Source(Protocol):
    """Where requests come from."""

    def take(self) -> tuple[int, bytes]:
        """A token of our choice and the bytes of the next request."""

    def done(self, token: int, status: int) -> None:
        """The request of `token` was answered."""


@dataclass
class Same:
    """The same GET again and again, with the same cookies; `encodings` as a browser names them."""

    path: str
    cookies: str = ""
    accept: str = "text/html"
    encodings: str = "identity"

    def __post_init__(self) -> None:
        cookie = f"Cookie: {self.cookies}\r\n" if self.cookies else ""
        self._bytes = (
            f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\nAccept: {self.accept}\r\n"
            f"Accept-Encoding: {self.encodings}\r\n{cookie}\r\n"
        ).encode()

    def take(self) -> tuple[int, bytes]:
        """The request; its token means nothing."""
        return 0, self._bytes

    def done(self, token: int, status: int) -> None:
        """Nothing to remember."""


@dataclass
class Load:
    """What came back in the counted time. Seconds throughout."""

    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    client_cpu: float = 0.0
    sample: dict[int, bytes] = field(default_factory=dict)
    late: int = 0

    def rate(self, *wanted: int) -> float:
        """Answers of the `wanted` statuses per second."""
        return sum(self.statuses[status] for status in wanted) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency that `share` (0 to 1) of the answers did not exceed, in ms."""
        ranked = sorted(self.latencies)
        return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))]

    @property
    def client_share(self) -> float:
        """The part of one core the client used."""
        return self.client_cpu / self.seconds


class _Connection:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5.0)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.token = 0
        self.since = 0.0

    def send(self, token: int, request: bytes, since: float) -> None:
        self.token, self.since, self.received = token, since, b""
        self.socket.sendall(request)

    def receive(self) -> int | None:
        """Read what has come; the status once the answer is whole."""
        data = self.socket.recv(262_144)
        if not data:
            raise BenchmarkError("the server closed a persistent connection")
        self.received = self.received + data if self.received else data
        head = self.received.find(b"\r\n\r\n")
        if head < 0:
            return None
        length = _content_length(self.received[:head])
        if length is None:
            if not self.received.endswith(b"0\r\n\r\n"):
                return None
        elif len(self.received) < head + 4 + length:
            return None
        return int(self.received[9:12])


def _content_length(head: bytes) -> int | None:
    at = head.find(b"ontent-length: ")
    if at < 0:
        at = head.find(b"ontent-Length: ")
    if at < 0:
        return None
    return int(head[at + 15 :].split(b"\r\n", 1)[0])


def load(
    port: int,
    source: Source,
    *,
    seconds: float,
    connections: int = 16,
    rate: float | None = None,
    warm_up: float = 0.4,
    on_start: Callable[[], None] | None = None,
    on_stop: Callable[[], None] | None = None,
) -> Load:
    """Ask the server at `port` for `seconds` (a slow one longer), after an uncounted warm-up.

    Without `rate` each connection asks again as soon as it is answered; with it, requests
    are due `rate` times a second whatever the server does, and latency counts from the
    moment a request was due. `on_start` and `on_stop` are called at the ends of the
    counted time. Every request in flight at the end is awaited, uncounted.
    """
    driver = _Driver(port, source, connections, rate)
    try:
        driver.run(warm_up)
        if on_start is not None:
            on_start()
        cpu, begun = time.process_time(), time.perf_counter()
        driver.result = result = Load()
        driver.run(seconds)
        # A slow page is asked for longer, until there is something to take a median of.
        while len(result.latencies) < LEAST_ANSWERS and time.perf_counter() < begun + 8 * seconds:
            driver.run(seconds / 4)
        result.seconds = time.perf_counter() - begun
        result.client_cpu = time.process_time() - cpu
        if on_stop is not None:
            on_stop()
        driver.result = Load()
        driver.finish()
    except TimeoutError as error:
        raise BenchmarkError(f"the server at port {port} did not take a request") from error
    finally:
        driver.close()
    if not result.latencies:
        raise BenchmarkError(f"the server at port {port} answered nothing in {seconds} s")
    return result


class _Driver:
    def __init__(self, port: int, source: Source, connections: int, rate: float | None) -> None:
        self.source, self.rate = source, rate
        self.epoll = select.epoll()
        self.by_number: dict[int, _Connection] = {}
        for _ in range(connections):
            connection = _Connection(port)
            self.by_number[connection.socket.fileno()] = connection
            self.epoll.register(connection.socket.fileno(), select.EPOLLIN)
        self.free = deque(self.by_number.values())
        self.due: float | None = None
        self.result = Load()

    def run(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            self._send(now)
            self._receive(self._patience(now, end))

    def finish(self) -> None:
        while len(self.free) < len(self.by_number):
            self._receive(SILENCE_SECONDS, strict=True)

    def close(self) -> None:
        self.epoll.close()
        for connection in self.by_number.values():
            connection.socket.close()

    def _send(self, now: float) -> None:
        if self.rate is None:
            while self.free:
                self.free.popleft().send(*self.source.take(), now)
            return
        if self.due is None:
            self.due = now
        while self.due <= now and self.free:
            self.free.popleft().send(*self.source.take(), self.due)
            self.due += 1 / self.rate
        if self.due <= now:
            self.result.late += 1

    def _patience(self, now: float, end: float) -> float:
        if self.rate is not None and self.due is not None and self.free:
            return max(0.0, min(self.due, end) - now)
        return SILENCE_SECONDS

    def _receive(self, seconds: float, *, strict: bool = False) -> None:
        ready = self.epoll.poll(seconds)
        if not ready and (strict or seconds >= SILENCE_SECONDS):
            raise BenchmarkError(f"the server was silent for {SILENCE_SECONDS:.0f} s")
        now = time.perf_counter()
        for number, _ in ready:
            connection = self.by_number[number]
            status = connection.receive()
            if status is None:
                continue
            self.result.statuses[status] += 1
            self.result.latencies.append(now - connection.since)
            if status not in self.result.sample:
                self.result.sample[status] = connection.received
            self.source.done(connection.token, status)
            self.free.append(connection)
