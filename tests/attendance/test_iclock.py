"""The push protocol of fingerprint machines: who is answered what, and what is kept."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions import machine_calls
from attendance.actions.days import close_day
from attendance.models import (
    CheckIn,
    Machine,
    MachineLine,
    Reopening,
    UnknownMachine,
    UnreadableLine,
)
from attendance.views import iclock
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, wib, worker

pytestmark = pytest.mark.django_db

SERIAL = "CKUH193460123"
DATA = f"/iclock/cdata?SN={SERIAL}"
ATTLOG = f"{DATA}&table=ATTLOG&Stamp=9999"
LINE = "982\t2026-11-16 07:24:10\t0\t1\t0\t0\t0\n"


@pytest.fixture
def machine(person: Employee, freeze: Freeze) -> Machine:
    """A machine at the person's unit, on Monday 07.30 WIB; the person is its number 982."""
    freeze("07:30")
    factories.machine_number(person, "982")
    return factories.machine(person.unit, SERIAL)


def send(client: Client, body: str | bytes, url: str = ATTLOG) -> Any:
    return client.post(url, body, content_type="text/plain")


def kept(machine: Machine) -> list[MachineLine]:
    with tenant(machine.agency_id):
        return list(MachineLine.objects.filter(machine=machine))


def events(machine: Machine) -> list[tuple[str, datetime]]:
    with tenant(machine.agency_id):
        rows = CheckIn.objects.filter(agency=machine.agency).order_by("tapped_at", "kind")
        return list(rows.values_list("kind", "tapped_at"))


def fresh(machine: Machine) -> Machine:
    with tenant(machine.agency_id):
        return Machine.objects.get(pk=machine.pk)


def test_a_machine_that_starts_is_told_to_send_attendance_alone(
    client: Client, machine: Machine
) -> None:
    answer = client.get(f"{DATA}&options=all&pushver=2.2.14&language=69")
    assert answer["Content-Type"] == "text/plain"
    assert answer["Date"] == "Mon, 16 Nov 2026 00:30:00 GMT"
    assert answer.content.decode().split("\n") == [
        f"GET OPTION FROM: {SERIAL}",
        "ATTLOGStamp=0",
        "OPERLOGStamp=9999",
        "ATTPHOTOStamp=None",
        "ErrorDelay=60",
        "Delay=30",
        "TransTimes=00:00;14:05",
        "TransInterval=1",
        "TransFlag=TransData AttLog",
        "TimeZone=7",
        "Realtime=1",
        "Encrypt=None",
        "",
    ]


def test_an_old_machine_is_answered_in_its_own_words(client: Client, machine: Machine) -> None:
    lines = client.get(f"{DATA}&options=all").content.decode().split("\n")
    assert {"Stamp=0", "OpStamp=9999", "TransFlag=1000000000", "Encrypt=0"} <= set(lines)
    assert not any(line.startswith("ATTLOGStamp") for line in lines)


def test_the_zone_is_that_of_the_wall_it_hangs_on(client: Client, freeze: Freeze) -> None:
    freeze("07:30")
    factories.machine(worker("Asia/Jayapura").unit, SERIAL)
    assert b"\nTimeZone=9\n" in client.get(f"{DATA}&options=all&pushver=2.4.1").content


def test_a_line_becomes_an_event_of_the_machine(client: Client, machine: Machine) -> None:
    answer = send(client, LINE)
    assert (answer.status_code, answer.content) == (200, b"OK: 1")
    assert answer["Content-Length"] == "5"
    with tenant(machine.agency_id):
        event = CheckIn.objects.get()
    assert (event.kind, event.mode, event.tapped_at) == ("in", "WFO", wib("07:24:10"))
    assert (event.source, event.evidence, event.place_class) == ("machine", "machine", "inside")
    assert event.recorded_at == wib("07:30")
    assert fresh(machine).last_stamp == "9999"
    assert b"ATTLOGStamp=9999" in client.get(f"{DATA}&options=all&pushver=2.2.14").content


@pytest.mark.parametrize(
    "url",
    [
        "/iclock/cdata/?SN={}&table=ATTLOG&Stamp=1",
        "/iclock/cdata.aspx?SN={}&table=ATTLOG&Stamp=1",
        "/iclock/cdata?sn={}&table=attlog",
    ],
)
def test_the_addresses_of_other_firmware_are_the_same(
    client: Client, machine: Machine, url: str
) -> None:
    assert send(client, LINE, url.format(SERIAL)).content == b"OK: 1"
    assert len(events(machine)) == 1


