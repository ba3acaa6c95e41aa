"""The words of the citizens' side: complete, rounded, in the office's zone, and discreet."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services import wording
from services.rules import (
    Basis,
    Closure,
    ClosureKind,
    Code,
    DayPlan,
    DeskState,
    DeskWarning,
    Event,
    Headline,
    Holiday,
    NextChange,
    Presence,
    Reason,
    derive,
)
from tests.services.rules.desk_examples import (
    CALENDAR,
    HOURS,
    TUESDAY,
    WIB,
    WIT,
    at,
    desk,
    on,
    seen,
)

NOBODY = Presence(TUESDAY)
INDISCREET = ("cuti tahunan", "izin", "sakit", "wfh", "dinas luar", "bolos", "terlambat", "nip")


def state(clock: str, presence: Presence | None = None, **more: Any) -> DeskState:
    return derive(desk(at(clock), presence, **more), at(clock))


def said(clock: str, presence: Presence | None = None, **more: Any) -> str:
    return wording.sentence(state(clock, presence, **more), at(clock), WIB)


@pytest.mark.parametrize(
    ("table", "vocabulary"),
    [
        (wording.LABELS, Code),
        (wording.REASONS, Reason),
        (wording.BASES, Basis),
        (wording.WARNINGS, DeskWarning),
    ],
)
def test_every_word_of_the_rules_has_its_own_text(table: dict, vocabulary: type) -> None:
    assert set(table) == set(vocabulary)
    assert len(set(table.values())) == len(table)
    assert all(text.strip() for text in table.values())


SENTENCES = {
    "Ada petugas di loket, terkonfirmasi pukul 09.20 WIB.": ("09.24", seen("09.23.40"), {}),
    "Ada petugas di loket, terkonfirmasi pukul 09.20 WIB. "
    "Layanan terbatas: antrean bisa lebih lama.": ("09.24", seen("09.23"), {"needed": 2}),
    "Loket sedang istirahat sampai 13.00 WIB.": ("12.10", seen("07.55"), {}),
    "Loket baru buka dan sedang menunggu petugas.": ("08.05", NOBODY, {}),
    "Jam layanan sudah mulai, tetapi belum ada petugas yang terkonfirmasi di loket.": (
        "08.30", NOBODY, {}),
    "Hari ini layanan diberikan secara daring atau lewat telepon.": (
        "09.00", NOBODY, {"plans": {TUESDAY: DayPlan(0, remote=True)}}),
    "Tutup: di luar jam layanan. Buka lagi Rabu 08.00 WIB.": ("18.00", None, {}),
    "Tutup: di luar jam layanan. Buka lagi 08.00 WIB.": ("06.00", None, {}),
    "Tutup: Hari Guru. Buka lagi Rabu 08.00 WIB.": (
        "09.00", None, {"calendar": replace(CALENDAR, holidays={TUESDAY: Holiday("Hari Guru")})}),
    "Tutup: tidak ada layanan hari ini.": ("09.00", None, {"plans": {TUESDAY: DayPlan(0)},
        "calendar": replace(CALENDAR, weekly={}, special={TUESDAY: HOURS})}),
    "Tutup: penutupan darurat. Listrik padam. Buka lagi 10.00 WIB.": (
        "09.30", None,
        {"closures": (Closure(at("09.00"), at("10.00"), ClosureKind.EMERGENCY, "Listrik padam."),)}),  # noqa: E501
    "Belum terkonfirmasi: sistem belum menerima kabar dari loket. "
    "Keadaan terakhir pukul 09.00 WIB: ada petugas. "
    "Jam layanan hari ini 08.00–15.00, istirahat 12.00–13.00.": (
        "09.30", seen("08.55"), {"heartbeat_at": at("09.03")}),
    "Belum terkonfirmasi: kabar terakhir dari loket sudah lama. Kabar terakhir pukul 07.50 WIB. "
    "Jam layanan hari ini 08.00–15.00, istirahat 12.00–13.00.": ("13.10", seen("07.54"), {}),
    "Belum terkonfirmasi: rencana layanan hari ini belum ditetapkan. "
    "Jam layanan hari ini 08.00–15.00, istirahat 12.00–13.00.": ("09.00", None, {"plans": {}}),
    "Belum terkonfirmasi: jam layanan belum tercatat.": (
        "09.00", None, {"calendar": replace(CALENDAR, weekly={})}),
}  # fmt: skip


@pytest.mark.parametrize("expected", SENTENCES)
def test_sentence(expected: str) -> None:
    clock, presence, changes = SENTENCES[expected]
    assert said(clock, presence, **changes) == expected


def test_no_opening_is_invented_where_no_hours_are_known() -> None:
    """Special dates only: after the last one, and after a closure, nothing is on record."""
    special = replace(CALENDAR, weekly={}, special={TUESDAY: HOURS})
    evening = state("18.00", calendar=special)
    assert evening.next_change is not None
    assert evening.opens_at is None
    closures = (Closure(at("09.00"), at("10.00"), message="Pelatihan"),)
    text = said("09.30", calendar=replace(CALENDAR, weekly={}), closures=closures)
    assert text == "Tutup: penutupan yang sudah diumumkan. Pelatihan."


def test_remote_service_names_its_channel() -> None:
    plans = {TUESDAY: DayPlan(0, remote=True)}
    text = wording.sentence(
        state("09.00", plans=plans), at("09.00"), WIB, contact="(0261) 555-0100"
    )
    assert text.endswith("lewat telepon: (0261) 555-0100.")


def test_no_public_text_tells_why_an_officer_is_away() -> None:
    public = [*wording.LABELS.values(), *wording.REASONS.values(), *wording.BASES.values()]
    public += SENTENCES
    for text in public:
        assert not any(word in text.lower().split() for word in INDISCREET), text


def test_labels_mark_limited_service() -> None:
    assert wording.label(state("09.00", seen("08.55"))) == "Ada petugas"
    limited = wording.label(state("09.00", seen("08.55"), needed=2))
    assert limited == "Ada petugas · layanan terbatas"


@pytest.mark.parametrize(
    ("exact", "public"),
    [("09.20", "09.20"), ("09.24.59", "09.20"), ("09.25", "09.25"), ("00.04.01", "00.00")],
)
def test_public_times_are_rounded_down_to_five_minutes(exact: str, public: str) -> None:
    assert wording.public_time(at(exact) + timedelta(microseconds=7)) == at(public)


def test_only_expiries_of_evidence_are_rounded_in_the_next_change() -> None:
    planned = NextChange(at("08.07"), Code.EXPECTED, Event.OPENING)
    assert wording.public_next_change(planned) == planned
    expiry = NextChange(at("09.53") + datetime.resolution, Code.UNCONFIRMED, Event.EVIDENCE_EXPIRY)
    assert wording.public_next_change(expiry) == replace(expiry, at=at("09.50"))
    assert wording.public_next_change(None) is None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (on(TUESDAY, "20.00"), "20.00"),
        (on(date(2026, 11, 26), "08.00"), "Kamis 08.00"),
        (on(date(2026, 11, 30), "08.00"), "Senin 08.00"),
        (on(date(2026, 12, 1), "08.00"), "Selasa, 1 Desember 2026 pukul 08.00"),
    ],
)
def test_near_moments(moment: datetime, expected: str) -> None:
    assert wording.near_moment(moment, at("18.00"), WIB) == expected


def test_times_are_those_of_the_office() -> None:
    assert wording.clock_with_zone(at("15.30"), WIB) == "15.30 WIB"
    assert wording.clock_with_zone(at("15.30"), WIT) == "17.30 WIT"
    late = on(TUESDAY, "23.00")
    assert wording.full_moment(late, WIT) == "Rabu, 25 November 2026 pukul 01.00 WIT"
    assert wording.long_date(date(2026, 2, 27)) == "Jumat, 27 Februari 2026"


@pytest.mark.parametrize(
    ("headline", "unit", "expected"),
    [
        (Headline(12, 0, 15, 1, None), "loket", "12 dari 15 loket dilayani"),
        (Headline(12, 1, 15, 1, None), "loket", "12 dari 15 loket dilayani, 1 sebagian"),
        (Headline(1, 0, 2, 0, None), "layanan", "1 dari 2 layanan dilayani"),
        (
            Headline(0, 0, 15, 15, on(date(2026, 11, 26), "08.00")),
            "loket",
            "Tutup, buka lagi Kamis 08.00 WIB",
        ),
        (Headline(0, 0, 15, 15, None), "loket", "Tutup"),
        (Headline(0, 0, 0, 0, None), "loket", "Belum ada loket yang tercatat"),
    ],
)
def test_headlines(headline: Headline, unit: str, expected: str) -> None:
    assert wording.headline_text(headline, at("18.00"), WIB, unit=unit) == expected
