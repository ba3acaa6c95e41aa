"""The data files: plain CSV with unique keys; regions, agencies, units and names in order."""

import csv
import re
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.data_files import FOLDERS, ROOT, STAFF, agency_codes, all_units, codes, rows, split

FILES = sorted(path for app in FOLDERS for path in (ROOT / app / "data").glob("*.csv"))

WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_file_is_plain_csv(path: Path) -> None:
    raw = path.read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    header, *body = list(csv.reader(raw.decode("utf-8").splitlines()))
    assert len(set(header)) == len(header)
    assert body
    assert {len(line) for line in body} == {len(header)}
    assert all(value == value.strip() for line in body for value in line)


@pytest.mark.parametrize("app", FOLDERS)
def test_readme_names_every_file_and_column(app: str) -> None:
    readme = (ROOT / app / "data" / "README.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", readme))
    for path in (ROOT / app / "data").glob("*.csv"):
        assert path.name in readme
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert set(header) <= words, path.name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("accounts/regions", ("code",)),
        ("accounts/ministries", ("code",)),
        ("accounts/demo_units", ("agency_code", "unit_code")),
        ("accounts/demo_partner_units", ("agency_code", "unit_code")),
        ("accounts/demo_jobs", ("code",)),
        ("accounts/given_names", ("name", "sex", "region_hint")),
        ("accounts/family_names", ("name", "region_hint")),
        ("accounts/titles", ("title",)),
        ("attendance/calendar-2026", ("date",)),
        ("attendance/calendar-2027", ("date",)),
        ("attendance/ramadan", ("year_hijri",)),
        ("attendance/regulations", ("code",)),
        ("attendance/working_hours", ("code",)),
        ("attendance/policy_presets", ("code",)),
        ("attendance/thresholds", ("code", "valid_from")),
        ("attendance/filing_items", ("code", "valid_from")),
        ("services/services", ("slug",)),
        ("services/demo_offices", ("slug",)),
        ("services/demo_desks", ("office_slug", "slug")),
        ("services/demo_hours", ("office_slug", "desk_slug", "weekday")),
    ],
)
def test_keys_are_unique(name: str, key: tuple[str, ...]) -> None:
    counted = Counter(tuple(row[column] for column in key) for row in rows(name))
    assert [found for found, times in counted.items() if times > 1] == []
    assert all(found[0] for found in counted)


def test_regions_are_38_provinces_and_514_kabupaten_and_kota() -> None:
    kinds = Counter(row["kind"] for row in rows("accounts/regions"))
    assert kinds == {
        "provinsi": 38,
        "kabupaten": 415,
        "kota": 93,
        "kabupaten_administrasi": 1,
        "kota_administrasi": 5,
    }


def test_508_regencies_have_a_ppk_and_the_six_of_jakarta_do_not() -> None:
    below = [row for row in rows("accounts/regions") if row["parent_code"]]
    assert sum(row["has_ppk"] == "yes" for row in below) == 508
    without = {row["code"] for row in rows("accounts/regions") if row["has_ppk"] == "no"}
    assert without == {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}


def test_regions_hang_on_their_province_and_share_its_zone() -> None:
    by_code = {row["code"]: row for row in rows("accounts/regions")}
    for code, row in by_code.items():
        if row["kind"] == "provinsi":
            assert re.fullmatch(r"\d\d", code)
            assert row["parent_code"] == ""
        else:
            assert re.fullmatch(r"\d\d\.\d\d", code)
            assert row["parent_code"] == code[:2]
            assert row["zone"] == by_code[code[:2]]["zone"]
            assert row["name"].startswith(("Kabupaten ", "Kota "))


