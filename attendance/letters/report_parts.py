"""The parts of the monthly report's document: its figures in order, with tables and charts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import EmploymentType
from attendance.letters.report_charts import (
    Shape,
    calendar,
    desks_chart,
    months_chart,
    weekdays_chart,
)
from attendance.queries.figures import BY_CODE, GROUPED, Group
from attendance.queries.report_facts import (
    Counted,
    Counts,
    ReportFacts,
    UnitCounts,
    share_of,
    value_of,
)
from attendance.wording import figures
from attendance.wording import report_document as words
from attendance.wording import report_parts as said

PLACES = (("wfo", "Kantor (WFO)"), ("wfh", "Rumah (WFH)"), ("wfa", "Tempat lain (WFA)"))
UNKNOWN = "\N{EN DASH}"


def parts(facts: ReportFacts) -> list[Shape]:
    """The document's parts in order; one with nothing to say is left out."""
    charts = {
        Group.PRESENCE: [*_titled(said.calendar_title(), calendar(facts)), *_employment(facts)],
        Group.PLACES: [
            *_titled(said.weekday_title(), weekdays_chart(facts)),
            {"jenis": "catatan", "isi": words.caps_words(facts.caps) or words.without_caps()},
            *_titled(said.broken_title(), _broken(facts)),
        ],
        Group.PLAN: _titled(said.plan_title(), _plan(facts.whole)),
        Group.DESKS: desks_chart(facts),
    }
    found = [_part(said.trend_title(), months_chart(facts))]
    for group, codes in GROUPED.items():
        listed = [one for one in codes if one in facts.whole and not one.startswith("planned_")]
        rows = figure_rows(facts, listed)
        blocks = [{"jenis": "angka", "baris": rows}] if rows else []
        found.append(_part(figures.group_label(group), blocks + charts.get(group, [])))
    return [part for part in found if part["isi"]]


def figure_rows(facts: ReportFacts, codes: Iterable[str]) -> list[Shape]:
    """A row for each figure of the agency: this month, as a share, last month, the difference."""
    return [_figure_row(facts, code) for code in codes]


def definitions(facts: ReportFacts) -> list[Shape]:
    """What each figure of this report counts, and the address of the list behind it."""
    return [
        {
            "label": figures.figure_label(code),
            "arti": figures.figure_meaning(code),
            "alamat": figure_path(facts, code),
            "tanpa": words.not_traced(),
        }
        for code in BY_CODE
        if code in facts.whole
    ]


def figure_path(facts: ReportFacts, code: str) -> str:
    """The address of the list behind a figure, within the portal."""
    return reverse("attendance:compliance_days", args=[facts.report.month, code])


def units(facts: ReportFacts) -> list[Shape]:
    """The units from least present to most, then least punctual, then most often over quota."""
    path = reverse("attendance:compliance_report", args=[facts.report.month])
    target = facts.targets.get("present_target_percent")
    return [
        {
            "nama": one.unit.name,
            "alamat": f"{settings.PORTAL_URL}{path}?unit={one.unit.pk}",
            "pegawai": words.number_words(value_of(one.counts, "employees")),
            "hadir": words.share_words(share_of(one.counts, "present_days")),
            "tepat": words.share_words(share_of(one.counts, "on_time_days")),
            "terlambat": said.minutes_each(_late_each(one.counts)),
            "kuota": words.number_words(value_of(one.counts, "quota_broken_days")),
            "nada": tone(share_of(one.counts, "present_days"), target),
        }
        for one in sorted(facts.units, key=_worst_first)
    ]


NEAR_POINTS = 5
"""So many points below a target a figure is near it."""


def tone(share: float | None, target: int | None) -> str:
    """How a share stands to its target: `baik`, `waspada`, `buruk`, or `netral` without one."""
    if share is None or target is None:
        return "netral"
    if share >= target:
        return "baik"
    return "waspada" if share >= target - NEAR_POINTS else "buruk"


