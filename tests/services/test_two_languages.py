"""Indonesian at `/`, English at `/en/`: the same pages, each in its language and no other."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.tenancy import tenant
from asn_wfh import catalogue
from asn_wfh.language import address_in, spoken
from services import wording
from services.models import Closure, Service
from services.rules import Closure as ClosureFact
from services.rules import Code, DayPlan, DeskState, Headline, Holiday, Presence, derive
from tests.services import places
from tests.services.conftest import Freeze
from tests.services.rules.desk_examples import CALENDAR, TUESDAY, WIB, at, desk, on, seen

NOBODY = Presence(TUESDAY)
INDONESIAN = [
    "ada",
    "atau",
    "belum",
    "berlaku",
    "buka",
    "cari",
    "daring",
    "dari",
    "dicek",
    "dilayani",
    "halaman",
    "hari",
    "ini",
    "istirahat",
    "jam",
    "kabar",
    "kantor",
    "layanan",
    "lihat",
    "loket",
    "masuk",
    "menunggu",
    "minggu",
    "muat",
    "petugas",
    "pukul",
    "sampai",
    "saring",
    "sekarang",
    "sejak",
    "semua",
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "sabtu",
    "tentang",
    "tutup",
    "untuk",
    "waktu",
    "yang",
]
ENGLISH = [
    "again",
    "and",
    "at",
    "break",
    "by",
    "checked",
    "closed",
    "desk",
    "desks",
    "for",
    "from",
    "hours",
    "is",
    "monday",
    "next",
    "no",
    "now",
    "of",
    "office",
    "offices",
    "online",
    "open",
    "opens",
    "or",
    "search",
    "see",
    "service",
    "services",
    "since",
    "staffed",
    "the",
    "today",
    "tuesday",
    "until",
    "valid",
    "waiting",
    "with",
    "your",
]


@pytest.fixture
def place(freeze: Freeze) -> places.Place:
    """Three desks on Tuesday at 09.01: staffed, empty, closed by a message of its manager."""
    found = places.place(desks=3)
    Service.objects.update(name_en="Identity card")
    places.publish(found, found.at("09.00"))
    places.seen(found, found.desks[0], found.at("08.12"))
    with tenant(found.agency.pk):
        Closure.objects.create(
            office=found.office,
            desk=found.desks[2],
            kind="announced",
            starts_at=found.at("08.00"),
            ends_at=found.at("10.00"),
            message="Pindah ruang <lantai dua>",
        )
    freeze(found.at("09.01"))
    return found


def pages(place: places.Place) -> list[str]:
    """The public pages of the place, as their Indonesian addresses."""
    return [
        "/",
        "/?q=tidakadayangcocok",
        f"/?q={place.office.name.replace(' ', '+')}&halaman=1",
        place.url,
        f"{place.url}?dilayani=1",
        f"{place.url}loket-1/",
        f"{place.url}loket-3/",
        f"{place.url}loket-1/ikuti/",
        f"{place.url}jam-terjaga/",
        f"{place.url}tidak-ada/",
        f"/lapor/?loket={place.office.slug}/loket-1",
        f"/lapor/?kantor={place.office.slug}&jenis=keluhan",
        f"/lencana/{place.office.slug}/",
        "/lapor/",
        "/tentang-status/",
        "/api/",
    ]


def bare(place: places.Place) -> list[str]:
    """What hangs on walls or stands in other sites: one language each, and no way to switch."""
    slug = place.office.slug
    return [f"/layar/{slug}/", f"/poster/{slug}/", f"/sematan/{slug}/", f"/lencana/{slug}.svg"]


def words_of(body: str, place: places.Place, language: str) -> set[str]:
    """The words a page says in its own language: without names, and what is marked as another's."""
    other = "id" if language == "en" else "en"
    body = re.sub(r"<(script|code|pre|textarea)\b.*?</\1>", " ", body, flags=re.DOTALL)
    body = re.sub(rf'<(\w+)[^>]* lang="{other}"[^>]*>.*?</\1>', " ", body, flags=re.DOTALL)
    body = re.sub(r"localhost\S+", " ", body)
    body = re.sub(r"(“.*?”|value=\"[^\"]*\")", " ", body)
    labels = re.findall(r'(?:aria-label|placeholder|content|data-title)="([^"]*)"', body)
    text = " ".join([strip_tags(body.replace("<", " <")), *labels])
    names = [place.office.name, place.agency.name, "SP4N-LAPOR!", "Hadir"]
    for name in [*names, *(each.name for each in place.desks)]:
        text = text.replace(name, " ")
    return set(re.findall(r"[a-z]+", text.lower()))


