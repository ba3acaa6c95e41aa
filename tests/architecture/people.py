"""One agency with one person of each role, and rosters in every state."""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.roster_drafts import create_draft, save_lines, stamp_of
from attendance.actions.rosters import approve_roster, submit_roster
from attendance.models import ComplianceFigure, ComplianceReport, Job, Roster
from attendance.queries.figures import BY_CODE
from attendance.queries.plan_facts import saved_lines
from tests import factories
from tests.attendance.offices import MONDAY, NOW, office
from tests.services import places

WEEK = timedelta(days=7)
VISITOR = "visitor"


@dataclass(frozen=True)
class World:
    """`people` by role; `place` is an office of another agency; the rosters are of one unit."""

    people: dict[str, Employee]
    colleague: Employee
    approved: Roster
    submitted: Roster
    draft: Roster
    report: ComplianceReport
    job: Job
    place: places.Place


def world() -> World:
    """Rows of a small agency in its office week, and a PPK of a neighbouring one."""
    of = office(people=4)
    people = {
        "employee": of.staff[0],
        "supervisor": of.head,
        "ppk": of.ppk,
        "delegate": of.delegate,
    }
    for role in ("pyb", "personnel", "inspector", "service_manager"):
        people[role] = factories.employee(of.top, name=f"Pejabat {role}")
        factories.grant(people[role], role)
    neighbour = factories.agency()
    with tenant(neighbour.pk):
        factories.schedule(neighbour).save()
    people["stranger"] = factories.employee(factories.unit(neighbour))
    factories.grant(people["stranger"], "ppk")
    with tenant(of.agency.pk):
        rosters = [
            create_draft(unit=of.unit, first_day=MONDAY + number * WEEK, by=of.head, at=NOW)
            for number in range(3)
        ]
        for roster in rosters:
            lines = saved_lines(roster)
            save_lines(roster_id=roster.pk, lines=lines, stamp=stamp_of(lines), by=of.head, at=NOW)
        for roster in rosters[:2]:
            submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
        approve_roster(roster_id=rosters[0].pk, by=of.ppk, at=NOW)
        report = ComplianceReport.objects.create(
            agency=of.agency,
            month=MONDAY.replace(day=1),
            rule_version="2026.1",
            data_until=MONDAY,
            computed_at=NOW,
            content_hash="0" * 64,
        )
        ComplianceFigure.objects.bulk_create(
            ComplianceFigure(agency=of.agency, report=report, code=code, value=0, base=0)
            for code in BY_CODE
        )
        job = Job.objects.create(
            agency=of.agency,
            kind="compliance",
            month=report.month,
            state="done",
            asked_at=NOW,
            started_at=NOW,
            finished_at=NOW,
        )
    place = places.place()
    return World(people, of.staff[1], *rosters, report=report, job=job, place=place)


def browser_of(person: Employee | None) -> Client:
    """A browser in which `person` is signed in, or nobody."""
    client = Client(raise_request_exception=True)
    if person is not None:
        with tenant(person.agency_id):
            client.force_login(person)
    return client
