"""The list behind a figure of the compliance report: every figure leads back to its days."""

from __future__ import annotations

from datetime import date
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.models import Unit
from accounts.permissions import can_read_complaints, can_read_compliance
from accounts.requests import SignedInRequest
from attendance.models import ComplianceReport
from attendance.queries.compliance import ReportPage, figure_of, latest_report, report_page
from attendance.queries.figure_days import OF_DAYS, behind
from attendance.queries.figure_records import Record
from attendance.queries.figures import BY_CODE, Kind, Measure
from attendance.queries.narrowing import Narrowing, NoSuchPart, narrowing_from
from attendance.views.compliance_shapes import report_shape
from attendance.views.figure_shapes import heads_of, row_of_day, row_of_record
from attendance.wording import compliance as words
from attendance.wording import figure_lists as list_words

log = structlog.get_logger(__name__)
PAGE_SIZE = 50


@require_safe
def compliance_days(request: SignedInRequest, month: date, code: str) -> HttpResponse:
    """What is behind a figure, each day opening onto its explanation; unit-days open their date.

    Narrowed by `?unit=3`, with all below it by `&bawahan=1`; `?bagian=mode:WFH`;
    `?tanggal=2026-11-03`; `?pegawai=7`.
    """
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(words.may_not_read())
    kind, report = BY_CODE.get(code), latest_report(request.user, month)
    if kind is None or report is None:
        raise Http404
    by, page = _narrowed(request, report, code)
    found = behind(request.user, report, kind, by)
    log.info(
        "compliance.days_read",
        agency=report.agency_id,
        by=request.user.pk,
        report=report.pk,
        code=code,
        unit=by.unit and by.unit.pk,
        part=by.part,
        employee=by.employee_id,
    )
    shown = Paginator(found.rows, PAGE_SIZE).get_page(request.GET.get("halaman"))
    shape = report_shape(page)
    kept = urlencode(by.query)
    title, text = list_words.nothing_behind()
    context = {
        "page": shape,
        "line": shape["by_code"][code],
        "by": by,
        "part": list_words.part_words(by.part),
        "whose": _whose(by, report),
        "listed": found.listed,
        "changed": _changed(report, kind, by, found.listed),
        "pages": {"page": shown, "query": f"{kept}&" if kept else ""},
        "nothing": {"title": title, "text": text},
        **_rows(request, report, kind, shown.object_list),
    }
    return render(request, "attendance/compliance_days.html", context)


def _narrowed(
    request: SignedInRequest, report: ComplianceReport, code: str
) -> tuple[Narrowing, ReportPage]:
    """What the address narrows to, and the figures of it; an address of nothing is 404."""
    try:
        by = narrowing_from(request.GET.dict(), report, code)
        return by, report_page(report, by.unit and by.unit.pk, below=by.below)
    except (NoSuchPart, Unit.DoesNotExist):
        raise Http404 from None


def _rows(
    request: SignedInRequest, report: ComplianceReport, kind: Kind, found: Any
) -> dict[str, Any]:
    """The rows of one page, and which of the tables shows them."""
    shown: dict[str, Any] = {
        "days": kind.measure in OF_DAYS,
        "unit_days": kind.measure is Measure.UNIT_DAYS,
        "reports": kind.measure is Measure.REPORTS,
        "opens_reports": can_read_complaints(request.user.standing),
        "zone": request.user.zone,
    }
    if shown["days"] or shown["unit_days"] or shown["reports"]:
        return shown | {"rows": [row_of_day(report, one) for one in found]}
    records: list[Record] = list(found)
    rows = [row_of_record(request, report, kind.measure, one) for one in records]
    heads = heads_of(kind.measure)
    for row in rows:
        pairs = zip(heads[1:], row["cells"], strict=True)
        row["cells"] = [{**head, "text": cell} for head, cell in pairs]
    return shown | {"rows": rows, "heads": heads, "has_state": any(row["state"] for row in rows)}


def _changed(report: ComplianceReport, kind: Kind, by: Narrowing, listed: int) -> str:
    """A sentence where the list no longer adds up to the figure; empty where it does."""
    if not by.is_whole:
        return ""
    figure = figure_of(report, kind.code, by.unit and by.unit.pk, below=by.below, part=by.part)
    if listed == figure:
        return ""
    if kind.measure is Measure.REPORTS:
        return words.reports_changed(listed, figure)
    of_days = kind.measure in OF_DAYS or kind.measure is Measure.UNIT_DAYS
    return (words.days_changed if of_days else list_words.records_changed)(listed, figure)


def _whose(by: Narrowing, report: ComplianceReport) -> str:
    if by.unit is None:
        return str(report.agency.name)
    return list_words.with_below(by.unit.name) if by.below else str(by.unit.name)
