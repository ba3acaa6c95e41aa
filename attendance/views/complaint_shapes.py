"""Citizens' reports as the manager's templates print them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.paginator import Page
from django.urls import reverse

from attendance.queries.complaint_evidence import Published, StatusEvidence
from attendance.queries.complaints import GROUPS, ComplaintList, ComplaintPage
from attendance.wording import complaints as words
from attendance.wording.moments import clock_words
from services import wording_complaints as public
from services.models import Complaint, ComplaintKind, ComplaintState
from services.rules.reports import hints_at_supervision

Shape = dict[str, Any]

MOVES = {
    ComplaintKind.WRONG_STATUS.value: ("periksa", "kerjakan", "teruskan", "tolak"),
    ComplaintKind.COMPLAINT.value: ("golongkan", "jawab", "kerjakan", "teruskan", "tolak"),
}
"""What may be done with each kind, the usual one first."""


def list_shape(found: ComplaintList, page: Page) -> Shape:
    """The list with its filters."""
    kept = {
        "kantor": "" if found.office is None else found.office.slug,
        "jenis": found.kind,
    }
    return {
        "rows": [_row(one, found) for one in page.object_list],
        "groups": [
            {
                "label": words.group_label(name),
                "number": found.counts[name],
                "url": f"?{_query({'keadaan': name, **kept})}",
                "current": name == found.group,
                "code": code,
            }
            for name, code in zip(
                GROUPS, ("report_received", "overdue", "report_answered"), strict=True
            )
        ],
        "group": found.group,
        "office": kept["kantor"],
        "offices": found.offices,
        "kind": found.kind,
        "kinds": [(one.value, public.kind_label(one)) for one in ComplaintKind],
        "pages": {"page": page, "query": f"{_query({'keadaan': found.group, **kept})}&"},
    }


def complaint_shape(page: ComplaintPage) -> Shape:
    """One report: what was written, where it stands, and who did what."""
    one = page.complaint
    return {
        "pk": one.pk,
        "title": public.kind_label(one.kind),
        "is_status": one.kind == ComplaintKind.WRONG_STATUS,
        "place": words.place(one),
        "service": "" if one.service is None else one.service.name,
        "state": f"report_{one.state}",
        "text": one.text,
        "seen": public.seen_label(one.seen),
        "shown_code": one.shown_code,
        "happened_at": one.happened_at,
        "received_at": one.received_at,
        "due_on": one.due_on,
        "is_late": page.is_late,
        "is_open": one.settled_at is None,
        "left": words.late_words(one.due_on, page.today),
        "class": words.class_label(one.complaint_class),
        "finding": words.finding_label(one.finding),
        "contact": bool(one.contact),
        "mail_is_on": settings.MAIL_IS_ON,
        "supervision": hints_at_supervision(one.text),
        "language": one.language,
        "steps": [
            {
                "state": f"report_{deed.step.state}",
                "by_citizen": deed.step.by_citizen,
                "at": deed.step.at,
                "by": deed.by,
                "under": deed.under,
                "message": deed.step.message,
                "note": deed.step.note,
            }
            for deed in page.deeds
        ],
    }


def evidence_shape(evidence: StatusEvidence, complaint: Complaint) -> Shape:
    """The numbers of the moment, what was published, and the officers the reader may see."""
    zone = ZoneInfo(complaint.office.zone)
    return {
        "moment": evidence.moment,
        "numbers": words.evidence_words(
            clock_words(evidence.moment, zone),
            needed=evidence.needed,
            planned=evidence.planned,
            on_site=evidence.count.on_site,
        ),
        "on_break": evidence.count.on_break,
        "evidence_at": evidence.count.evidence_at,
        "published": [_published(one) for one in evidence.published],
        "changes": [_published(one) for one in evidence.changes],
        "officers": [
            {
                "name": one.employee.name,
                "where": words.where_label(one.where),
                "url": reverse(
                    "attendance:day_of",
                    args=[evidence.moment.astimezone(zone).date(), one.employee.pk],
                ),
            }
            for one in evidence.officers
        ],
        "unnamed": evidence.unnamed,
    }


def move_shapes(
    one: Complaint, kinds: Mapping[str, type[forms.Form]], verb: str, form: forms.Form | None
) -> list[Shape]:
    """What may be done now, each with its form; the one that was refused holds what was typed."""
    offered = MOVES[one.kind]
    if one.state == ComplaintState.WORKED_ON:
        offered = tuple(name for name in offered if name != "kerjakan")
    return [
        {
            "name": name,
            "title": words.move_title(name),
            "hint": words.move_hint(name),
            "url": reverse("attendance:complaint_move", args=[one.pk, name]),
            "form": form if name == verb and form is not None else _blank(kinds[name], name, one),
            "is_open": name == (verb or offered[0]),
            "is_first": name == offered[0],
        }
        for name in offered
    ]


def _blank(kind: type[forms.Form], name: str, one: Complaint) -> forms.Form:
    initial = {"golongan": one.complaint_class}
    return kind(initial=initial, auto_id=f"id_{name}_%s")


def _row(one: Complaint, found: ComplaintList) -> Shape:
    late = one.settled_at is None and one.due_on < found.today
    return {
        "one": one,
        "title": public.kind_label(one.kind),
        "place": words.place(one),
        "state": f"report_{one.state}",
        "late": late,
        "left": words.late_words(one.due_on, found.today),
        "class": words.class_label(one.complaint_class),
        "finding": words.finding_label(one.finding),
        "zone": one.office.zone,
    }


def _published(one: Published) -> Shape:
    return {"service": one.service, "code": one.code, "at": one.at}


def _query(given: dict[str, str]) -> str:
    return urlencode({name: value for name, value in given.items() if value})
