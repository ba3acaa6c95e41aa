"""The regions' form: what each source answers from plain facts, and how typed answers are read."""

from datetime import date

import pytest

from attendance.rules.filing import SOURCES
from attendance.rules.filing_answers import (
    Gap,
    Row,
    gap_of,
    month_of,
    whole_number,
    whole_percent,
)
from attendance.rules.filing_facts import Facts, Means, Places
from attendance.rules.readiness import Infrastructure
from tests.data_files import rows, split

NOVEMBER, MARCH = date(2026, 11, 1), date(2026, 3, 1)
TARGETS = {"present_target_percent": 95, "staffed_target_percent": 95}


def facts(**known):
    return Facts(scheme_from=date(2026, 4, 1), month=NOVEMBER, **known)


def desks(staffed, wrong, promised=6_000):
    return {
        "desk_promised_minutes": (promised, None),
        "desk_staffed_minutes": (staffed, promised),
        "status_wrong": (wrong, None),
    }


BOTH = {"wfh_days": (186, 930), "wfo_days": (744, 930)}
MEANS = {"equipped": 8, "declared": 9, "people": 10}


@pytest.mark.parametrize(
    ("source", "known", "answer"),
    [
        ("work_modes", {"figures": BOTH, "policies": 1}, "Dilaksanakan"),
        ("work_modes", {"figures": BOTH, "policies": 0}, "Belum"),
        ("work_modes", {"figures": BOTH | {"wfh_days": (0, 744)}, "policies": 1}, "Belum"),
        ("work_modes", {"policies": 1}, ""),
        ("home_weekday", {"home_weekdays": frozenset({5})}, "Jumat"),
        ("home_weekday", {"home_weekdays": frozenset({3})}, "Hari lain: Rabu"),
        ("home_weekday", {"home_by_weekday": {2: 9, 5: 9, 1: 3}}, "Jumat"),
        ("home_weekday", {"home_weekdays": frozenset({4, 5}), "home_by_weekday": {4: 2, 5: 1}},
         "Hari lain: Kamis"),
        ("home_weekday", {"home_weekdays": frozenset({4, 5})}, ""),
        ("composition", {"figures": BOTH}, "20"),
        ("composition", {"figures": {"wfh_days": (1, 8), "wfo_days": (7, 8)}}, "13"),
        ("composition", {}, ""),
        ("signatures", {"letters": 3, "practice_letters": 2}, "Sudah"),
        ("signatures", {"letters": 3, "practice_letters": 3}, ""),
        ("electronic_attendance", {"figures": {"present_days": (1, 2)}}, "Sudah"),
        ("infrastructure", {"means": Means(**MEANS, judged=Infrastructure.SUFFICIENT)}, "Memadai"),
        ("infrastructure", {"means": Means(**MEANS, judged=Infrastructure.LIMITED)}, "Terbatas"),
        ("infrastructure", {"means": Means(**MEANS, judged=None)}, ""),
        ("control", {"presence_checks": 3}, "Ada"),
        ("control", {"windows": 2}, "Ada"),
        ("control", {}, "Dalam penyusunan"),
        ("supervision", {"reports_due": 1}, "Ada"),
        ("supervision", {"supervisors": 4}, "Dalam penyusunan"),
        ("supervision", {"supervisors": 4, "figures": {"corrections_refused": (1, 2)}}, "Ada"),
        ("direct_service", {"direct": Places(2, 90, 0)}, "Ya"),
        ("direct_service", {"direct": Places(2, 90, 1)}, "Tidak"),
        ("direct_service", {}, ""),
        ("support_units", {"support": Places(5, 90, 18)}, "Ya"),
        ("support_units", {"support": Places(5, 90, 90)}, "Tidak"),
        ("support_units", {"support": Places(5, 90, 0)}, "Tidak"),
        ("targets", {"targets": TARGETS, "figures": {"present_days": (95, 100)}}, "Tercapai"),
        ("targets", {"targets": TARGETS, "figures": {"present_days": (949, 1000)}}, "Tidak"),
        ("targets", {"targets": TARGETS}, ""),
        ("service_quality", {"figures": desks(5_700, 2), "before": desks(5_400, 2)}, "Meningkat"),
        ("service_quality", {"figures": desks(5_700, 3), "before": desks(5_400, 2)}, "Tetap"),
        ("service_quality", {"figures": desks(5_410, 3), "before": desks(5_400, 2)}, "Menurun"),
        ("service_quality", {"figures": desks(5_410, 2), "before": desks(5_400, 2)}, "Tetap"),
        ("service_quality", {"figures": desks(5_700, 2)}, ""),
        ("base_month", {}, "Maret 2026"),
        ("base_trips", {"trips": {MARCH: 12}}, "12"),
        ("base_trips", {"kept_since": MARCH}, "0"),
        ("base_trips", {"kept_since": date(2026, 3, 2)}, ""),
        ("trips", {"trips": {NOVEMBER: 13}}, "67"),
        ("trips", {"trips": {NOVEMBER: 41}}, "0"),
        ("total", {}, "2000000"),
        ("exclusions", {"exclusions": ("Camat.", "CPNS.")}, "Camat.\nCPNS."),
        ("exclusions", {"policies": 1}, "Tidak ada"),
        ("exclusions", {}, ""),
        ("obstacles", {"figures": {"outages": (2, None)}}, ""),
    ],
)  # fmt: skip
def test_a_source_answers_in_the_forms_words(source, known, answer) -> None:
    before = {"6dasar": "Maret 2026", "6jumlah": "40", "10a": "1250000", "10b": "750000"}
    found = SOURCES[source](facts(**known), before)
    assert ": ".join(filter(None, (found.answer, found.name))) == answer


