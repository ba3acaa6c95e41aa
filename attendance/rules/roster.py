"""Whether a unit's roster may stand: each line, each week, each day, with every reason.

The roster is refused with all its reasons at once, so that a unit head mends it in one go.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from attendance.rules.calendar import DayOff, Period
from attendance.rules.caps import CapRefusal, DayCount, DeskNeed, cap_refusals, staff_desks
from attendance.rules.eligibility import EligibilityRefusal, Person, eligibility_refusals
from attendance.rules.events import Absence, absence_on
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy, policy_on
from attendance.rules.shifts import ShiftNotHeld

Ref = int | str


@dataclass(frozen=True, slots=True)
class RosterLine:
    """Who works where on a date; a working day without a line is WFO."""

    person: Ref
    date: date
    mode: WorkMode
    desk: Ref | None = None


@dataclass(frozen=True, slots=True)
class DeskSkill:
    """A desk that names its officers: who may serve there, and when."""

    name: str
    officers: Mapping[Ref, Sequence[Period]]

    def takes(self, person: Ref, day: date) -> bool:
        """Whether `person` may serve on `day`; anybody may while no officer is named."""
        mine = self.officers.get(person, ())
        if any(period.covers(day) for period in mine):
            return True
        return not any(held.covers(day) for all_of in self.officers.values() for held in all_of)


@dataclass(frozen=True, slots=True)
class Member:
    """An employee of the unit: the facts, the days of membership, the approved absences."""

    person: Person
    active: Period = field(default_factory=lambda: Period(date.min))
    absences: tuple[Absence, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether the member is active on `day` and on no absence."""
        return self.active.covers(day) and absence_on(day, self.absences) is None


@dataclass(frozen=True, slots=True)
class OutsidePeriod:
    """A line on a date that the roster does not span."""

    day: date
    period: Period


@dataclass(frozen=True, slots=True)
class NotAMember:
    """A line for somebody who is not in the unit on the date."""

    day: date


@dataclass(frozen=True, slots=True)
class SecondLine:
    """Two lines for one person and date."""

    day: date


@dataclass(frozen=True, slots=True)
class NotQualified:
    """A line that puts somebody at a desk whose officers are named, and they are not."""

    day: date
    desk: str


RosterRefusal = (
    OutsidePeriod
    | NotAMember
    | SecondLine
    | NotQualified
    | ShiftNotHeld
    | EligibilityRefusal
    | CapRefusal
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason against a roster; `person` is None where it concerns the unit's day."""

    refusal: RosterRefusal
    person: Ref | None = None


@dataclass(frozen=True, slots=True)
class RosterCase:
    """All that `check_roster` looks at.

    `period` is closed. `off` are its dates without work. `taken_elsewhere` are flexible dates
    in force from other rosters, by person: dates within `period` are ignored, because this
    roster replaces them. `desks` are the needs of the unit's desks by date, `skills` those of
    its desks that name their officers.
    """

    unit: str
    period: Period
    lines: Sequence[RosterLine]
    members: Sequence[Member]
    policies: Sequence[Policy]
    off: Mapping[date, DayOff] = field(default_factory=dict)
    taken_elsewhere: Mapping[Ref, Iterable[date]] = field(default_factory=dict)
    desks: Mapping[date, Sequence[DeskNeed]] = field(default_factory=dict)
    skills: Mapping[Ref, DeskSkill] = field(default_factory=dict)


def check_roster(case: RosterCase) -> tuple[Finding, ...]:
    """Everything that keeps the roster from being submitted or approved, in order of date.

    An empty answer means it may stand. People on leave or travel neither count nor are refused.
    """
    findings = [*_line_findings(case), *_day_findings(case)]
    return tuple(sorted(findings, key=lambda one: (one.refusal.day, str(one.person or ""))))


def _line_findings(case: RosterCase) -> list[Finding]:
    members = {member.person.ref: member for member in case.members}
    taken = {
        ref: {day for day in days if not case.period.covers(day)}
        for ref, days in case.taken_elsewhere.items()
    }
    seen: set[tuple[Ref, date]] = set()
    findings: list[Finding] = []
    for line in sorted(case.lines, key=lambda line: line.date):
        form = _form_refusal(line, case.period, members.get(line.person), seen)
        seen.add((line.person, line.date))
        if form is not None:
            findings.append(Finding(form, line.person))
            continue
        # An office day on a working date asks for nothing: most lines of a month end here.
        if line.desk is None and not line.mode.is_flexible and line.date not in case.off:
            continue
        days = taken.setdefault(line.person, set())
        refusals = eligibility_refusals(
            members[line.person].person,
            line.date,
            line.mode,
            policies=case.policies,
            off=case.off.get(line.date),
            taken=days,
        )
        findings.extend(Finding(refusal, line.person) for refusal in refusals)
        if line.mode.is_flexible and not refusals:
            days.add(line.date)
        skill = None if line.desk is None else case.skills.get(line.desk)
        if skill is not None and not skill.takes(line.person, line.date):
            findings.append(Finding(NotQualified(line.date, skill.name), line.person))
    return findings


def _form_refusal(
    line: RosterLine, period: Period, member: Member | None, seen: set[tuple[Ref, date]]
) -> OutsidePeriod | NotAMember | SecondLine | None:
    if not period.covers(line.date):
        return OutsidePeriod(line.date, period)
    if member is None or not member.active.covers(line.date):
        return NotAMember(line.date)
    if (line.person, line.date) in seen:
        return SecondLine(line.date)
    return None


def _day_findings(case: RosterCase) -> list[Finding]:
    away: dict[date, set[Ref]] = {}
    for line in case.lines:
        if line.mode.is_flexible:
            away.setdefault(line.date, set()).add(line.person)
    findings: list[Finding] = []
    for day in case.period.days():
        if day in case.off:
            continue
        policy = policy_on(day, case.policies)
        count, in_office = count_day(day, case.members, away.get(day, set()), policy)
        desks = staff_desks(case.desks.get(day, ()), in_office)
        refusals = cap_refusals(day, case.unit, count, policy, desks)
        findings.extend(Finding(refusal) for refusal in refusals)
    return findings


def count_day(
    day: date, members: Sequence[Member], away: set[Ref], policy: Policy | None
) -> tuple[DayCount, set[Ref]]:
    """The unit's numbers on `day`, and who is in the office.

    `away` are those with a flexible line. The base is the active employees without those on an
    absence, or with them by the policy's setting.
    """
    active = [member for member in members if member.active.covers(day)]
    working = {
        member.person.ref
        for member in active
        if not member.absences or absence_on(day, member.absences) is None
    }
    with_absent = policy is not None and policy.counts_absent_in_base
    in_office = working - away
    count = DayCount(
        base=len(active) if with_absent else len(working),
        office=len(in_office),
        away=len(working & away),
    )
    return count, in_office
