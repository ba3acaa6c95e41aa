"""The charts of the monthly report, as values: numbers, their words, and the whole in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.dateformat import format as format_date

from attendance.queries.months import last_of_month
from attendance.queries.report_facts import Counts, ReportFacts, share_of, value_of
from attendance.wording import compliance
from attendance.wording import report_document as words
from attendance.wording import report_parts as said

type Shape = dict[str, Any]
FULL = 100
MINUTES = 60
STEPS = (70, 80, 90, 95)
"""From so many percent present on, a date is drawn a shade darker."""
SHADES = ("buruk", "cukup", "sedang", "baik", "penuh")
AWAY = ("wfh_days", "wfa_days")


def months_chart(facts: ReportFacts) -> list[Shape]:
    """Presence and punctuality of the last months; nothing where there is only one month."""
    months = [(month, counts) for month, counts in facts.history.items() if counts]
    if len(months) < 2:
        return []
    series = (("present_days", said.present_series()), ("on_time_days", said.on_time_series()))
    columns = [
        _column(month, [share_of(counts, code) for code, _label in series])
        for month, counts in months
    ]
    alt = said.months_alt(
        (
            compliance.month_words(month),
            _share_words(counts, "present_days"),
            _share_words(counts, "on_time_days"),
        )
        for month, counts in months
    )
    return [_months([label for _code, label in series], columns, FULL, alt), _months_table(months)]


def desks_chart(facts: ReportFacts) -> list[Shape]:
    """Hours that desks were promised and staffed, by month."""
    codes = ("desk_promised_minutes", "desk_staffed_minutes")
    months = [
        (month, [counts[code].value / MINUTES for code in codes])
        for month, counts in facts.history.items()
        if all(code in counts for code in codes) and counts[codes[0]].value
    ]
    if not months:
        return []
    columns = [_column(month, hours, share=False) for month, hours in months]
    highest = max(max(hours) for _month, hours in months)
    alt = said.desks_alt(
        (compliance.month_words(month), *(words.number_words(round(one)) for one in hours))
        for month, hours in months
    )
    return [_months(said.desk_series(), columns, highest, alt)]


def weekdays_chart(facts: ReportFacts) -> list[Shape]:
    """The share away from the office per weekday, against the caps that held."""
    rows: list[Shape] = []
    limits = sorted({cap.wfh_cap_percent for cap in facts.caps if cap.wfh_cap_percent is not None})
    for number in range(1, 8):
        counts = facts.parts.get(f"weekday:{number}")
        if not counts or not counts["due_days"].value:
            continue
        away, due = sum(counts[code].value for code in AWAY), counts["due_days"].value
        share = FULL * away / due
        rows.append(
            {
                "label": words.weekday_words(number),
                "persen": round(share, 2),
                "teks": words.share_words(share),
                "rincian": said.away_of(away, due),
                "lewat": bool(limits) and share > limits[-1],
            }
        )
    if not rows:
        return []
    alt = said.weekdays_alt(((row["label"], row["teks"]) for row in rows), limits)
    return [
        {
            "jenis": "hari",
            "baris": rows,
            "batas": [float(limit) for limit in limits],
            "batas-teks": said.limits_words(limits),
            "alt": alt,
        }
    ]


def calendar(facts: ReportFacts) -> list[Shape]:
    """The share present on each date of the month, week by week."""
    dates = {
        date.fromisoformat(name.removeprefix("date:")): counts
        for name, counts in facts.parts.items()
        if name.startswith("date:")
    }
    if not dates:
        return []
    first = facts.report.month
    cells: list[Shape | None] = [None] * (first.isoweekday() - 1)
    for number in range(last_of_month(first).day):
        day = first + timedelta(days=number)
        cells.append(_cell(day, dates.get(day)))
    cells += [None] * (-len(cells) % 7)
    return [
        {
            "jenis": "kalender",
            "hari": words.weekday_heads(),
            "sel": cells,
            "keterangan": said.calendar_legend(STEPS),
        },
        {"jenis": "catatan", "isi": said.calendar_note()},
    ]


def _cell(day: date, counts: Counts | None) -> Shape:
    share = None if counts is None else counts["present_days"].share
    if share is None:
        return {"tanggal": str(day.day), "tingkat": "kosong", "teks": "·"}
    shade = SHADES[sum(share >= step for step in STEPS)]
    return {"tanggal": str(day.day), "tingkat": shade, "teks": f"{math.floor(share)}%"}


def _column(month: date, values: Sequence[float | None], *, share: bool = True) -> Shape:
    return {
        "label": format_date(month, "M Y"),
        "nilai": values,
        "teks": [
            ""
            if one is None
            else compliance.decimal_words(one)
            if share
            else words.number_words(round(one))
            for one in values
        ],
    }


def _months(series: Iterable[str], columns: list[Shape], highest: float, alt: str) -> Shape:
    return {
        "jenis": "bulan",
        "seri": list(series),
        "kolom": columns,
        "puncak": highest or 1,
        "alt": alt,
    }


def _months_table(months: Sequence[tuple[date, Counts]]) -> Shape:
    codes = ("present_days", "on_time_days", "quota_kept_days", "absent_days")
    return {
        "jenis": "tabel",
        "lebar": ["1fr", *["auto"] * (len(codes) + 1)],
        "kepala": said.months_heads(),
        "baris": [
            [
                compliance.month_words(month),
                *(_share_words(counts, code) for code in codes),
                words.number_words(sum(value_of(counts, code) for code in AWAY)),
            ]
            for month, counts in months
        ],
    }


def _share_words(counts: Counts, code: str) -> str:
    return words.share_words(share_of(counts, code))
