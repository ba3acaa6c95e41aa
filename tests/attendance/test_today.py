"""The first screen: every state a day can be in, drawn in words."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.models import Absence, RosterEntry
from attendance.queries import live
from services.models import Holiday
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, sign_in, wib, worker

pytestmark = pytest.mark.django_db

IN_BUTTON = r'btn-presence" type="submit" name="kind" value="in"'
OUT_BUTTON = r'btn-presence btn-presence--out" type="submit" name="kind" value="out"'


def today(client: Client) -> str:
    """The page as text, white space folded."""
    answer = client.get("/hari-ini/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def test_a_working_day_opens_on_plan_clock_and_one_large_button(
    signed_in: Client, freeze: Freeze
) -> None:
    freeze("07:00")
    page = today(signed_in)
    assert "Senin, 16 November 2026" in page
    assert "07.30–16.00 WIB" in page
    assert "Belum ada jadwal yang disetujui untuk hari ini, jadi WFO." in page
    assert "Jam kerja mulai 30 menit lagi. Presensi masuk sudah boleh." in page
    assert re.search(IN_BUTTON, page)
    assert len(re.findall("btn-presence", page)) == 1
    assert 'value="WFO" checked' in page


def test_the_plan_in_force_sets_the_mode_and_names_its_roster(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    factories.roster_entry(person, MONDAY, mode="WFH")
    freeze("07:00")
    page = today(signed_in)
    assert 'value="WFH" checked' in page
    assert "Rumah menurut data kepegawaian" in page
    assert "Jadwal 16 November sampai 16 November 2026" in page


def test_a_plan_not_in_force_is_no_plan(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    entry = factories.roster_entry(person, MONDAY, mode="WFH")
    with tenant(person.agency_id):
        RosterEntry.objects.filter(roster_id=entry.roster_id).update(in_force=False)
    freeze("07:00")
    assert 'value="WFO" checked' in today(signed_in)


def test_a_desk_officer_sees_the_desk(signed_in: Client, person: Employee, freeze: Freeze) -> None:
    desk = factories.desk(person.agency)
    factories.roster_entry(person, MONDAY, desk=desk)
    freeze("07:00")
    assert f"Loket 1, {desk.office.name}" in today(signed_in)


def test_the_zone_is_the_postings(client: Client, db: None, freeze: Freeze) -> None:
    sign_in(client, worker("Asia/Makassar"))
    freeze("06:00")
    page = today(client)
    assert "07.30–16.00 WITA" in page
    assert 'data-server-clock="2026-11-16T07:00:00+08:00"' in page


def test_after_the_first_check_in_the_button_is_the_way_home(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    factories.check_in(person, wib("07:24"), mode="WFH")
    freeze("14:50")
    page = today(signed_in)
    assert re.search(OUT_BUTTON, page)
    assert "Presensi pulang sekarang tercatat 1 jam 10 menit lebih awal." in page
    assert 'value="WFH" checked' in page


def test_the_receipt_stays_after_a_reload(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    event = factories.check_in(person, wib("07:24"))
    freeze("07:25")
    page = today(signed_in)
    assert "Presensi masuk tercatat" in page
    assert f"261116-{event.id.hex[-8:-4].upper()}-{event.id.hex[-4:].upper()}" in page
    assert "data-focus" not in page


def test_a_finished_day_says_so_and_asks_for_nothing(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    factories.check_in(person, wib("07:24"))
    factories.check_in(person, wib("16:05"), kind="out")
    freeze("16:10")
    page = today(signed_in)
    assert "Hari kerja lengkap. Tidak ada lagi yang perlu dilakukan hari ini. Terima kasih" in page
    assert "btn-presence" not in page


def test_after_hours_without_an_event_the_way_on_is_said(signed_in: Client, freeze: Freeze) -> None:
    freeze("17:00")
    page = today(signed_in)
    assert "Jam kerja hari ini sudah berakhir dan belum ada presensi." in page
    assert "btn-presence" not in page
    assert 'name="kind" value="in"' in page


def test_a_weekend_says_so(signed_in: Client, freeze: Freeze) -> None:
    freeze(wib("08:00", date(2026, 11, 15)))
    page = today(signed_in)
    assert "Minggu, 15 November 2026 bukan hari kerja." in page
    assert "btn-presence" not in page
    assert "day-line" not in page


def test_a_holiday_says_its_name(signed_in: Client, freeze: Freeze) -> None:
    Holiday.objects.create(date=MONDAY, kind="holiday", name="Hari Uji Nasional")
    freeze("08:00")
    assert "hari libur: Hari Uji Nasional." in today(signed_in)


@pytest.mark.parametrize(
    ("kind", "word"), [("leave", "Cuti"), ("travel", "Dinas luar"), ("sick", "Sakit")]
)
def test_an_absence_says_its_kind(
    signed_in: Client, person: Employee, freeze: Freeze, kind: str, word: str
) -> None:
    with tenant(person.agency_id):
        Absence.objects.create(
            agency_id=person.agency_id,
            employee=person,
            kind=kind,
            first_day=MONDAY,
            last_day=MONDAY,
        )
    freeze("08:00")
    page = today(signed_in)
    assert f"<span>{word}</span>" in page
    assert "Tidak perlu presensi." in page


def test_each_opening_of_the_page_makes_a_new_key(signed_in: Client, freeze: Freeze) -> None:
    freeze("07:00")
    keys = {re.search(r'name="key" value="([^"]+)"', today(signed_in))[1] for _ in range(3)}
    assert len(keys) == 3


def test_the_page_is_not_kept_by_caches(signed_in: Client, freeze: Freeze) -> None:
    freeze("07:00")
    assert "no-store" in signed_in.get("/hari-ini/")["Cache-Control"]


@pytest.fixture
def staffed() -> Callable[[int], list[Employee]]:
    """Makes so many people of one agency, each with a plan and two events."""

    def make(number: int) -> list[Employee]:
        first = worker()
        people = [first, *(factories.employee(first.unit) for _ in range(number - 1))]
        for one in people:
            factories.roster_entry(one, MONDAY, mode="WFH")
            factories.check_in(one, wib("07:20"), mode="WFH")
            factories.check_in(one, wib("16:20"), kind="out", mode="WFH")
        return people

    return make


@pytest.mark.parametrize("number", [1, 20])
def test_live_days_take_three_statements_for_any_number(
    staffed: Callable[[int], list[Employee]], number: int, django_assert_num_queries: Any
) -> None:
    people = staffed(number)
    with tenant(people[0].agency_id):
        rulebook = live.rulebook_around(people[0].agency, wib("17:00"))
        with django_assert_num_queries(3):
            days = live.live_days(rulebook, people, MONDAY, wib("17:00"))
            codes = {days[one.pk].live.code for one in people}
            modes = {days[one.pk].entry.mode for one in people}
    assert (codes, modes) == ({"left"}, {"WFH"})


def test_live_days_leave_out_who_has_no_hours(db: None) -> None:
    person = factories.employee(factories.unit(factories.agency()))
    with tenant(person.agency_id):
        rulebook = live.rulebook_around(person.agency, wib("08:00"))
        assert live.live_days(rulebook, [person], MONDAY, wib("08:00")) == {}


def test_a_rulebook_is_read_anew_after_its_life(
    person: Employee, django_assert_num_queries: Any
) -> None:
    at = wib("08:00")
    with tenant(person.agency_id):
        first = live.recent_rulebook(person.agency, at)
        with django_assert_num_queries(0):
            assert live.recent_rulebook(person.agency, at + timedelta(seconds=14)) is first
        assert live.recent_rulebook(person.agency, at + timedelta(seconds=15)) is not first
