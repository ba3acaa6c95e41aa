"""How the day of some people stands at a moment: judged live, for one person or a whole agency."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from accounts.models import Agency, Employee
from asn_wfh import clock
from attendance.models import Absence, CheckIn, Correction, RosterEntry
from attendance.rulebook import Rulebook, event_value, rulebook_of
from attendance.rules.events import AbsenceKind, Event, count_event
from attendance.rules.live import LiveDay, live_day
from attendance.rules.modes import WorkMode
from attendance.rules.schedule import DaySchedule
from attendance.rules.verdict import Flag, Verdict, judge_day, settle_place

ONE_DAY = timedelta(days=1)
RULEBOOK_LIFE = timedelta(seconds=15)
RULEBOOKS_KEPT = 200
_recent: dict[int, tuple[datetime, Rulebook]] = {}


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One employee's day so far.

    `entry` is the roster line in force (with roster, desk and office), None without one.
    `check_ins` are the recorded events the date owns, in order of receipt; `events` are the
    same as the rules' values.
    """

    employee: Employee
    hours: DaySchedule
    entry: RosterEntry | None
    absence: AbsenceKind | None
    verdict: Verdict
    live: LiveDay
    events: tuple[Event, ...]
    check_ins: tuple[CheckIn, ...]


def live_days(
    rulebook: Rulebook, employees: Sequence[Employee], day: date, now: datetime
) -> dict[int, PersonDay]:
    """The day `day` of each of `employees` as it stands at `now` (aware), by employee id.

    Three statements, however many people, and a fourth where a place and a plan differ. The
    caller has already narrowed the employees to those the reader may see, and `rulebook` covers
    `day`. Somebody for whom no hours are on record is left out of the answer. A day that is over
    at `now` is judged as closed.
    """
    ids = [person.pk for person in employees]
    entries = {
        entry.employee_id: entry
        for entry in RosterEntry.objects.in_force()
        .on(day)
        .filter(agency=rulebook.agency, employee_id__in=ids)
        .select_related("roster__settled_by", "desk__office")
    }
    absences = dict(
        Absence.objects.covering(day)
        .filter(agency=rulebook.agency, employee_id__in=ids)
        .values_list("employee_id", "kind")
    )
    received: dict[int, list[CheckIn]] = defaultdict(list)
    for row in (
        CheckIn.objects.for_days(day, day)
        .filter(agency=rulebook.agency, employee_id__in=ids)
        .order_by("recorded_at")
    ):
        received[row.employee_id].append(row)
    found: dict[int, PersonDay] = {}
    for person in employees:
        hours = hours_of(rulebook, person, day)
        if hours is None:
            continue
        kind = absences.get(person.pk)
        found[person.pk] = person_day(
            person,
            hours,
            entry=entries.get(person.pk),
            absence=None if kind is None else AbsenceKind(kind),
            received=received[person.pk],
            rulebook=rulebook,
            now=now,
        )
    settled = _settled_places(found.values())
    return {pk: _with_place(one, settled) for pk, one in found.items()}


def past_days(
    rulebook: Rulebook, person: Employee, days: Sequence[date], now: datetime
) -> dict[date, PersonDay]:
    """Several dates of one person as they stand at `now` (aware); none to four statements.

    `days` are in order and `rulebook` covers them; dates without hours on record are left out.
    """
    if not days:
        return {}
    first, last = days[0], days[-1]
    mine = {"agency": rulebook.agency, "employee": person}
    entries = {
        entry.date: entry
        for entry in RosterEntry.objects.in_force()
        .filter(**mine, date__range=(first, last))
        .select_related("roster__settled_by", "desk__office")
    }
    absences = list(Absence.objects.filter(**mine, first_day__lte=last, last_day__gte=first))
    received = list(CheckIn.objects.for_days(first, last).filter(**mine).order_by("recorded_at"))
    found: dict[date, PersonDay] = {}
    for day in days:
        hours = hours_of(rulebook, person, day)
        if hours is None:
            continue
        excuse = next((one for one in absences if one.first_day <= day <= one.last_day), None)
        found[day] = person_day(
            person,
            hours,
            entry=entries.get(day),
            absence=None if excuse is None else AbsenceKind(excuse.kind),
            received=received,
            rulebook=rulebook,
            now=now,
        )
    settled = _settled_places(found.values())
    return {day: _with_place(one, settled) for day, one in found.items()}


