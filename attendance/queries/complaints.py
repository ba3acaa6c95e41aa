"""Citizens' reports for those who answer them: the list, and one report with all its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from accounts.models import Employee
from accounts.permissions import can_read_complaints
from asn_wfh import clock
from attendance.models import ComplaintDeed
from services.models import Complaint, ComplaintKind, ComplaintStep, Office

GROUPS = ("terbuka", "lewat", "selesai")
"""Open, open and late, settled."""


@dataclass(frozen=True, slots=True)
class ComplaintList:
    """The reports of one group, the most urgent first; `counts` by group over the same filter."""

    rows: QuerySet[Complaint]
    group: str
    counts: dict[str, int]
    office: Office | None
    offices: tuple[Office, ...]
    kind: str
    today: date


@dataclass(frozen=True, slots=True)
class Deed:
    """A step and, where the agency took it, who did; `under` is the number of a delegation."""

    step: ComplaintStep
    by: str
    under: str


@dataclass(frozen=True, slots=True)
class ComplaintPage:
    """One report with every step in order."""

    complaint: Complaint
    deeds: tuple[Deed, ...]
    today: date

    @property
    def is_late(self) -> bool:
        """Whether its deadline is over and nobody has settled it."""
        return self.complaint.settled_at is None and self.complaint.due_on < self.today


def readable(person: Employee) -> QuerySet[Complaint]:
    """The reports that `person` may read: all that their agency answers, or none."""
    if not can_read_complaints(person.standing):
        return Complaint.objects.none()
    return Complaint.objects.filter(agency_id=person.agency_id)


def complaint_list(
    person: Employee, *, group: str, office: str, kind: str, now: datetime
) -> ComplaintList:
    """The reports of a group (`GROUPS`; any other text is the first); rows not yet read.

    Two statements, and two more for a page of rows. `office` is a slug, `kind` a ComplaintKind;
    unknown ones ask for everything.
    """
    today = clock.on_local_date(now, person.agency.zone)
    group = group if group in GROUPS else GROUPS[0]
    kind = kind if kind in ComplaintKind.values else ""
    mine = readable(person)
    offices = tuple(Office.objects.filter(pk__in=mine.values("office")).order_by("name"))
    chosen = next((one for one in offices if one.slug == office), None)
    if chosen is not None:
        mine = mine.filter(office=chosen)
    if kind:
        mine = mine.filter(kind=kind)
    is_open, late = Q(settled_at=None), Q(due_on__lt=today)
    counts = mine.aggregate(
        terbuka=Count("pk", filter=is_open),
        lewat=Count("pk", filter=is_open & late),
        selesai=Count("pk", filter=~is_open),
    )
    rows = mine.filter({"terbuka": is_open, "lewat": is_open & late, "selesai": ~is_open}[group])
    order = ("-settled_at", "-pk") if group == "selesai" else ("due_on", "received_at", "pk")
    return ComplaintList(
        rows=rows.select_related("office", "desk").order_by(*order),
        group=group,
        counts=counts,
        office=chosen,
        offices=offices,
        kind=kind,
        today=today,
    )


def complaint_page(person: Employee, pk: int, now: datetime) -> ComplaintPage | None:
    """The report with this key if `person` may read it; three statements."""
    found = readable(person).select_related("office", "desk", "service").filter(pk=pk).first()
    if found is None:
        return None
    steps = list(ComplaintStep.objects.filter(complaint=found))
    done = ComplaintDeed.objects.filter(step_id__in=[step.pk for step in steps])
    by_step = {deed.step_id: deed for deed in done.select_related("employee", "delegation")}
    deeds = []
    for step in steps:
        deed = by_step.get(step.pk)
        letter = None if deed is None else deed.delegation
        deeds.append(
            Deed(
                step=step,
                by="" if deed is None else deed.employee.name,
                under="" if letter is None else letter.letter_number,
            )
        )
    today = clock.on_local_date(now, found.office.zone)
    return ComplaintPage(found, tuple(deeds), today)
