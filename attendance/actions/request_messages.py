"""Telling superiors that something waits for them, and people what became of what they asked."""

from datetime import datetime

from attendance.actions.messages import tell
from attendance.models import AbsenceRequest, Correction, DisciplineCase, Message, MessageKind
from attendance.queries.superiors import those_to_settle
from attendance.wording import messages as words


def tell_asked(row: Correction | AbsenceRequest, *, at: datetime) -> int:
    """Tell the direct superior, and who acts for them at `at`, that `row` waits; how many."""
    return tell(
        agency_id=row.agency_id,
        employee_ids=those_to_settle(row.employee, at),
        kind=MessageKind.TASK,
        key=f"{_name(row)}-asked",
        title=words.asked_title(),
        body=words.asked_body(row),
        url="/tim/permintaan/",
        at=at,
    )


def tell_settled(row: Correction | AbsenceRequest, *, at: datetime) -> int:
    """Tell the one who asked what was decided about `row`; nobody is called to it any more."""
    called = [one for one in (row.settled_by_id, row.employee.supervisor_id) if one is not None]
    waiting = Message.objects.filter(agency_id=row.agency_id, employee_id__in=called, read_at=None)
    waiting.filter(key=f"{_name(row)}-asked").update(read_at=at)
    return tell(
        agency_id=row.agency_id,
        employee_ids=[row.employee_id],
        kind=MessageKind.REQUEST,
        key=f"{_name(row)}-settled",
        title=words.settled_title(row),
        body=words.settled_body(row),
        url="/koreksi/" if isinstance(row, Correction) else "/izin/",
        at=at,
    )


def tell_summoned(
    case: DisciplineCase, *, number: int, meet_at: datetime, place: str, at: datetime
) -> int:
    """Tell the employee of `case` of their summons, the first or the second."""
    return tell(
        agency_id=case.agency_id,
        employee_ids=[case.employee_id],
        kind=MessageKind.TASK,
        key=f"case-{case.pk}-summons-{number}",
        title=words.summoned_title(),
        body=words.summoned_body(meet_at, case.employee.zone, place),
        url=f"/disiplin-saya/{case.pk}/",
        at=at,
    )


def _name(row: Correction | AbsenceRequest) -> str:
    return f"{'correction' if isinstance(row, Correction) else 'absence'}-{row.pk}"