def test_a_batch_sent_again_changes_nothing(client: Client, machine: Machine) -> None:
    batch = LINE + "982\t2026-11-16 07:24:10\t0\t1\r\n\r\n982\t2026-11-13 16:01:00\t1\t1"
    for _ in range(2):
        assert send(client, batch).content == b"OK: 3"
    assert len(kept(machine)) == 2
    assert events(machine) == [
        ("out", wib("16:01:00", date(2026, 11, 13))),
        ("in", wib("07:24:10")),
    ]


@pytest.mark.parametrize("path", ["getrequest", "devicecmd", "ping", "registry", "push", "fdata"])
def test_everything_else_is_ok(client: Client, machine: Machine, path: str) -> None:
    for suffix in ("", "/", ".aspx"):
        answer = client.get(f"/iclock/{path}{suffix}?SN={SERIAL}")
        assert (answer.status_code, answer.content) == (200, b"OK")
    assert client.post(
        f"/iclock/{path}?SN={SERIAL}", "ID=1&Return=0&CMD=INFO", "text/plain"
    ).content


def test_a_poll_tells_when_where_and_with_what(client: Client, machine: Machine) -> None:
    info = "Ver%208.0.4.2-20190822,12,24,380,192.168.1.201,10,7,15,0,111"
    client.get(f"/iclock/getrequest?SN={SERIAL}&INFO={info}", REMOTE_ADDR="203.0.113.7")
    seen = fresh(machine)
    assert (seen.last_seen_at, seen.last_address) == (wib("07:30"), "203.0.113.7")
    assert seen.firmware == "Ver 8.0.4.2-20190822"


def test_polls_leave_no_history(client: Client, machine: Machine, freeze: Freeze) -> None:
    for minute in range(31, 36):
        freeze(f"07:{minute}")
        client.get(f"/iclock/getrequest?SN={SERIAL}")
    with tenant(machine.agency_id):
        assert fresh(machine).last_seen_at == wib("07:35")
        assert list(machine.events.values_list("pgh_label", flat=True)) == ["insert"]


@pytest.mark.parametrize("table", ["OPERLOG", "ATTPHOTO", "BIODATA", "FINGERTMP", "options"])
def test_biometric_data_is_dropped_unread(
    client: Client, machine: Machine, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unread(*_: Any) -> None:
        raise AssertionError("the body was read")

    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest.read", unread)
    body = "FP PIN=982\tFID=1\tValid=1\tTMP=ocoRgZPRN8EwJNQxQTY"
    answer = send(client, body, f"{DATA}&table={table}&Stamp=9999")
    assert (answer.status_code, answer.content) == (200, b"OK")
    assert not kept(machine)


def test_a_table_that_might_hold_attendance_is_left_with_the_machine(
    client: Client, machine: Machine
) -> None:
    answer = send(client, "time=2026-11-16 07:24:10\tpin=982", f"{DATA}&table=rtlog")
    assert answer.status_code == 400


# --- refused -----------------------------------------------------------------


def test_an_unknown_machine_is_refused_and_listed(client: Client, freeze: Freeze) -> None:
    freeze("07:30")
    for url in (f"{DATA}&options=all", f"/iclock/getrequest?SN={SERIAL}"):
        answer = client.get(url, REMOTE_ADDR="203.0.113.7")
        assert (answer.status_code, answer.content) == (403, b"ERROR: machine not registered\n")
    assert send(client, LINE).status_code == 403
    row = UnknownMachine.objects.get()
    assert (row.serial, row.calls, row.first_seen_at) == (SERIAL, 3, wib("07:30"))
    assert not MachineLine.objects.exists()


def test_a_retired_machine_is_refused(client: Client, machine: Machine) -> None:
    with tenant(machine.agency_id):
        Machine.objects.filter(pk=machine.pk).update(state="retired")
    assert send(client, LINE).status_code == 403
    assert not kept(machine)
    assert not UnknownMachine.objects.exists()


@pytest.mark.parametrize("serial", ["", "CK", "CK 1", "CK'--", "C" * 41, "%00%00%00%00"])
def test_what_is_no_serial_number_is_refused(client: Client, db: None, serial: str) -> None:
    assert client.get(f"/iclock/cdata?SN={serial}&options=all").status_code == 400
    assert not UnknownMachine.objects.exists()


def test_guessing_serial_numbers_does_not_fill_the_list(client: Client, freeze: Freeze) -> None:
    freeze("07:30")
    most = machine_calls.NEW_SERIALS_PER_HOUR
    for number in range(most + 5):
        client.get(f"/iclock/ping?SN=GUESS{number:04}", REMOTE_ADDR="203.0.113.7")
    assert UnknownMachine.objects.count() == most
    client.get(f"/iclock/ping?SN={SERIAL}", REMOTE_ADDR="198.51.100.2")
    assert UnknownMachine.objects.count() == most + 1
    freeze("08:31")
    client.get("/iclock/ping?SN=NEXTHOUR1", REMOTE_ADDR="203.0.113.7")
    assert UnknownMachine.objects.count() == most + 2
    freeze(wib("08:31") + timedelta(days=31))
    client.get("/iclock/ping?SN=NEXTMONTH1", REMOTE_ADDR="203.0.113.7")
    assert [row.serial for row in UnknownMachine.objects.all()] == ["NEXTMONTH1"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("203.0.113.7", 200), ("::ffff:203.0.113.7", 200), ("198.51.100.2", 403)],
)
def test_a_serial_number_read_from_the_label_is_not_enough(
    client: Client, machine: Machine, address: str, status: int
) -> None:
    with tenant(machine.agency_id):
        Machine.objects.filter(pk=machine.pk).update(network="203.0.113.0/24")
    answer = client.post(ATTLOG, LINE, content_type="text/plain", REMOTE_ADDR=address)
    assert answer.status_code == status
    assert bool(kept(machine)) is (status == 200)
    assert (fresh(machine).refused_address == address) is (status == 403)


