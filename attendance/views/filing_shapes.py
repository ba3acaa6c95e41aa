"""What the pages of the monthly form show of its rows."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accounts.models import AgencyKind, Employee
from accounts.permissions import can_fill_filing, can_sign_filing
from attendance.forms.filings import FilingForm
from attendance.queries.figures import BY_CODE
from attendance.queries.filings import Line, Section, Sheet
from attendance.rules.filing_answers import Gap
from attendance.wording import filing_content as content
from attendance.wording import filings as words

REGIONAL = frozenset({AgencyKind.PROVINCE, AgencyKind.REGENCY, AgencyKind.CITY})
"""Whom the circular asks for the form; others may use it."""


def sheet_shape(sheet: Sheet, form: FilingForm | None, reader: Employee) -> dict[str, Any]:
    """The form as the templates show it: sections with rows, fields where `form` is given."""
    filing, month = sheet.filing, sheet.month
    under = None if filing is None else filing.filed_under
    return {
        "month": month,
        "agency": sheet.agency,
        "title": content.TITLE,
        "regional": sheet.agency.kind in REGIONAL,
        "sections": [_section(section, sheet, form) for section in sheet.sections],
        "said": words.completeness(sheet.complete, len(sheet.sections)),
        "complete": sheet.complete,
        "every": len(sheet.sections),
        "missing": sheet.missing,
        "report": sheet.report,
        "filed": filing if sheet.is_filed else None,
        "under": under,
        "may_fill": can_fill_filing(reader.standing) is not None,
        "may_sign": can_sign_filing(reader.standing) is not None,
        "url": reverse("attendance:compliance_filing", args=[month]),
        "sign_url": reverse("attendance:compliance_filing_sign", args=[month]),
        "pdf_url": reverse("attendance:compliance_filing_pdf", args=[month]),
        "overview_url": f"{reverse('attendance:compliance')}?bulan={month:%Y-%m}",
        "place_field": None if form is None else form["place"],
        "place_hidden": "" if form is None else form["place"].as_hidden(only_initial=True),
    }


def _section(section: Section, sheet: Sheet, form: FilingForm | None) -> dict[str, Any]:
    carried = [line for line in section.lines if line.gap is Gap.UNREVIEWED]
    return {
        "number": section.number,
        "title": section.title,
        "complete": section.complete,
        "lacking": sum(line.gap is not None for line in section.lines),
        "carried": len(carried),
        "rows": [_row(line, sheet, form) for line in section.lines],
    }


def _row(line: Line, sheet: Sheet, form: FilingForm | None) -> dict[str, Any]:
    item = line.item
    row: dict[str, Any] = {
        "code": item.code,
        "label": content.row_letter(item.code, item.section) + item.title,
        "text": content.answer_text(item.code, item.kind, line.value, line.name),
        "derived": line.is_derived,
        "state": _state(line, sheet),
        "figures": [_figure(figure, sheet) for figure in line.figures],
        "proposed": content.answer_text(item.code, item.kind, line.proposed, line.proposed_name)
        if line.differs
        else "",
        "reason": line.reason if line.differs else "",
        "offer": line.offer,
        "long": item.kind == "text",
        "fields": [],
        "why": None,
    }
    if form is not None and not line.is_derived:
        row["fields"] = [_field(form, f"{part}_{item.code}") for part in "vn"]
        row["fields"] = [field for field in row["fields"] if field]
        why = _field(form, f"r_{item.code}")
        row["why"] = why
        row["why_open"] = why is not None and bool(line.reason or why["field"].errors)
    return row


def _field(form: FilingForm, name: str) -> dict[str, Any] | None:
    if name not in form.fields:
        return None
    return {"field": form[name], "hidden": form[name].as_hidden(only_initial=True)}


def _figure(figure: dict[str, Any], sheet: Sheet) -> dict[str, str]:
    code, report = figure["code"], sheet.report
    opens = report is not None and code in BY_CODE
    return {
        "label": figure["label"],
        "text": content.measured_text(figure),
        "url": reverse("attendance:compliance_days", args=[sheet.month, code]) if opens else "",
    }


def _state(line: Line, sheet: Sheet) -> dict[str, str]:
    """The row's pill: what it lacks, or where its answer comes from."""
    if line.gap is Gap.UNREVIEWED and line.carried_from is not None:
        said = words.carried_from(line.carried_from, sheet.month)
        return {"tone": "wait", "icon": "clock-history", "text": said}
    if line.gap is not None:
        return {"tone": "bad", "icon": "exclamation-circle-fill", "text": words.gap_words(line.gap)}
    if not line.value:
        return {"tone": "shut", "icon": "slash-circle-fill", "text": words.not_asked()}
    if line.differs:
        return {"tone": "ok", "icon": "pencil-square", "text": words.differs()}
    if line.proposed:
        return {"tone": "ok", "icon": "check-circle-fill", "text": words.computed()}
    return {"tone": "ok", "icon": "check-circle-fill", "text": words.answered()}