@pytest.mark.django_db
def test_every_page_speaks_its_language_and_leads_to_the_other(
    client: Client, place: places.Place
) -> None:
    for address in pages(place):
        english = client.get(address_in(address, "en"))
        indonesian = client.get(address)
        assert english.status_code == indonesian.status_code, address
        for answer, language, leak in (
            (indonesian, "id", ENGLISH),
            (english, "en", INDONESIAN),
        ):
            body = answer.content.decode()
            assert f'<html lang="{language}">' in body, address
            leaked = words_of(body, place, language) & set(leak)
            assert leaked == set(), f"{language} {address}"
            own = address_in(address, language).replace("&", "&amp;")
            other = address_in(address, "id" if language == "en" else "en").replace("&", "&amp;")
            assert f'href="{other}" hreflang' in body, address
            assert f'hreflang="{language}" href="http://localhost:8000{own}"' in body, address
            assert "Vary" not in answer or "anguage" not in answer["Vary"]


@pytest.mark.django_db
def test_walls_and_other_sites_speak_one_language(client: Client, place: places.Place) -> None:
    for address in bare(place):
        for language, leak in (("id", ENGLISH), ("en", INDONESIAN)):
            answer = client.get(address_in(address, language))
            assert answer.status_code == 200, address
            leaked = words_of(answer.content.decode(), place, language) & set(leak)
            assert leaked == set(), f"{language} {address}"


@pytest.mark.django_db
def test_english_pages_stay_english_by_their_links(client: Client, place: places.Place) -> None:
    for address in ("/en/", f"/en{place.url}", f"/en{place.url}loket-1/"):
        body = client.get(address).content.decode()
        links = set(re.findall(r'<(?:a|form)\b[^>]*(?:href|action)="(/[^"]*)"([^>]*)', body))
        away = {
            url for url, rest in links if not url.startswith("/en/") and 'lang="id"' not in rest
        }
        assert away <= {"/masuk/", "/verifikasi/"}, address


@pytest.mark.django_db
def test_neither_cookie_nor_browser_decides(place: places.Place) -> None:
    asked = Client(headers={"Accept-Language": "en"})
    asked.cookies["django_language"] = "en"
    assert asked.get(place.url).content == Client().get(place.url).content
    there = Client(headers={"Accept-Language": "id"})
    assert '<html lang="en">' in there.get(f"/en{place.url}").content.decode()


@pytest.mark.django_db
def test_an_unknown_english_address_is_refused_in_english(client: Client) -> None:
    answer = client.get("/en/hari-ini/")
    assert answer.status_code == 404, "signed-in pages have one language"
    assert "This page was not found" in answer.content.decode()


@pytest.mark.django_db
def test_what_a_manager_wrote_is_marked_as_indonesian(client: Client, place: places.Place) -> None:
    message = "Pindah ruang &lt;lantai dua&gt;"
    body = client.get(f"/en{place.url}loket-3/").content.decode()
    assert f'Closed: announced closure. <span lang="id">{message}</span>.' in body.replace(
        "<small>", "Closed: "
    ).replace("Announced", "announced")
    assert body.count(message) == body.count(f'<span lang="id">{message}</span>')
    assert '<span lang="id">' not in client.get(f"{place.url}loket-3/").content.decode()


