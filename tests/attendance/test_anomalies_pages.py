"""The weekly list of patterns and one pattern: words, people, notes."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from structlog.testing import capture_logs

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.anomalies import search_week
from attendance.models import Anomaly, AnomalyKind, AnomalySearch
from attendance.wording import anomalies as words
from tests import factories
from tests.attendance.conftest import Freeze, sign_in, wib

pytestmark = pytest.mark.django_db

WEEK = date(2026, 11, 9)
NOW = wib("05:10", WEEK + timedelta(days=7))


@pytest.fixture
def operator(person: Employee, client: Client, freeze: Freeze) -> Employee:
    """The operator of `person`'s agency, signed in on Monday at nine."""
    freeze("09:00")
    found = factories.employee(person.unit, name="Ratna Operator")
    factories.grant(found, "personnel")
    factories.thresholds(person.agency)
    sign_in(client, found)
    return found


def share_device(of: Employee, people: int = 3, digest: str = "d") -> None:
    for _ in range(people):
        one = factories.employee(of.unit)
        factories.check_in(one, wib("07:20", WEEK), mode="WFH", device_digest=digest)


def search(of: Employee, week: date = WEEK) -> None:
    with tenant(of.agency_id):
        search_week(agency=of.agency, week=week, now=NOW)


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"attendance:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def the_pattern(of: Employee) -> Anomaly:
    with tenant(of.agency_id):
        return Anomaly.objects.get()


def test_before_the_first_search_the_list_says_so(operator: Employee, client: Client) -> None:
    assert "Belum ada pekan yang diperiksa" in page(client, "anomalies")


def test_a_week_without_patterns_was_searched_all_the_same(
    operator: Employee, client: Client
) -> None:
    search(operator)
    text = page(client, "anomalies")
    assert "Tidak ada pola pekan ini" in text
    assert "9–15 November 2026" in text


def test_the_list_names_nobody_and_says_that_nothing_follows(
    operator: Employee, client: Client
) -> None:
    share_device(operator)
    search(operator)
    text = page(client, "anomalies")
    assert "3 pegawai presensi dari satu perangkat, 3 kali pada 1 hari." in text
    assert words.nothing_follows() in text
    with tenant(operator.agency_id):
        names = the_pattern(operator).people.values_list("employee__name", flat=True)
        assert not any(name in text for name in names)


def test_the_newest_week_comes_first_and_others_are_a_step_away(
    operator: Employee, client: Client
) -> None:
    share_device(operator)
    search(operator)
    search(operator, WEEK + timedelta(days=7))
    assert "Tidak ada pola pekan ini" in page(client, "anomalies")
    assert "3 pegawai" in page(client, "anomalies", pekan="2026-11-09")
    assert "?pekan=2026-11-09" in page(client, "anomalies")


@pytest.mark.parametrize("week", ["2026-02-30", "besok", "1900-01-01"])
def test_a_week_that_is_none_shows_the_newest(
    operator: Employee, client: Client, week: str
) -> None:
    search(operator)
    assert "9–15 November 2026" in page(client, "anomalies", pekan=week)


def test_the_list_is_narrowed_by_kind(operator: Employee, client: Client) -> None:
    share_device(operator)
    search(operator)
    assert "3 pegawai" in page(client, "anomalies", jenis="shared_device")
    assert "3 pegawai presensi" not in page(client, "anomalies", jenis="same_second")
    assert "3 pegawai" in page(client, "anomalies", jenis="tidak-ada")


def test_a_pattern_names_people_dates_and_innocent_reasons(
    operator: Employee, client: Client
) -> None:
    share_device(operator)
    search(operator)
    row = the_pattern(operator)
    text = page(client, "anomaly", row.pk)
    with tenant(operator.agency_id):
        for one in row.people.select_related("employee"):
            assert one.employee.name in text
            assert reverse("attendance:day_of", args=[WEEK, one.employee_id]) in text
    for reason in words.innocent_reasons("shared_device"):
        assert reason in text


