"""The screen's code against the published test vectors, and the minute in which it is taken."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest

from attendance.rules.codes import (
    code_of,
    is_code,
    matching_step,
    plain_code,
    step_at,
    step_ends_at,
)

SECRET = b32encode(b"12345678901234567890").decode()
OTHER = b32encode(b"09876543210987654321").decode()

# RFC 6238, appendix B, the rows for SHA-1: seconds since 1970, T, eight digits.
APPENDIX_B = [
    (59, 0x1, "94287082"),
    (1111111109, 0x23523EC, "07081804"),
    (1111111111, 0x23523ED, "14050471"),
    (1234567890, 0x273EF07, "89005924"),
    (2000000000, 0x3F940AA, "69279037"),
    (20000000000, 0x27BC86AA, "65353130"),
]


@pytest.mark.parametrize(("seconds", "step", "digits"), APPENDIX_B)
def test_the_vectors_of_rfc_6238(seconds: int, step: int, digits: str) -> None:
    """Six digits are the last six of the eight: the same number, modulo a smaller power of ten."""
    at = datetime.fromtimestamp(seconds, UTC)
    assert step_at(at) == step
    assert code_of(SECRET, step) == digits[-6:]
    assert matching_step(SECRET, digits[-6:], at) == step


START = datetime(2026, 11, 16, 0, 24, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds_later", "taken"),
    [(-1, False), (0, True), (29, True), (30, True), (59, True), (60, False), (90, False)],
)
def test_a_code_works_on_the_screen_and_one_step_after(seconds_later: int, taken: bool) -> None:
    step = step_at(START)
    at = START + timedelta(seconds=seconds_later)
    assert matching_step(SECRET, code_of(SECRET, step), at) == (step if taken else None)


def test_a_step_ends_where_the_next_begins() -> None:
    step = step_at(START)
    assert step_ends_at(step) == START + timedelta(seconds=30)
    assert step_at(step_ends_at(step)) == step + 1
    assert step_at(step_ends_at(step) - timedelta(milliseconds=1)) == step


def test_the_posting_s_zone_does_not_move_a_step() -> None:
    assert step_at(START) == step_at(datetime.fromisoformat("2026-11-16T09:24:30+09:00"))


def test_another_screen_s_code_does_not_match() -> None:
    assert matching_step(OTHER, code_of(SECRET, step_at(START)), START) is None


def test_leading_zeros_belong_to_a_code() -> None:
    at = datetime.fromtimestamp(1111111109, UTC)
    assert code_of(SECRET, step_at(at)) == "081804"
    assert matching_step(SECRET, "81804", at) is None


@pytest.mark.parametrize("typed", ["123456", "123 456", " 12 34 56 ", "123-456", "123\u00a0456"])
def test_blanks_between_the_digits_are_forgiven(typed: str) -> None:
    assert plain_code(typed) == "123456"
    assert is_code(plain_code(typed))


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "１２３４５６", "123456\n"])
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)
