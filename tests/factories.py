"""People and places for tests, made as the application role inside their agency."""

import csv
import uuid
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from accounts.models import Agency, Delegation, Employee, Region, RoleGrant, Unit
from accounts.standing import standing_of
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.models import (
    AgreementText,
    CheckIn,
    CodeScreen,
    ComplianceReport,
    EmergencyRelease,
    LeaveRule,
    Machine,
    MachineNumber,
    Policy,
    PolicyTrial,
    PushSubscription,
    Readiness,
    Regulation,
    RequestTerm,
    Roster,
    RosterEntry,
    Schedule,
    Threshold,
    WorkDay,
)
from attendance.queries.code_screens import address_digest
from services.models import Desk, Office

MONDAY = date(2026, 11, 16)
_numbers = count(1)


def agency(zone: str = "Asia/Jakarta", **fields: Any) -> Agency:
    """An agency in a zone."""
    number = next(_numbers)
    fields = {"code": f"T{number}", "name": f"Kota Uji {number}", "kind": "kota", **fields}
    return Agency.objects.create(zone=zone, **fields)


def unit(of: Agency, parent: Unit | None = None, **fields: Any) -> Unit:
    """A unit of an agency."""
    number = next(_numbers)
    with tenant(of.pk):
        return Unit.objects.create(
            agency=of, parent=parent, **{"code": f"U{number}", "name": f"Unit {number}", **fields}
        )


def _nip(number: int) -> str:
    """The NIP of the `number`th person, valid however many there are: 999 to a birthday."""
    days, sequence = divmod(number - 1, 999)
    return f"{date(1986, 9, 26) - timedelta(days=days):%Y%m%d}2015051{sequence + 1:03d}"


def employee(of: Unit, **fields: Any) -> Employee:
    """A PNS of a unit, with a valid NIP, password ``rahasia-uji`` unless told otherwise."""
    number = next(_numbers)
    password = fields.pop("password", None)
    fields = {
        "nip": _nip(number),
        "name": f"Pegawai {number}",
        "employment_type": "pns",
        "job_title": "Analis",
        "job_kind": "pelaksana",
        "zone": of.zone or of.agency.zone,
        **fields,
    }
    person = Employee(agency=of.agency, unit=of, **fields)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    with tenant(of.agency_id):
        person.save()
    return person


def grant(person: Employee, role: str, unit: Unit | None = None, **fields: Any) -> RoleGrant:
    """A role in force since 2020."""
    with tenant(person.agency_id):
        return RoleGrant.objects.create(
            agency_id=person.agency_id,
            employee=person,
            role=role,
            unit=unit,
            **{"valid_from": date(2020, 1, 1), **fields},
        )


def delegation(principal: Employee, delegate: Employee, role: str, **fields: Any) -> Delegation:
    """A delegation for the year 2026."""
    with tenant(principal.agency_id):
        return Delegation.objects.create(
            agency_id=principal.agency_id,
            principal=principal,
            delegate=delegate,
            role=role,
            **{
                "valid_from": date(2026, 1, 1),
                "valid_until": date(2026, 12, 31),
                "letter_number": "800/12/2026",
                "letter_date": date(2025, 12, 29),
                **fields,
            },
        )


def standing(person: Employee, on: date = MONDAY) -> Employee:
    """The person as a request of the day `on` would see them."""
    person.on_day = on
    person.__dict__.pop("standing", None)
    with tenant(person.agency_id):
        person.__dict__["standing"] = standing_of(person, on)
    return person


def schedule(of: Agency | None = None, **fields: Any) -> Schedule:
    """Perpres 21/2023's ordinary hours; without an agency call it through the owner only."""
    return Schedule(
        agency=of,
        **{
            "kind": "normal",
            "valid_from": date(2023, 4, 12),
            "start": "07:30",
            "end_mon_thu": "16:00",
            "end_fri": "16:30",
            "rest_mon_thu_minutes": 60,
            "rest_fri_minutes": 90,
            "legal_basis": "Perpres 21/2023",
            **fields,
        },
    )


def policy(of: Agency, **fields: Any) -> Policy:
    """Friday WFH, at most half, as adopted by a decree of 2026."""
    regulation, _ = Regulation.objects.get_or_create(
        code="se-uji", defaults={"number": "SE Uji", "title": "Surat edaran uji"}
    )
    with tenant(of.pk):
        return Policy.objects.create(
            agency=of,
            regulation=regulation,
            **{
                "name": "WFH Jumat",
                "decree_number": "1/2026",
                "decree_date": date(2026, 3, 30),
                "valid_from": date(2026, 4, 1),
                "modes": ["WFH"],
                "wfh_weekdays": "5",
                "wfh_cap_percent": 50,
                "weekly_max_days": 2,
                "state": "published",
                "published_at": datetime(2026, 3, 31, 3, tzinfo=UTC),
                **fields,
            },
        )


