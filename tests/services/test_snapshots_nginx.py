"""The snapshots behind the nginx of Debian, with the project's own configuration."""

import gzip
import http.client
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.test import Client

from benchmarks.nginx import nginx
from benchmarks.servers import Server, free_port
from services import snapshots
from tests.services import places
from tests.services.conftest import Freeze

pytestmark = pytest.mark.django_db

type Answer = tuple[int, dict[str, str], bytes]

CACHING = re.compile(r"public, max-age=(\d+), s-maxage=(\d+), stale-if-error=300")


@pytest.fixture
def place(settings: Any, tmp_path: Path, freeze: Freeze) -> places.Place:
    """An office with its snapshots in the folder that nginx serves."""
    settings.SNAPSHOT_DIR = tmp_path / "data" / "snapshots"
    (tmp_path / "data" / "static").mkdir(parents=True)
    (tmp_path / "data" / "static" / "gaya.0a1b.css").write_text("b{color:red}")
    (tmp_path / "rahasia.html").write_text("rahasia")
    found = places.place(desks=2)
    places.publish(found, found.at("09.00"))
    places.seen(found, found.desks[0], found.at("08.12"))
    assert snapshots.publish_office(found.office.pk, freeze(found.at("09.01")))
    return found


@pytest.fixture
def server(place: places.Place, tmp_path: Path) -> Iterator[Server]:
    """nginx, and nobody where the portal would be."""
    prefix = tmp_path / "nginx"
    prefix.mkdir()
    with nginx(tmp_path / "data", prefix, portal_port=free_port()) as running:
        yield running


def ask(
    server: Server, address: str, method: str = "GET", words: str = "", **headers: str
) -> Answer:
    """What nginx answers; the address is sent as it is, dots and all."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, address, words or None, headers={"Host": "localhost", **named})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_nginx_serves_what_django_would(
    place: places.Place, server: Server, client: Client, freeze: Freeze
) -> None:
    pages = [place.url, f"{place.url}loket-1/", f"/en{place.url}", f"/en{place.url}loket-2/"]
    pages += [f"{page}?bagian=langsung" for page in pages]
    for address in [*pages, place.api, f"{place.api}?lang=en"]:
        live = client.get(address)
        status, headers, body = ask(server, address)
        assert (status, body) == (200, live.content), address
        for name, value in live.items():
            if name not in ("ETag", "Date", "Cache-Control", "Content-Length"):
                assert headers[name] == value, (address, name)
        own = set(headers) - set(live.headers)
        assert own <= {"Server", "Connection", "Accept-Ranges", "Content-Length"}, address
        status, headers, zipped = ask(server, address, Accept_Encoding="gzip, br")
        assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert gzip.decompress(zipped) == live.content
        if "langsung" in address:
            assert headers["Cache-Control"] == live["Cache-Control"]
            continue
        said = CACHING.fullmatch(headers["Cache-Control"])
        assert said is not None, address
        own_age, shared_age = map(int, said.groups())
        assert own_age == min(15, shared_age)
        assert 1 <= shared_age <= 30


def test_nginx_answers_304_head_and_nothing_else(place: places.Place, server: Server) -> None:
    _, headers, _ = ask(server, place.url, Accept_Encoding="gzip")
    again = ask(server, place.url, Accept_Encoding="gzip", If_None_Match=headers["ETag"])
    assert (again[0], again[2]) == (304, b"")
    status, named, body = ask(server, place.url, "HEAD")
    assert (status, body, int(named["Content-Length"]) > 1000) == (200, b"", True)
    for method in ("POST", "PUT", "OPTIONS"):
        assert ask(server, place.url, method)[0] == 502, "the portal's, and nobody is there"
    assert ask(server, "/hari-ini/")[0] == 502
    assert ask(server, "/kantor/tidak-ada/")[0] == 502
    status, _, body = ask(server, f"{place.url}?dilayani=1")
    assert (status, b"Loket 1" in body) == (200, True), "nobody can filter: the whole page"
    status, headers, body = ask(server, "/static/gaya.0a1b.css")
    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


class Portal(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        said = f"{self.command} {self.path} {body.decode()}".encode()
        self.send_response(201)
        self.send_header("Content-Length", str(len(said)))
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = do_PUT = do_OPTIONS = answer  # noqa: N815 - http.server's names

    def log_message(self, *_: object) -> None:
        """Nothing: pytest's output is for failures."""


@contextmanager
def portal() -> Iterator[int]:
    """The port of a portal that answers with what it was asked."""
    running = HTTPServer(("127.0.0.1", 0), Portal)
    Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield running.server_port
    finally:
        running.shutdown()
        running.server_close()


def test_everything_else_reaches_the_portal_as_it_was_asked(
    place: places.Place, tmp_path: Path
) -> None:
    asked = [
        ("GET", "/"),
        ("GET", "/hari-ini/?tanggal=2026-11-17&a=%2F%20b"),
        ("GET", f"{place.url}?dilayani=1&instansi=32.11"),
        ("GET", f"/en{place.url}loket-1/?x=%C3%A9"),
        ("GET", f"/layar/{place.office.slug}/?halaman=2"),
        ("GET", f"{place.url}umpan.atom"),
        ("GET", f"{place.url}loket-1/ikuti/"),
        ("GET", "/kantor/tidak-ada/"),
        ("GET", "/kantor/k%C3%B6ln/?a=b%3Fc"),
        ("GET", f"{place.api}?lang=jv"),
        ("GET", "/api/v1/offices?page=2"),
        ("GET", "/api/v1/offices/tidak-ada/status"),
        ("GET", "/static/tidak-ada.css"),
        ("GET", f"/-{place.url}?bagian=langsung"),
        ("POST", f"{place.url}loket-1/ikuti/"),
        ("POST", place.url),
        ("POST", f"{place.url}?bagian=langsung"),
        ("POST", place.api),
        ("PUT", f"/en{place.url}loket-1/"),
        ("OPTIONS", place.api),
    ]
    prefix = tmp_path / "nginx"
    prefix.mkdir()
    with (
        portal() as port,
        nginx(tmp_path / "data", prefix, portal_port=port) as running,
    ):
        for method, address in asked:
            words = "nama=Siti&isi=pak%20lurah" if method in ("POST", "PUT") else ""
            status, headers, body = ask(running, address, method, words=words)
            said = (status, body.decode())
            assert said == (201, f"{method} {address} {words}"), (method, address)
            assert headers["X-Frame-Options"] == "SAMEORIGIN", "its own headers, and once"
            assert not {"Cache-Control", "Content-Security-Policy", "Via"} & set(headers), address


OUTSIDE = (
    "/kantor/../../rahasia.html",
    "/kantor/..%2f..%2f..%2frahasia.html",
    "/kantor/%2e%2e/",
    "/kantor/{slug}/../../../../rahasia/",
    "/{slug}/current/manifest.json",
    "/kantor/{slug}/current/",
    "/static/../snapshots/offices/{slug}/current/manifest.json",
    "/static/../../rahasia.html",
    "/api/v1/offices/../../status",
)


def test_no_path_leads_out_of_the_folder(place: places.Place, server: Server) -> None:
    for address in OUTSIDE:
        status, _, body = ask(server, address.format(slug=place.office.slug))
        assert status in (400, 404, 502), (address, body[:80])
        assert b"rahasia" not in body
        assert b"version" not in body
