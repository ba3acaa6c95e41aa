"""Services, offices, desks and hours of the demonstration point at what exists."""

import re
from collections import Counter
from datetime import date

from services.models import StandardComponent
from tests.data_files import STAFF, agency_codes, all_units, codes, minutes, rows, split


def test_services_are_many_and_named_in_citizens_words() -> None:
    services = rows("services/services")
    assert len(services) >= 40
    ministries = codes("accounts/ministries")
    for row in services:
        assert split(row["synonyms"]), row
        assert row["synonyms"] == row["synonyms"].lower()
        assert re.fullmatch(r"https://[a-z.]+\.(go\.id|id)|", row["online_url"])
        assert row["owner_kind"] in {"kabkota", "provinsi", "instansi"}
        assert (row["owner_code"] in ministries) == (row["owner_kind"] == "instansi")


def test_offices_stand_in_their_host_and_zone() -> None:
    regions = {row["code"]: row for row in rows("accounts/regions")}
    offices = rows("services/demo_offices")
    assert {row["host_code"] for row in offices} == STAFF.keys()
    for row in offices:
        assert (row["host_code"], row["host_unit_code"]) in all_units()
        assert regions[row["region_code"]]["zone"] == row["zone"]
        assert -11 <= float(row["latitude"]) <= 6
        assert 95 <= float(row["longitude"]) <= 141


def test_desks_point_at_offices_owners_units_and_services() -> None:
    offices, known = codes("services/demo_offices", "slug"), codes("services/services", "slug")
    partners = {row["code"] for row in rows("accounts/ministries") if row["kind"] == "mitra"}
    for row in rows("services/demo_desks"):
        assert row["office_slug"] in offices
        assert row["owner_code"] in agency_codes()
        assert split(row["services"])
        assert set(split(row["services"])) <= known
        assert int(row["needed_officers"]) >= 1
        if row["owner_code"] in partners:
            assert row["owner_unit_code"] == ""
        else:
            assert (row["owner_code"], row["owner_unit_code"]) in all_units(), row


def test_mpp_sumedang_has_15_desks_of_several_owners() -> None:
    desks = [row for row in rows("services/demo_desks") if row["office_slug"] == "mpp-sumedang"]
    assert len(desks) == 15
    assert "dukcapil-1" in {row["slug"] for row in desks}
    assert len({row["owner_code"] for row in desks}) == 10
    others = Counter(row["office_slug"] for row in rows("services/demo_desks"))
    del others["mpp-sumedang"]
    assert len(others) == 5
    assert all(3 <= count <= 6 for count in others.values())


def test_owning_units_have_enough_people_for_their_desks() -> None:
    needed: Counter[tuple[str, str]] = Counter()
    for row in rows("services/demo_desks"):
        if row["owner_unit_code"]:
            key = (row["owner_code"], row["owner_unit_code"])
            needed[key] += int(row["needed_officers"])
    for key, officers in needed.items():
        unit = all_units()[key]
        heads = 1 if unit["head_echelon"] else 0
        assert officers <= int(unit["staff"]) - heads, key


def test_hours_are_in_order_and_belong_to_known_desks() -> None:
    desks = {(row["office_slug"], row["slug"]) for row in rows("services/demo_desks")}
    offices = codes("services/demo_offices", "slug")
    open_offices = set()
    for row in rows("services/demo_hours"):
        if row["desk_slug"]:
            assert (row["office_slug"], row["desk_slug"]) in desks
        else:
            open_offices.add(row["office_slug"])
        assert row["weekday"] in set("1234567")
        ends = [row["opens"], row["break_start"], row["break_end"], row["closes"]]
        stated = [minutes(text) for text in ends if text]
        assert len(stated) in {2, 4}
        assert stated == sorted(set(stated)), row
        if row["weekday"] == "5":
            assert (row["break_start"], row["break_end"]) == ("11:30", "13:00")
    assert open_offices == offices


def test_the_polri_desk_has_its_own_hours_and_some_desks_open_on_saturday() -> None:
    hours = [row for row in rows("services/demo_hours") if row["office_slug"] == "mpp-sumedang"]
    polri = {row["closes"] for row in hours if row["desk_slug"] == "polri-sim"}
    office = {row["closes"] for row in hours if not row["desk_slug"]}
    assert office == {"15:00"}
    assert "14:00" in polri
    saturday = {row["desk_slug"] for row in hours if row["weekday"] == "6"}
    assert {"dukcapil-1", "samsat", "polri-sim"} <= saturday
    assert "" not in saturday


def test_standards_name_services_components_and_their_law() -> None:
    services = codes("services/services", "slug")
    known = set(StandardComponent)
    national, demo = rows("services/service_standards"), rows("services/demo_standards")
    for row in (*national, *demo):
        assert row["service_slug"] in services
        assert row["component"] in known
        assert split(row["text"])
        assert date.fromisoformat(row["valid_from"]) <= date(2026, 11, 1)
    for row in national:
        assert re.match(r"(UU|PP|Perpres) \d+/20\d\d", row["legal_basis"])
        assert len(split(row["text"])) == len(split(row["text_en"])), row
    keys = [(row["service_slug"], row["component"], row["valid_from"]) for row in national]
    assert len(keys) == len(set(keys))
