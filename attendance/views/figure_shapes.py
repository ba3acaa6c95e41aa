"""The rows of the list behind a figure, put into words and addresses."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from accounts.permissions import can_read_outages
from accounts.requests import SignedInRequest
from attendance.models import (
    AbsenceRequest,
    ComplianceReport,
    Correction,
    DayClose,
    DisciplineCase,
    Outage,
    Reopening,
    WorkDay,
)
from attendance.queries.days import Span
from attendance.queries.figure_days import UnitDay
from attendance.queries.figure_records import Record
from attendance.queries.figures import Measure
from attendance.queries.figures.people import Conversion
from attendance.queries.figures.records import outage_minutes
from attendance.rules.outages import Span as OutageSpan
from attendance.wording import complaints as complaint_words
from attendance.wording import figure_lists as words
from attendance.wording.cases import level_label
from attendance.wording.moments import day_words, moment_words
from attendance.wording.outages import span_words
from services import wording_complaints as public
from services.models import Complaint, DeskDay

Shape = dict[str, Any]


def row_of_day(report: ComplianceReport, one: WorkDay | UnitDay | Complaint) -> Shape:
    """A row of the list behind a figure of days, unit-days or citizens' reports."""
    if isinstance(one, Complaint):
        return {
            "one": one,
            "title": public.kind_label(one.kind),
            "place": complaint_words.place(one),
            "state": f"report_{one.state}",
            "finding": complaint_words.finding_label(one.finding),
            "url": reverse("attendance:complaint", args=[one.pk]),
        }
    if isinstance(one, WorkDay):
        return {
            "day": one,
            "flags": sorted(set(one.flags) - {"late", "early"}),
            "url": reverse("attendance:day_of", args=[one.date, one.employee_id]),
        }
    due = reverse("attendance:compliance_days", args=[report.month, "present_days"])
    return {
        "unit": one.unit,
        "day": one.day,
        "url": f"{due}?unit={one.unit.pk}&tanggal={one.day.date}",
    }


def row_of_record(
    request: SignedInRequest, report: ComplianceReport, measure: Measure, one: Record
) -> Shape:
    """A row of the list behind any other figure: title, note, state, cells, and its address."""
    row: Shape = {"title": "", "note": "", "state": "", "url": ""}
    if one.employee is not None:
        row |= {"title": one.employee.name, "note": one.employee.unit.name}
    match one.subject:
        case Correction() | AbsenceRequest() as asked:
            row |= _of_request(report, asked)
        case Conversion() | DisciplineCase() | Reopening() as known:
            row |= _of_person(report, known, row)
        case thing:
            row |= _of_agency(request, report, thing)
    if measure is Measure.WAITING:
        row["cells"].append(one.value)
    return row


def heads_of(measure: Measure) -> list[Shape]:
    """The columns of a list of records: label, and whether it holds numbers."""
    return [{"label": label, "num": number} for label, number in words.heads(measure)]


def _of_request(report: ComplianceReport, asked: Correction | AbsenceRequest) -> Shape:
    begins = asked.date if isinstance(asked, Correction) else asked.first_day
    return {
        "cells": [asked.get_kind_display(), day_words(begins)],
        "state": asked.state,
        "url": _day_url(max(begins, report.month), asked.employee_id),
    }


def _of_person(
    report: ComplianceReport, known: Conversion | DisciplineCase | Reopening, row: Shape
) -> Shape:
    match known:
        case Conversion():
            lost = reverse("attendance:compliance_days", args=[report.month, "lost_minutes"])
            return {
                "cells": [known.before, known.month, known.days],
                "url": f"{lost}?pegawai={known.employee_id}",
            }
        case DisciplineCase():
            return {
                "cells": [level_label(known.level), day_words(known.crossed_on)],
                "state": f"case_{known.state}",
                "url": reverse("attendance:case", args=[known.pk]),
            }
        case Reopening():
            return {
                "title": day_words(known.date),
                "note": f"{row['title']}, {row['note']}",
                "cells": [known.get_cause_display()],
                "url": _day_url(known.date, known.employee_id),
            }


def _of_agency(
    request: SignedInRequest, report: ComplianceReport, thing: DayClose | DeskDay | Outage
) -> Shape:
    match thing:
        case DayClose():
            closed = moment_words(thing.closed_at, ZoneInfo(report.agency.zone))
            return {"title": day_words(thing.date), "cells": [closed]}
        case DeskDay():
            minutes = [thing.promised, thing.staffed, thing.unknown]
            return {
                "title": thing.desk.name,
                "note": thing.desk.office.name,
                "cells": [day_words(thing.date), *minutes],
            }
        case Outage():
            return _of_outage(request, report, thing)


def _of_outage(request: SignedInRequest, report: ComplianceReport, one: Outage) -> Shape:
    whole = OutageSpan(one.starts_at, one.ends_at)
    month = Span(report.month, report.data_until)
    opens = can_read_outages(request.user.standing)
    return {
        "title": span_words(whole, report.agency.zone),
        "note": one.cause,
        "cells": [outage_minutes(one, report.agency, month)],
        "url": reverse("attendance:outage", args=[one.pk]) if opens else "",
    }


def _day_url(day: date, employee_id: int) -> str:
    return reverse("attendance:day_of", args=[day, employee_id])
