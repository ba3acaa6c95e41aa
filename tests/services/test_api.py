"""The open API: what it answers, what it refuses, and that it is what its document says."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events

from accounts.tenancy import tenant
from services.api.document import openapi
from services.models import Closure, DeskService, Service, ServiceStandard, SpecialHours
from services.views import api as door
from tests.services import places
from tests.services.conftest import Freeze

pytestmark = pytest.mark.django_db
EXAMPLES = 5


@pytest.fixture
def place(freeze: Freeze) -> places.Place:
    """Two desks on Tuesday at 09.01: one staffed, one empty; special hours and a closure ahead."""
    found = places.place(desks=2)
    places.publish(found, found.at("09.00"))
    places.seen(found, found.desks[0], found.at("08.12"))
    with tenant(found.agency.pk):
        SpecialHours.objects.create(
            office=found.office, date=date(2026, 11, 28), opens=time(8), closes=time(11)
        )
        Closure.objects.create(
            office=found.office,
            desk=found.desks[1],
            kind="announced",
            starts_at=found.at("13.00"),
            ends_at=found.at("15.00"),
            message="Pemeliharaan jaringan",
        )
    freeze(found.at("09.01"))
    return found


def service_of(place: places.Place) -> Service:
    return place.desks[0].services.get()


@pytest.fixture
def examples(place: places.Place, client: Client) -> dict[str, str]:
    """What path parameters may be, so that the examiner meets real rows."""
    hsds = client.get("/api/v1/hsds/services").json()["contents"][0]
    return {"slug": place.office.slug, "desk": "loket-1", "id": hsds["id"]}


def test_the_api_is_what_its_document_says(
    examples: dict[str, str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(door, "PER_MINUTE", 100_000)
    config = SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "parameters": examples,
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "no-shrink": True},
            "phases": {"stateful": {"enabled": False}},
        }
    )
    # As Django's own test client does: a request's end must not close the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
        request.addfinalizer(partial(signal.connect, close_old_connections))
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", _in_this_test(), config=config)
    found: list[str] = []
    asked: dict[str, int] = {}
    for event in engine.from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(str(event))
        if isinstance(event, events.ScenarioFinished):
            asked[event.label] = asked.get(event.label, 0) + len(event.recorder.cases)
            found += _findings(event)
    assert not found, "\n\n".join(found)
    assert asked.keys() == {f"GET {path}" for path in openapi()["paths"]}
    assert min(asked.values()) > EXAMPLES


def _in_this_test() -> Callable[..., Any]:
    """The portal as a WSGI application; whichever thread asks sees the rows of this test."""
    portal, shared = WSGIHandler(), connections["default"]
    shared.inc_thread_sharing()

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        connections["default"] = shared
        environ.pop("HTTP_ACCEPT_ENCODING", None)  # its client cannot unpack
        return portal(environ, start_response)

    return application


def _findings(event: Any) -> list[str]:
    return [
        f"{event.label}: {check.failure_info.failure.title}: {check.failure_info.failure.message}"
        f"\n{check.failure_info.code_sample}"
        for checks in event.recorder.checks.values()
        for check in checks
        if check.status == Status.FAILURE
    ]


def test_offices_are_chosen_by_region_and_service(client: Client, place: places.Place) -> None:
    elsewhere = places.place(region="73.71", zone="Asia/Makassar")
    service = elsewhere.desks[0].services.get()

    def slugs(query: str) -> set[str]:
        return {each["slug"] for each in client.get(f"/api/v1/offices?{query}").json()["offices"]}

    assert slugs("") == {place.office.slug, elsewhere.office.slug}
    assert slugs("region=73") == slugs("region=73.71") == {elsewhere.office.slug}
    assert slugs(f"service={service.slug}") == {elsewhere.office.slug}
    assert slugs(f"region=32&service={service.slug}") == set()


def test_an_office_is_described_by_what_is_planned(client: Client, place: places.Place) -> None:
    office = client.get(f"/api/v1/offices/{place.office.slug}").json()
    friday = {"weekday": 5, "opens": "08:00", "closes": "15:00"}
    assert office["weekly"][4] == {**friday, "break_start": "12:00", "break_end": "13:00"}
    assert [each["date"] for each in office["special"]] == ["2026-11-28"]
    [closure] = office["closures"]
    assert (closure["desk"], closure["message"]) == ("loket-2", "Pemeliharaan jaringan")
    assert "staffed" not in str(office)
    for name in ("url", "status_url", "atom_url", "calendar_url"):
        assert client.get(office[name]).status_code == 200, name
    [status] = client.get(office["desks"][0]["status_url"]).json()["desk"]["services"]
    assert status["code"] == "staffed"


def test_a_service_has_its_standard_by_the_agency_that_gives_it(
    client: Client, place: places.Place
) -> None:
    service = service_of(place)
    Service.objects.filter(pk=service.pk).update(name_en="Card", synonyms="kartu; ktp hilang")
    with tenant(place.agency.pk):
        ServiceStandard.objects.create(
            agency=place.agency, service=service, component="fee", text="Gratis",
            text_en="Free", legal_basis="UU 24/2013", valid_from=date(2026, 1, 1),
        )  # fmt: skip
    found = client.get(f"/api/v1/services/{service.slug}?lang=en").json()
    assert found["synonyms"] == ["kartu", "ktp hilang"]
    assert found["name_en"] == "Card"
    [place_] = found["places"]
    assert (place_["office_slug"], place_["desk_slug"]) == (place.office.slug, "loket-1")
    [fee] = place_["standard"]
    assert (fee["component"], fee["items"]) == ("fee", ["Free"])
    assert place_["status_url"].endswith("?lang=en")


def test_hsds_knows_planned_hours_by_stretch_and_no_status(
    client: Client, place: places.Place
) -> None:
    [given] = [
        each
        for each in client.get("/api/v1/hsds/services").json()["contents"]
        if each["name"] == service_of(place).name
    ]
    service = client.get(f"/api/v1/hsds/services/{given['id']}").json()
    [at] = service["service_at_locations"]
    hours = [
        (each["byday"], each["opens_at"], each["closes_at"], each.get("valid_from"))
        for each in at["schedules"]
    ]
    assert hours == [
        ("MO,TU,WE,TH,FR", "08:00+07:00", "12:00+07:00", None),
        ("MO,TU,WE,TH,FR", "13:00+07:00", "15:00+07:00", None),
        ("SA", "08:00+07:00", "11:00+07:00", "2026-11-28"),
    ]
    assert at["location"]["name"] == place.office.name
    assert "staffed" not in str(service)
    again = client.get(f"/api/v1/hsds/service_at_locations/{at['id']}").json()
    assert again["schedules"] == at["schedules"]
    organization = client.get(f"/api/v1/hsds/organizations/{given['organization_id']}").json()
    assert given["id"] in {each["id"] for each in organization["services"]}


@pytest.mark.parametrize(
    ("address", "status", "field", "words"),
    [
        ("offices?regoin=32", 422, "regoin", "tidak dikenal di alamat ini"),
        ("offices?page=x", 422, "page", "bilangan bulat"),
        ("offices?page=0", 422, "page", "sedikitnya 1"),
        ("offices?page=9", 404, "page", "Halaman terakhir: 1"),
        ("offices?lang=fr", 422, "lang", "“id” atau “en”"),
        ("search", 422, "q", "wajib diisi"),
        ("search?q=", 422, "q", "tidak boleh kosong"),
        ("services/tidak-ada", 404, "slug", "/api/v1/services"),
        ("hsds/services?page=9", 404, "page", "halaman 1"),
    ],
)
def test_a_refusal_is_a_sentence_under_its_field(
    client: Client, place: places.Place, address: str, status: int, field: str, words: str
) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    [sentence] = answer.json()["errors"][field]
    assert words in sentence
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_who_asks_too_often_is_told_when_to_come_back(
    client: Client, freeze: Freeze, place: places.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "PER_MINUTE", 3)
    freeze(place.at("09.07"))
    answers = [client.get("/api/v1/hsds/") for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    refused = answers[-1]
    assert (refused["Retry-After"], refused["Cache-Control"]) == ("60", "no-store")
    assert "60 detik lagi" in refused.json()["errors"]["rate"][0]
    assert Client(REMOTE_ADDR="10.0.0.9").get("/api/v1/hsds/").status_code == 200
    freeze(place.at("09.08"))
    assert client.get("/api/v1/hsds/").status_code == 200


def test_sentences_are_in_the_language_asked_for(client: Client, place: places.Place) -> None:
    plain, english = (client.get(f"{place.api}{each}") for each in ("", "?lang=en"))
    messages = [each.json()["desks"][0]["services"][0]["message"] for each in (plain, english)]
    assert messages[0] != messages[1]
    assert plain["ETag"] != english["ETag"]


def test_the_directory_costs_the_same_for_one_office_as_for_six(
    client: Client, place: places.Place
) -> None:
    addresses = [
        f"/api/v1/offices/{place.office.slug}",
        "/api/v1/services",
        f"/api/v1/services/{service_of(place).slug}",
        "/api/v1/hsds/services",
        "/api/v1/hsds/service_at_locations",
    ]

    def statements() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as run:
                assert client.get(address).status_code == 200
            counts.append(len(run))
        return counts

    before = statements()
    for _ in range(5):
        other = places.place(desks=3)
        with tenant(other.agency.pk):
            DeskService.objects.create(
                desk=other.desks[0], service=service_of(place), agency=other.agency
            )
    assert statements() == before
    assert max(before) <= 7
