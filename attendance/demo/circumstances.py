"""What holds and what happens: policies, absences, a sanction, a morning without the portal."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import Employee, EmploymentType, Role
from attendance.demo.frame import DAY, USING, AgencyWorld, Demo
from attendance.models import (
    Absence,
    AbsenceKind,
    LeaveType,
    Outage,
    Policy,
    PolicyPreset,
    PolicyState,
    Sanction,
    WorkMode,
)
from attendance.policy_rows import policy_value
from attendance.rules import events
from attendance.rules.calendar import Period

PRESETS = {"kementerian": "jumat-wfh-pusat-2026"}
PRESET_OF_REGIONS = "jumat-wfh-kabkota-2026"
WFH_CAPS = {"32.77": 75, "91.71": 40}
USUAL_CAP = 50
DECREED_ON = date(2026, 3, 31)
DECREES = {"kabupaten": "Keputusan Bupati", "kota": "Keputusan Wali Kota"}

SHARES = (
    (AbsenceKind.LEAVE, 0.11, (2, 6)),
    (AbsenceKind.TRAVEL, 0.12, (1, 3)),
    (AbsenceKind.SICK, 0.07, (1, 3)),
)
"""Of all employees, how many are away in the time shown, and for how many days."""

OUTAGE_WEEKS_AGO = 3
OUTAGE_FROM, OUTAGE_UNTIL = time(7, 0), time(7, 50)
DECLARED_AFTER = timedelta(minutes=35)
ACCOUNTS_FREE = (-3, 14)
"""Days around today on which the people a visitor may play are not away."""


def make_policies(demo: Demo) -> None:
    """Each PPK adopts the circular now in force, with a cap of the agency's own."""
    presets = PolicyPreset.objects.using(USING).select_related("regulation").in_bulk()
    for number, world in enumerate(_full_worlds(demo), start=211):
        agency = world.agency
        preset = presets[PRESETS.get(agency.kind, PRESET_OF_REGIONS)]
        policy = Policy(
            agency=agency,
            preset=preset,
            regulation=preset.regulation,
            name=preset.name,
            decree_number=f"{DECREES.get(agency.kind, 'Keputusan Menteri')} Nomor {number} Tahun "
            f"{DECREED_ON.year}",
            decree_date=DECREED_ON,
            valid_from=preset.valid_from or DECREED_ON,
            valid_until=preset.valid_until,
            modes=[WorkMode.WFH],
            wfh_weekdays=preset.wfh_weekdays,
            office_weekdays=preset.office_weekdays,
            wfh_cap_percent=WFH_CAPS.get(agency.code, USUAL_CAP),
            wfo_cap_percent=preset.wfo_cap_percent,
            weekly_max_days=preset.weekly_max_days,
            excluded_posts=preset.excluded_posts,
            exclude_direct_service=preset.exclude_direct_service,
            exclude_cpns=preset.exclude_cpns,
            exclude_pppk_first_year=preset.exclude_pppk_first_year,
            exclude_disciplined=preset.exclude_disciplined,
            state=PolicyState.PUBLISHED,
            published_by=world.officials[Role.PPK],
            published_at=datetime.combine(DECREED_ON, time(10), ZoneInfo(agency.zone)),
        )
        policy.save(using=USING)
        world.policies = [policy_value(policy)]


def make_absences(demo: Demo) -> int:
    """Leave, travel, sickness and study of a few; how many rows."""
    rows: list[Absence] = []
    for world in demo.worlds.values():
        chance = demo.random("absence", world.agency.code)
        spared = {person.pk for person in world.accounts.values()} | world.waiting
        first = demo.first_monday(world.today)
        for person in world.people:
            for row in _absences_of(chance, person, first, world.today + 10 * DAY):
                away = Period(row.first_day, row.last_day)
                if person.pk in spared and _is_near(away, world.today):
                    continue
                kept = world.absences.setdefault(person.pk, [])
                if any(_overlap(away, other.period) for other in kept):
                    continue
                kept.append(events.Absence(events.AbsenceKind(row.kind), away))
                rows.append(row)
        if len(list(world.people)) >= 60:
            rows.append(_study(world, first))
    Absence.objects.using(USING).bulk_create(rows)
    return len(rows)