def _figure_row(facts: ReportFacts, code: str) -> Shape:
    now, before = facts.whole[code], (facts.before or {}).get(code)
    kind = BY_CODE[code]
    counted = figures.unit_words(kind.measure)
    of = figures.share_words(kind.base)
    return {
        "label": figures.figure_label(code),
        "alamat": settings.PORTAL_URL + figure_path(facts, code) if now.value else "",
        "nilai": f"{words.number_words(now.value)} {counted}",
        "bagian": "" if now.share is None else f"{words.share_words(now.share)} {of}",
        "lalu": UNKNOWN if before is None else _former_words(before),
        "selisih": UNKNOWN if before is None else _step_words(now, before),
    }


def _former_words(one: Counted) -> str:
    value = words.number_words(one.value)
    return value if one.share is None else f"{value} ({words.share_words(one.share)})"


def _step_words(now: Counted, before: Counted) -> str:
    if now.share is not None and before.share is not None:
        return words.step_words(now.share - before.share, in_points=True)
    return words.step_words(now.value - before.value, in_points=False)


def _part(title: str, blocks: list[Shape]) -> Shape:
    return {"judul": title, "isi": blocks}


def _titled(title: str, blocks: list[Shape]) -> list[Shape]:
    return [{"jenis": "judul", "isi": title}, *blocks] if blocks else []


def _table(heads: list[str], rows: list[list[Any]]) -> Shape:
    widths = ["1fr", *["auto"] * (len(heads) - 1)]
    return {"jenis": "tabel", "lebar": widths, "kepala": heads, "baris": rows}


def _employment(facts: ReportFacts) -> list[Shape]:
    rows = []
    for kind in EmploymentType:
        counts = facts.parts.get(f"employment:{kind.value}")
        if counts and value_of(counts, "employees"):
            shares = ("present_days", "on_time_days", "absent_days")
            rows.append(
                [
                    str(kind.label),
                    words.number_words(value_of(counts, "employees")),
                    *(words.share_words(share_of(counts, code)) for code in shares),
                ]
            )
    if not rows:
        return []
    return _titled(said.employment_title(), [_table(said.employment_heads(), rows)])


def _broken(facts: ReportFacts) -> list[Shape]:
    over = [one for one in facts.units if value_of(one.counts, "quota_broken_days")]
    if not over:
        held = any(value_of(facts.whole, code) for code in ("quota_kept_days", "quota_broken_days"))
        return [{"jenis": "kalimat", "isi": said.none_broken()}] if held else []
    over.sort(key=lambda one: (-value_of(one.counts, "quota_broken_days"), one.unit.name))
    rows = [
        [
            one.unit.name,
            words.number_words(one.counts["quota_broken_days"].value),
            words.number_words(one.counts["quota_broken_days"].base or 0),
            words.share_words(share_of(one.counts, "quota_kept_days")),
        ]
        for one in over
    ]
    return [_table(said.broken_heads(), rows)]


def _plan(counts: Counts) -> list[Shape]:
    if not all(f"planned_{place}_days" in counts for place, _name in PLACES):
        return []
    rows = []
    for place, name in PLACES:
        planned = value_of(counts, f"planned_{place}_days")
        actual = value_of(counts, f"{place}_days")
        step = words.step_words(actual - planned, in_points=False)
        rows.append([name, words.number_words(planned), words.number_words(actual), step])
    return [_table(said.plan_heads(), rows)]


def _worst_first(one: UnitCounts) -> tuple[bool, float, float, int, str]:
    present, on_time = share_of(one.counts, "present_days"), share_of(one.counts, "on_time_days")
    broken = value_of(one.counts, "quota_broken_days")
    return (present is None, present or 0.0, on_time or 0.0, -broken, one.unit.name)


def _late_each(counts: Counts) -> int:
    people = value_of(counts, "employees")
    return round(value_of(counts, "late_minutes") / people) if people else 0
