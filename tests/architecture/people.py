"""One agency with one person of each role, and rosters in every state."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from accounts.models import Agency, Delegation, Employee
from accounts.tenancy import tenant
from attendance.actions.evidence_files import Evidence
from attendance.actions.letters import sign_letter
from attendance.actions.roster_drafts import create_draft, save_lines, stamp_of
from attendance.actions.rosters import approve_roster, submit_roster
from attendance.models import (
    AbsenceRequest,
    Anomaly,
    AssignmentLetter,
    CalendarFeed,
    CodeScreen,
    ComplianceFigure,
    ComplianceReport,
    Correction,
    DecreeFile,
    DeskCover,
    DeskOfficer,
    DeskTablet,
    DisciplineCase,
    EmergencyRelease,
    EvidenceFile,
    EvidenceType,
    FileExport,
    Job,
    Machine,
    MachineNumber,
    Message,
    Outage,
    PayReduction,
    Policy,
    PolicyTrial,
    PushSubscription,
    Roster,
    RosterGeneration,
    Schedule,
    SpecialCircumstance,
    Swap,
)
from attendance.practice import load_filing_items
from attendance.queries.code_screens import address_digest
from attendance.queries.figures import BY_CODE
from attendance.queries.plan_facts import saved_lines
from services.models import Closure, Complaint, Desk, DeskService, RemoteService
from tests import factories
from tests.attendance import disciplined
from tests.attendance.offices import MONDAY, NOW, TODAY, Office, office
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
    release: EmergencyRelease
    trial: PolicyTrial
    policy_draft: Policy
    proposed: Outage
    declared: Outage
    pattern: Anomaly
    correction: Correction
    absence: AbsenceRequest
    evidence: EvidenceFile
    message: Message
    browser: PushSubscription
    feed: CalendarFeed
    handover: Delegation
    batch: UUID
    assignment: AssignmentLetter
    offered: Swap
    agreed: Swap
    circumstance: SpecialCircumstance
    counter: Desk
    shift: Schedule
    officer: DeskOfficer
    given: DeskService
    closing: Closure
    complaint: Complaint
    cover: DeskCover
    remote: RemoteService
    tablet: DeskTablet
    export: FileExport
    reduction: PayReduction


SCREEN_TOKEN = "alamat-layar"
FEED_TOKEN = "alamat-kalender"
TABLET_TOKEN = "alamat-tablet"


def world() -> World:
    """Rows of a small agency in its office week, and a PPK of a neighbouring one."""
    of = office(people=4)
    load_filing_items("default")
    people = {
        "employee": of.staff[0],
        "supervisor": of.head,
        "ppk": of.ppk,
        "delegate": of.delegate,
    }
    for role in ("pyb", "personnel", "inspector", "service_manager", "overseer"):
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
            for number in range(4)
        ]
        for roster in rosters:
            lines = saved_lines(roster)
            save_lines(roster_id=roster.pk, lines=lines, stamp=stamp_of(lines), by=of.head, at=NOW)
        for roster in rosters[:2]:
            submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
        approve_roster(roster_id=rosters[0].pk, by=of.ppk, at=NOW)
        batch = RosterGeneration.objects.create(
            agency=of.agency, roster=rosters[2], batch=uuid4(), asked_by=of.head, asked_at=NOW
        )
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
        *rosters[:3],
        report=report,
        job=job,
        **exported(report, people["personnel"]),
        place=place,
        screen=screen,
        machine=factories.machine(of.unit),
        release=factories.release(of.ppk, NOW),
        trial=factories.trial(of.ppk, NOW),
        number=factories.machine_number(of.staff[1], "982"),
        case=case,
        examined=examined,
        handover=of.delegation,
        batch=batch.batch,
        assignment=signed_letter(of, rosters[3]),
        policy_draft=drafted_policy(of),
        **watched(of),
        **informed(of.staff[0]),
        **exchanged(of),
        **asked(of),
    )


def exported(report: ComplianceReport, by: Employee) -> dict[str, Any]:
    """A file of the report that is ready, and a row of the agency's own table of reductions."""
    with tenant(report.agency_id):
        job = Job.objects.create(
            agency_id=report.agency_id,
            kind="file_csv",
            month=report.month,
            state="done",
            asked_at=NOW,
            finished_at=NOW,
        )
        export = FileExport.objects.create(
            agency_id=report.agency_id,
            report=report,
            kind="csv",
            job=job,
            asked_by=by,
            name="kepatuhan.csv",
            content_type="text/csv",
            size=0,
            sha256="0" * 64,
            made_at=NOW,
            expires_at=NOW + WEEK,
        )
        reduction = PayReduction.objects.create(
            agency_id=report.agency_id,
            ground="absent",
            percent_hundredths=300,
            valid_from=MONDAY,
            legal_basis="Perbup 12/2026",
        )
    return {"export": export, "reduction": reduction}


