"""The tap, from the form to the table: what is recorded, and what the person is told."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.check_in import Tap, record_check_in
from attendance.models import Absence, CheckIn, Outage, Outbox
from attendance.rules.modes import EventKind, WorkMode
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, sign_in, wib, worker

pytestmark = pytest.mark.django_db
URL = "/hari-ini/presensi/"
JSON = {"Accept": "application/json"}
FRIDAY = date(2026, 11, 20)


def tap(client: Client, **fields: Any) -> Any:
    """One tap as a script sends it."""
    body = {"kind": "in", "mode": "WFO", "key": uuid4(), **fields}
    return client.post(URL, body, headers=JSON)


def recorded(person: Employee) -> list[CheckIn]:
    """The person's events in order of receipt."""
    with tenant(person.agency_id):
        return list(CheckIn.objects.of(person).order_by("recorded_at", "id"))


def test_a_tap_is_answered_with_its_record(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    freeze("07:24:30")
    answer = tap(signed_in)
    assert answer.status_code == 201
    [event] = recorded(person)
    assert answer.json() == {
        "id": str(event.id),
        "kind": "in",
        "mode": "WFO",
        "recorded_at": "2026-11-16T00:24:30Z",
        "verdict": "on_time",
        "message": (
            "Presensi masuk tercatat pukul 07.24 WIB dari kantor (WFO). Masuk tepat waktu. "
            "Presensi pulang mulai pukul 16.00 WIB."
        ),
    }
    assert (event.local_date, event.zone, event.source) == (MONDAY, "Asia/Jakarta", "browser")
    assert (event.recorded_at, event.tapped_at) == (wib("07:24:30"), wib("07:24:30"))
    assert (event.place_class, event.distance_m, event.accuracy_m) == ("unmeasured", None, None)


@pytest.mark.parametrize(
    ("hours", "received", "verdict", "said"),
    [
        ({}, "07:30:59", "on_time", "Masuk tepat waktu."),
        ({}, "07:31:00", "late", "Masuk terlambat 1 menit."),
        ({"grace_minutes": 15}, "07:45:59", "on_time", "Masuk tepat waktu."),
        ({"grace_minutes": 15}, "07:46:00", "late", "Masuk terlambat 1 menit."),
        (
            {"grace_minutes": 15, "grace_counts_from_start": True},
            "07:46:00",
            "late",
            "Masuk terlambat 16 menit.",
        ),
        ({"flex_minutes": 90}, "08:40", "on_time", "Presensi pulang mulai pukul 17.10 WIB."),
        ({"flex_minutes": 90}, "09:15", "late", "Masuk terlambat 15 menit."),
        ({"flex_minutes": 90}, "09:15", "late", "Presensi pulang mulai pukul 17.30 WIB."),
    ],
)
def test_the_rules_examples_hold_over_http(
    client: Client, freeze: Freeze, hours: dict[str, Any], received: str, verdict: str, said: str
) -> None:
    sign_in(client, worker(hours=hours))
    freeze(received)
    answer = tap(client).json()
    assert answer["verdict"] == verdict
    assert said in answer["message"]


def test_leaving_before_the_end_counts_the_missing_minutes_rounded_up(
    signed_in: Client, freeze: Freeze
) -> None:
    freeze("07:20")
    tap(signed_in)
    freeze("15:59:30")
    answer = tap(signed_in, kind="out").json()
    assert answer["verdict"] == "left_early"
    assert "Pulang 1 menit lebih awal." in answer["message"]


def test_the_postings_clock_counts_not_the_servers(client: Client, freeze: Freeze) -> None:
    """Jayapura, Friday 2026-02-27 in Ramadan: 08.00 WIT is 2026-02-26T23:00Z."""
    hours = {"start": "08:00", "end_mon_thu": "15:00", "end_fri": "15:30"}
    person = worker("Asia/Jayapura", hours=hours)
    sign_in(client, person)
    freeze(datetime(2026, 2, 26, 23, 0, 59, tzinfo=UTC))
    answer = tap(client).json()
    assert answer["verdict"] == "on_time"
    assert "pukul 08.00 WIT" in answer["message"]
    assert "15.30 WIT" in answer["message"]
    assert recorded(person)[0].local_date == date(2026, 2, 27)


@pytest.mark.parametrize("outage", [True, False])
def test_a_queued_tap_counts_when_made_only_inside_an_outage(
    signed_in: Client, person: Employee, freeze: Freeze, outage: bool
) -> None:
    """Pressed 07.24, received 07.37 (rules page, section 2)."""
    if outage:
        with tenant(person.agency_id):
            Outage.objects.create(
                agency_id=person.agency_id, starts_at=wib("07:00"), ends_at=wib("07:50"), cause="x"
            )
    freeze("07:37")
    answer = tap(signed_in, tapped_at="2026-11-16T07:24:00+07:00").json()
    assert answer["verdict"] == ("on_time" if outage else "late")
    expected = "alasan teknis" if outage else "diterima 13 menit kemudian"
    assert expected in answer["message"]
    [event] = recorded(person)
    assert (event.tapped_at, event.recorded_at) == (wib("07:24"), wib("07:37"))


@pytest.mark.parametrize("claimed", ["2026-11-16T09:00:00+07:00", "2026-11-01T07:00:00+07:00"])
def test_an_impossible_tap_time_is_told_and_not_kept(
    signed_in: Client, person: Employee, freeze: Freeze, claimed: str
) -> None:
    freeze("07:20")
    answer = tap(signed_in, tapped_at=claimed).json()
    assert "Jam perangkat Anda tidak cocok" in answer["message"]
    assert recorded(person)[0].tapped_at == wib("07:20")


def test_a_night_shift_keeps_its_date_past_midnight(client: Client, freeze: Freeze) -> None:
    """A shift of 22.00 to 06.00: the check-out of 06.00 belongs to the evening before."""
    person = worker(
        hours={
            "kind": "shift",
            "start": "22:00",
            "end_mon_thu": "06:00",
            "end_fri": "06:00",
            "workdays": "1234567",
        }
    )
    sign_in(client, person)
    freeze("21:55")
    assert tap(client).json()["verdict"] == "on_time"
    freeze(wib("06:00", MONDAY + timedelta(days=1)))
    assert tap(client, kind="out").json()["verdict"] == "left"
    page = client.get("/hari-ini/").content.decode()
    assert "Senin, 16 November 2026" in page


def test_the_same_key_is_the_same_record_and_the_same_answer(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    key = uuid4()
    freeze("07:29")
    first = tap(signed_in, key=key)
    freeze("09:10")
    tap(signed_in, kind="out")
    again = tap(signed_in, key=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert [event.kind for event in recorded(person)] == ["in", "out"]


@pytest.mark.parametrize("days_later", [0, 1, 6])
def test_a_key_is_known_again_after_midnight(
    signed_in: Client, person: Employee, freeze: Freeze, days_later: int
) -> None:
    key = uuid4()
    freeze("23:59:59")
    first = tap(signed_in, kind="out", key=key)
    freeze(wib("23:59:59") + timedelta(days=days_later, seconds=2))
    again = tap(signed_in, kind="out", key=key)
    assert again.status_code == 200
    assert again.json() == first.json()
    assert len(recorded(person)) == 1


def test_a_key_of_another_person_is_not_theirs(signed_in: Client, freeze: Freeze) -> None:
    freeze("07:20")
    key = uuid4()
    tap(signed_in, key=key)
    other = worker()
    sign_in(signed_in, other)
    assert tap(signed_in, key=key).status_code == 201
    assert len(recorded(other)) == 1


def test_a_second_first_check_in_is_answered_with_the_first(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    freeze("07:20")
    first = tap(signed_in).json()
    freeze("07:21")
    again = tap(signed_in)
    assert again.status_code == 200
    assert again.json()["id"] == first["id"]
    assert "sudah tercatat pukul 07.20 WIB" in again.json()["message"]
    assert len(recorded(person)) == 1


def test_a_plan_at_home_and_a_tap_in_the_office_is_recorded_and_flagged(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    factories.roster_entry(person, MONDAY, mode="WFH")
    freeze("07:20")
    answer = tap(signed_in)
    assert answer.status_code == 201
    assert "Jadwal Anda hari ini rumah (WFH)" in answer.json()["message"]


SUMEDANG = {"latitude": -6.8586, "longitude": 107.9162}


@pytest.mark.parametrize(
    ("moved_degrees", "accuracy", "expected", "said"),
    [
        (79.5 / 111_195, 20, "inside", ""),
        (140 / 111_195, 60, "unsure", "kurang teliti"),
        (900 / 111_195, 20, "outside", "di luar lokasi"),
        (80 / 111_195, 5000, "unmeasured", ""),
    ],
)
def test_the_place_is_classed_told_and_never_a_gate(
    client: Client,
    freeze: Freeze,
    moved_degrees: float,
    accuracy: int,
    expected: str,
    said: str,
) -> None:
    """Radius 100 m: d 80, a 20; d 140, a 60; d 900, a 20; a 5000 (rules page, section 7)."""
    person = worker(unit=SUMEDANG)
    sign_in(client, person)
    freeze("07:20")
    at = {"latitude": SUMEDANG["latitude"] + moved_degrees, "longitude": SUMEDANG["longitude"]}
    answer = tap(client, **at, accuracy=accuracy)
    assert answer.status_code == 201
    assert said in answer.json()["message"]
    [event] = recorded(person)
    assert event.place_class == expected
    assert event.distance_m in (None, 100, 150, 900)


def test_work_from_home_is_measured_against_the_recorded_home(
    client: Client, freeze: Freeze
) -> None:
    person = worker(unit=SUMEDANG, home_latitude=-6.9, home_longitude=107.6)
    sign_in(client, person)
    freeze("07:20")
    tap(client, mode="WFH", latitude=-6.9, longitude=107.6, accuracy=10)
    assert recorded(person)[0].place_class == "inside"


def test_a_day_off_and_a_leave_are_recorded_with_a_word(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    freeze(wib("08:00", date(2026, 11, 15)))
    sunday = tap(signed_in).json()
    assert sunday["verdict"] == "off"
    assert "Minggu, 15 November 2026 bukan hari kerja." in sunday["message"]
    with tenant(person.agency_id):
        Absence.objects.create(
            agency_id=person.agency_id,
            employee=person,
            kind="leave",
            first_day=MONDAY,
            last_day=MONDAY,
        )
    freeze("08:00")
    assert "Anda tercatat cuti hari ini." in tap(signed_in).json()["message"]


def test_without_hours_on_record_the_tap_still_stands(client: Client, freeze: Freeze) -> None:
    person = factories.employee(factories.unit(factories.agency()))
    sign_in(client, person)
    freeze("07:20")
    answer = tap(client)
    assert answer.status_code == 201
    assert answer.json()["verdict"] == "no_hours"
    assert "minta operator kepegawaian" in answer.json()["message"]
    assert "Jam kerja belum ada" in client.get("/hari-ini/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "foo"),
        ("kind", ""),
        ("mode", "HOME"),
        ("key", "bukan-uuid"),
        ("key", ""),
        ("latitude", "999"),
        ("latitude", "nan"),
        ("longitude", "-181"),
        ("accuracy", "-1"),
        ("tapped_at", "2026-11-16T07:24:00"),
        ("tapped_at", "kemarin"),
        ("tapped_at", "0001-01-01T00:00:00+14:00"),
        ("tapped_at", "2" * 5000),
    ],
)
def test_a_faulty_field_is_named_and_nothing_is_recorded(
    signed_in: Client, person: Employee, freeze: Freeze, field: str, value: str
) -> None:
    freeze("07:20")
    answer = tap(signed_in, **{field: value})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    [sentence] = answer.json()["errors"][field]
    assert sentence.endswith(".")
    assert recorded(person) == []


def test_a_refused_form_keeps_the_choice_and_the_key(signed_in: Client, freeze: Freeze) -> None:
    freeze("07:20")
    key = uuid4()
    answer = signed_in.post(URL, {"kind": "foo", "mode": "WFA", "key": key})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Presensi belum tercatat" in page
    assert 'value="WFA" checked' in page
    assert f'name="key" value="{key}"' in page


def test_without_a_script_the_form_comes_back_with_its_receipt(
    signed_in: Client, freeze: Freeze
) -> None:
    freeze("07:20")
    answer = signed_in.post(URL, {"kind": "in", "mode": "WFO", "key": uuid4()}, follow=True)
    [(address, status)] = answer.redirect_chain
    assert (address.startswith(f"{reverse('attendance:today')}?tanda="), status) == (True, 302)
    page = answer.content.decode()
    assert "Presensi masuk tercatat" in page
    assert 'id="tanda-terima" tabindex="-1" data-focus' in page
    assert 'name="kind" value="out"' in page


def test_htmx_gets_the_card_alone(signed_in: Client, freeze: Freeze) -> None:
    freeze("07:20")
    body = {"kind": "in", "mode": "WFO", "key": uuid4()}
    answer = signed_in.post(URL, body, headers={"HX-Request": "true"})
    assert answer.status_code == 201
    assert "<html" not in answer.content.decode()
    assert "Presensi masuk tercatat" in answer.content.decode()


def test_a_tap_of_a_desk_officer_leaves_word_for_the_desk(
    signed_in: Client, person: Employee, freeze: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = factories.desk(person.agency)
    factories.roster_entry(person, MONDAY, mode="WFO", desk=desk)
    freeze("07:40")
    tap(signed_in)
    with tenant(person.agency_id):
        [left] = Outbox.objects.values_list("agency_id", "desk_id", "date", "created_at")
    assert left == (person.agency_id, desk.pk, MONDAY, wib("07:40"))


def test_a_tap_without_a_desk_leaves_no_word(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    freeze("07:40")
    tap(signed_in)
    with tenant(person.agency_id):
        assert not Outbox.objects.exists()


def test_statements_of_a_tap_do_not_grow_with_the_day(
    signed_in: Client, person: Employee, freeze: Freeze, django_assert_num_queries: Any
) -> None:
    freeze("07:20")
    tap(signed_in)
    one = Tap(EventKind.OUT, WorkMode.WFO, uuid4())
    with tenant(person.agency_id), django_assert_num_queries(4):
        record_check_in(by=person, at=wib("07:20:10"), tap=one)
    for minute in range(10, 30):
        factories.check_in(person, wib(f"09:{minute}"), kind="out")
    another = Tap(EventKind.OUT, WorkMode.WFO, uuid4())
    with tenant(person.agency_id), django_assert_num_queries(4):
        record_check_in(by=person, at=wib("07:20:11"), tap=another)


def test_only_a_tap_may_post(signed_in: Client) -> None:
    assert signed_in.get(URL).status_code == 405


def test_an_expired_session_is_said_and_nothing_recorded(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    freeze("07:20")
    signed_in.logout()
    assert tap(signed_in).status_code == 401
    page = signed_in.post(
        URL,
        {"kind": "in", "mode": "WFO", "key": uuid4()},
        headers={"Referer": "http://testserver/hari-ini/"},
        follow=True,
    )
    assert "belum disimpan" in page.content.decode()
    assert recorded(person) == []