def test_zones_follow_keppres_41_1987() -> None:
    noon = {"Asia/Jakarta": 7, "Asia/Pontianak": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
    for row in rows("accounts/regions"):
        province = row["code"][:2]
        expected = 9 if province in WIT else 8 if province in WITA else 7
        assert noon[row["zone"]] == expected, row
        assert (row["zone"] == "Asia/Pontianak") == (province in {"61", "62"})


@pytest.mark.parametrize(
    ("code", "name", "zone"),
    [
        ("32.11", "Kabupaten Sumedang", "Asia/Jakarta"),
        ("32.72", "Kota Sukabumi", "Asia/Jakarta"),
        ("32.77", "Kota Cimahi", "Asia/Jakarta"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu", "Asia/Jakarta"),
        ("73.71", "Kota Makassar", "Asia/Makassar"),
        ("91.71", "Kota Jayapura", "Asia/Jayapura"),
    ],
)
def test_known_regions(code: str, name: str, zone: str) -> None:
    region = next(row for row in rows("accounts/regions") if row["code"] == code)
    assert (region["name"], region["zone"]) == (name, zone)


def test_ministries_have_known_kinds_zones_and_lengths() -> None:
    ministries = rows("accounts/ministries")
    assert {row["kind"] for row in ministries} == {"kementerian", "lpnk", "lembaga", "mitra"}
    assert sum(row["kind"] == "kementerian" for row in ministries) == 48
    for row in ministries:
        assert ZoneInfo(row["zone"])
        assert len(row["code"]) <= 24
        assert len(row["name"]) <= 120
    assert not codes("accounts/ministries") & codes("accounts/regions")


def test_demo_staff_adds_up() -> None:
    staff: Counter[str] = Counter()
    for row in rows("accounts/demo_units"):
        assert int(row["staff"]) >= 2, row
        staff[row["agency_code"]] += int(row["staff"])
    assert staff == STAFF


def test_units_hang_on_units_named_before_them() -> None:
    seen: set[tuple[str, str]] = set()
    for row in rows("accounts/demo_units") + rows("accounts/demo_partner_units"):
        assert row["agency_code"] in agency_codes()
        if row["parent_code"]:
            assert (row["agency_code"], row["parent_code"]) in seen, row
        assert row["direct_service"] in {"yes", "no"}
        assert re.fullmatch(r"(I|II|III|IV)\.[ab]|", row["head_echelon"])
        assert row["head_title"]
        assert int(row["staff"]) >= 1
        seen.add((row["agency_code"], row["unit_code"]))


def test_subdistricts_and_villages_serve_directly() -> None:
    for row in rows("accounts/demo_units"):
        if row["kind"] in {"kecamatan", "kelurahan"}:
            assert row["direct_service"] == "yes", row


def units_reached(token: str) -> list[tuple[str, str]]:
    """Units a job's or title's `units` entry means: by kind, code, or beginning of the code."""
    return [
        key
        for key, row in all_units().items()
        if token in {"any", "any_m", "any_f", row["kind"], row["unit_code"]}
        or row["unit_code"].startswith(f"{token}-")
    ]


@pytest.mark.parametrize("name", ["accounts/demo_jobs", "accounts/titles"])
def test_jobs_and_titles_fit_some_unit(name: str) -> None:
    for row in rows(name):
        for token in split(row["units"]):
            assert units_reached(token), (row, token)


def test_jobs_cover_the_three_kinds_with_grades_in_order() -> None:
    order = [f"{roman}/{letter}" for roman in ("I", "II", "III", "IV") for letter in "abcde"]
    jobs = rows("accounts/demo_jobs")
    assert {row["job_kind"] for row in jobs} == {"struktural", "fungsional", "pelaksana"}
    for row in jobs:
        assert order.index(row["min_grade"]) <= order.index(row["max_grade"]), row
        assert bool(row["echelon"]) == (row["job_kind"] == "struktural"), row


def test_every_head_echelon_has_a_structural_job() -> None:
    echelons = {row["echelon"] for row in rows("accounts/demo_jobs")}
    assert {row["head_echelon"] for row in rows("accounts/demo_units")} <= echelons


def test_names_are_many_and_pairable() -> None:
    given, family = rows("accounts/given_names"), rows("accounts/family_names")
    assert len({row["name"] for row in given}) >= 150
    assert len({row["name"] for row in family}) >= 80
    assert {row["sex"] for row in given} == {"m", "f"}
    for row in given:
        fitting = [
            other
            for other in family
            if other["region_hint"] == row["region_hint"] and other["sex"] in {"any", row["sex"]}
        ]
        assert len(fitting) >= 3, row


def test_titles_stand_before_or_after() -> None:
    titles = rows("accounts/titles")
    assert {row["position"] for row in titles} == {"prefix", "suffix"}
    assert {row["level"] for row in titles} == {"d3", "s1", "s2", "s3", "profesi"}
