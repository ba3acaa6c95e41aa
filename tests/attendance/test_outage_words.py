"""Every refusal and measurement of outages as a sentence a person can act on."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from attendance.queries.judging import JudgedRow
from attendance.queries.outages import Effect
from attendance.rules import outages as rules
from attendance.rules.outages import Signal, SignalKind, Span
from attendance.wording import outages as words

ZONE = "Asia/Makassar"
SPAN = Span(datetime(2026, 11, 15, 23, 5, tzinfo=UTC), datetime(2026, 11, 15, 23, 50, tzinfo=UTC))
REFUSALS = {
    rules.EndsFirst(): "Betulkan waktunya.",
    rules.StillToCome(SPAN.start): "(sekarang 07.05 WITA)",
    rules.TooLong(24): "paling lama 24 jam",
    rules.TooOld(date(2026, 10, 17), 31): "sebelum Sabtu, 17 Oktober 2026",
    rules.Overlaps(SPAN): "Senin, 16 November 2026, 07.05 sampai 07.50 WITA",
    rules.ProposalWaits(SPAN): "Putuskan usulan itu",
    rules.BesideProposal(SPAN): "di luar usulan pemantau",
}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: type(one).__name__)
def test_a_refusal_says_what_and_what_next(refusal: rules.OutageRefusal) -> None:
    said = words.refusal_sentence(refusal, ZONE)
    assert REFUSALS[refusal] in said
    assert said.endswith(".")
    assert said.count(".") >= 2


def test_no_refusal_is_without_words() -> None:
    assert {type(one) for one in REFUSALS} == set(get_args(rules.OutageRefusal))


def test_a_span_over_midnight_names_both_dates() -> None:
    long = Span(SPAN.start, datetime(2026, 11, 16, 17, 10, tzinfo=UTC))
    assert words.span_words(long, ZONE) == (
        "Senin, 16 November 2026 pukul 07.05 sampai Selasa, 17 November 2026 pukul 01.10 WITA"
    )


@pytest.mark.parametrize(
    ("signal", "says"),
    [
        (Signal(SignalKind.SILENCE, SPAN, 0, 0, 45), "tidak ada presensi yang diterima"),
        (Signal(SignalKind.SILENCE, SPAN, 3, 3, 45), "presensi 3 pegawai tetap diterima"),
        (Signal(SignalKind.QUEUE, SPAN, 34, 35, 43), "34 dari 35 pegawai"),
    ],
)
def test_a_measurement_is_told_in_numbers(signal: Signal, says: str) -> None:
    said = words.signal_sentence(signal, ZONE)
    assert says in said
    assert "07.05" in said
    assert "07.50 WITA" in said
    assert f"{signal.longest_minutes} menit" in said


def row(status: str = "present", late: int = 0, early: int = 0, *, left: bool = True) -> JudgedRow:
    out = SPAN.end if left else None
    return JudgedRow(1, 1, status, "WFO", "WFO", SPAN.start, out, 425, late, early, "", 1)


@pytest.mark.parametrize(
    ("judged", "says"),
    [
        (row(), "tepat waktu"),
        (row(late=22), "terlambat 22 menit"),
        (row(late=22, early=5), "terlambat 22 menit, pulang awal 5 menit"),
        (row(early=90, left=False), "tepat waktu"),
        (row("excused"), "berhalangan sah"),
        (row("off"), "libur"),
        (None, "belum ada jam kerja"),
    ],
)
def test_a_day_is_told_in_a_few_words(judged: JudgedRow | None, says: str) -> None:
    assert words.minutes_words(judged) == says


@pytest.mark.parametrize(
    ("effect", "proposed", "says"),
    [
        (Effect(0, 0, 0), False, ""),
        (Effect(5_000, None, None), False, ""),
        (Effect(3, 0, 0), False, "Tidak satu pun dari 3 hari kerja itu berubah menitnya."),
        (Effect(3, 2, 40), False, "2 dari 3 hari kerja berkurang"),
        (Effect(3, 2, 40), True, "Bila dinyatakan, 2 dari 3 hari kerja berkurang"),
    ],
)
def test_the_effect_is_told_once_for_all(effect: Effect, proposed: bool, says: str) -> None:
    said = words.effect_words(effect, proposed=proposed)
    assert said.startswith(says)
    assert bool(said) is bool(says)


@pytest.mark.parametrize(
    ("asked", "waiting", "says"),
    [
        (0, 0, "belum ditutup"),
        (5, 0, "5 hari yang sudah ditutup telah"),
        (5, 2, "2 masih menunggu"),
    ],
)
def test_the_rejudging_is_told_by_its_rest(asked: int, waiting: int, says: str) -> None:
    assert says in words.rejudged_words(asked, waiting)
