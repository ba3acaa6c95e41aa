"""What every public address owes: no cookie, caches that tell the truth, and no person."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.tenancy import tenant
from services.models import DeskPlan, DeskPresence
from tests import factories
from tests.attendance.conftest import sign_in
from tests.services import places
from tests.services.conftest import Freeze
from tests.services.places import TUESDAY

pytestmark = pytest.mark.django_db

STATUS_KEYS = {"office", "generated_at", "valid_until", "staffed", "desks_total", "desks"}
SERVICE_KEYS = {
    "slug",
    "name",
    "code",
    "reason",
    "basis",
    "since",
    "evidence_at",
    "next_change",
    "message",
    "alternatives",
}


@pytest.fixture
def place(freeze: Freeze) -> places.Place:
    """Two desks on Tuesday at 09.01: the first staffed since 08.12, the second empty."""
    found = places.place(desks=2)
    places.publish(found, found.at("09.00"))
    places.seen(found, found.desks[0], found.at("08.12"))
    freeze(found.at("09.01"))
    return found


def addresses(place: places.Place) -> list[str]:
    """Every public address of the place."""
    name = place.office.name
    return [
        "/",
        f"/?q={name}",
        place.url,
        f"{place.url}?bagian=langsung",
        f"{place.url}loket-1/",
        f"{place.url}loket-1/?bagian=langsung",
        f"{place.url}tidak-ada/",
        "/tentang-status/",
        "/api/v1/offices",
        place.api,
        "/api/v1/offices/tidak-ada/status",
    ]


def test_no_public_address_sets_a_cookie_or_varies(client: Client, place: places.Place) -> None:
    strange, known = Client(), client
    strange.cookies["hadir_session"] = "usang"
    sign_in(known, factories.employee(place.unit))
    for visitor in (Client(), strange, known):
        for address in addresses(place):
            answer = visitor.get(address)
            assert not answer.cookies, address
            assert "Cookie" not in answer.get("Vary", ""), address
            assert answer["Cache-Control"].startswith("public, max-age="), address


def test_it_is_the_same_for_whoever_is_signed_in(client: Client, place: places.Place) -> None:
    sign_in(client, factories.employee(place.unit))
    for address in addresses(place):
        assert client.get(address).content == Client().get(address).content, address


def test_no_public_address_holds_a_person(client: Client, freeze: Freeze) -> None:
    place = places.place(desks=1)
    names = ["Bambang Sudarsono", "Siti Rahmawati", "Yohanes Wenda"]
    people = [places.officer(place, place.desks[0], name=name) for name in names]
    for person in people:
        factories.check_in(person, place.at("08.03"))
    places.tell(place.desks[0], TUESDAY, place.at("08.03"))
    freeze(place.at("08.04"))
    assert places.drain(place) == 1
    places.beat(place, place.at("08.04"))
    with tenant(place.agency.pk):
        assert DeskPresence.objects.get(desk=place.desks[0]).on_site == 3
        assert DeskPlan.objects.get(desk=place.desks[0], date=TUESDAY).officers_planned == 3
    for address in addresses(place):
        body = client.get(address).content.decode()
        for person in people:
            assert person.name not in body, address
            assert person.nip not in body, address
            assert not re.search(rf"\b{person.name.split()[0]}\b", body), address
        words = re.sub(r"<[^>]+>", " ", body)
        assert not re.search(r"\b(3|tiga)\s+(orang|petugas|officers?)\b", words), address
        assert "08.03" not in words, f"{address}: an arrival to the minute"
        assert "01:03" not in words, f"{address}: an arrival to the minute"
    keys = set(re.findall(r'"(\w+)":', client.get(place.api).content.decode()))
    assert not {key for key in keys if re.search("officer|on_site|planned|needed|nip", key)}


def test_more_officers_change_nothing_in_public(client: Client, freeze: Freeze) -> None:
    def told(officers: int) -> Any:
        place = places.place(desks=1)
        places.publish(place, place.at("09.00"), planned=officers)
        places.seen(place, place.desks[0], place.at("08.12"), on_site=officers)
        freeze(place.at("09.01"))
        answer = client.get(place.api).json()["desks"][0]["services"][0]
        return {key: answer[key] for key in SERVICE_KEYS - {"slug", "name"}}

    assert told(1) == told(4)


def test_the_status_has_the_promised_shape(client: Client, place: places.Place) -> None:
    answer = client.get(place.api)
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    status = answer.json()
    assert set(status) == STATUS_KEYS
    assert status["office"] == {
        "slug": place.office.slug,
        "name": place.office.name,
        "zone": "Asia/Jakarta",
    }
    assert (status["staffed"], status["desks_total"]) == (1, 2)
    assert status["generated_at"] == "2026-11-24T02:01:00Z"
    assert status["valid_until"] == "2026-11-24T02:10:00Z"
    first, second = status["desks"]
    assert set(first) == {"slug", "name", "agency", "services"}
    assert set(first["services"][0]) == SERVICE_KEYS
    assert first["services"][0]["evidence_at"] == "2026-11-24T01:10:00Z"
    assert first["services"][0]["next_change"] == {"at": "2026-11-24T05:00:00Z", "code": "break"}
    assert (first["services"][0]["code"], second["services"][0]["code"]) == ("staffed", "unstaffed")
    assert {"kind", "label", "url"} == set(second["services"][0]["alternatives"][0])


def test_the_directory_counts_truly(client: Client, place: places.Place) -> None:
    places.place(desks=0)
    answer = client.get("/api/v1/offices").json()
    [entry] = [each for each in answer["offices"] if each["slug"] == place.office.slug]
    assert (entry["staffed"], entry["desks_total"]) == (1, 2)
    assert client.get(entry["status_url"]).status_code == 200
    assert client.get(entry["url"]).status_code == 200


@pytest.mark.parametrize("path", ["", "?bagian=langsung", "loket-1/"])
def test_an_unchanged_page_is_304_and_a_changed_one_is_not(
    client: Client, freeze: Freeze, place: places.Place, path: str
) -> None:
    first = client.get(place.url + path)
    again = client.get(place.url + path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    freeze(place.at("09.01") + timedelta(seconds=40))
    assert client.get(place.url + path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    with tenant(place.agency.pk):
        DeskPresence.objects.filter(desk=place.desks[0]).update(on_site=0)
    changed = client.get(place.url + path, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_a_program_hears_304_until_something_changes(
    client: Client, freeze: Freeze, place: places.Place
) -> None:
    first = client.get(place.api)
    freeze(place.at("09.03"))
    again = client.get(place.api, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    places.seen(place, place.desks[1], place.at("09.03"))
    changed = client.get(place.api, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.json()["staffed"]) == (200, 2)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("09.01", "public, max-age=15, s-maxage=30, stale-if-error=300"),
        ("11.59", "public, max-age=15, s-maxage=20, stale-if-error=300"),
    ],
)
def test_caches_drop_a_status_when_it_changes_by_plan(
    client: Client, freeze: Freeze, place: places.Place, clock: str, expected: str
) -> None:
    at = place.at(clock) + timedelta(seconds=40 if clock == "11.59" else 0)
    places.beat(place, at)
    freeze(at)
    assert client.get(place.url)["Cache-Control"] == expected
    assert client.get(place.api)["Cache-Control"] == expected


def test_the_live_part_is_asked_for_each_time(client: Client, place: places.Place) -> None:
    answer = client.get(f"{place.url}?bagian=langsung")
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=2, stale-if-error=300"
    body = answer.content.decode()
    assert body.lstrip().startswith("<div")
    assert "<html" not in body
    assert body.strip() in client.get(place.url).content.decode(), "the same part, page or live"


def test_a_missing_office_is_a_sentence_in_json(client: Client) -> None:
    answer = client.get("/api/v1/offices/tidak-ada/status")
    assert answer.status_code == 404
    [sentence] = answer.json()["errors"]["slug"]
    assert "“tidak-ada”" in sentence
    assert client.head("/api/v1/offices/tidak-ada/status").status_code == 404
    assert client.get("/api/v1/kantor").json()["errors"]["path"]


def test_the_api_is_read_only_and_open_to_every_origin(place: places.Place) -> None:
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(place.api, {"code": "staffed"})
    assert refused.status_code == 405
    assert refused["Allow"] == "GET, HEAD, OPTIONS"
    assert "Pakai GET" in refused.json()["errors"]["method"][0]
    before = strict.options(place.api)
    assert before.status_code == 204
    assert before["Access-Control-Allow-Headers"] == "If-None-Match"
    assert strict.head(place.api).content == b""


def test_evidence_never_names_the_minute_of_an_arrival(
    client: Client, freeze: Freeze, place: places.Place
) -> None:
    desk = places.add_desk(place, [places.service()], has_ping=True)
    places.publish_one(place, desk)
    places.seen(place, desk, place.at("08.13"))
    freeze(place.at("09.05"))
    places.beat(place, place.at("09.05"))
    body = json.dumps(client.get(place.api).json()["desks"][2])
    assert "09:13" not in body
    assert "08:13" not in body
    assert "2026-11-24T02:10:00Z" in body, "the expiry of the evidence, rounded down"
