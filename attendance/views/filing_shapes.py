"""What the pages of the monthly form show of its rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from accounts.models import AgencyKind, Employee
from accounts.permissions import can_fill_filing, can_sign_filing
from attendance.forms.filings import FilingForm
from attendance.models import Filing, ThresholdCode
from attendance.queries.figures import BY_CODE
from attendance.queries.filing_lines import Line
from attendance.queries.filings import Section, Sheet
from attendance.queries.months import last_of_month
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
        "due": _due(sheet),
        "sections": [_section(section, sheet, form) for section in sheet.sections],
        "said": words.completeness(sheet.complete, len(sheet.sections)),
        "complete": sheet.complete,
        "every": len(sheet.sections),
        "missing": sheet.missing,
        "report": sheet.report,
        "filed": filing if sheet.is_filed else None,
        "under": under,
        "holds": sheet.filed[0] if sheet.filed else None,
        "versions": _versions(sheet),
        "correction": filing if sheet.corrects is not None and not sheet.is_filed else None,
        "correct_url": _correct_url(sheet, reader),
        "discard_url": reverse("attendance:compliance_filing_discard", args=[month]),
        "may_fill": can_fill_filing(reader.standing) is not None,
        "may_sign": can_sign_filing(reader.standing) is not None,
        "url": reverse("attendance:compliance_filing", args=[month]),
        "sign_url": reverse("attendance:compliance_filing_sign", args=[month]),
        "pdf_url": _of_version("compliance_filing_pdf", filing if sheet.is_filed else None, month),
        "overview_url": f"{reverse('attendance:compliance')}?bulan={month:%Y-%m}",
        "place_field": None if form is None else form["place"],
        "place_hidden": "" if form is None else form["place"].as_hidden(only_initial=True),
        "reason": None if form is None else _field(form, "reason"),
    }


def _due(sheet: Sheet) -> date | None:
    """Until when a region files the month's form; None for others, and once it is filed."""
    if sheet.filed or sheet.facts is None or sheet.agency.kind not in REGIONAL:
        return None
    day = sheet.facts.targets.get(ThresholdCode.FILING_DUE_DAY)
    return None if day is None else last_of_month(sheet.month) + timedelta(days=day)


def _versions(sheet: Sheet) -> list[dict[str, Any]]:
    """The signed versions, where there is more than the one on the page."""
    if len(sheet.versions) < 2:
        return []
    return [
        {
            "filing": one,
            "url": _of_version("compliance_filing", one, sheet.month),
            "pdf_url": _of_version("compliance_filing_pdf", one, sheet.month),
            "shown": one == sheet.filing,
            "holds": one == sheet.filed[0],
        }
        for one in sheet.filed
    ]


def _of_version(name: str, filing: Filing | None, month: date) -> str:
    url = reverse(f"attendance:{name}", args=[month])
    return url if filing is None else f"{url}?versi={filing.version}"


def _correct_url(sheet: Sheet, reader: Employee) -> str:
    """Where a correction is asked for; empty where there is nothing to correct, or not by them."""
    newest = bool(sheet.versions) and sheet.filing == sheet.versions[0]
    if not (newest and sheet.is_filed and can_fill_filing(reader.standing)):
        return ""
    return reverse("attendance:compliance_filing_correct", args=[sheet.month])


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
        "was": _was(line),
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


def _was(line: Line) -> str:
    """What the version before said, where a correction says otherwise."""
    if line.was is None or not line.is_changed:
        return ""
    item, was = line.item, line.was
    return content.former_text(item.code, item.kind, was.value, was.name, was.reason)


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