def person_day(
    person: Employee,
    hours: DaySchedule,
    *,
    entry: RosterEntry | None,
    absence: AbsenceKind | None,
    received: Sequence[CheckIn],
    rulebook: Rulebook,
    now: datetime,
) -> PersonDay:
    """Judge one person's day from rows already read; `received` may hold more than the day's."""
    values = [event_value(row) for row in received]
    mine = [
        (row, event)
        for row, event in zip(received, values, strict=True)
        if hours.owns(count_event(event, rulebook.outages).at)
    ]
    verdict = judge_day(
        hours,
        plan=None if entry is None else WorkMode(entry.mode),
        # All of them: what a superior decided about a tap may lie on the day before.
        events=values,
        absence=absence,
        outages=rulebook.outages,
        closed=now >= hours.owns_until,
    )
    return PersonDay(
        employee=person,
        hours=hours,
        entry=entry,
        absence=absence,
        verdict=verdict,
        live=live_day(hours, verdict, now),
        events=tuple(event for _, event in mine),
        check_ins=tuple(row for row, _ in mine),
    )


def _settled_places(days: Iterable[PersonDay]) -> set[tuple[int, date]]:
    """Of the days on which place and plan differ, those where a superior accepted the place.

    One statement, and none on the many pages where nothing differs.
    """
    differs = [one for one in days if Flag.MISMATCH in one.verdict.flags]
    if not differs:
        return set()
    accepted = Correction.objects.filter(
        agency_id=differs[0].employee.agency_id,
        date__in={one.hours.date for one in differs},
        employee_id__in={one.employee.pk for one in differs},
        kind="place",
        state="accepted",
    )
    return set(accepted.values_list("employee_id", "date"))


def _with_place(one: PersonDay, settled: Collection[tuple[int, date]]) -> PersonDay:
    if (one.employee.pk, one.hours.date) not in settled:
        return one
    return replace(one, verdict=settle_place(one.verdict))


def duty_date(rulebook: Rulebook, person: Employee, now: datetime) -> date:
    """The date a tap at `now` (aware) belongs to: the local one, but a night shift's own.

    At 02.00 a nurse on the shift of 22.00 to 06.00 is still on yesterday's duty. The rulebook
    covers both dates. Without hours on record it is the local date.
    """
    today = clock.on_local_date(now, person.zone)
    before = hours_of(rulebook, person, today - ONE_DAY)
    current = hours_of(rulebook, person, today)
    if before is None or not before.owns(now):
        return today
    # Where a change of hours makes both dates own the moment, the shift keeps it to its end.
    if current is not None and current.owns(now) and now >= before.end_at:
        return today
    return before.date


def hours_of(rulebook: Rulebook, person: Employee, day: date) -> DaySchedule | None:
    """The hours that bind `person` on `day`, or None where none are on record."""
    try:
        return rulebook.day(employee_id=person.pk, unit_id=person.unit_id, zone=person.zone, on=day)
    except LookupError:
        return None


def rulebook_around(agency: Agency, now: datetime) -> Rulebook:
    """What holds in `agency` around `now` (aware): enough for any duty date in any zone."""
    today = clock.on_local_date(now, agency.zone)
    return rulebook_of(agency, today - 2 * ONE_DAY, today + 2 * ONE_DAY)


def recent_rulebook(agency: Agency, now: datetime) -> Rulebook:
    """`rulebook_around`, kept by this process for `RULEBOOK_LIFE`.

    For pages and taps of single people, where reading the same rows for each of thousands would
    be most of the work. A tap is recorded as it came whatever the rulebook says, and each page
    judges anew, so a rule changed meanwhile shows a few seconds later and nothing is lost.
    """
    kept = _recent.get(agency.pk)
    if kept is not None and timedelta(0) <= now - kept[0] < RULEBOOK_LIFE:
        return kept[1]
    if len(_recent) >= RULEBOOKS_KEPT:
        _recent.clear()
    rulebook = rulebook_around(agency, now)
    _recent[agency.pk] = (now, rulebook)
    return rulebook
