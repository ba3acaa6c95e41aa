"""What hangs in an office, and what search engines and browsers are told of it."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from accounts.tenancy import tenant
from services.models import Desk, Office
from services.queries.offices import Filter, office_page
from services.renders_lobby import screen_html
from tests.services import places
from tests.services.conftest import Freeze
from tests.services.test_office_pages import text_of

pytestmark = pytest.mark.django_db


def test_the_screen_says_what_the_office_page_says(client: Client, freeze: Freeze) -> None:
    place = places.place(desks=2)
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[0], place.at("08.10"))
    now = freeze(place.at("09.01"))
    answer = client.get(f"/layar/{place.office.slug}/")
    said = text_of(answer)
    assert "1 dari 2 loket dilayani" in said
    assert said.count("Ada petugas di loket") == 1
    assert not answer.cookies
    shown = office_page(place.office, now, Filter())
    until = re.findall(r'data-valid-until="([^"]+)"', answer.content.decode())
    assert len(until) == 2
    assert screen_html(shown).body == answer.content, "a snapshot is the same bytes"
    assert client.get(f"/layar/{place.office.slug}x/").status_code == 404


def test_many_desks_take_turns_also_without_a_script(client: Client, freeze: Freeze) -> None:
    place = places.place(desks=32)
    freeze(place.at("09.00"))
    html = client.get(f"/layar/{place.office.slug}/?halaman=3").content.decode()
    turns = re.findall(r"<ul class=\"screen-desks[^>]*>", html)
    assert ["hidden" in each for each in turns] == [True, True, False]
    assert len(re.findall(r'class="screen-desk"', html)) == 32
    assert f"url=/layar/{place.office.slug}/?halaman=1" in html, "after the last comes the first"


def test_the_poster_leads_to_the_page_and_tells_the_week(client: Client) -> None:
    place = places.place()
    said = text_of(client.get(f"/poster/{place.office.slug}/"))
    assert "Senin–Jumat 08.00–15.00, istirahat 12.00–13.00" in said
    assert settings.PORTAL_URL.split("://")[1] + place.url.rstrip("/") in said
    at_desk = text_of(client.get(f"/poster/{place.office.slug}/?loket=loket-1"))
    assert f"{place.url}loket-1" in at_desk
    assert client.get(f"/poster/{place.office.slug}/?loket=tidak-ada").status_code == 404


def test_search_engines_read_planned_hours_and_nothing_of_this_minute(
    client: Client, freeze: Freeze
) -> None:
    place = places.place()
    places.publish(place, place.at("09.00"))
    with tenant(place.agency.pk):
        Office.objects.filter(pk=place.office.pk).update(
            name="Kantor </script><b>", latitude=-6.85, longitude=107.9
        )
    blocks = []
    for clock in ("09.01", "19.00"):
        freeze(place.at(clock))
        html = client.get(place.url).content.decode()
        [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        blocks.append(block)
    assert blocks[0] == blocks[1], "open or closed, the data are the same"
    data = json.loads(blocks[0])
    assert (data["@type"], data["name"]) == ("GovernmentOffice", "Kantor </script><b>")
    assert [each["opens"] for each in data["openingHoursSpecification"]] == ["08:00", "13:00"]
    assert data["openingHoursSpecification"][0]["dayOfWeek"] == ["Mo", "Tu", "We", "Th", "Fr"]
    desk = client.get(f"{place.url}loket-1/").content.decode()
    assert '"@type":"GovernmentService"' in desk


def test_what_has_ended_is_in_no_directory(client: Client, freeze: Freeze) -> None:
    place, gone = places.place(desks=2), places.place()
    freeze(place.at("09.00"))
    for each in (place, gone):
        with tenant(each.agency.pk):
            Office.objects.filter(pk=each.office.pk).update(latitude=-6.85, longitude=107.9)
    with tenant(gone.agency.pk):
        Office.objects.filter(pk=gone.office.pk).update(ended_on=places.TUESDAY)
    with tenant(place.agency.pk):
        Desk.objects.filter(pk=place.desks[1].pk).update(ended_on=places.TUESDAY)
    offices = client.get("/kantor/lokasi.json").json()["offices"]
    assert [each["url"] for each in offices] == [place.url]
    sitemap = client.get("/sitemap.xml").content
    listed = [
        each.text or ""
        for each in ElementTree.fromstring(sitemap).iter()  # noqa: S314 - our own answer
        if each.tag.endswith("loc")
    ]
    assert settings.PORTAL_URL + place.url in listed
    assert f"{settings.PORTAL_URL}/en{place.url}loket-1/" in listed
    assert not [each for each in listed if "loket-2" in each or gone.office.slug in each]
    robots = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {settings.PORTAL_URL}/sitemap.xml" in robots
    assert "Disallow: /lapor/*/" in robots
    assert "Disallow: /lapor/" not in robots