# --- bodies that are not whole -------------------------------------------------


def test_a_batch_cut_off_is_refused_whole(
    client: Client, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest.read", lambda *_: LINE.encode()[:-9])
    assert send(client, LINE).status_code == 400
    assert not kept(machine)


def test_a_batch_without_length_is_refused(client: Client, machine: Machine) -> None:
    """Read as empty it would be told OK, and the machine would forget its lines."""
    answer = client.generic("POST", ATTLOG, LINE, content_type="text/plain", CONTENT_LENGTH="")
    assert answer.status_code == 411


def test_a_compressed_batch_is_refused(client: Client, machine: Machine) -> None:
    answer = client.post(
        ATTLOG, LINE, content_type="text/plain", headers={"Content-Encoding": "gzip"}
    )
    assert answer.status_code == 415


def test_a_batch_beyond_any_memory_is_refused(
    client: Client, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(iclock, "LARGEST_BATCH", len(LINE) - 1)
    assert send(client, LINE).status_code == 413
    assert not kept(machine)


def test_a_database_in_trouble_is_no_acknowledgement(
    client: Client, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(iclock, "receive_batch", fail)
    answer = send(client, LINE)
    assert (answer.status_code, b"OK" in answer.content) == (503, False)


# --- lines that make no event ----------------------------------------------------


def test_an_unknown_number_is_kept_until_somebody_knows_it(
    client: Client, machine: Machine
) -> None:
    assert send(client, LINE.replace("982", "983")).content == b"OK: 1"
    assert [(line.number, line.employee_id) for line in kept(machine)] == [("983", None)]
    assert events(machine) == []


def test_a_number_that_is_the_nip_needs_no_list(
    client: Client, machine: Machine, person: Employee
) -> None:
    stranger = worker()
    send(client, LINE.replace("982", person.nip) + LINE.replace("982", stranger.nip))
    assert {line.employee_id for line in kept(machine)} == {person.pk, None}
    assert len(events(machine)) == 1


def test_a_clock_without_a_battery_makes_no_event(client: Client, machine: Machine) -> None:
    late = "982\t2026-11-16 07:40:01\t0\t1\n"
    dead = "982\t2000-01-01 00:03:12\t0\t1\n982\t1899-12-31 23:59:59\t0\t1\n"
    assert send(client, late + dead + LINE).content == b"OK: 4"
    assert sorted((line.aside, line.punched_at.year) for line in kept(machine)) == [
        ("", 2026),
        ("clock", 1899),
        ("clock", 1999),
        ("clock", 2026),
    ]
    assert events(machine) == [("in", wib("07:24:10"))]


def test_breaks_and_overtime_are_kept_without_an_event(client: Client, machine: Machine) -> None:
    codes = ("2", "3", "4", "5", "255")
    batch = "".join(f"982\t2026-11-16 07:2{n}:00\t{code}\t1\n" for n, code in enumerate(codes))
    assert send(client, batch).content == b"OK: 5"
    assert {(line.aside, line.kind) for line in kept(machine)} == {("status", "")}
    assert events(machine) == []


def test_what_nothing_explains_is_kept_as_it_came(client: Client, machine: Machine) -> None:
    odd = "PIN=982\tDateTime=2026-11-16\n\x00\x01\xff bukan baris\n"
    for _ in range(2):
        assert send(client, odd + LINE).content == b"OK: 3"
    with tenant(machine.agency_id):
        texts = set(UnreadableLine.objects.values_list("text", flat=True))
    assert len(texts) == 2
    assert "PIN=982·DateTime=2026-11-16" in texts
    assert all("\x00" not in text for text in texts)
    assert len(events(machine)) == 1


def test_unreadable_lines_are_bounded(
    client: Client, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_calls, "MOST_UNREADABLE", 3)
    send(client, "".join(f"bukan baris {n}\n" for n in range(5)) + LINE)
    send(client, "masih bukan baris\n")
    with tenant(machine.agency_id):
        assert UnreadableLine.objects.count() == 3
    assert len(events(machine)) == 1


# --- what follows ------------------------------------------------------------------


def test_a_machine_that_was_offline_reopens_the_day(
    client: Client, machine: Machine, person: Employee, freeze: Freeze
) -> None:
    tuesday = MONDAY + timedelta(days=1)
    close_day(agency=machine.agency, day=MONDAY, now=wib("01:00", tuesday))
    freeze(wib("08:00", tuesday))
    send(client, LINE)
    with tenant(machine.agency_id):
        assert [(row.employee_id, row.date) for row in Reopening.objects.all()] == [
            (person.pk, MONDAY)
        ]


@pytest.fixture
def by_order(machine: Machine) -> Machine:
    """The machine as one on which nobody presses a key."""
    with tenant(machine.agency_id):
        Machine.objects.filter(pk=machine.pk).update(direction="order")
    return machine


def punches(*times: str, day: str = "2026-11-16") -> str:
    return "".join(f"982\t{day} {time}\t255\t1\n" for time in times)


def test_without_keys_the_first_punch_of_the_day_is_in(client: Client, by_order: Machine) -> None:
    send(client, punches("07:24:10", "07:24:13"))
    assert events(by_order) == [("in", wib("07:24:10"))]


def test_a_late_earlier_punch_turns_the_former_first_into_out(
    client: Client, by_order: Machine, freeze: Freeze
) -> None:
    freeze("17:00")
    send(client, punches("12:05:00"))
    assert events(by_order) == [("in", wib("12:05"))]
    send(client, punches("07:24:10"))
    # The earliest arrival and the latest departure are those that count.
    assert events(by_order) == [
        ("in", wib("07:24:10")),
        ("in", wib("12:05")),
        ("out", wib("12:05")),
    ]
    send(client, punches("16:02:00", "07:24:10"))
    assert events(by_order)[-1] == ("out", wib("16:02"))
    assert len(events(by_order)) == 4


def test_without_keys_a_night_shift_is_one_day(client: Client, freeze: Freeze) -> None:
    night = {"start": "22:00", "end_mon_thu": "06:00", "end_fri": "06:00", "kind": "shift"}
    person = worker(hours=night)
    factories.machine_number(person, "982")
    machine = factories.machine(person.unit, SERIAL, direction="order")
    freeze(wib("07:00", MONDAY + timedelta(days=1)))
    send(client, punches("21:55:00") + punches("06:02:00", day="2026-11-17"))
    assert [kind for kind, _ in events(machine)] == ["in", "out"]


def test_the_clock_is_read_where_the_machine_hangs(client: Client, freeze: Freeze) -> None:
    person = worker("Asia/Makassar")
    factories.machine_number(person, "982")
    machine = factories.machine(person.unit, SERIAL)
    freeze("07:30")
    send(client, LINE)
    assert events(machine) == [("in", datetime(2026, 11, 15, 23, 24, 10, tzinfo=UTC))]
    assert clock.on_local_date(events(machine)[0][1], person.zone) == MONDAY
