"""One agency with one person of each role, and rosters in every state."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.evidence_files import Evidence
from attendance.actions.roster_drafts import create_draft, save_lines, stamp_of
from attendance.actions.rosters import approve_roster, submit_roster
from attendance.models import (
    AbsenceRequest,
    Anomaly,
    CodeScreen,
    ComplianceFigure,
    ComplianceReport,
    Correction,
    DisciplineCase,
    EvidenceFile,
    EvidenceType,
    Job,
    Machine,
    MachineNumber,
    Outage,
    Roster,
)
from attendance.queries.figures import BY_CODE
from attendance.queries.plan_facts import saved_lines
from tests import factories
from tests.attendance import disciplined
from tests.attendance.offices import MONDAY, NOW, Office, office
from tests.attendance.requests_world import asked_in, asked_leave
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
    screen: CodeScreen
    machine: Machine
    number: MachineNumber
    case: DisciplineCase
    examined: DisciplineCase
    proposed: Outage
    declared: Outage
    pattern: Anomaly
    correction: Correction
    absence: AbsenceRequest
    evidence: EvidenceFile


SCREEN_TOKEN = "alamat-layar"


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
    factories.request_terms(neighbour)
    people["stranger"] = factories.employee(factories.unit(neighbour))
    factories.grant(people["stranger"], "ppk")
    factories.thresholds(neighbour)
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
    screen = factories.code_screen(of.unit, SCREEN_TOKEN)
    disciplined.lawful(of.agency)
    case = disciplined.opened(of.staff[0])
    examined = disciplined.examined(disciplined.opened(of.staff[1]), of.head)
    return World(
        people,
        of.staff[1],
        *rosters,
        report=report,
        job=job,
        place=place,
        screen=screen,
        machine=factories.machine(of.unit),
        number=factories.machine_number(of.staff[1], "982"),
        case=case,
        examined=examined,
        **watched(of),
        **asked(of),
    )


def asked(of: Office) -> dict[str, Any]:
    """A correction with a file and a leave request of the first of the staff."""
    factories.request_terms(of.agency)
    factories.leave_rule()
    proof = Evidence("surat.pdf", EvidenceType.PDF, b"%PDF-1.7")
    correction = asked_in(of.staff[0], evidence=proof)
    absence = asked_leave(of.staff[0], MONDAY)
    with tenant(of.agency.pk):
        evidence = EvidenceFile.objects.get(pk=correction.evidence_id)
    return {"correction": correction, "absence": absence, "evidence": evidence}


def watched(of: Office) -> dict[str, Outage | Anomaly]:
    """A proposed and a declared outage, and a pattern with a colleague in it."""
    factories.thresholds(of.agency)
    hour = timedelta(hours=1)
    with tenant(of.agency.pk):
        proposed = Outage.objects.create(
            agency=of.agency, state="proposed", starts_at=NOW - 2 * hour, ends_at=NOW - hour
        )
        declared = Outage.objects.create(
            agency=of.agency, cause="Padam", starts_at=NOW - 27 * hour, ends_at=NOW - 26 * hour
        )
        facts = {"people": 1, "taps": 3, "days": [], "by_person": {}}
        pattern = Anomaly.objects.create(
            agency=of.agency, week=MONDAY, kind="shared_device", facts=facts, found_at=NOW
        )
        pattern.people.create(agency=of.agency, employee=of.staff[1])
    return {"proposed": proposed, "declared": declared, "pattern": pattern}


def browser_of(person: Employee | None) -> Client:
    """A browser in which `person` is signed in, or nobody."""
    client = Client(raise_request_exception=True)
    if person is not None:
        with tenant(person.agency_id):
            client.force_login(person)
    return client
