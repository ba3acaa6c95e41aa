"""One's own months, one's plan, and one day with the reasons of its verdict."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.models import Absence, DayClose, WorkDay
from attendance.queries.history import history_of
from attendance.queries.months import Month
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, sign_in, wib, worker

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 11, 13)
STATEMENTS = 12


def text(client: Client, address: str) -> str:
    """A page as text, white space folded."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def judged(person: Employee, day: date, **fields: Any) -> WorkDay:
    """A day as the nightly close leaves it."""
    with tenant(person.agency_id):
        return WorkDay.objects.create(
            agency_id=person.agency_id,
            date=day,
            employee=person,
            unit_id=person.unit_id,
            rule_version="2026.1",
            judged_at=wib("23:00"),
            **{"status": "present", "plan": "WFO", "place": "WFO", **fields},
        )


def closed(person: Employee, day: date) -> None:
    """The agency's day `day` was closed."""
    with tenant(person.agency_id):
        DayClose.objects.create(
            agency_id=person.agency_id,
            date=day,
            judged=1,
            rule_version="2026.1",
            closed_at=wib("23:00"),
        )


def test_a_month_lists_its_days_and_sums(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    judged(person, date(2026, 11, 11), late_minutes=75, first_in=wib("08:45", date(2026, 11, 11)))
    judged(person, date(2026, 11, 12), place="WFH", flags=["mismatch"])
    judged(person, FRIDAY, status="absent", place="")
    closed(person, date(2026, 11, 15))
    freeze("08:00")
    page = text(signed_in, "/kehadiran/")
    assert "2<small> dari 3 hari" in page
    assert "75<small> menit" in page
    assert "Terlambat 1 jam 15 menit" in page
    assert "Tidak sesuai jadwal" in page
    assert 'href="/kehadiran/2026-11-13/"' in page
    assert page.index("16 November") < page.index("13 November") < page.index("11 November")


def test_today_stands_live_on_top(signed_in: Client, person: Employee, freeze: Freeze) -> None:
    factories.check_in(person, wib("07:40"))
    freeze("09:00")
    page = text(signed_in, "/kehadiran/")
    assert "Senin, 16 November 2026" in page
    assert "Terlambat 10 menit" in page
    assert "masih berjalan" in page


def test_days_the_close_has_not_reached_are_judged_too(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    closed(person, date(2026, 11, 12))
    freeze("09:00")
    page = text(signed_in, "/kehadiran/")
    assert "Jumat, 13 November 2026" in page
    assert "Tanpa keterangan" in page


def test_a_past_before_the_portal_does_not_read_as_absence(
    signed_in: Client, freeze: Freeze
) -> None:
    freeze("09:00")
    page = text(signed_in, "/kehadiran/?bulan=2026-03")
    assert "Belum ada catatan bulan ini" in page
    assert signed_in.get("/kehadiran/2026-03-02/").status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "kapan", "1999-01", "9999-12", "2026-11-01"])
def test_an_impossible_month_means_the_running_one(
    signed_in: Client, freeze: Freeze, month: str
) -> None:
    freeze("09:00")
    assert "November 2026" in text(signed_in, f"/kehadiran/?bulan={month}")
    assert "November 2026" in text(signed_in, f"/jadwal/?bulan={month}")


def test_months_lead_to_their_neighbours(signed_in: Client, freeze: Freeze) -> None:
    freeze("09:00")
    page = text(signed_in, "/kehadiran/?bulan=2026-12")
    assert "?bulan=2026-11" in page
    assert "?bulan=2027-01" in page


def test_a_day_tells_its_reasons_in_order(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    factories.check_in(person, wib("07:42:10", FRIDAY))
    factories.check_in(person, wib("16:30", FRIDAY), kind="out")
    freeze("09:00")
    page = text(signed_in, "/kehadiran/2026-11-13/")
    told = [
        "Jam kerja pukul 07.30 WIB sampai 16.30 WIB, istirahat 90 menit, bersih 450 menit",
        "Presensi masuk pukul 07.42.10 WIB dari kantor (WFO).",
        "Presensi pulang pukul 16.30.00 WIB dari kantor (WFO).",
        "Masuk 07.42.10 − mulai 07.30 = 12 menit; terlambat 12 menit.",
        "Pulang 16.30, tidak sebelum jam pulang 16.30.",
    ]
    places = [page.index(sentence) for sentence in told]
    assert places == sorted(places)


@pytest.mark.parametrize("day", ["2026-11-17", "2026-02-30", "2026-1-1", "kemarin"])
def test_a_day_to_come_or_none_at_all_is_not_found(
    signed_in: Client, freeze: Freeze, day: str
) -> None:
    freeze("09:00")
    assert signed_in.get(f"/kehadiran/{day}/").status_code == 404


def test_a_supervisor_reads_a_day_of_the_unit_and_a_stranger_gets_404(
    client: Client, person: Employee, freeze: Freeze
) -> None:
    factories.check_in(person, wib("07:40"))
    head = factories.employee(person.unit)
    factories.grant(head, "supervisor", person.unit)
    colleague = factories.employee(person.unit)
    freeze("09:00")
    address = f"/kehadiran/{MONDAY}/{person.pk}/"
    sign_in(client, head)
    page = text(client, address)
    assert person.name in page
    assert "terlambat 10 menit" in page
    for stranger in (colleague, worker()):
        sign_in(client, stranger)
        assert client.get(address).status_code == 404


def test_the_plan_of_a_month_shows_modes_desks_and_days_off(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    factories.roster_entry(person, MONDAY, desk=factories.desk(person.agency))
    factories.roster_entry(person, MONDAY + timedelta(days=4), mode="WFH")
    with tenant(person.agency_id):
        Absence.objects.create(
            agency_id=person.agency_id,
            employee=person,
            kind="leave",
            first_day=MONDAY + timedelta(days=1),
            last_day=MONDAY + timedelta(days=1),
        )
    freeze("09:00")
    page = text(signed_in, "/jadwal/")
    assert "Loket 1, Kantor" in page
    assert "<b>1</b> hari WFH" in page
    assert "Cuti" in page
    assert "Akhir pekan" in page
    assert page.count("tanpa jadwal<") == 18


def test_a_month_without_a_roster_says_what_holds(signed_in: Client, freeze: Freeze) -> None:
    freeze("09:00")
    assert "setiap hari kerja berarti WFO" in text(signed_in, "/jadwal/")


@pytest.mark.parametrize("days", [1, 11])
def test_a_month_takes_the_same_statements_for_any_number_of_days(
    person: Employee, days: int, django_assert_num_queries: Any
) -> None:
    for number in range(days):
        judged(person, date(2026, 11, 2) + timedelta(days=number))
    closed(person, date(2026, 11, 12))
    month = Month(first=date(2026, 11, 1), today=MONDAY)
    with tenant(person.agency_id), django_assert_num_queries(STATEMENTS):
        history_of(person, month, wib("09:00"))