def check_in(person: Employee, at: datetime, kind: str = "in", **fields: Any) -> CheckIn:
    """An event received at `at` (aware)."""
    with tenant(person.agency_id):
        return CheckIn.objects.create(
            agency_id=person.agency_id,
            employee=person,
            kind=kind,
            recorded_at=at.astimezone(UTC),
            zone=person.zone,
            **{
                "local_date": clock.on_local_date(at, person.zone),
                "tapped_at": at.astimezone(UTC),
                "mode": "WFO",
                "key": uuid.uuid4(),
                "source": "browser",
                "place_class": "inside",
                **fields,
            },
        )


def roster_entry(person: Employee, day: date, mode: str = "WFO", **fields: Any) -> RosterEntry:
    """A line in force on `day`, in the unit's approved roster of that one day."""
    with tenant(person.agency_id):
        roster, _ = Roster.objects.get_or_create(
            agency_id=person.agency_id,
            unit_id=person.unit_id,
            first_day=day,
            last_day=day,
            state="approved",
            defaults={"drafted_by": person, "drafted_at": datetime(2026, 1, 1, tzinfo=UTC)},
        )
        return RosterEntry.objects.create(
            agency_id=person.agency_id,
            roster=roster,
            date=day,
            employee=person,
            mode=mode,
            in_force=True,
            **fields,
        )


def desk(of: Agency, **fields: Any) -> Desk:
    """A desk of an agency in an office of its own."""
    number = next(_numbers)
    region, _ = Region.objects.get_or_create(
        code="32.11",
        defaults={"name": "Kabupaten Sumedang", "kind": "kabupaten", "zone": "Asia/Jakarta"},
    )
    with tenant(of.pk):
        office = Office.objects.create(
            host=of, slug=f"kantor-{number}", name=f"Kantor {number}", region=region, zone=of.zone
        )
        return Desk.objects.create(
            office=office, owner=of, slug="loket-1", name="Loket 1", **fields
        )


def region(code: str = "32.77", **fields: Any) -> Region:
    """A region, made once."""
    found, _ = Region.objects.get_or_create(
        code=code, defaults={"name": "Kota Uji", "kind": "kota", "zone": "Asia/Jakarta", **fields}
    )
    return found


def code_screen(of: Unit, token: str = "", **fields: Any) -> CodeScreen:
    """An active screen of a unit; `token` is its secret address, its secret is always the same."""
    number = next(_numbers)
    with tenant(of.agency_id):
        return CodeScreen.objects.create(
            agency_id=of.agency_id,
            unit=of,
            **{
                "name": f"Layar {number}",
                "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                "address_digest": address_digest(token or f"alamat-{number}"),
                "made_at": datetime(2026, 1, 1, tzinfo=UTC),
                **fields,
            },
        )


def work_day(person: Employee, day: date, status: str = "absent", **fields: Any) -> WorkDay:
    """A judged day as it stands in the table."""
    with tenant(person.agency_id):
        return WorkDay.objects.create(
            agency_id=person.agency_id,
            date=day,
            employee=person,
            unit_id=person.unit_id,
            status=status,
            **{"rule_version": "2026.1", "judged_at": datetime(2026, 1, 1, tzinfo=UTC), **fields},
        )


def machine(of: Unit, serial: str = "CKUH193460123", **fields: Any) -> Machine:
    """A fingerprint machine approved for a unit."""
    with tenant(of.agency_id):
        return Machine.objects.create(
            agency=of.agency,
            unit=of,
            serial=serial,
            zone=of.zone or of.agency.zone,
            approved_at=datetime(2026, 1, 1, tzinfo=UTC),
            **{"code": serial.lower(), "name": f"Mesin {serial[-4:]}", **fields},
        )


def machine_number(person: Employee, number: str) -> MachineNumber:
    """The number under which the agency's machines know somebody."""
    with tenant(person.agency_id):
        return MachineNumber.objects.create(
            agency_id=person.agency_id, number=number, employee=person
        )


def thresholds(of: Agency, **changed: int) -> None:
    """An agency's own copy of the portal's thresholds, some of them changed."""
    with (Path(__file__).parent.parent / "attendance/data/thresholds.csv").open() as source:
        rows = list(csv.DictReader(source))
    with tenant(of.pk):
        Threshold.objects.bulk_create(
            Threshold(
                agency=of,
                code=row["code"],
                value=changed.get(row["code"], int(row["value"])),
                valid_from=row["valid_from"],
                legal_basis=row["legal_basis"],
            )
            for row in rows
        )


