"""Overseers read the figures of the agencies they oversee: theirs only, added up, and no person."""

import csv
import re
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.tenancy import reveal_overseen, tenant
from attendance.models import ComplianceSummary
from tests import factories
from tests.attendance.conftest import sign_in

pytestmark = pytest.mark.django_db

OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
LAST = date(2026, 10, 31)
IN_TIME = datetime(2026, 11, 4, 16, 59, tzinfo=UTC)
"""One minute before the 4th of November ends in Jakarta; by then reports are due."""
PATH = "/kepatuhan/lintas-instansi/?bulan=2026-10"


def agency_of(kind, region="", **fields):
    """An agency; `32.77` lies in the province `32`."""
    if region:
        place = factories.region(region[:2], kind="provinsi", name=f"Provinsi {region[:2]}")
        if len(region) > 2:
            place = factories.region(region, parent=place)
        fields["region"] = place
    return factories.agency(kind=kind, **fields)


def reported(agency, present=(95, 100), month=OCTOBER, until=LAST, *, frozen=False, **figures):
    figures = {"present_days": present, "employees": (20, None)} | figures
    with tenant(agency.pk):
        ComplianceSummary.objects.create(
            agency=agency,
            month=month,
            version=3,
            rule_version="2026.1",
            data_until=until,
            content_hash="0" * 64,
            is_frozen=frozen,
            figures={code: list(pair) for code, pair in figures.items()},
            updated_at=IN_TIME,
        )
    return agency


def overseer_of(agency):
    person = factories.employee(factories.unit(agency))
    factories.grant(person, "overseer")
    factories.thresholds(agency)
    return person


@pytest.fixture
def seen_by(client, freeze):
    """The page as an overseer of the agency gets it."""

    people = {}

    def open_page(agency, query="", at=IN_TIME):
        freeze(at)
        person = people.get(agency) or people.setdefault(agency, overseer_of(agency))
        sign_in(client, person)
        return client.get(f"{PATH}{query}")

    return open_page


def names(answer):
    return [row["one"].agency.name for row in answer.context["rows"]]


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def archipelago():
    """A ministry, two provinces, a city in each: everybody but the last city reported."""
    return {
        "ministry": reported(agency_of("kementerian")),
        "west": reported(agency_of("provinsi", "32")),
        "west_city": reported(agency_of("kota", "32.77"), (80, 100), frozen=True),
        "middle": reported(agency_of("provinsi", "33")),
        "middle_city": agency_of("kabupaten", "33.74"),
    }


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("ministry", {"ministry", "west", "west_city", "middle"}),
        ("west", {"west", "west_city"}),
        ("middle", {"middle"}),
        ("west_city", {"west_city"}),
    ],
)
def test_the_database_shows_an_overseer_the_summaries_of_its_own_only(
    who, sees, archipelago
) -> None:
    with tenant(archipelago[who].pk):
        alone = set(ComplianceSummary.objects.values_list("agency_id", flat=True))
        reveal_overseen(archipelago[who].pk)
        shown = set(ComplianceSummary.objects.values_list("agency_id", flat=True))
    assert alone == {archipelago[who].pk}
    assert shown == {archipelago[one].pk for one in sees}


def test_a_province_lists_itself_and_what_lies_in_it(seen_by, archipelago) -> None:
    assert set(names(seen_by(archipelago["west"]))) == {
        archipelago["west"].name,
        archipelago["west_city"].name,
    }


def test_whoever_oversees_nobody_is_told_so(seen_by, archipelago) -> None:
    answer = seen_by(archipelago["west_city"])
    assert "Tidak ada instansi yang diawasi" in text_of(answer)
    assert not answer.context["rows"]


def test_the_month_counts_who_reported_and_who_is_late(seen_by, archipelago) -> None:
    def tiles(at):
        answer = seen_by(archipelago["ministry"], at=at)
        return {tile["label"]: tile["count"] for tile in answer.context["tiles"]}

    expected = {"Diawasi": 5, "Melapor": 4, "Disahkan": 1, "Belum melapor": 1}
    assert tiles(IN_TIME) == expected | {"Lewat tenggat": 0}
    late = datetime(2026, 11, 4, 17, tzinfo=UTC)
    assert tiles(late) == expected | {"Lewat tenggat": 4}


