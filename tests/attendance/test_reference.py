"""The reference data in the database is what the files say, however often it is loaded."""

from datetime import date, time
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Agency, ReferenceData, Region
from attendance.models import PolicyPreset, RamadanPeriod, Regulation, Schedule
from services.models import Holiday, Service
from tests.data_files import rows

pytestmark = pytest.mark.django_db(databases=["owner"])


def load(*options: str) -> str:
    out = StringIO()
    call_command("load_reference", *options, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def loaded(db: None) -> str:
    return load()


def contents() -> dict[str, list[tuple[object, ...]]]:
    models = (Region, Agency, Service, Holiday, RamadanPeriod, Regulation, PolicyPreset, Schedule)
    return {
        model.__name__: sorted(model._base_manager.using("owner").values_list(), key=str)
        for model in models
    }


def test_loading_says_what_it_loaded(loaded: str) -> None:
    assert "552 wilayah" in loaded
    assert "630 instansi" in loaded


def test_38_provinces_508_regencies_and_every_central_agency_have_a_row() -> None:
    agencies = Agency.objects.using("owner")
    assert Region.objects.using("owner").count() == 38 + 514
    assert agencies.filter(kind="provinsi").count() == 38
    assert agencies.filter(kind__in=["kabupaten", "kota"]).count() == 508
    assert agencies.exclude(region=None).count() == 546
    assert agencies.filter(region=None).count() == len(rows("accounts/ministries"))


def test_a_government_is_named_and_placed() -> None:
    sumedang = Agency.objects.using("owner").select_related("region__parent").get(code="32.11")
    assert sumedang.name == "Pemerintah Kabupaten Sumedang"
    assert sumedang.region is not None
    assert sumedang.region.parent is not None
    assert sumedang.region.parent.name == "Jawa Barat"
    assert Agency.objects.using("owner").get(code="91.71").zone == "Asia/Jayapura"


def test_the_six_administrative_units_of_jakarta_have_no_agency() -> None:
    without = Region.objects.using("owner").filter(has_ppk=False)
    assert without.count() == 6
    assert not Agency.objects.using("owner").filter(region__in=without).exists()


def test_calendars_of_2026_and_2027() -> None:
    holidays = Holiday.objects.using("owner")
    assert holidays.filter(date__year=2026, confirmed=True).count() == 25
    assert holidays.filter(date__year=2027, confirmed=False).count() == 26
    assert not holidays.filter(name="").exists()
    assert holidays.get(date=date(2027, 3, 9)).name == "Cuti bersama"


def test_national_hours_are_the_perpres() -> None:
    normal = Schedule.objects.using("owner").get(agency=None, kind="normal")
    ramadan = Schedule.objects.using("owner").get(agency=None, kind="ramadan")
    assert (normal.start, normal.end_mon_thu, normal.end_fri) == (
        time(7, 30),
        time(16),
        time(16, 30),
    )
    assert (ramadan.start, ramadan.rest_mon_thu_minutes) == (time(8), 30)
    assert normal.legal_basis == "Perpres 21 Tahun 2023"


def test_the_friday_circular_is_ready_to_be_adopted() -> None:
    preset = PolicyPreset.objects.using("owner").get(code="jumat-wfh-kabkota-2026")
    assert preset.wfh_weekdays == "5"
    assert preset.weekly_max_days == 1
    assert {"II.a", "III.b", "camat", "lurah"} <= set(preset.excluded_posts)
    assert preset.regulation.number == "SE Mendagri 800.1.5/3349/SJ"


@pytest.mark.parametrize(
    ("code", "modes", "days", "office", "caps"),
    [
        ("jumat-wfh-pusat-2026", ["WFH"], "5", "1234", (None, None)),
        ("fleksibel-lokasi-2025", ["WFH", "WFA"], "12345", "", (None, None)),
        ("lebaran-2026-sesudah", ["WFH", "WFA"], "345", "", (None, None)),
        ("arus-balik-2024-administrasi", ["WFH"], "23", "", (50, None)),
        ("arus-balik-2024-layanan", [], "", "", (0, None)),
        ("ppkm-6-2022-jb-nonesensial-4", ["WFH"], "12345", "", (None, 25)),
        ("ppkm-6-2022-jb-esensial-4", ["WFH"], "12345", "", (None, 50)),
        ("ppkm-5-2022-luar-nonesensial-3", ["WFH"], "12345", "", (None, 50)),
        ("ppkm-5-2022-luar-esensial-4", ["WFH"], "12345", "", (None, 50)),
    ],
)
def test_presets_say_what_the_circulars_say(
    code: str, modes: list[str], days: str, office: str, caps: tuple[int | None, int | None]
) -> None:
    preset = PolicyPreset.objects.using("owner").get(code=code)
    assert (preset.modes, preset.wfh_weekdays, preset.office_weekdays) == (modes, days, office)
    assert (preset.wfh_cap_percent, preset.wfo_cap_percent) == caps


def test_a_second_load_does_nothing_and_a_forced_one_changes_nothing() -> None:
    before = contents()
    assert load() == ""
    assert "630 instansi" in load("--always")
    assert contents() == before


def test_a_changed_file_is_loaded_again_and_puts_rows_right() -> None:
    Agency.objects.using("owner").filter(code="32.11").update(name="salah", is_demo=True)
    ReferenceData.objects.using("owner").filter(app="accounts").update(digest="lama")
    said = load()
    assert "630 instansi" in said
    assert "layanan" not in said
    sumedang = Agency.objects.using("owner").get(code="32.11")
    assert sumedang.name == "Pemerintah Kabupaten Sumedang"
    assert sumedang.is_demo, "the mark of the demonstration is not the file's to take away"


def test_a_date_confirmed_from_the_decree_outlives_an_older_file() -> None:
    holidays = Holiday.objects.using("owner")
    holidays.filter(date=date(2027, 1, 5)).update(confirmed=True, name="Isra Mikraj (SKB)")
    load("--always")
    kept = holidays.get(date=date(2027, 1, 5))
    assert (kept.confirmed, kept.name) == (True, "Isra Mikraj (SKB)")


def test_an_unconfirmed_date_that_left_the_file_goes_and_a_regional_one_stays() -> None:
    holidays = Holiday.objects.using("owner")
    holidays.create(date=date(2027, 4, 1), kind="holiday", name="Dugaan", confirmed=False)
    holidays.create(
        date=date(2027, 4, 2), kind="regional", name="Hari jadi", region_id="32.11", confirmed=False
    )
    load("--always")
    assert not holidays.filter(date=date(2027, 4, 1)).exists()
    assert holidays.filter(date=date(2027, 4, 2)).exists()
