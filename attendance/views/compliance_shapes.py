"""What the templates of the compliance report print: figures put into words and addresses."""

from datetime import date
from typing import Any

from django.urls import reverse

from attendance.models import ComplianceReport
from attendance.queries.compliance import Line, ReportPage
from attendance.queries.figures import GROUPED, KINDS
from attendance.wording import compliance as words

Shape = dict[str, Any]

OF_UNITS = frozenset(kind.code for kind in KINDS)
"""Figures that units have too; the others are the agency's only."""


def report_shape(page: ReportPage, *, below: bool = False) -> Shape:
    """What the report's page and the list behind a figure show of it.

    With `below` the figures are those of the unit and all below it.
    """
    report, unit = page.report, page.unit
    query = "" if unit is None else f"?unit={unit.pk}" + ("&bawahan=1" if below else "")
    by_code = {code: _line(report, line, query) for code, line in page.lines.items()}
    return {
        "report": report,
        "unit": unit,
        "below": below,
        "units": page.units,
        "by_code": by_code,
        "groups": [
            {"label": words.group_label(group), "lines": [by_code[code] for code in shown]}
            for group, codes in GROUPED.items()
            if (shown := [code for code in codes if unit is None or code in OF_UNITS])
        ],
        "url": _of_month("attendance:compliance_report", report) + query,
        "overview_url": f"{reverse('attendance:compliance')}?bulan={report.month:%Y-%m}",
        "download_url": _of_month("attendance:compliance_csv", report),
    }


def _line(report: ComplianceReport, line: Line, query: str) -> Shape:
    days = reverse("attendance:compliance_days", args=[report.month, line.code])
    return {
        "code": line.code,
        "label": words.figure_label(line.code),
        "meaning": words.figure_meaning(line.code),
        "value": line.value,
        "counted": words.unit_words(line.measure),
        "share": line.share,
        "of": words.share_words(line.base_code) if line.share is not None else "",
        "url": days + query if line.value else "",
    }


def _of_month(name: str, report: ComplianceReport) -> str:
    month: date = report.month
    return reverse(name, args=[month])
