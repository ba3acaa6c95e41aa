"""Search in citizens' words, and where a service is served now."""

import pytest
from django.test import Client

from accounts.models import Region
from accounts.tenancy import tenant
from services.models import Desk, DeskStatus, Office, Service
from services.queries.matching import find_matching
from services.queries.search import find_offices, find_services
from tests.services import places
from tests.services.conftest import Freeze
from tests.services.test_office_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def card() -> Service:
    """KTP elektronik, with the words people use."""
    return places.service(
        "Kartu Tanda Uji elektronik", synonyms="ktu hilang;cetak ktu;ktu rusak", category="uji"
    )


@pytest.mark.parametrize(
    "words", ["ktu hilang", "KTU Hilang", "hilang ktu", "ktu hlang", "tanda uji", "rusak ktu"]
)
def test_citizens_words_find_the_service(card: Service, freeze: Freeze, words: str) -> None:
    places.service("Izin mendirikan menara")
    now = freeze(places.place().at("09.00"))
    assert [found.slug for found in find_services(words, now)][:1] == [card.slug]


def test_the_name_comes_before_a_synonym(card: Service, freeze: Freeze) -> None:
    places.service("Aktivasi digital", synonyms="surat tanda uji")
    now = freeze(places.place().at("09.00"))
    assert find_services("tanda uji", now)[0].slug == card.slug


@pytest.mark.parametrize(
    ("typed", "words", "where"),
    [
        ("KTP di Jayapura", "ktp", ["Kabupaten Jayapura", "Kota Jayapura"]),
        ("perpanjang SIM kota jayapura", "perpanjang sim", ["Kota Jayapura"]),
        ("cara bikin paspor", "paspor", []),
        ("akte lahir kab. jayapura", "akta lahir", ["Kabupaten Jayapura"]),
        ("kantor jayapura", "", ["Kabupaten Jayapura", "Kota Jayapura"]),
        ("jayapurra", "", ["Kabupaten Jayapura", "Kota Jayapura"]),
        ("kantor", "kantor", []),
    ],
)
def test_words_are_taken_apart_into_service_and_place(
    typed: str, words: str, where: list[str]
) -> None:
    zone = "Asia/Jayapura"
    for code, kind in (("91.03", "kabupaten"), ("91.71", "kota")):
        name = f"{kind.capitalize()} Jayapura"
        Region.objects.create(code=code, name=name, kind=kind, zone=zone)
    asked = find_matching(typed).asked
    assert (asked.text, [each.name for each in asked.regions]) == (words, where)


@pytest.mark.parametrize(
    "words", ["kelahiran uji", "lahir uji", "birth ujian", "uji born", "certificates of ujian"]
)
def test_stems_of_both_languages_find_the_service(words: str) -> None:
    born = places.service(
        "Akta kelahiran uji", synonyms="surat lahir; born", name_en="Ujian birth certificate"
    )
    assert find_matching(words).services[0] == born


def test_a_word_of_its_own_comes_first_and_a_guess_says_so() -> None:
    inside = places.service("Data dan ujian kartu", synonyms="ujian ulang")
    itself = places.service("Layanan lain", synonyms="ujian")
    found = find_matching("ujian")
    assert (found.services, found.exact) == ((itself, inside), True)
    guess = find_matching("ujian kompor")
    assert guess.services
    assert not guess.exact