def test_shares_are_weighed_by_their_base_and_follow_the_filter(seen_by) -> None:
    ministry = agency_of("kementerian")
    reported(agency_of("kota", "32.77"), (900, 1000))
    reported(agency_of("kota", "33.74"), (10, 100))
    reported(agency_of("kota", "33.75"), (50, 100), SEPTEMBER, date(2026, 9, 30))
    answer = seen_by(ministry)
    assert answer.context["figures"][0]["value"] == f"{100 * 910 / 1100:.1f}".replace(".", ",")
    assert answer.context["figures"][0]["before"] == "50,0%"
    assert answer.context["figures"][0]["goal"] == 95
    assert [month["reported"] for month in answer.context["trend"]] == [2, 1, 0, 0, 0, 0]
    narrowed = seen_by(ministry, "&provinsi=33")
    assert narrowed.context["figures"][0]["value"] == "10,0"
    assert len(names(narrowed)) == 2


def test_the_worst_come_first_and_those_without_a_report_last(seen_by) -> None:
    ministry = agency_of("kementerian", name="A")
    good = reported(agency_of("kota", "32.77", name="B"), (99, 100), on_time_days=(50, 99))
    poor = reported(agency_of("kota", "33.74", name="C"), (80, 100), on_time_days=(79, 80))
    assert names(seen_by(ministry)) == [poor.name, good.name, "A"]
    assert names(seen_by(ministry, "&urut=tepat")) == [good.name, poor.name, "A"]
    assert names(seen_by(ministry, "&urut=nama")) == ["A", "B", "C"]
    assert names(seen_by(ministry, "&keadaan=belum")) == ["A"]
    assert names(seen_by(ministry, "&nama=c")) == ["C"]
    assert names(seen_by(ministry, "&jenis=kota&urut=nama")) == ["B", "C"]


def test_a_month_half_counted_says_how_far(seen_by) -> None:
    ministry = reported(agency_of("kementerian"), until=date(2026, 10, 17))
    assert "Belum lengkap data sampai 17 Okt 2026" in text_of(seen_by(ministry))


def test_the_file_holds_the_list_with_values_and_bases(seen_by, client) -> None:
    ministry = agency_of("kementerian", name="=1+1")
    reported(agency_of("kota", "32.77", name="B"), frozen=True)
    seen_by(ministry)
    answer = client.get("/kepatuhan/lintas-instansi/unduh.csv?bulan=2026-10")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["instansi"] for row in rows] == ["B", "'=1+1"]
    assert (rows[0]["hari_hadir"], rows[0]["hari_hadir_dari"]) == ("95", "100")
    assert (rows[0]["provinsi"], rows[0]["keadaan"]) == ("Provinsi 32", "Disahkan")
    assert rows[1]["hari_hadir"] == ""


def test_twenty_agencies_take_as_many_statements_as_one(seen_by, client) -> None:
    ministry = reported(agency_of("kementerian"))
    seen_by(ministry)
    with CaptureQueriesContext(connection) as one:
        client.get(PATH)
    for number in range(19):
        reported(agency_of("kota", f"32.{number + 10}"))
    with CaptureQueriesContext(connection) as twenty:
        assert len(names(client.get(PATH))) == 20
    assert len(twenty) == len(one)


@pytest.mark.parametrize("role", ["", "ppk", "inspector"])
def test_others_are_refused_with_the_reason(role, client, freeze) -> None:
    freeze(IN_TIME)
    person = factories.employee(factories.unit(agency_of("kementerian")))
    if role:
        factories.grant(person, role)
    sign_in(client, person)
    for path in (PATH, "/kepatuhan/lintas-instansi/unduh.csv"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "dibuka oleh pengawas lintas instansi" in text_of(answer)


def test_the_menu_leads_an_overseer_there_and_nobody_else(seen_by, client, archipelago) -> None:
    assert "Lintas instansi" in text_of(seen_by(archipelago["west"]))
    other = factories.employee(factories.unit(archipelago["west"]))
    sign_in(client, other)
    assert "Lintas instansi" not in text_of(client.get("/hari-ini/"))
