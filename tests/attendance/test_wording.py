"""Every refusal, note and reason has a sentence; the ones people meet most, word by word."""

from datetime import date
from typing import get_args

import pytest
from django.utils import translation

from attendance.rules import approval, caps, check_in, eligibility, explain, roster
from attendance.rules.calendar import DayOff, OffKind, Period
from attendance.rules.emergencies import Release
from attendance.rules.events import AbsenceKind, Basis, Counted
from attendance.rules.live import LiveCode, LiveDay
from attendance.rules.modes import WorkMode
from attendance.rules.place import PlaceClass
from attendance.rules.schedule import ScheduleFault, ScheduleFaultCode
from attendance.rules.shifts import ShiftNotHeld
from attendance.rules.verdict import Flag, Status
from attendance.wording import (
    approval_sentence,
    flag_label,
    live_sentence,
    mode_label,
    move_sentence,
    note_sentence,
    off_sentence,
    place_label,
    reason_sentence,
    refused_sentence,
    repeat_sentence,
    roster_sentence,
    schedule_fault_sentence,
    status_label,
)
from attendance.wording.check_ins import absence_label
from attendance.wording.rosters import state_label
from tests.attendance.rules.given import WIB, WITA, at, came, left

FRI, THU, MON, TUE = (date(2026, 5, day) for day in (8, 7, 4, 5))
BASIS = "SE MenPANRB 3/2026"
WFO, WFH, WFA = WorkMode
HOLIDAY = DayOff(FRI, OffKind.HOLIDAY, "Hari Contoh")
RECEIVED, QUEUED = came("07.37"), came("07.37", tapped="07.24")
STATES = approval.RosterState

ROSTER = [
    roster.OutsidePeriod(FRI, Period(MON, TUE)),
    roster.NotAMember(FRI),
    roster.SecondLine(FRI),
    roster.NotQualified(FRI, "Loket Perizinan"),
    ShiftNotHeld(FRI, "Malam"),
    eligibility.NotWorkingDay(FRI, HOLIDAY),
    eligibility.NoPolicy(FRI),
    eligibility.PolicyEnded(FRI, THU, BASIS),
    eligibility.WeekdayNotAllowed(THU, frozenset({2, 5}), BASIS),
    eligibility.ModeNotAllowed(FRI, WFA, BASIS),
    eligibility.ServingSanction(FRI, None),
    eligibility.ServingSanction(FRI, date(2026, 6, 1)),
    eligibility.StillCpns(FRI),
    eligibility.FirstContractYear(FRI, date(2026, 6, 1)),
    eligibility.PostExcluded(FRI, "camat", BASIS),
    eligibility.DirectService(FRI, BASIS),
    eligibility.WeeklyLimitReached(FRI, MON, (MON, TUE), 2),
    eligibility.NoRecordedHome(FRI),
    eligibility.OfficeDay(MON, frozenset({1}), BASIS),
    eligibility.UnitExcluded(FRI, BASIS),
    eligibility.BelowTopPerformers(FRI, 9, 40, 8, 20, BASIS),
    eligibility.NoScore(FRI, 20, BASIS),
    eligibility.NotReady(FRI, BASIS),
    caps.WfhOverCap(FRI, "Bappeda", 4, 3, 50, 7, BASIS),
    caps.WfoOverCap(FRI, "Bappeda", 3, 2, 8, 25, 10, BASIS),
    caps.DeskUnderstaffed(FRI, "Loket 1", 0, 1),
    caps.CapMeetsDesks(FRI, "Dukcapil", 2, 25, 10, 3, ("Loket 1", "Loket 2"), BASIS),
    caps.CapsCollide(FRI, "Bappeda", 3, 1, 7, BASIS),
]
APPROVAL = [
    approval.WrongState(STATES.DRAFT, STATES.APPROVED),
    *(approval.OwnRoster(code) for code in approval.OwnCode),
    approval.NoAuthority(),
    approval.DelegationEnded("800/12/2026", THU, FRI),
    approval.DelegationNotBegun("800/12/2026", FRI, THU),
]
MOVES = [
    approval.WrongState(STATES.APPROVED, STATES.SUBMITTED),
    approval.NotEditable(STATES.APPROVED),
    approval.ReasonMissing(STATES.RETURNED),
    approval.EmptyRoster(),
]
FLOOD = Release(7, at("11.00"), FRI, reason="Banjir", legal_basis="Keputusan Bupati 7/2026")
NOTES = [
    check_in.OnDayOff(HOLIDAY),
    *(check_in.DuringAbsence(kind) for kind in AbsenceKind),
    check_in.OutWithoutIn(),
    check_in.ModeChanged(WFO, WFH),
    check_in.PlanDiffers(WFO, WFH),
    check_in.ReleasedHome(FLOOD),
    check_in.TapQueued(at("07.24"), 13),
    check_in.TapInOutage(at("07.24")),
    check_in.TapIgnored(at("07.24")),
    check_in.OutsideWindows(at("07.24")),
]
REASONS = [
    explain.NoWorkDue(HOLIDAY),
    explain.HoursUsed(at("07.30"), at("16.00"), 60, 450, BASIS),
    explain.Excused(AbsenceKind.TRAVEL),
    *(explain.EventUsed(Counted(at("07.24"), basis, QUEUED)) for basis in Basis),
    explain.EventUsed(Counted(at("16.00"), Basis.RECEIPT, left("16.00"))),
    *(
        explain.EventSetAside(Counted(at("07.37"), Basis.RECEIPT, RECEIVED), code)
        for code in explain.AsideCode
    ),
    explain.OnTime(0),
    explain.OnTime(70),
    explain.Late(105, 90, 5, 10),
    explain.EndMoved(70, at("17.10")),
    explain.LeftEarly(10, at("17.10")),
    explain.LeftOnTime(at("16.00")),
    explain.NoCheckOut(0),
    explain.NoCheckOut(90),
    explain.OnlyCheckOut(),
    explain.PlaceDiffers(WFO, WFH),
    explain.PlaceDiffers(WFO, WFH, settled=True),
    explain.PlaceReleased(WFH, FLOOD),
    explain.NothingRecorded(closed=True),
    explain.NothingRecorded(closed=False),
]
FAMILIES = [
    (roster.RosterRefusal, ROSTER),
    (approval.ApprovalRefusal, APPROVAL),
    (approval.MoveRefusal, MOVES),
    (check_in.Note, NOTES),
    (explain.Reason, REASONS),
]