def test_addresses_are_found_in_the_language_that_is_spoken() -> None:
    with spoken("en"):
        assert reverse("services:office", args=["a"]) == "/en/kantor/a/"
        assert reverse("account_login") == "/masuk/"
    assert reverse("services:office", args=["a"]) == "/kantor/a/"
    assert address_in("/en/?q=x", "id") == "/?q=x"
    assert address_in("/entah/", "en") == "/en/entah/"


STATES: list[tuple[Code, str, DeskState, str]] = [
    (code, clock, derive(desk(at(clock), presence, **more), at(clock)), english)
    for code, clock, presence, more, english in [
        (Code.STAFFED, "09.24", seen("09.23"), {},
         "An officer is at the desk, confirmed at 09:20 WIB."),
        (Code.STAFFED, "09.24", seen("09.23"), {"needed": 2},
         ("An officer is at the desk, confirmed at 09:20 WIB. "
          "Limited service: queues may take longer.")),
        (Code.BREAK, "12.10", seen("07.55"), {}, "The desk is on its break until 13:00 WIB."),
        (Code.EXPECTED, "08.05", NOBODY, {},
         "The desk has just opened and is waiting for its officer."),
        (Code.UNSTAFFED, "08.30", NOBODY, {},
         "Opening hours have begun, but no officer is confirmed at the desk yet."),
        (Code.REMOTE, "09.00", NOBODY, {"plans": {TUESDAY: DayPlan(0, remote=True)}},
         "Today this service is given online or by telephone."),
        (Code.CLOSED, "18.00", None, {}, "Closed: outside opening hours. Opens again Wednesday 08:00 WIB."),  # noqa: E501
        (Code.CLOSED, "09.00", None, {"calendar": replace(CALENDAR, holidays={TUESDAY: Holiday("Hari Guru")})},  # noqa: E501
         "Closed: public holiday (Hari Guru). Opens again Wednesday 08:00 WIB."),
        (Code.CLOSED, "09.30", None, {"closures": (ClosureFact(at("09.00"), at("10.00"), message="Pelatihan."),)},  # noqa: E501
         "Closed: announced closure. Pelatihan. Opens again 10:00 WIB."),
        (Code.UNCONFIRMED, "09.30", seen("08.55"), {"heartbeat_at": at("09.03")},
         ("Not confirmed: the system has not heard from the desk. "
          "Last known at 09:00 WIB: staffed. Opening hours today 08:00–15:00, break 12:00–13:00.")),
    ]
]  # fmt: skip


@pytest.mark.parametrize(("code", "clock", "state", "english"), STATES)
def test_each_state_in_english(code: Code, clock: str, state: Any, english: str) -> None:
    assert state.code is code
    indonesian = wording.sentence(state, at(clock), WIB)
    with spoken("en"):
        assert wording.sentence(state, at(clock), WIB) == english
        assert wording.code_label(code) not in ("", *map(str, indonesian.split()))


def test_all_seven_states_are_in_the_table() -> None:
    assert {row[0] for row in STATES} == set(Code)


def test_dates_and_counts_in_english() -> None:
    with spoken("en"):
        friday = on(date(2026, 2, 27), "08.00")
        assert wording.full_moment(friday, WIB) == "Friday, 27 February 2026, 08:00 WIB"
        assert wording.near_moment(friday, friday - timedelta(days=1), WIB) == "Friday 08:00"
        one, many = Headline(1, 0, 1, 0, None), Headline(12, 1, 15, 1, None)
        assert wording.headline_text(one, friday, WIB) == "1 of 1 desk is staffed"
        assert wording.headline_text(many, friday, WIB) == "12 of 15 desks are staffed, 1 in part"


def test_the_catalogue_is_complete_and_compiled() -> None:
    assert catalogue.faults() == []
