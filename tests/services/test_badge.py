"""What other sites show: it names its moment, stops when its time is over, and may be framed."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from accounts.tenancy import tenant
from services.models import Desk
from tests.services import places
from tests.services.conftest import Freeze

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def place(freeze: Freeze) -> places.Place:
    """Two desks on Tuesday at 09.20, the first staffed."""
    found = places.place(desks=2)
    places.publish(found, found.at("09.18"))
    places.seen(found, found.desks[0], found.at("09.12"))
    freeze(found.at("09.20"))
    return found


def picture(client: Client, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert not answer.cookies
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own answer


def words(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def test_a_badge_names_state_place_and_absolute_time(client: Client, place: places.Place) -> None:
    office = picture(client, f"/lencana/{place.office.slug}.svg")
    assert "1 dari 2 loket dilayani" in words(office)
    assert "Pukul 09.20 WIB, 24 November 2026" in words(office)
    desk = picture(client, f"/lencana/{place.office.slug}/loket-2.svg")
    assert "Belum ada petugas" in words(desk)
    english = picture(client, f"/en/lencana/{place.office.slug}.svg")
    assert english.get("lang") == "en"


def test_a_badge_hides_its_state_when_its_time_is_over(
    client: Client, freeze: Freeze, place: places.Place
) -> None:
    address = f"/lencana/{place.office.slug}.svg"
    status = client.get(place.api).json()
    assert status["valid_until"] == "2026-11-24T02:25:00Z"
    steps = {
        each.get("to"): each.get("begin") for each in picture(client, address).iter(f"{SVG}set")
    }
    assert steps == {"hidden": "300s", "visible": "300s"}
    assert "Mungkin sudah usang" in words(picture(client, address))
    cache = client.get(address)["Cache-Control"]
    assert cache.startswith("public, max-age=15, s-maxage=30")
    freeze(place.at("09.24") + timedelta(seconds=50))
    assert "s-maxage=10" in client.get(address)["Cache-Control"]


def test_long_and_strange_names_stay_inside_the_picture(
    client: Client, place: places.Place
) -> None:
    with tenant(place.agency.pk):
        Desk.objects.filter(pk=place.desks[0].pk).update(name="Loket <1> & " + "panjang " * 12)
    root = picture(client, f"/lencana/{place.office.slug}/loket-1.svg")
    assert any(each.startswith("Loket <1> &") for each in words(root))
    assert max(len(each) for each in words(root)) <= 40


def test_an_embed_may_be_framed_anywhere_and_nothing_else_may(
    client: Client, place: places.Place
) -> None:
    for address in (f"/sematan/{place.office.slug}/", f"/en/sematan/{place.office.slug}/loket-1/"):
        answer = client.get(address)
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
        assert not answer.cookies
        body = answer.content.decode()
        assert "24 November 2026" in body
        assert re.search(r'data-valid-until="2026-11-24T02:2\d:00\+00:00"', body)
    office = client.get(place.url)
    assert "frame-ancestors 'none'" in office["Content-Security-Policy"]
    assert office["X-Frame-Options"] == "DENY"


def test_webmasters_copy_html_that_works(client: Client, place: places.Place) -> None:
    body = client.get(f"/lencana/{place.office.slug}/").content.decode()
    codes = re.findall(r"<textarea[^>]*>(.*?)</textarea>", body, re.DOTALL)
    assert len(codes) == 6
    for code in codes:
        assert code.startswith(("&lt;a href=", "&lt;iframe src="))
        for address in re.findall(r'(?:src|href)="https?://[^/"]+(/[^"]+)"', code):
            assert client.get(address).status_code == 200
    assert client.get("/lencana/tidak-ada/").status_code == 404
    assert client.get("/lencana/tidak-ada.svg").status_code == 404