def request_term(of: Agency, subject: str, **fields: Any) -> RequestTerm:
    """Fourteen days to ask, three working days to decide, since 2026."""
    with tenant(of.pk):
        return RequestTerm.objects.create(
            agency=of,
            subject=subject,
            **{
                "valid_from": date(2026, 1, 1),
                "ask_within_days": 14,
                "settle_within_days": 3,
                "legal_basis": "kebiasaan",
                **fields,
            },
        )


def request_terms(of: Agency) -> None:
    """The terms of both sorts of requests."""
    for subject in ("correction", "absence"):
        request_term(of, subject)


def leave_rule(**fields: Any) -> LeaveRule:
    """Twelve days, eighteen and twenty-four with days brought along, after a year."""
    found, _ = LeaveRule.objects.get_or_create(
        valid_from=date(2017, 4, 7),
        defaults={
            "yearly_days": 12,
            "one_year_total": 18,
            "two_year_total": 24,
            "service_months": 12,
            "legal_basis": "PP 11/2017",
            **fields,
        },
    )
    return found


def report(of: Agency, month: date, at: datetime) -> ComplianceReport:
    """The first version of a month's report, computed at `at`, without figures."""
    with tenant(of.pk):
        return ComplianceReport.objects.create(
            agency=of,
            month=month,
            rule_version="2026.1",
            data_until=month,
            computed_at=at,
            content_hash="0" * 64,
        )


def browser(person: Employee, endpoint: str = "", **keys: str) -> PushSubscription:
    """A browser of somebody that agreed to be told."""
    with tenant(person.agency_id):
        return PushSubscription.objects.create(
            agency_id=person.agency_id,
            employee=person,
            endpoint=endpoint or f"https://push.example/{person.pk}",
            label="Chrome di Android",
            made_at=datetime(2026, 11, 1, tzinfo=UTC),
            **{"p256dh": "", "auth": "", **keys},
        )


def release(by: Employee, at: datetime, **fields: Any) -> EmergencyRelease:
    """An emergency of the whole agency of `by`, declared at `at` for that day."""
    with tenant(by.agency_id):
        return EmergencyRelease.objects.create(
            agency_id=by.agency_id,
            declared_by=by,
            **{
                "starts_at": at,
                "declared_at": at,
                "last_day": clock.on_local_date(at, by.agency.zone),
                "reason": "Banjir di pusat kota",
                "legal_basis": "SE Wali Kota 7/2026",
                **fields,
            },
        )


def agreement_text(of: Agency, **fields: Any) -> AgreementText:
    """An agency's own text of the agreement, in force since 2026."""
    with tenant(of.pk):
        return AgreementText.objects.create(
            agency=of,
            **{
                "title": "Surat pernyataan",
                "text": "Saya bekerja pada jam kerja.",
                "legal_basis": "Keputusan Wali Kota 9/2026",
                "valid_from": date(2026, 1, 1),
                **fields,
            },
        )


def declared(person: Employee, text: AgreementText, **fields: Any) -> Readiness:
    """A declaration of somebody who has all it takes."""
    with tenant(person.agency_id):
        return Readiness.objects.create(
            agency_id=person.agency_id,
            employee=person,
            agreement=text,
            **{
                "device": "own",
                "line": "fibre",
                "workplace": True,
                "agreed_at": datetime(2026, 11, 1, 2, tzinfo=UTC),
                **fields,
            },
        )


def changed(person: Employee, **fields: Any) -> None:
    """Change an employee's record behind their back."""
    with tenant(person.agency_id):
        Employee.objects.filter(pk=person.pk).update(**fields)


def trial(by: Employee, at: datetime, **fields: Any) -> PolicyTrial:
    """A finished trial of the agency's first policy on last week, that found nothing."""
    last = at.date() - timedelta(days=at.date().isoweekday())
    counted = ("people", "due", "away", "caps", "desks", "refused", "out")
    totals = dict.fromkeys(counted, 0) | {"excluded": {}}
    with tenant(by.agency_id):
        return PolicyTrial.objects.create(
            agency_id=by.agency_id,
            policy=Policy.objects.filter(agency_id=by.agency_id).earliest("pk"),
            asked_by=by,
            **{
                "first_day": last - timedelta(days=6),
                "last_day": last,
                "state": "done",
                "asked_at": at,
                "finished_at": at,
                "result": {"totals": totals, "units": [], "lists": {}, "digest": ""},
                **fields,
            },
        )
