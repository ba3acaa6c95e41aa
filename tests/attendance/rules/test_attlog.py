"""Lines of fingerprint machines as public descriptions and captures write them."""

from datetime import UTC, datetime, timedelta

import pytest

from attendance.rules.attlog import (
    LineFault,
    Punch,
    is_checksum,
    is_plausible,
    kinds_in_order,
    named_serial,
    read_filed,
    read_pushed,
)
from attendance.rules.modes import EventKind

AT = datetime(2026, 11, 16, 7, 24, 10)  # noqa: DTZ001 - a machine's clock
NOW = datetime(2026, 11, 16, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "status", "verify"),
    [
        ("982\t2026-11-16 07:24:10\t0\t1", "0", "1"),
        ("982\t2026-11-16 07:24:10\t1\t15\t\t0\t0\t\t\t43", "1", "15"),
        ("982\t2026-11-16 07:24:10\t255\t1\t0\t0\t0\t0\t0\t0\t+25200\t\r", "255", "1"),
        ("982 2026-11-16 07:24:10 1 0", "1", "0"),
        ("982\t2026/11/16 07:24:10\t0\t1", "0", "1"),
        ("982\t2026-11-16T07:24:10\t0\t1", "0", "1"),
        ("982\t2026-11-16 07:24:10\t00\t1", "0", "1"),
        ("982\t2026-11-16 07:24:10", "255", ""),
    ],
)
def test_a_pushed_line(line: str, status: str, verify: str) -> None:
    assert read_pushed(line) == Punch("982", AT, status, verify)


@pytest.mark.parametrize(
    ("line", "status", "verify"),
    [
        ("      982\t2026-11-16 07:24:10\t1\t0\t1\t0\r", "0", "1"),
        ("982\t2026-11-16 07:24:10\t99\t1\t3\t0", "1", "3"),
        ("982 2026-11-16 07:24:10 7 1 15 0", "1", "15"),
        ("982\t2026-11-16 07:24:10\t1\t0", "1", "0"),
    ],
)
def test_a_line_of_a_file_names_the_device_before_the_status(
    line: str, status: str, verify: str
) -> None:
    assert read_filed(line) == Punch("982", AT, status, verify)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("982", LineFault.FIELDS),
        ("PIN=982\tDateTime=2026-11-16 07:24:10", LineFault.NUMBER),
        ("\t2026-11-16 07:24:10\t0\t1", LineFault.NUMBER),
        ("9" * 25 + "\t2026-11-16 07:24:10\t0\t1", LineFault.NUMBER),
        ("982\t0000-00-00 00:00:00\t0\t1", LineFault.TIME),
        ("982\t2026-02-30 07:24:10\t0\t1", LineFault.TIME),
        ("982\t2026-11-16 07:2", LineFault.TIME),
        ("982\t٢٠٢٦-11-16 07:24:10\t0\t1", LineFault.TIME),
        ("982\t2026-11-16 07:24:10\tmasuk\t1", LineFault.CODE),
        ("982\t2026-11-16 07:24:10\t0\t12345", LineFault.CODE),
        ("", LineFault.FIELDS),
    ],
)
def test_the_part_at_fault_is_named(line: str, fault: LineFault) -> None:
    assert read_pushed(line) is fault


@pytest.mark.parametrize(
    ("status", "kind"),
    [("0", EventKind.IN), ("1", EventKind.OUT)]
    + [(code, None) for code in ("2", "3", "4", "5", "8", "9", "255")],
)
def test_only_two_codes_say_in_or_out(status: str, kind: EventKind | None) -> None:
    assert Punch("982", AT, status).kind is kind


@pytest.mark.parametrize(
    ("line", "serial"),
    [
        ("SN=CKUH193460123", "CKUH193460123"),
        ("SN: CKUH193460123 ", "CKUH193460123"),
        ("982\t2026-11-16 07:24:10\t0", None),
    ],
)
def test_the_heading_of_a_file_names_its_machine(line: str, serial: str | None) -> None:
    assert named_serial(line) == serial


def test_the_check_sum_is_known() -> None:
    assert is_checksum("CheckSum=48213")
    assert not is_checksum("982\t2026-11-16 07:24:10\t0")


@pytest.mark.parametrize(
    ("off", "plausible"),
    [
        (timedelta(minutes=10), True),
        (timedelta(minutes=10, seconds=1), False),
        (timedelta(days=-366), True),
        (timedelta(days=-366, seconds=-1), False),
        (timedelta(days=-26 * 365), False),
    ],
)
def test_a_clock_that_is_years_off_or_ahead_is_not_believed(
    off: timedelta, plausible: bool
) -> None:
    assert is_plausible(NOW + off, NOW) is plausible


def punches(*minutes: float) -> list[datetime]:
    return [NOW + timedelta(minutes=each) for each in minutes]


def test_without_keys_the_first_is_in_and_later_ones_are_out() -> None:
    first, noon, evening = punches(0, 280, 515)
    assert kinds_in_order([evening, first, noon, first]) == [
        (first, EventKind.IN),
        (noon, EventKind.OUT),
        (evening, EventKind.OUT),
    ]
    assert kinds_in_order([]) == []


def test_a_second_finger_within_ten_minutes_is_no_departure() -> None:
    first, again, after = punches(0, 10, 10.02)
    assert kinds_in_order([first, again]) == [(first, EventKind.IN)]
    assert kinds_in_order([first, again, after])[1:] == [(after, EventKind.OUT)]
