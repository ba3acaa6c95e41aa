"""A roster's first plan after an earlier one: the weekdays moved on, the rules kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import structlog
from django.db import transaction

from accounts.models import Employee
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_lines import replace_lines, require_writable
from attendance.models import Roster, RosterEntry, WorkMode
from attendance.queries.plan_facts import PlanFacts, PlannedLine, lines_of, plan_facts, saved_lines
from attendance.rules.calendar import week_start
from attendance.rules.caps import WfhOverCap
from attendance.wording.roster_pages import nothing_to_copy

log = structlog.get_logger(__name__)
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
MONTH_BACK = 4
"""A month follows the four weeks before it: whole weeks, so that weekdays meet weekdays."""

Slot = tuple[int, date]


@transaction.atomic
def copy_roster(
    *, roster_id: int, source: Roster, stamp: str, by: Employee, at: datetime
) -> Roster:
    """Fill a draft after the earlier roster `source` of its unit, where the rules allow it.

    The first week follows the first of the source, and so on, from the first again when the
    source is shorter. Raises RosterRefused; then nothing has changed.
    """
    roster = require_writable(roster_id=roster_id, stamp=stamp, by=by)
    if source.unit_id != roster.unit_id or source.first_day >= roster.first_day:
        raise RosterRefused(Ground.CONTENT, nothing_to_copy())
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    lines = first_lines(facts, moved_on(facts, saved_lines(source), source))
    replace_lines(roster, lines)
    log.info("roster.copied", roster=roster.pk, source=source.pk, by=by.pk, lines=len(lines))
    return roster


def plan_before(facts: PlanFacts) -> dict[Slot, PlannedLine]:
    """What was in force before the period, by the slot it is to fill; one statement.

    A week follows the week before it, anything longer the four weeks before it.
    """
    first, last = facts.period.first_day, facts.period.last_day or facts.period.first_day
    weeks = 1 if last - first < ONE_WEEK else MONTH_BACK
    rows = RosterEntry.objects.in_force().filter(
        agency_id=facts.unit.agency_id,
        employee_id__in=[person.pk for person in facts.people],
        date__range=(first - weeks * ONE_WEEK, first - ONE_DAY),
    )
    before = {(line.person_id, line.date): line for line in lines_of(rows)}
    found: dict[Slot, PlannedLine] = {}
    for person_id, day in facts.slots:
        for earlier in _same_weekdays(day, first, weeks):
            if (person_id, earlier) in before:
                found[person_id, day] = before[person_id, earlier]
                break
    return found


def moved_on(
    facts: PlanFacts, lines: Iterable[PlannedLine], source: Roster
) -> dict[Slot, PlannedLine]:
    """The lines of an earlier roster by the slot they are to fill, weekday by weekday."""
    given = {(line.person_id, line.date): line for line in lines}
    start, target = week_start(source.first_day), week_start(facts.period.first_day)
    weeks = (source.last_day - start).days // 7 + 1
    found: dict[Slot, PlannedLine] = {}
    for person_id, day in facts.slots:
        begun = (day - target).days
        # The same week of the source, or where that one lacks the person's day, the next.
        for turn in range(weeks):
            week = (begun // 7 + turn) % weeks
            earlier = start + timedelta(days=week * 7 + begun % 7)
            if (person_id, earlier) in given:
                found[person_id, day] = given[person_id, earlier]
                break
    return found


def first_lines(facts: PlanFacts, before: Mapping[Slot, PlannedLine]) -> list[PlannedLine]:
    """A first plan: `before` where the rules allow it, else the office."""
    lines = {
        slot: _kept(facts, slot, before.get(slot))
        for slot in sorted(facts.slots, key=lambda one: (one[1], one[0]))
    }
    for finding in facts.check(lines.values()):
        if finding.person is not None:
            slot = (int(finding.person), finding.refusal.day)
            lines[slot] = PlannedLine(*slot, WorkMode.WFO)
    for finding in facts.check(lines.values()):
        if isinstance(finding.refusal, WfhOverCap):
            _call_back(lines, finding.refusal)
    _fill_desks(facts, lines)
    return list(lines.values())


def _same_weekdays(day: date, first: date, weeks: int) -> Iterator[date]:
    """The dates of the `weeks` weeks before `first` that fall on the weekday of `day`.

    The one that lies whole turns of `weeks` before `day` comes first: weeks keep their order.
    """
    back = day - first
    turns = back.days // (7 * weeks) + 1
    own = day - turns * weeks * ONE_WEEK
    yield own
    for step in range(1, weeks):
        other = own + step * ONE_WEEK
        yield other if other < first else other - weeks * ONE_WEEK


def _kept(facts: PlanFacts, slot: Slot, old: PlannedLine | None) -> PlannedLine:
    if old is None or old.mode not in facts.modes:
        return PlannedLine(*slot, WorkMode.WFO)
    desks = {desk.pk for desk in facts.desks}
    desk = old.desk_id if old.desk_id in desks and old.mode == WorkMode.WFO else None
    return PlannedLine(*slot, old.mode, desk, "", _shift_on(facts, old.shift_id, slot[1]))


def _shift_on(facts: PlanFacts, shift_id: int | None, day: date) -> int | None:
    """The shift of the same code that holds on `day`: its hours may have a newer row."""
    old = None if shift_id is None else facts.shifts.get(shift_id)
    if old is None:
        return None
    same = (one for one in facts.shifts.values() if one.code == old.code and one.holds(day))
    return next((one.ref for one in same), None)


def _call_back(lines: dict[Slot, PlannedLine], over: WfhOverCap) -> None:
    away = [slot for slot, line in lines.items() if slot[1] == over.day and line.mode != "WFO"]
    for slot in away[over.allowed :]:
        lines[slot] = PlannedLine(*slot, WorkMode.WFO, shift_id=lines[slot].shift_id)


def _fill_desks(facts: PlanFacts, lines: dict[Slot, PlannedLine]) -> None:
    """Give each desk short of officers those in the office who have no desk yet."""
    of_day: dict[date, list[Slot]] = defaultdict(list)
    for slot, line in lines.items():
        if line.mode == WorkMode.WFO:
            of_day[slot[1]].append(slot)
    for day, slots in of_day.items():
        free = [slot for slot in slots if lines[slot].desk_id is None]
        seated = [lines[slot].desk_id for slot in slots]
        for desk in facts.desks:
            if facts.is_open(desk, day):
                missing = desk.needed - seated.count(desk.pk)
                for slot in _takers(facts, desk.pk, free, missing):
                    free.remove(slot)
                    lines[slot] = PlannedLine(
                        *slot, WorkMode.WFO, desk.pk, shift_id=lines[slot].shift_id
                    )


def _takers(facts: PlanFacts, desk_id: int, free: Sequence[Slot], missing: int) -> list[Slot]:
    """The first of the `free` who may serve at a desk, as many as are `missing`."""
    skill = facts.skills.get(desk_id)
    fit = [slot for slot in free if skill is None or skill.takes(slot[0], slot[1])]
    return fit[: max(missing, 0)]
