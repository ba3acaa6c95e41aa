"""Two colleagues of each supervisor who stayed away without a word, and what came of it."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import chain
from zoneinfo import ZoneInfo

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.case_moves import summon
from attendance.actions.cases import open_cases
from attendance.demo.frame import DAY, AgencyWorld, Demo
from attendance.models import CaseState, DisciplineCase
from attendance.rules.events import absence_on

STAYED_AWAY = ((1, 3, 4, 6), (0, 2, 5))
"""By person, which of the first working days shown: four days for one, three for the other."""

MEETING_AT = time(9, 0)


def choose_missing(demo: Demo) -> None:
    """Choose who stayed away and when; nothing is recorded of them on those days."""
    for world in demo.worlds.values():
        if world.is_partner:
            continue
        days = world.working_days(demo.first_monday(world.today), world.today - DAY)
        for numbers in STAYED_AWAY:
            if len(days) > max(numbers):
                chosen = {days[number] for number in numbers}
                person = next(_colleagues(world, chosen), None)
                if person is not None:
                    world.missing[person.pk] = chosen


def make_cases(demo: Demo, world: AgencyWorld) -> int:
    """Open the cases of closed days, and let the head summon one of the two; how many opened."""
    years = {day.year for days in world.missing.values() for day in days}
    opened = sum(
        open_cases(agency=world.agency, year=year, now=demo.now).opened for year in sorted(years)
    )
    if len(world.missing) > 1:
        _summon(demo, world)
    return opened


def _summon(demo: Demo, world: AgencyWorld) -> None:
    with tenant(world.agency.pk):
        case = (
            DisciplineCase.objects.filter(
                employee_id=list(world.missing)[-1], state=CaseState.OPEN, examiner__isnull=False
            )
            .select_related("examiner__agency", "employee")
            .first()
        )
        if case is None or case.examiner is None:
            return
        by = case.examiner
        by.on_day = world.today
        meets_on = _working_day_after(world, world.today + 3 * DAY)
        summon(
            case_id=case.pk,
            meet_at=datetime.combine(meets_on, MEETING_AT, ZoneInfo(case.employee.zone)),
            place="Ruang kepala unit",
            by=by,
            at=demo.now,
        )


def _colleagues(world: AgencyWorld, days: set[date]) -> Iterator[Employee]:
    """Who has no account, sanction or excuse on `days`: the supervisor's own people first."""
    head = world.accounts["supervisor"]
    spared = {head.pk, *world.waiting, *world.sanctions, *world.missing}
    for person in chain(reversed(world.members[head.unit_id]), world.people):
        absences = world.absences.get(person.pk, ())
        is_away = any(absence_on(day, absences) is not None for day in days)
        if person.pk not in spared and not is_away:
            yield person


def _working_day_after(world: AgencyWorld, day: date) -> date:
    while world.day(day).off is not None:
        day += DAY
    return day