def test_no_base_no_realised_saving_and_no_amount_no_total() -> None:
    assert SOURCES["trips"](facts(), {"6jumlah": "0"}).answer == ""
    assert SOURCES["total"](facts(), {}).answer == ""


def test_unstaffed_desk_time_leaves_out_what_nobody_knows() -> None:
    figures = desks(5_400, 0) | {"desk_unknown_minutes": (100, 6_000)}
    shown = SOURCES["obstacles"](facts(figures=figures), {}).figures
    assert [(one.what, one.value) for one in shown] == [("unstaffed_minutes", 500)]


@pytest.mark.parametrize(
    ("row", "gap"),
    [
        (Row("2a", ""), Gap.EMPTY),
        (Row("10f", "", required=False), None),
        (Row("2a", "Sudah", carried=True), Gap.UNREVIEWED),
        (Row("1b", "Hari lain", ("Jumat", "Hari lain"), named=True), Gap.UNNAMED),
        (Row("1b", "Jumat", ("Jumat", "Hari lain"), named=True), None),
        (Row("10f", "5", named=True), Gap.UNNAMED),
        (Row("10f", "0", named=True), None),
        (Row("1c", "30", proposed="20"), Gap.UNREASONED),
        (Row("1c", "30", proposed="20", reason="UPTD"), None),
        (Row("12b", "", required=False), Gap.EMPTY),
    ],
)
def test_what_a_row_lacks(row, gap) -> None:
    assert gap_of(row, {"12a": "Ya"}, {"12a": "Ya"}) is gap


def test_no_car_free_day_has_no_roads() -> None:
    row = Row("12b", "", required=False)
    assert gap_of(row, {"12a": "Tidak"}, {"12a": "Ya"}) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.250.000", 1_250_000), ("Rp 1.250.000,00", 1_250_000), ("rp1.000,-", 1_000), ("0", 0),
        ("12.50", None), ("1,5 juta", None), ("-5", None), ("", None), ("9" * 16, None),
    ],
)  # fmt: skip
def test_rupiah_are_read_with_dots(text, number) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "percent"),
    [("47", 47), ("47 %", 47), ("100 persen", 100), ("101", None), ("4,5", None), ("", None)],
)
def test_percent_are_whole(text, percent) -> None:
    assert whole_percent(text) == percent


@pytest.mark.parametrize(
    ("text", "month"),
    [("Maret 2026", MARCH), ("maret  2026", MARCH), ("3/2026", MARCH), ("2026-03", MARCH),
     ("13/2026", None), ("Maret", None)],
)  # fmt: skip
def test_months_are_read_by_name_or_number(text, month) -> None:
    assert month_of(text) == month


DONE, YES, SOON = ["Sudah", "Belum"], ["Ya", "Tidak"], ["Ada", "Dalam penyusunan"]
OPTIONS = {
    "1a": ["Dilaksanakan", "Belum"], "1b": ["Jumat", "Hari lain"],
    "2a": DONE, "2b": DONE, "2c": DONE, "2d": DONE, "2e": DONE, "2f": ["Memadai", "Terbatas"],
    "3a": SOON, "3b": SOON,
    "4a": YES, "4b": YES, "4c": ["Tercapai", "Tidak"], "4d": ["Meningkat", "Tetap", "Menurun"],
    "5a": YES, "5b": ["Maksimal", "Terbatas"],
    "6c": YES, "6d": YES, "7b": YES, "7c": YES, "7d": YES, "8a": YES, "8b": YES,
    "12a": YES, "12e": YES,
}  # fmt: skip
KINDS = {
    "1c": "percent", "6dasar": "text", "6jumlah": "number", "6a": "percent", "6b": "percent",
    "7a": "percent", "9": "text", **dict.fromkeys(["10a", "10b", "10c", "10d", "10e", "10f", "10g"],
    "rupiah"), "11a": "text", "11b": "text", "11c": "text", "12b": "text", "12c": "number",
    "12d": "text", "13": "text", "14": "text",
}  # fmt: skip
COMPUTED = {
    "1a": "work_modes", "1b": "home_weekday", "1c": "composition", "2b": "signatures",
    "2c": "electronic_attendance", "2f": "infrastructure", "3a": "control", "3b": "supervision",
    "4a": "direct_service", "4b": "support_units", "4c": "targets", "4d": "service_quality",
    "6dasar": "base_month", "6jumlah": "base_trips", "6a": "trips", "9": "exclusions",
    "10g": "total", "13": "obstacles",
}  # fmt: skip


def test_the_forms_rows_are_those_of_the_circular() -> None:
    items = rows("attendance/filing_items")
    assert {int(row["section"]) for row in items} == set(range(1, 15))
    assert {row["source"] for row in items} - {""} == set(SOURCES)
    assert {row["legal_basis"] for row in items} == {"SE Mendagri 800.1.5/3349/SJ"}
    assert {row["valid_from"] for row in items} == {"2026-04-01"}
    assert {row["code"]: split(row["options"]) for row in items if row["options"]} == OPTIONS
    assert {row["code"]: row["source"] for row in items if row["source"]} == COMPUTED
    assert {row["code"]: row["kind"] for row in items if row["code"] not in OPTIONS} == KINDS
