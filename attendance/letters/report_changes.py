"""What an amendment of a report changes, as the template `laporan` prints it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from attendance.models import ComplianceReport
from attendance.queries.report_differences import Change, ChangedDay, report_difference
from attendance.queries.report_facts import Counted
from attendance.wording import figures, letters, report_changes
from attendance.wording import report_document as words
from attendance.wording.freezes import changed_words

MOST_DAYS = 6
"""A figure's row names so many days; all of them stand in the table under it."""

MOST_ROWS = 500
"""A rule put right may change each day of a month: beyond so many rows the rest is in the portal,
of the figures those of units."""


def changes_shape(report: ComplianceReport) -> dict[str, Any] | None:
    """The differences of an amendment from what was signed; None for any other report."""
    if report.amends is None:
        return None
    difference = report_difference(report.amends, report)
    zone = ZoneInfo(report.agency.zone)
    changes, days = difference.changes, difference.days
    if len(changes) > MOST_ROWS:
        changes = tuple(one for one in changes if one.unit is None)
    return {
        "kalimat": report_changes.introduction(report.amends, len(days)),
        "angka": [_figure(one) for one in changes],
        "angka-lagi": report_changes.units_elsewhere(len(difference.changes) - len(changes)),
        "hari": [_day(one, zone) for one in days[:MOST_ROWS]],
        "hari-lagi": report_changes.days_elsewhere(len(days) - MOST_ROWS),
    }


def value_words(one: Counted | None) -> str:
    """A figure with its share, or a dash where it was not counted."""
    if one is None:
        return words.NONE
    value = words.number_words(one.value)
    return value if one.share is None else f"{value} ({words.share_words(one.share)})"


def step_words(one: Change) -> str:
    """How far the value moved."""
    step = (one.after.value if one.after else 0) - (one.before.value if one.before else 0)
    return words.step_words(step, in_points=False)


def _figure(one: Change) -> dict[str, str]:
    return {
        "label": figures.figure_label(one.code),
        "unit": "" if one.unit is None else one.unit.name,
        "sebelum": value_words(one.before),
        "sesudah": value_words(one.after),
        "selisih": step_words(one),
        "hari": report_changes.days_words(
            [(day.date, day.person.name) for day in one.days], MOST_DAYS
        ),
    }


def _day(one: ChangedDay, zone: ZoneInfo) -> dict[str, str]:
    return {
        "tanggal": letters.date_words(one.date),
        "isi": f"{one.person.name}: " + "; ".join(changed_words(one.before, one.after, zone)),
        "versi": str(one.version),
        "sebab": report_changes.cause_words(one.cause, one.by),
    }