def signed_letter(of: Office, roster: Roster) -> AssignmentLetter:
    """The letter of a roster that the PPK puts in force."""
    with tenant(of.agency.pk):
        submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
        approve_roster(roster_id=roster.pk, by=of.ppk, at=NOW)
        return sign_letter(roster_id=roster.pk, by=of.ppk, at=NOW)


def drafted_policy(of: Office) -> Policy:
    """A policy of the unit with its decree, which waits for the PPK."""
    with tenant(of.agency.pk):
        decree = DecreeFile.objects.create(
            agency=of.agency,
            name="sk.pdf",
            size=8,
            sha256="0" * 64,
            content=b"%PDF-1.7",
            uploaded_by=of.ppk,
            uploaded_at=NOW,
        )
    fields = {"unit": of.unit, "state": "draft", "published_at": None, "decree_file": decree}
    return factories.policy(of.agency, valid_from=MONDAY, **fields)


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


def exchanged(of: Office) -> dict[str, Any]:
    """An exchange offered to the first of the staff, one that waits, a circumstance, an officer."""
    first, second = of.staff[:2]
    counter = factories.desk(of.agency, unit_code=of.unit.code)
    with tenant(of.agency.pk):
        # Open on Sundays only, so that the rosters of working days need no officer.
        places.hours(counter.office, 7)
    plan = {"asker_date": MONDAY, "colleague_date": MONDAY, "reason": "Wisuda.", "asked_at": NOW}
    with tenant(of.agency.pk):
        make = partial(Swap.objects.create, agency=of.agency, unit=of.unit, **plan)
        return {
            "offered": make(employee=second, colleague=first),
            "agreed": make(employee=first, colleague=second, state="accepted"),
            "circumstance": SpecialCircumstance.objects.create(
                agency=of.agency,
                employee=first,
                valid_from=MONDAY,
                valid_until=MONDAY,
                asked_at=NOW,
            ),
            "counter": counter,
            "shift": _shift(of.agency),
            "officer": DeskOfficer.objects.create(
                agency=of.agency, employee=first, desk=counter, valid_from=MONDAY - WEEK
            ),
            **kept(of.agency, counter),
            "complaint": _complaint(of.agency, counter),
            "cover": _cover(of, counter),
            "tablet": DeskTablet.objects.create(
                agency=of.agency,
                desk=counter,
                name="Meja",
                address_digest=address_digest(TABLET_TOKEN),
                made_by=of.head,
                made_at=NOW,
            ),
        }


def kept(agency: Agency, counter: Desk) -> dict[str, Any]:
    """What a service manager keeps at a desk: a service, a closure to come, remote service."""
    coming = {"kind": "announced", "starts_at": NOW + WEEK, "message": "Pindah ruang."}
    return {
        "given": DeskService.objects.create(desk=counter, service=places.service(), agency=agency),
        "closing": Closure.objects.create(office=counter.office, desk=counter, **coming),
        "remote": RemoteService.objects.create(
            agency=agency, desk=counter, valid_from=MONDAY, weekdays="5", channel="0261 201234"
        ),
    }


def _complaint(agency: Agency, counter: Desk) -> Complaint:
    return Complaint.objects.create(
        agency=agency,
        office=counter.office,
        desk=counter,
        kind="complaint",
        text="Menunggu lama.",
        code_digest="0" * 64,
        happened_at=NOW,
        received_at=NOW,
        due_on=TODAY + WEEK,
    )


def _cover(of: Office, counter: Desk) -> DeskCover:
    return DeskCover.objects.create(
        agency=of.agency,
        desk=counter,
        employee=of.staff[2],
        date=TODAY,
        starts_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(hours=1),
        made_by=of.head,
        made_at=NOW,
    )


def _shift(agency: Agency) -> Schedule:
    shift = factories.schedule(agency, kind="shift", shift_code="P", shift_name="pagi")
    shift.save()
    return shift


def informed(person: Employee) -> dict[str, Any]:
    """A message, a browser and a calendar of somebody."""
    with tenant(person.agency_id):
        message = Message.objects.create(
            agency_id=person.agency_id, employee=person, kind="roster", key="k", created_at=NOW
        )
        feed = CalendarFeed.objects.create(
            agency_id=person.agency_id,
            employee=person,
            address_digest=address_digest(FEED_TOKEN),
            made_at=NOW,
        )
    return {"message": message, "browser": factories.browser(person), "feed": feed}


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