def test_the_place_asked_for_comes_first_and_then_its_province(
    client: Client, freeze: Freeze, card: Service
) -> None:
    far = places.place(desks=0, region="33.01")
    near = places.place(desks=0, region="32.72")
    here = places.place(desks=0, region="32.11")
    for each in (far, near, here):
        places.add_desk(each, [card])
        places.publish(each, each.at("09.00"))
    now = freeze(near.at("09.01"))
    [found] = find_services("ktu hilang kabupaten 32.11", now)
    assert [each.office for each in found.places] == [here.office.name]
    with tenant(near.agency.pk):
        places.seen(near, near.desks[0], near.at("08.50"))
        DeskStatus.objects.create(
            agency=near.agency, desk=near.desks[0], service=card, code="staffed", basis="recent",
            valid_until=near.at("09.50"), since=near.at("08.50"), settled_at=near.at("08.50"),
        )  # fmt: skip
    [found] = find_services("ktu hilang kabupaten 32.11", now)
    assert [each.office for each in found.places] == [here.office.name, near.office.name]
    assert found.served == 0
    said = text_of(client.get("/", {"q": "ktu hilang provinsi 33"}))
    assert "Layanan untuk “ktu hilang” di Provinsi 33" in said
    assert near.office.name not in said
    with tenant(here.agency.pk):
        Desk.objects.filter(pk=here.desks[0].pk).update(ended_on=now.date())
    [found] = find_services("ktu hilang kabupaten 32.11", now)
    assert [each.office for each in found.places] == [near.office.name]
    assert found.distance == 1


def test_results_say_where_the_service_is_served_now(
    client: Client, freeze: Freeze, card: Service
) -> None:
    place = places.place(desks=0)
    for _ in range(3):
        places.add_desk(place, [card])
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[2], place.at("08.30"))
    now = freeze(place.at("09.01"))
    [found] = find_services("ktu hilang", now)
    assert found.served == 1
    assert [(each.desk, each.status.code) for each in found.places] == [
        ("Loket 3", "staffed"),
        ("Loket 1", "unstaffed"),
        ("Loket 2", "unstaffed"),
    ]
    said = text_of(client.get("/?q=ktu+hilang"))
    assert "Dilayani sekarang di 1 loket" in said
    assert place.office.name in said


def test_offices_are_found_by_name_and_by_region(card: Service) -> None:
    place = places.place(region="91.71", zone="Asia/Jayapura")
    assert list(find_offices(place.office.name)) == [place.office]
    assert place.office in find_offices("kabupaten 91.71")
    assert place.office in find_offices("provinsi 91")


def test_a_mall_is_found_by_its_short_name(card: Service) -> None:
    hall, plain = places.place(), places.place()
    with tenant(hall.agency.pk):
        Office.objects.filter(pk=hall.office.pk).update(kind="mpp", name="Mal Uji")
    with tenant(plain.agency.pk):
        Office.objects.filter(pk=plain.office.pk).update(name="Kantor Uji", slug="kantor-uji")
    found = find_offices("mpp")
    assert hall.office in found
    assert plain.office not in found


def test_nothing_found_says_what_to_try(client: Client) -> None:
    said = text_of(client.get("/?q=zzzzqqqq"))
    assert "Tidak ada yang cocok" in said
    assert "Coba kata yang lebih pendek" in said
    assert "SP4N-LAPOR!" in said


def test_what_was_typed_stays_and_cannot_become_markup(client: Client) -> None:
    html = client.get("/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_first_page_lists_offices_by_province_with_true_counts(
    client: Client, freeze: Freeze
) -> None:
    west, east = places.place(desks=3), places.place(region="91.71", zone="Asia/Jayapura")
    places.publish(west, west.at("09.00"))
    for desk in west.desks[:2]:
        places.seen(west, desk, west.at("08.10"))
    freeze(west.at("09.01"))
    said = text_of(client.get("/"))
    assert "2 dari 3 loket dilayani" in said
    assert said.index(west.office.name) < said.index(east.office.name)
    province = west.office.region.parent
    assert east.office.name not in text_of(client.get(f"/?wilayah={province.code}"))
    assert west.office.name in text_of(client.get(f"/?wilayah={province.code}&halaman=99"))
    assert west.office.name in text_of(client.get(f"/?wilayah={west.office.region.code}"))
    with tenant(west.agency.pk):
        Office.objects.filter(pk=west.office.pk).update(ended_on=places.TUESDAY)
    assert west.office.name not in text_of(client.get("/"))
