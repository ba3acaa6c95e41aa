"""What stood behind a published status at a moment: for the verification of a wrong one.

It is counted anew from the same rows and by the same function as the status was, so it also tells
where evidence came late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import Employee
from asn_wfh import clock
from attendance.queries.desk_days import desk_days
from attendance.queries.desk_keepers import reach_of
from attendance.queries.desk_people import Officer, officers_now
from attendance.rules.desks import DeskCount, count_desk
from services.models import Complaint, Desk, DeskPlan, Service, StatusChange
from services.rules import StatusSettings

LOOKS_BACK = timedelta(days=7)
"""A status may have stood since days: the night before, a long weekend."""


@dataclass(frozen=True, slots=True)
class Published:
    """What the public read of one service: `code` since `at` (aware)."""

    service: str
    code: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StatusEvidence:
    """A desk at `moment`: published states then, all changes of that day, plan, count, officers.

    `officers` are those whose attendance the reader may open, `unnamed` how many others there are.
    """

    moment: datetime
    published: tuple[Published, ...]
    changes: tuple[Published, ...]
    needed: int
    planned: int | None
    count: DeskCount
    officers: tuple[Officer, ...]
    unnamed: int


def status_evidence(complaint: Complaint, reader: Employee) -> StatusEvidence | None:
    """The evidence of the moment a wrong status is about; None for a report without a desk.

    A fixed number of statements.
    """
    desk = complaint.desk
    if desk is None:
        return None
    moment, zone = complaint.happened_at, complaint.office.zone
    day = clock.on_local_date(moment, zone)
    key = (desk.pk, day)
    counted = count_desk(
        desk_days(complaint.agency_id, {key})[key], moment, StatusSettings().overdue
    )
    plan = DeskPlan.objects.filter(agency_id=complaint.agency_id, desk=desk, date=day).first()
    people = officers_now(
        agency_id=complaint.agency_id, desks=[desk], days={desk.pk: day}, now=moment
    ).get(desk.pk, ())
    reach = reach_of(reader)
    named = tuple(one for one in people if reach.reads(one.employee))
    changes = _changes(complaint, desk, moment)
    return StatusEvidence(
        moment=moment,
        published=_standing(changes, moment),
        changes=tuple(one for one in changes if _is_of(day, one, zone)),
        needed=desk.needed,
        planned=None if plan is None else plan.officers_planned,
        count=counted,
        officers=named,
        unnamed=len(people) - len(named),
    )


def _changes(complaint: Complaint, desk: Desk, moment: datetime) -> list[Published]:
    """The changes at the desk around `moment`, in order."""
    rows = StatusChange.objects.filter(
        agency_id=complaint.agency_id,
        desk=desk,
        at__gte=moment - LOOKS_BACK,
        at__lt=moment + timedelta(days=1),
    ).order_by("at", "pk")
    found = list(rows.values_list("service_id", "code", "reason", "at"))
    names = dict(Service.objects.filter(pk__in={row[0] for row in found}).values_list("pk", "name"))
    return [Published(names[row[0]], row[1], row[2], row[3]) for row in found]


def _standing(changes: list[Published], moment: datetime) -> tuple[Published, ...]:
    """The last change of each service up to `moment`."""
    last = {one.service: one for one in changes if one.at <= moment}
    return tuple(sorted(last.values(), key=lambda one: one.service))


def _is_of(day: date, one: Published, zone: str) -> bool:
    return clock.on_local_date(one.at, zone) == day
