"""What the pages of a report print: steps, moments and deadlines in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from asn_wfh import clock
from services import wording_complaints as words
from services.models import ComplaintState, ComplaintStep
from services.queries.complaints import Tracked
from services.queries.shown import service_name

Shape = dict[str, Any]


def report_shape(found: Tracked, now: datetime) -> Shape:
    """A report for its bearer: nothing that is for the agency's own eyes only."""
    complaint, zone = found.complaint, found.office.zone
    today = clock.on_local_date(now, zone)
    return {
        "kind": words.kind_label(complaint.kind),
        "is_status": complaint.kind == "wrong_status",
        "office": found.office.name,
        "desk": "" if found.desk is None else found.desk.name,
        "service": "" if found.service is None else service_name(found.service),
        "seen": words.seen_label(complaint.seen),
        "text": complaint.text,
        "happened": words.moment(complaint.happened_at, zone),
        "received": words.moment(complaint.received_at, zone),
        "state": f"report_{complaint.state}",
        "state_label": words.state_label(complaint.state),
        "due": words.due_sentence(complaint, today),
        "is_late": complaint.settled_at is None and today > complaint.due_on,
        "finding": words.finding_sentence(complaint.finding),
        "is_open": complaint.settled_at is None,
        "is_referred": complaint.state == ComplaintState.REFERRED,
        "contact_kept": bool(complaint.contact),
        "steps": [
            {
                "label": words.step_label(step),
                "state": f"report_{step.state}",
                "message": step.message,
                "by_citizen": step.by_citizen,
                "at": words.moment(step.at, zone),
            }
            for step in _told(found.steps)
        ],
    }


def _told(steps: Sequence[ComplaintStep]) -> Iterator[ComplaintStep]:
    """The steps that tell the citizen something: another state, or a message."""
    state = ""
    for step in steps:
        if step.message or step.state != state:
            yield step
        state = step.state