def test_its_reading_is_logged_by_ids(operator: Employee, client: Client) -> None:
    share_device(operator)
    search(operator)
    row = the_pattern(operator)
    with capture_logs() as logs:
        page(client, "anomaly", row.pk)
    [read] = [one for one in logs if one["event"] == "anomaly.read"]
    assert read["by"] == operator.pk
    assert len(read["people"]) == 3


def test_a_note_is_kept_and_shown_with_its_author(operator: Employee, client: Client) -> None:
    share_device(operator)
    search(operator)
    address = reverse("attendance:anomaly_mark", args=[the_pattern(operator).pk])
    answer = client.post(address, {"state": "explained", "note": "Tablet di lobi"}, follow=True)
    text = answer.content.decode()
    assert "Tablet di lobi" in text
    assert "Ratna Operator" in text
    assert "Sudah dijelaskan" in text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"note": "Tablet di lobi"}, "Pilih salah satu."),
        ({"state": "explained"}, "Tulis catatannya"),
        ({"state": "followed", "note": "x" * 501}, "500"),
    ],
)
def test_half_a_note_is_refused_and_kept(
    operator: Employee, client: Client, typed: dict[str, str], says: str
) -> None:
    share_device(operator)
    search(operator)
    answer = client.post(reverse("attendance:anomaly_mark", args=[the_pattern(operator).pk]), typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert typed.get("note", "") in answer.content.decode()
    assert the_pattern(operator).state == "new"


def test_who_stands_in_a_pattern_is_told_to_leave_it(operator: Employee, client: Client) -> None:
    share_device(operator, people=2)
    factories.check_in(operator, wib("07:21", WEEK), device_digest="d")
    search(operator)
    answer = client.post(
        reverse("attendance:anomaly_mark", args=[the_pattern(operator).pk]),
        {"state": "explained", "note": "Saya sendiri"},
    )
    assert answer.status_code == 403
    assert "Anda sendiri tercantum" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_reads_a_fixed_number_of_statements(
    operator: Employee, client: Client, django_assert_num_queries: Callable[..., Any], count: int
) -> None:
    for number in range(count):
        share_device(operator, digest=f"d{number}")
    search(operator)
    page(client, "anomalies")
    with django_assert_num_queries(12):
        page(client, "anomalies")


@pytest.mark.parametrize("count", [3, 20])
def test_one_pattern_reads_a_fixed_number_of_statements(
    operator: Employee, client: Client, django_assert_num_queries: Callable[..., Any], count: int
) -> None:
    share_device(operator, people=count)
    search(operator)
    row = the_pattern(operator)
    page(client, "anomaly", row.pk)
    with django_assert_num_queries(11):
        page(client, "anomaly", row.pk)


FACTS = {
    "same_position": [
        {"case": "several", "people": 2, "taps": 3, "days": ["2026-11-09"]},
        {"case": "one", "taps": 4, "days": ["2026-11-09"]},
    ],
    "fast_travel": [
        {"trips": [{"km": 11.1, "minutes": 4, "kmh": 167}], "limit_kmh": 120, "days": []}
    ],
    "shared_device": [{"people": 3, "taps": 3, "days": ["2026-11-09"]}],
    "same_second": [
        {"kind": "out", "second": 7, "week_days": 4, "month_days": 12, "of": 20, "days": []}
    ],
}


@pytest.mark.parametrize("kind", AnomalyKind.values)
def test_every_kind_has_its_words(kind: str) -> None:
    assert words.what_it_is(kind).endswith(".")
    assert len(words.innocent_reasons(kind)) >= 2
    for facts in FACTS[kind]:
        assert "%" not in words.what_was_seen(kind, facts)


def test_the_marker_of_a_search_is_the_agencys_own(operator: Employee) -> None:
    search(operator)
    stranger = factories.agency()
    with tenant(stranger.pk):
        assert not AnomalySearch.objects.exists()
