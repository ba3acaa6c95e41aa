"""Requests as an ordinary fortnight leaves them: some decided, some waiting, one overdue.

They are asked and decided by the same actions as everybody's, so the days they touch are judged
again like any others.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import Employee
from accounts.standing import standing_of
from accounts.tenancy import tenant
from attendance.actions.absence_requests import Wanted, ask_absence
from attendance.actions.corrections import ask_correction
from attendance.actions.evidence_files import Evidence
from attendance.actions.refused import RequestRefused
from attendance.actions.settlements import settle_absence, settle_correction
from attendance.demo.frame import DAY, AgencyWorld, Demo
from attendance.models import AbsenceKind, DayStatus, EvidenceType, LeaveOpening, LeaveType, WorkDay
from attendance.queries.corrections import asked_day
from attendance.rules.claims import Claim, ClaimKind
from attendance.rules.modes import WorkMode
from attendance.rules.verdict import Flag

LATE = "Sudah di lobi sebelum jam masuk, tetapi ponsel baru mendapat sinyal di lantai tiga."
FORGOT = "Langsung rapat dengan pimpinan sampai selesai dan lupa presensi pulang."
CORRECTIONS = 5
CLAIMS_WITHIN = 12
"""Days back from which a team has something to correct; the oldest are overdue by now."""
NOTE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def make_requests(demo: Demo) -> int:
    """Corrections and leave of the team a visitor may lead, in every agency; how many."""
    made = 0
    for world in demo.worlds.values():
        head = world.accounts.get("supervisor")
        if head is None:
            continue
        with tenant(world.agency.pk):
            chance = demo.random("requests", world.agency.code)
            _make_openings(world, chance)
            made += _of_team(demo, world, reader(head.pk, world.today))
    return made


def _make_openings(world: AgencyWorld, chance: Random) -> None:
    """What everybody took in the year before: kept on cards until now."""
    year = world.today.year - 1
    LeaveOpening.objects.bulk_create(
        LeaveOpening(
            agency_id=world.agency.pk,
            employee_id=person.pk,
            year=year,
            taken_days=chance.choice((0, 4, 6, 7, 9, 10, 12, 12)),
            source=f"Kartu cuti {year}",
        )
        for person in world.people
        if person.appointed_on is None or person.appointed_on.year < year
    )


def _of_team(demo: Demo, world: AgencyWorld, head: Employee) -> int:
    spared = {person.pk for person in world.accounts.values()}
    members = [one for one in world.members[head.unit_id] if one.pk not in spared]
    made = 0
    claims = islice(_claims(world, members, demo.now), CORRECTIONS)
    for number, (person, claim, reason) in enumerate(claims):
        made += _ask_correction(person, head, claim, reason, demo.now, number)
    for number, (person, wanted) in enumerate(_leaves(world, members)):
        made += _ask_absence(person, head, wanted, demo.now, number)
    employee = reader(world.accounts["employee"].pk, world.today)
    return made + _ask_absence(employee, head, _year_end(world.today), demo.now, 0)


def _year_end(today: date) -> Wanted:
    """A day of leave six weeks ahead: what a visitor finds in the list of the employee."""
    day = _monday_after(today) + 35 * DAY
    reason = "Menerima rapor anak."
    return Wanted(AbsenceKind.LEAVE, LeaveType.ANNUAL, day, day, reason)


def _monday_after(today: date) -> date:
    return today + (7 - today.weekday()) * DAY


def _ask_correction(
    person: Employee, head: Employee, claim: Claim, reason: str, now: datetime, number: int
) -> int:
    """One correction, asked in the evening of its day; the second and third are decided."""
    at = min(now, _evening(claim.day, person))
    proof = Evidence("foto-lobi.pdf", EvidenceType.PDF, NOTE) if number == 0 else None
    try:
        row = ask_correction(by=person, at=at, claim=claim, reason=reason, evidence=proof)
        if number in (1, 2):
            said = "Sesuai rekaman pintu masuk." if number == 1 else "Tidak ada yang melihat."
            decided_at = min(now, at + timedelta(hours=14))
            settle_correction(pk=row.pk, accept=number == 1, reason=said, by=head, at=decided_at)
    except RequestRefused:
        return 0
    return 1


def _ask_absence(
    person: Employee, head: Employee, wanted: Wanted, now: datetime, number: int
) -> int:
    """One request of two days ago; the first is accepted."""
    try:
        row = ask_absence(by=person, at=now - 2 * DAY, wanted=wanted)
        if number == 0:
            reason = "Disetujui; pekerjaan sudah dialihkan."
            settle_absence(pk=row.pk, accept=True, reason=reason, by=head, at=now - DAY)
    except RequestRefused:
        return 0
    return 1


def _claims(
    world: AgencyWorld, members: list[Employee], now: datetime
) -> Iterator[tuple[Employee, Claim, str]]:
    """What members would have corrected: late arrivals and days without a check-out."""
    days = WorkDay.objects.filter(
        agency_id=world.agency.pk,
        employee_id__in=[one.pk for one in members],
        date__range=(world.today - CLAIMS_WITHIN * DAY, world.today - DAY),
        status=DayStatus.PRESENT,
    ).order_by("date", "employee_id")
    for row in days:
        if not row.late_minutes and Flag.NO_OUT not in row.flags:
            continue
        person = reader(row.employee_id, world.today)
        found = asked_day(person, row.date, now)
        if found is None:
            continue
        hours, mode = found.on_record.hours, WorkMode(row.place or WorkMode.WFO)
        if row.late_minutes:
            moment = hours.start_at - timedelta(minutes=6)
            yield person, Claim(ClaimKind.IN, row.date, moment, mode=mode), LATE
        else:
            moment = hours.end_at + timedelta(minutes=12)
            yield person, Claim(ClaimKind.OUT, row.date, moment, mode=mode), FORGOT


def _leaves(world: AgencyWorld, members: list[Employee]) -> Iterator[tuple[Employee, Wanted]]:
    """Two who ask for leave and one who is sent out, all in the weeks ahead."""
    monday = _monday_after(world.today)
    wants = (
        (AbsenceKind.LEAVE, LeaveType.ANNUAL, 14, 16, "Menikahkan adik di kampung.", "", ""),
        (AbsenceKind.LEAVE, LeaveType.ANNUAL, 7, 8, "Mengantar orang tua berobat.", "", ""),
        (AbsenceKind.TRAVEL, "", 1, 2, "Rapat koordinasi data.", "Bandung", "800.1.11.1/2204"),
    )
    for person, (kind, leave, first, last, reason, place, letter) in zip(
        reversed(members), wants, strict=False
    ):
        wanted = Wanted(
            kind, leave, monday + first * DAY, monday + last * DAY, reason, place, letter
        )
        yield reader(person.pk, world.today), wanted


def _evening(day: date, person: Employee) -> datetime:
    """Seven in the evening of `day`, by the posting's clock."""
    return datetime.combine(day, time(19), ZoneInfo(person.zone)).astimezone(UTC)


def reader(pk: int, today: date) -> Employee:
    """The person as a request of today sees them."""
    person = Employee.objects.select_related("agency", "unit").get(pk=pk)
    person.on_day = today
    person.__dict__["standing"] = standing_of(person, today)
    return person
