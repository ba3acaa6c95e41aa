"""The citizens' pages: the answer first, true counts, ways out, and nothing about anybody."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.tenancy import tenant
from services.actions import settle_desks
from services.models import Closure, DeskPlan, DeskStatus, Holiday, OpeningHours, SpecialHours
from services.models.statuses import CODES
from services.rules import Code
from tests.services import places
from tests.services.conftest import Freeze
from tests.services.places import TUESDAY

pytestmark = pytest.mark.django_db

SATURDAY = TUESDAY + timedelta(days=4)


def text_of(answer: Any) -> str:
    """The page as words."""
    html = re.sub(r"<(script|style|template)\b.*?</\1>", " ", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ")


def states_of(place: places.Place, client: Client) -> list[str]:
    """The code of every service, desk by desk, as programs read it."""
    desks = client.get(place.api).json()["desks"]
    return [service["code"] for desk in desks for service in desk["services"]]


def test_the_first_line_says_whether_i_can_be_served_now(client: Client, freeze: Freeze) -> None:
    place = places.place(desks=3)
    places.publish(place, place.at("09.00"))
    for desk in place.desks[:2]:
        places.seen(place, desk, place.at("08.12"))
    freeze(place.at("09.01"))
    said = text_of(client.get(place.url))
    main = said[said.index("Semua kantor") :]
    assert main.index("Ya, bisa dilayani sekarang") < main.index(place.office.name)
    assert "2 dari 3 loket dilayani" in main
    assert "<title>2 dari 3 loket dilayani" in client.get(place.url).content.decode()
    assert "Dicek Selasa, 24 November 2026 pukul 09.01 WIB" in main
    assert "Kabar terakhir diterima Selasa, 24 November 2026 pukul 09.00 WIB" in main


def test_every_state_has_its_word_and_its_icon(client: Client, freeze: Freeze) -> None:
    place = places.place(desks=2)
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[0], place.at("08.00"))
    freeze(place.at("09.01"))
    html = client.get(place.url).content.decode()
    for word, icon in (
        ("Ada petugas", "person-check-fill"),
        ("Belum ada petugas", "person-dash-fill"),
    ):
        assert re.search(rf'#{icon}"></use></svg>\s*<p><strong>{word}<', html)


def test_a_silent_pipeline_is_unconfirmed_never_unstaffed(client: Client, freeze: Freeze) -> None:
    place = places.place()
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[0], place.at("08.10"))
    freeze(place.at("09.10"))
    assert states_of(place, client) == ["staffed"]
    freeze(place.at("09.10") + timedelta(seconds=1))
    [service] = client.get(place.api).json()["desks"][0]["services"]
    assert (service["code"], service["reason"]) == ("unconfirmed", "system")
    assert "Keadaan terakhir pukul 09.00 WIB: ada petugas" in service["message"]
    assert "08.00–15.00" in service["message"]


def test_a_holiday_closes_and_names_itself(client: Client, freeze: Freeze) -> None:
    place = places.place()
    Holiday.objects.create(
        date=TUESDAY, kind="regional", name="Hari Jadi", region=place.office.region
    )
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[0], place.at("08.10"))
    freeze(place.at("09.01"))
    said = text_of(client.get(place.url))
    assert "Hari ini tutup: Hari Jadi" in said
    assert "Tutup, buka lagi Rabu 08.00 WIB" in said
    assert states_of(place, client) == ["closed"]


def test_a_holiday_of_another_region_closes_nothing(client: Client, freeze: Freeze) -> None:
    place, other = places.place(), places.place(region="73.71", zone="Asia/Makassar")
    Holiday.objects.create(date=TUESDAY, kind="regional", name="Jauh", region=other.office.region)
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[0], place.at("08.10"))
    freeze(place.at("09.01"))
    assert states_of(place, client) == ["staffed"]


def test_a_closure_speaks_before_presence_and_offers_its_alternative(
    client: Client, freeze: Freeze
) -> None:
    place = places.place(desks=2)
    places.publish(place, place.at("09.00"))
    for desk in place.desks:
        places.seen(place, desk, place.at("08.10"))
    with tenant(place.agency.pk):
        Closure.objects.create(
            office=place.office,
            desk=place.desks[0],
            kind="emergency",
            starts_at=place.at("09.00"),
            ends_at=place.at("11.00"),
            message="Listrik padam di lantai satu",
            alternative="Pakai Loket 2 di lantai dua",
        )
    freeze(place.at("09.05"))
    first, second = client.get(place.api).json()["desks"]
    assert first["services"][0]["reason"] == "emergency"
    assert "Listrik padam di lantai satu. " in first["services"][0]["message"]
    assert first["services"][0]["message"].endswith("Pakai Loket 2 di lantai dua.")
    assert second["services"][0]["code"] == "staffed"
    page = text_of(client.get(f"{place.url}loket-1/"))
    assert "Tutup sejak Selasa, 24 November 2026 pukul 09.00 WIB" in page


def test_a_desk_with_its_own_week_is_closed_on_weekdays_without_a_row(
    client: Client, freeze: Freeze
) -> None:
    place = places.place(desks=2)
    with tenant(place.agency.pk):
        places.hours(place.office, weekday=6, desk=place.desks[1])
    places.publish(place, place.at("09.00"))
    for desk in place.desks:
        places.seen(place, desk, place.at("08.10"))
    freeze(place.at("09.01"))
    assert states_of(place, client) == ["staffed", "closed"]
    week = text_of(client.get(f"{place.url}loket-2/"))
    assert "Sabtu 28 Nov 2026 08.00–15.00, istirahat 12.00–13.00" in week
    assert "Selasa (hari ini) 24 Nov 2026 Tutup" in week


def test_special_hours_replace_the_week_and_those_of_the_desk_come_first(
    client: Client, freeze: Freeze
) -> None:
    place = places.place(desks=2)
    places.publish(place, place.at("09.00"))
    with tenant(place.agency.pk):
        for desk, opens in ((None, 10), (place.desks[1], 9)):
            SpecialHours.objects.create(
                office=place.office, desk=desk, date=TUESDAY, opens=time(opens), closes=time(12)
            )
    freeze(place.at("09.05"))
    places.beat(place, place.at("09.05"))
    assert states_of(place, client) == ["closed", "expected"]


def test_jayapura_reads_its_own_time(client: Client, freeze: Freeze) -> None:
    place = places.place(zone="Asia/Jayapura", region="91.71")
    places.publish(place, place.at("14.30"))
    places.seen(place, place.desks[0], place.at("13.05"))
    freeze(place.at("14.30"))
    said = text_of(client.get(place.url))
    assert "terkonfirmasi pukul 13.05 WIT" in said
    assert "Dicek Selasa, 24 November 2026 pukul 14.30 WIT" in said
    assert "WIB" not in said
    # 15.30 WIB is 17.30 there: closed for two and a half hours.
    jakarta = places.place()
    freeze(jakarta.at("15.30"))
    assert "pukul 17.30 WIT" in text_of(client.get(place.url))
    assert states_of(place, client) == ["closed"]


def test_a_shared_desk_keeps_one_status_per_service(client: Client, freeze: Freeze) -> None:
    place, partner = places.place(), places.place()
    second = places.service("SIM")
    with tenant(place.agency.pk):
        place.desks[0].desk_services.create(service=second, agency=partner.agency)
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[0], place.at("08.10"))
    with tenant(partner.agency.pk):
        DeskPlan.objects.create(
            agency=partner.agency,
            desk=place.desks[0],
            date=TUESDAY,
            officers_planned=1,
            published_at=place.at("07.00"),
        )
    places.beat(partner, place.at("09.00"))
    freeze(place.at("09.01"))
    assert states_of(place, client) == ["staffed", "unstaffed"]
    answer = client.get(place.api).json()
    assert (answer["staffed"], answer["desks_total"]) == (0, 1)
    said = text_of(client.get(place.url))
    assert "0 dari 1 loket dilayani, 1 sebagian" in said
    assert "Sebagian layanan bisa sekarang" in said


def test_filters_are_addresses(client: Client, freeze: Freeze) -> None:
    place = places.place(desks=3)
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[1], place.at("08.10"))
    freeze(place.at("09.01"))

    def shown(query: str) -> list[str]:
        html = client.get(f"{place.url}?{query}").content.decode()
        return re.findall(r'<article class="card desk" id="([\w-]+)"', html)

    assert shown("") == ["loket-loket-1", "loket-loket-2", "loket-loket-3"]
    assert shown("dilayani=1") == ["loket-loket-2"]
    assert shown(f"layanan={place.desks[2].services.get().slug}") == ["loket-loket-3"]
    assert len(shown(f"instansi={place.agency.code}")) == 3
    assert shown("instansi=lain") == []
    assert shown("layanan=%00&dilayani=1") == ["loket-loket-2"]
    empty = text_of(client.get(f"{place.url}?instansi=lain"))
    assert "Tidak ada loket yang cocok" in empty
    assert "1 dari 3 loket dilayani" in empty, "the counts are of the whole office"


def test_whoever_is_not_served_gets_a_way(client: Client, freeze: Freeze) -> None:
    place = places.place(desks=0)
    wanted = places.service("Paspor", online_url="https://contoh.go.id/paspor", phone="1500 537")
    places.add_desk(place, [wanted])
    places.add_desk(place, [wanted])
    near, far = places.place(desks=0, region="32.73"), places.place(desks=0, region="73.71")
    for other in (near, far):
        places.add_desk(other, [wanted])
    now = freeze(place.at("09.01"))
    for each in (place, near, far):
        places.publish(each, now)
    for each, desk in ((place, place.desks[1]), (near, near.desks[0]), (far, far.desks[0])):
        places.seen(each, desk, place.at("08.30"))
    for each in (place, near, far):
        with tenant(each.agency.pk):
            settle_desks(agency_id=each.agency.pk, at=now)
    [ways], [none] = (
        [service["alternatives"] for service in desk["services"]]
        for desk in client.get(place.api).json()["desks"]
    )
    assert none == []
    assert [way["kind"] for way in ways] == ["online", "phone", "desk", "desk", "lapor"]
    assert ways[0]["url"] == "https://contoh.go.id/paspor"
    assert ways[1]["url"] == "tel:1500537"
    assert [ways[2]["url"], ways[3]["url"]] == [f"{place.url}loket-2/", f"{near.url}loket-1/"]
    assert near.office.name in ways[3]["label"]


def test_a_way_is_not_named_once_its_status_has_run_out(client: Client, freeze: Freeze) -> None:
    place = places.place(desks=0)
    wanted = places.service()
    for _ in range(2):
        places.add_desk(place, [wanted])
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[1], place.at("08.30"))
    with tenant(place.agency.pk):
        settle_desks(agency_id=place.agency.pk, at=place.at("09.00"))
    freeze(place.at("09.11"))
    ways = client.get(place.api).json()["desks"][0]["services"][0]["alternatives"]
    assert [way["kind"] for way in ways] == ["phone", "lapor"]


def test_a_change_for_the_worse_waits_and_reading_writes_nothing(
    client: Client, freeze: Freeze
) -> None:
    place = places.place()
    places.publish(place, place.at("09.00"))
    places.seen(place, place.desks[0], place.at("08.10"))
    now = freeze(place.at("09.00"))
    with tenant(place.agency.pk):
        settle_desks(agency_id=place.agency.pk, at=now)
        place.desks[0].presences.update(on_site=0)
        before = DeskStatus.objects.values().get(desk=place.desks[0])
        settle_desks(agency_id=place.agency.pk, at=place.at("09.01"))
    assert before["code"] == "staffed"
    freeze(place.at("09.02"))
    assert states_of(place, client) == ["staffed"]
    held = DeskStatus.objects.values().get(desk=place.desks[0])
    freeze(place.at("09.04"))
    [service] = client.get(place.api).json()["desks"][0]["services"]
    assert service["code"] == "unstaffed"
    assert service["since"] == "2026-11-24T02:00:00Z"
    assert DeskStatus.objects.values().get(desk=place.desks[0]) == held


def test_yesterdays_presence_does_not_go_on_today(client: Client, freeze: Freeze) -> None:
    place = places.place()
    places.publish(place, place.at("09.00"))
    monday = place.at("09.00", TUESDAY - timedelta(days=1))
    places.beat(place, monday)
    places.seen(place, place.desks[0], monday)
    with tenant(place.agency.pk):
        settle_desks(agency_id=place.agency.pk, at=monday)
    assert DeskStatus.objects.get(desk=place.desks[0]).code == "staffed"
    now = freeze(place.at("09.00"))
    places.beat(place, now)
    places.seen(place, place.desks[0], place.at("08.20"))
    [service] = client.get(place.api).json()["desks"][0]["services"]
    assert (service["code"], service["since"]) == ("staffed", None)


@pytest.mark.parametrize("path", ["/kantor/tidak-ada/", "/kantor/{slug}/tidak-ada/"])
def test_an_unknown_address_is_404_in_words(client: Client, path: str) -> None:
    place = places.place()
    answer = client.get(path.format(slug=place.office.slug))
    assert answer.status_code == 404
    assert "tidak ditemukan" in text_of(answer)
    assert client.head(path.format(slug=place.office.slug)).status_code == 404


def test_pages_are_read_only(client: Client) -> None:
    place = places.place()
    for path in ("/", place.url, f"{place.url}loket-1/", "/tentang-status/"):
        assert client.head(path).status_code == 200
        assert client.head(path).content == b""
        assert client.post(path).status_code == 405


def test_the_number_of_statements_does_not_grow_with_the_desks(
    client: Client,
    freeze: Freeze,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    few, many = places.place(desks=2), places.place(desks=20, services=3)
    freeze(few.at("09.01"))
    for place in (few, many):
        places.publish(place, place.at("09.00"))
        for desk in place.desks:
            places.seen(place, desk, place.at("08.10"))
        for path in (place.url, place.api, f"{place.url}?bagian=langsung"):
            with django_assert_num_queries(12):
                assert client.get(path).status_code == 200
        with django_assert_num_queries(12):
            assert client.get(f"{place.url}loket-1/").status_code == 200


def test_the_first_page_needs_as_many_statements_for_two_as_for_twenty_offices(
    client: Client,
    freeze: Freeze,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    freeze(places.place(desks=2).at("09.01"))
    places.place(desks=2)
    with django_assert_num_queries(14):
        client.get("/")
    for _ in range(18):
        places.place(desks=2)
    with django_assert_num_queries(14):
        client.get("/")


def test_a_desk_without_hours_is_unconfirmed(client: Client, freeze: Freeze) -> None:
    place = places.place()
    with tenant(place.agency.pk):
        OpeningHours.objects.filter(office=place.office).delete()
    places.publish(place, place.at("09.00"))
    freeze(place.at("09.01"))
    assert states_of(place, client) == ["unconfirmed"]
    assert "Jam layanan belum tercatat" in text_of(client.get(place.url))


def test_an_office_without_desks_says_what_to_do(client: Client) -> None:
    place = places.place(desks=0)
    said = text_of(client.get(place.url))
    assert "Belum ada loket yang tercatat" in said
    assert "Telepon kantornya sebelum berangkat" in said


def test_the_table_knows_the_codes_of_the_rules() -> None:
    assert set(CODES) == set(Code)


def test_weekend_opening_is_found_across_days(client: Client, freeze: Freeze) -> None:
    place = places.place()
    places.publish(place, place.at("09.00"))
    freeze(place.at("10.00", SATURDAY))
    assert "Tutup, buka lagi Senin 08.00 WIB" in text_of(client.get(place.url))
    assert date(2026, 11, 30).isoweekday() == 1
