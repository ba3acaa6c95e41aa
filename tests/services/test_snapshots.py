"""Snapshots: whole, in order, the same as the page, and of use when nothing else answers."""

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from kombu.exceptions import OperationalError as KombuError

from accounts.tenancy import tenant
from asn_wfh import clock
from services import snapshots
from services.models import DeskPresence
from services.snapshots.refresh import refresh
from services.snapshots.server import SnapshotServer
from services.snapshots.store import Entry, Page, SnapshotStore
from tests import factories
from tests.services import places
from tests.services.conftest import Freeze
from tests.services.places import TUESDAY, Place

pytestmark = pytest.mark.django_db

type Answer = tuple[str, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """A snapshot folder for this test alone."""
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    return tmp_path / "snapshots"


@pytest.fixture
def place(freeze: Freeze) -> Place:
    """Two desks on Tuesday at 09.01: the first staffed since 08.12, the second empty."""
    found = places.place(desks=2)
    places.publish(found, found.at("09.00"))
    places.seen(found, found.desks[0], found.at("08.12"))
    freeze(found.at("09.01"))
    return found


def publish(place: Place) -> bool:
    """Write the place's snapshots as of the frozen clock."""
    return snapshots.publish_office(place.office.pk, clock.now())


def leave(place: Place, desk: int = 0) -> None:
    """Nobody is at the desk any more."""
    with tenant(place.agency.pk):
        DeskPresence.objects.filter(desk=place.desks[desk]).update(on_site=0)


def broken(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """A portal whose database is away."""
    raise OperationalError("server closed the connection unexpectedly")


def failing(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """A portal that answers with its error page."""
    start("503 Service Unavailable", [])
    return [b"rusak"]


def django(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """The portal itself."""
    address = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
    answer = Client(headers={"Host": "localhost"}).get(address)
    start(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
    return [answer.content]


def served(application: Any) -> SnapshotServer:
    """The app server before `application`, by the frozen clock."""

    def now() -> datetime:
        return clock.now()

    return SnapshotServer(application, snapshots.store(), now)


def ask(
    address: str, application: Any = None, *, server: SnapshotServer | None = None, **headers: str
) -> Answer:
    """What the app server answers; `application` stands behind it, by default Django."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": headers.pop("METHOD", "GET"),
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **headers,
    }
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        said.extend((status, dict(headers)))

    body = (server or served(application or django))(environ, start)
    content = b"".join(body)
    close = getattr(body, "close", None)
    if close is not None:
        close()
    return said[0], said[1], content


def addresses(place: Place) -> list[str]:
    """Every address of the place that has a snapshot."""
    pages = [f"/kantor/{place.office.slug}/", f"/kantor/{place.office.slug}/loket-1/"]
    pages += [f"/en{page}" for page in pages]
    pages += [f"{page}?bagian=langsung" for page in pages]
    return [*pages, place.api, f"{place.api}?lang=en"]


def test_a_snapshot_is_what_django_would_answer(place: Place) -> None:
    """Body, and every header but those of one's own connection; identity, gzip and br."""
    assert publish(place)
    for address in addresses(place):
        for accepted in ("", "gzip"):
            status, headers, body = ask(address, failing, HTTP_ACCEPT_ENCODING=accepted)
            live = Client(headers={"Host": "localhost", "Accept-Encoding": accepted}).get(address)
            own = {name: value for name, value in live.items() if name != "Content-Length"}
            unzip = gzip.decompress if accepted else bytes
            assert (status, unzip(body)) == ("200 OK", unzip(live.content)), address
            assert int(headers.pop("Content-Length")) == len(body)
            assert headers == own, address
        _, headers, body = ask(address, failing, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
        assert headers["Content-Encoding"] == "br"
        assert brotli.decompress(body) == Client().get(address).content
    assert "nonce" not in headers["Content-Security-Policy"]


def test_the_part_that_is_polled_stands_in_its_page(place: Place) -> None:
    assert publish(place)
    for address in addresses(place):
        if address.endswith("/"):
            _, _, page = ask(address, failing)
            _, _, part = ask(f"{address}?bagian=langsung", failing)
            assert part.strip().startswith(b"<div"), address
            assert page.count(part) == 1, address


def test_who_holds_it_hears_304(place: Place, freeze: Freeze) -> None:
    publish(place)
    page = addresses(place)[0]
    _, headers, _ = ask(page, failing, HTTP_ACCEPT_ENCODING="gzip")
    again = ask(page, failing, HTTP_IF_NONE_MATCH=f'"x", {headers["ETag"]}')
    assert (again[0], again[2]) == ("304 Not Modified", b"")
    assert again[1]["Cache-Control"] == "public, max-age=15, s-maxage=30, stale-if-error=300"
    head = ask(page, failing, METHOD="HEAD")
    assert (head[0], head[2]) == ("200 OK", b"")
    assert int(head[1]["Content-Length"]) > 1000
    leave(place)
    freeze(place.at("09.01") + timedelta(seconds=20))
    publish(place)
    changed = ask(page, failing, HTTP_IF_NONE_MATCH=headers["ETag"])
    assert changed[0] == "200 OK"


def test_past_its_time_django_answers_and_without_django_the_old_bytes(
    place: Place, freeze: Freeze
) -> None:
    publish(place)
    page = addresses(place)[0]
    written = ask(page, failing)[2]
    leave(place)
    freeze(place.at("09.02"))
    assert ask(page)[2] == written, "still valid: no look at the database"
    freeze(place.at("09.30"))
    live = ask(page)[2]
    assert live != written
    assert "Dicek Selasa, 24 November 2026 pukul 09.30" in live.decode()
    for gone in (failing, broken):
        status, headers, body = ask(page, gone)
        assert (status, body) == ("200 OK", written)
        assert headers["Date"] == "Tue, 24 Nov 2026 02:30:00 GMT"
        assert "s-maxage" in headers["Cache-Control"]
    assert b"Berlaku sampai Selasa, 24 November 2026" in written
    assert ask(f"{page}?dilayani=1", failing)[0].startswith("503"), "filtered: never a snapshot"
    assert ask(page, failing, HTTP_HOST="orang.lain")[0].startswith("503")


def test_a_dead_database_is_not_asked_by_every_visitor(place: Place, freeze: Freeze) -> None:
    publish(place)
    asked = []

    def counted(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        return failing(environ, start)

    server = served(counted)
    freeze(place.at("09.30"))
    for _ in range(3):
        assert ask(addresses(place)[0], server=server)[0] == "200 OK"
    assert len(asked) == 1
    freeze(place.at("09.31"))
    ask(addresses(place)[0], server=server)
    assert len(asked) == 2


def test_an_event_writes_only_what_it_changes(place: Place, freeze: Freeze) -> None:
    publish(place)
    kept = snapshots.store()
    first = kept.manifest(place.office.slug)
    assert first is not None
    freeze(place.at("09.01") + timedelta(seconds=1))
    assert not publish(place), "nothing changed: nothing is written"
    leave(place)
    freeze(place.at("09.01") + timedelta(seconds=2))
    before = {each.file: (first.folder / each.file).stat() for each in first.entries}
    assert publish(place)
    second = kept.manifest(place.office.slug)
    assert second is not None
    same = {
        each.file
        for each in second.entries
        if (second.folder / each.file).stat().st_ino == before[each.file].st_ino
    }
    assert "id/desks/loket-2/page.html" in same
    assert "id/desks/loket-1/page.html" not in same
    assert "id/page.html" not in same
    for each in second.entries:
        stood = int((second.folder / each.file).stat().st_mtime)
        before_it = int(before[each.file].st_mtime)
        assert stood == before_it if each.file in same else stood > before_it, "nginx's ETag"
    assert first.folder.exists(), "who reads the version before can go on"


def test_the_older_never_overwrites_the_newer(place: Place, freeze: Freeze) -> None:
    publish(place)
    freeze(place.at("09.02"))
    leave(place)
    publish(place)
    newest = ask(addresses(place)[0], failing)[2]
    assert "Belum ada petugas" in newest.decode()
    # A task that waited in the queue since before: it writes what is true now, not what was.
    snapshots.publish_office(place.office.pk, place.at("09.01"))
    assert ask(addresses(place)[0], failing)[2] == newest
    found = snapshots.store().manifest(place.office.slug)
    assert found is not None
    assert not snapshots.store().write(
        slug=found.slug,
        office=found.office,
        version=found.version - 1,
        at=clock.now(),
        pages=[Page(found.entries[0], b"lama")],
    )
    assert ask(addresses(place)[0], failing)[2] == newest


def test_a_broker_that_is_away_costs_nothing_but_the_worker(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    def away(*args: object, **options: object) -> None:
        raise KombuError("Connection refused")

    monkeypatch.setattr("services.snapshots.publish.current_app.send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        snapshots.republish(place.office.pk)
        assert snapshots.store().manifest(place.office.slug) is None, "not before the commit"
    assert ask(addresses(place)[0], failing)[0] == "200 OK"


def by_hand(at: datetime) -> Entry:
    """An entry by hand."""
    until = at + timedelta(minutes=5)
    return Entry("/kantor/a/", "", "id/page.html", "page", '"e"', at, until, None, "s")


def test_a_writer_that_is_killed_leaves_the_old_version(tmp_path: Path) -> None:
    kept, at = SnapshotStore(tmp_path), clock.now()
    assert kept.write(slug="a", office=1, version=1, at=at, pages=[Page(by_hand(at), b"satu" * 99)])

    def half() -> Iterator[Page]:
        yield Page(by_hand(at), b"dua" * 99)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept.write(slug="a", office=1, version=2, at=at, pages=half())
    found = kept.manifest("a")
    assert found is not None
    assert (found.folder / "id/page.html").read_bytes() == b"satu" * 99
    (tmp_path / "offices/a/.v2.1").mkdir()
    assert kept.write(slug="a", office=1, version=3, at=at, pages=[Page(by_hand(at), b"tiga")])
    names = sorted(each.name for each in (tmp_path / "offices/a").iterdir())
    assert names == ["current", "v1", "v3"], "what a killed writer left is cleared away"


def test_time_passes_and_what_ended_goes(place: Place, freeze: Freeze) -> None:
    assert refresh(clock.now(), seconds=9) == 1
    kept = snapshots.store()
    assert refresh(clock.now() + timedelta(seconds=5), seconds=9) == 0
    freeze(place.at("09.02"))
    places.beat(place, clock.now())
    assert refresh(clock.now(), seconds=9) == 1
    assert "pukul 09.02" in ask(addresses(place)[0], failing)[2].decode()
    with tenant(place.agency.pk):
        place.desks[1].desk_services.all().delete()
    freeze(place.at("09.03"))
    refresh(clock.now(), seconds=9)
    found = kept.manifest(place.office.slug)
    assert found is not None
    assert not (found.folder / "id/desks/loket-2").exists()
    with tenant(place.agency.pk):
        place.office.ended_on = TUESDAY
        place.office.save()
    refresh(clock.now(), seconds=9)
    assert kept.slugs() == []


def test_no_snapshot_holds_a_person(freeze: Freeze, folder: Path) -> None:
    place = places.place(desks=1)
    person = places.officer(place, place.desks[0], name="Yohanes Wenda")
    factories.check_in(person, place.at("08.03"))
    places.tell(place.desks[0], TUESDAY, place.at("08.03"))
    freeze(place.at("08.04"))
    places.drain(place)
    places.beat(place, place.at("08.04"))
    publish(place)
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert len([each for each in files if each.suffix == ".gz"]) >= 14
    for file in files:
        raw = file.read_bytes()
        said = {".gz": gzip.decompress, ".br": brotli.decompress}.get(file.suffix, bytes)(raw)
        for secret in ("Yohanes", "Wenda", person.nip, "08.03", "01:03", "on_site", "planned"):
            assert secret.encode() not in said, file


def test_the_command_writes_all_and_names_a_wrong_office(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("publish_snapshots", place.office.slug)
    assert place.office.slug in capsys.readouterr().out
    status = json.loads(ask(place.api, failing)[2])
    assert (status["staffed"], status["desks_total"]) == (1, 2)
    with pytest.raises(CommandError, match="Tidak ada kantor dengan alamat singkat tidak-ada"):
        call_command("publish_snapshots", "tidak-ada", place.office.slug)
