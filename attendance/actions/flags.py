"""Deciding about what the system flagged, where nobody asked: a queued tap, another place.

The decision is kept like one about a request, in the name of the superior alone.
"""

from datetime import date, datetime

import structlog
from django.db import transaction

from accounts.models import Employee
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.settled_effects import apply_correction
from attendance.actions.settlements import require_settler
from attendance.models import CheckIn, Correction, RequestState
from attendance.queries.corrections import AskedDay, asked_day
from attendance.rules.claims import ClaimKind
from attendance.rules.settlement import RequestState as State
from attendance.rules.verdict import Flag
from attendance.wording.request_queue import flag_gone, without_request

log = structlog.get_logger(__name__)


@transaction.atomic
def settle_flag(
    *,
    employee_id: int,
    day: date,
    kind: ClaimKind,
    accept: bool,
    reason: str,
    by: Employee,
    at: datetime,
) -> Correction:
    """Accept or refuse the tap time or the place of a flagged `day` without a request.

    `kind` is `TAP` or `PLACE`. Raises RequestRefused where the day no longer waits: the
    employee's row is locked, so of two superiors the second finds it settled.
    """
    people = Employee.objects.select_for_update(no_key=True, of=("self",))
    employee = people.select_related("agency", "unit").get(pk=employee_id)
    held = require_settler(State.ASKED, employee, reason=reason, by=by, at=at)
    found = asked_day(employee, day, at)
    taps = _waiting_taps(found, employee, day) if kind is ClaimKind.TAP else ()
    still = bool(taps) or (kind is ClaimKind.PLACE and _differs(found, employee, day))
    if not still:
        raise RequestRefused(Ground.STATE, flag_gone())
    rows = [
        Correction(
            agency_id=employee.agency_id,
            employee=employee,
            date=day,
            kind=kind.value,
            reason=without_request(kind),
            state=RequestState.ACCEPTED if accept else RequestState.REFUSED,
            asked_at=at,
            due_on=day,
            settled_by=by,
            settled_under_id=held.delegation_id,
            settled_at=at,
            settlement=reason.strip(),
            **_about(tap),
        )
        for tap in taps or (None,)
    ]
    for row in rows:
        row.save()
        apply_correction(row, by=by, at=at)
    log.info("flag.settled", kind=kind.value, accepted=accept, by=by.pk, employee=employee.pk)
    return rows[0]


def _waiting_taps(found: AskedDay | None, employee: Employee, day: date) -> tuple[CheckIn, ...]:
    """The queued taps of the day about which nothing was asked or decided."""
    if found is None:
        return ()
    claimed = set(
        Correction.objects.of(employee)
        .filter(date=day, kind=ClaimKind.TAP.value)
        .exclude(state=RequestState.WITHDRAWN)
        .values_list("check_in_id", flat=True)
    )
    return tuple(row for row in found.waiting if row.id not in claimed)


def _differs(found: AskedDay | None, employee: Employee, day: date) -> bool:
    if found is None or Flag.MISMATCH not in found.on_record.verdict.flags:
        return False
    decided = Correction.objects.of(employee).filter(date=day, kind=ClaimKind.PLACE.value)
    return not decided.exclude(state=RequestState.WITHDRAWN).exists()


def _about(tap: CheckIn | None) -> dict[str, object]:
    if tap is None:
        return {}
    return {
        "event_kind": tap.kind,
        "claimed_at": tap.tapped_at,
        "check_in_date": tap.local_date,
        "check_in_id": tap.id,
    }