def make_sanction(demo: Demo) -> None:
    """One employee of the first agency serves a hukuman disiplin: no day at home meanwhile."""
    world = next(iter(demo.worlds.values()))
    spared = {person.pk for person in world.accounts.values()}
    person = next(
        one
        for one in world.people
        if one.employment_type == EmploymentType.PNS
        and not one.echelon
        and one.pk not in spared
        and not one.unit.direct_service
    )
    row = Sanction(
        agency=world.agency,
        employee=person,
        first_day=world.today - 75 * DAY,
        last_day=world.today + 290 * DAY,
        decree=f"800.1.6.2/417/{(world.today - 75 * DAY).year}",
    )
    row.save(using=USING)
    world.sanctions[person.pk] = [row]


def make_outage(demo: Demo) -> None:
    """One morning three weeks ago the portal did not answer, in all zones at once."""
    first = next(iter(demo.worlds.values()))
    latest = first.today - OUTAGE_WEEKS_AGO * 7 * DAY
    days = first.working_days(latest - 10 * DAY, latest)
    if not days or days[-1] < demo.first_monday(first.today):
        return
    zone = ZoneInfo(first.agency.zone)
    starts = datetime.combine(days[-1], OUTAGE_FROM, zone)
    ends = datetime.combine(days[-1], OUTAGE_UNTIL, zone)
    for world in _full_worlds(demo):
        world.outages = [events.Outage(starts, ends)]
        Outage(
            agency=world.agency,
            starts_at=starts,
            ends_at=ends,
            cause="Jaringan pusat data terputus; portal tidak menjawab.",
            settled_by_id=world.officials[Role.PERSONNEL].pk,
            settled_at=ends + DECLARED_AFTER,
        ).save(using=USING)


def _full_worlds(demo: Demo) -> list[AgencyWorld]:
    return [world for world in demo.worlds.values() if not world.is_partner]


def _absences_of(chance: Random, person: Employee, first: date, last: date) -> list[Absence]:
    found: list[Absence] = []
    span = (last - first).days
    for number, (kind, share, (shortest, longest)) in enumerate(SHARES):
        drawn, start = chance.random(), first + chance.randint(0, span) * DAY
        length = chance.randint(shortest, longest)
        if drawn >= share:
            continue
        letter = f"800.1.11.{number + 4}/{chance.randint(100, 999)}/{start.year}"
        found.append(
            Absence(
                agency=person.agency,
                employee=person,
                kind=kind,
                first_day=start,
                last_day=start + (length - 1) * DAY,
                letter="" if kind is AbsenceKind.SICK else letter,
                leave_type=LeaveType.ANNUAL if kind is AbsenceKind.LEAVE else "",
            )
        )
    return found


def _study(world: AgencyWorld, first: date) -> Absence:
    """One who studies the whole time: the last of the people who is away on nothing else."""
    spared = {person.pk for person in world.accounts.values()} | world.waiting
    person = next(
        one
        for one in reversed(list(world.people))
        if one.pk not in spared
        and one.pk not in world.absences
        and one.employment_type == EmploymentType.PNS
        and one.pk not in {head.pk for head in world.heads.values()}
    )
    begins, ends = first - 60 * DAY, world.today + 500 * DAY
    world.absences[person.pk] = [events.Absence(events.AbsenceKind.STUDY, Period(begins, ends))]
    return Absence(
        agency=world.agency,
        employee=person,
        kind=AbsenceKind.STUDY,
        first_day=begins,
        last_day=ends,
        letter=f"800.1.9/088/{begins.year}",
    )


def _is_near(away: Period, today: date) -> bool:
    before, after = ACCOUNTS_FREE
    near = Period(today + timedelta(days=before), today + timedelta(days=after))
    return _overlap(away, near)


def _overlap(one: Period, other: Period) -> bool:
    last, other_last = one.last_day or date.max, other.last_day or date.max
    return one.first_day <= other_last and other.first_day <= last
