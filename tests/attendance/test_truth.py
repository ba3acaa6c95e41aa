"""The published status against invented truth: a sample of what `make bench` asks in full."""

from datetime import date

import pytest

from benchmarks import truth
from services.rules import Code, status

TELLING = (31, 7)
"""Desks where that Monday silence, and a check-in from elsewhere, would mislead."""
MONDAY = date(2026, 11, 16)


def test_nothing_false_is_published() -> None:
    found = truth.compare(range(9), days=truth.MONTH[15:18], moments=120)
    assert not found.faults, found.examples
    asked = {code for code, number in found.codes.items() if number > 20}
    assert asked >= {Code.STAFFED, Code.UNSTAFFED, Code.CLOSED, Code.BREAK, Code.UNCONFIRMED}


def test_a_portal_that_takes_silence_for_emptiness_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(status, "is_silent", lambda *_: False)
    found = truth.compare(TELLING, days=[MONDAY], moments=100)
    assert found.faults["unstaffed_in_an_outage"]


def test_a_portal_that_believes_any_check_in_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attendance.rules.desks._proves", lambda event: event.kind == "in")
    found = truth.compare(TELLING, days=[MONDAY], moments=100)
    assert found.faults["staffed_but_nobody_came"]