@pytest.mark.parametrize(("family", "samples"), FAMILIES)
def test_every_member_of_a_family_has_a_sample_here(family, samples):
    assert {type(sample) for sample in samples} == set(get_args(family))


def is_sentence(text: str) -> bool:
    """Whole, filled in, no raw value: what may stand on a page."""
    return (
        text.endswith(".")
        and text[0].isupper()
        and not any(
            raw in text for raw in ("%(", "None", "frozenset", "2026-", "Roster", "{", "  ")
        )
    )


@pytest.mark.parametrize("refusal", ROSTER, ids=lambda one: type(one).__name__)
def test_roster_refusals_are_sentences(refusal):
    assert is_sentence(roster_sentence(refusal))


@pytest.mark.parametrize("refusal", APPROVAL, ids=repr)
def test_approval_refusals_are_sentences(refusal):
    assert is_sentence(approval_sentence(refusal))


@pytest.mark.parametrize("refusal", MOVES, ids=repr)
def test_move_refusals_are_sentences(refusal):
    assert is_sentence(move_sentence(refusal))


@pytest.mark.parametrize("note", NOTES, ids=lambda one: type(one).__name__)
def test_notes_are_sentences(note):
    assert is_sentence(note_sentence(note, WIB))


@pytest.mark.parametrize("reason", REASONS, ids=lambda one: type(one).__name__)
def test_reasons_are_sentences(reason):
    assert is_sentence(reason_sentence(reason, WIB))


@pytest.mark.parametrize(
    "told",
    [
        [reason_sentence(reason, WIB) for reason in REASONS],
        [roster_sentence(refusal) for refusal in ROSTER],
        [note_sentence(note, WIB) for note in NOTES],
        [move_sentence(refusal) for refusal in MOVES],
    ],
)
def test_different_facts_have_different_sentences(told):
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("code", LiveCode)
def test_every_standing_of_a_day_is_a_sentence(code):
    assert is_sentence(live_sentence(LiveDay(code, 7, at("16.00"), 50), WIB))


@pytest.mark.parametrize("code", ScheduleFaultCode)
def test_every_fault_of_hours_is_a_sentence(code):
    assert is_sentence(schedule_fault_sentence(ScheduleFault(code, 5)))


@pytest.mark.parametrize("kind", OffKind)
def test_every_day_off_is_a_sentence(kind):
    assert is_sentence(off_sentence(DayOff(FRI, kind, "Hari Contoh")))


@pytest.mark.parametrize(
    ("label", "values"),
    [
        (status_label, Status),
        (flag_label, Flag),
        (place_label, PlaceClass),
        (mode_label, WorkMode),
        (absence_label, AbsenceKind),
        (state_label, STATES),
    ],
)
def test_every_value_has_its_own_label(label, values):
    labels = {label(value) for value in values}
    assert len(labels) == len(values)
    assert all(labels)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            refused_sentence(check_in.NotOpenYet(at("06.48", WITA), at("07.00", WITA)), WITA),
            "Presensi dibuka pukul 07.00 WITA; sekarang 06.48 WITA. Coba lagi setelah 07.00 WITA.",
        ),
        (
            repeat_sentence(check_in.Repeat(came("07.24")), WIB),
            (
                "Presensi masuk Anda sudah tercatat pukul 07.24 WIB dari kantor (WFO). "
                "Tidak perlu diulang."
            ),
        ),
    ],
)
def test_what_an_employee_reads_at_half_past_seven(told, sentence):
    assert told == sentence


def test_the_third_day_names_the_two_before_it():
    assert roster_sentence(eligibility.WeeklyLimitReached(FRI, MON, (MON, TUE), 2)) == (
        "Jumat, 8 Mei 2026 menjadi hari fleksibel ke-3 pada minggu yang mulai Senin, 4 Mei 2026 "
        "(sudah ada: Senin, 4 Mei 2026; Selasa, 5 Mei 2026). Paling banyak 2 hari seminggu menurut "
        "kebijakan. Pindahkan salah satunya atau pilih WFO."
    )


def test_a_cap_shows_its_arithmetic():
    assert roster_sentence(caps.WfhOverCap(FRI, "Bappeda", 4, 3, 50, 7, BASIS)) == (
        "Bappeda, Jumat, 8 Mei 2026: 4 pegawai di luar kantor, padahal paling banyak 3 (50 % dari "
        "7, dibulatkan ke bawah) (SE MenPANRB 3/2026). Ubah 1 orang menjadi WFO."
    )


def test_dates_follow_the_active_language():
    with translation.override("en"):
        assert "Friday, 8 May 2026" in roster_sentence(eligibility.StillCpns(FRI))
