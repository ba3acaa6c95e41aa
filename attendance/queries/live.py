"""How the day of some people stands at a moment: judged live, for one person or a whole agency."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import Agency, Employee
from asn_wfh import clock
from attendance.models import Absence, CheckIn, RosterEntry
from attendance.queries.settled_places import settle_places
from attendance.rulebook import Rulebook, event_value, rulebook_of
from attendance.rules.emergencies import Release
from attendance.rules.events import AbsenceKind, Event, count_event
from attendance.rules.live import LiveDay, live_day
from attendance.rules.modes import WorkMode
from attendance.rules.schedule import DaySchedule
from attendance.rules.verdict import Verdict, judge_day

Slot = tuple[int, date]
NO_SHIFTS: Mapping[Slot, int] = {}
ONE_DAY = timedelta(days=1)
RULEBOOK_LIFE = timedelta(seconds=15)
RULEBOOKS_KEPT = 200
_recent: dict[int, tuple[datetime, Rulebook]] = {}


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One employee's day so far.

    `entry` is the roster line in force (with roster, desk and office), None without one.
    `check_ins` are the recorded events the date owns, in order of receipt; `events` are the
    same as the rules' values. `release` is the emergency that makes the day's place right.
    """

    employee: Employee
    hours: DaySchedule
    entry: RosterEntry | None
    absence: AbsenceKind | None
    verdict: Verdict
    live: LiveDay
    events: tuple[Event, ...]
    check_ins: tuple[CheckIn, ...]
    release: Release | None = None


def live_days(
    rulebook: Rulebook,
    employees: Sequence[Employee],
    day: date,
    now: datetime,
    plan: Mapping[Slot, RosterEntry] | None = None,
) -> dict[int, PersonDay]:
    """The day `day` of each of `employees` as it stands at `now` (aware), by employee id.

    Three statements, however many people, and a fourth where a place and a plan differ; one
    fewer with the `plan` already read. The caller has already narrowed the employees to those
    the reader may see, and `rulebook` covers `day`. Somebody for whom no hours are on record is
    left out of the answer. A day that is over at `now` is judged as closed.
    """
    ids = [person.pk for person in employees]
    entries = planned_lines(rulebook.agency.pk, ids, day, day) if plan is None else plan
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
        entry = entries.get((person.pk, day))
        hours = hours_of(rulebook, person, day, shift_of(entry))
        if hours is None:
            continue
        kind = absences.get(person.pk)
        found[person.pk] = person_day(
            person,
            hours,
            entry=entry,
            absence=None if kind is None else AbsenceKind(kind),
            received=received[person.pk],
            rulebook=rulebook,
            now=now,
        )
    return settle_places(rulebook, found)


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
    entries = planned_lines(rulebook.agency.pk, [person.pk], first, last)
    absences = list(Absence.objects.filter(**mine, first_day__lte=last, last_day__gte=first))
    received = list(CheckIn.objects.for_days(first, last).filter(**mine).order_by("recorded_at"))
    found: dict[date, PersonDay] = {}
    for day in days:
        entry = entries.get((person.pk, day))
        hours = hours_of(rulebook, person, day, shift_of(entry))
        if hours is None:
            continue
        excuse = next((one for one in absences if one.first_day <= day <= one.last_day), None)
        found[day] = person_day(
            person,
            hours,
            entry=entry,
            absence=None if excuse is None else AbsenceKind(excuse.kind),
            received=received,
            rulebook=rulebook,
            now=now,
        )
    return settle_places(rulebook, found)


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


def duty_date(
    rulebook: Rulebook, person: Employee, now: datetime, shifts: Mapping[Slot, int] = NO_SHIFTS
) -> date:
    """The date a tap at `now` (aware) belongs to: the local one, but a night shift's own.

    At 02.00 a nurse on the shift of 22.00 to 06.00 is still on yesterday's duty. The rulebook
    covers both dates, `shifts` are those that lines name. Without hours on record it is the
    local date.
    """
    today = clock.on_local_date(now, person.zone)
    eve = today - ONE_DAY
    before = hours_of(rulebook, person, eve, shifts.get((person.pk, eve)))
    current = hours_of(rulebook, person, today, shifts.get((person.pk, today)))
    if before is None or not before.owns(now):
        return today
    # Where a change of hours makes both dates own the moment, the shift keeps it to its end.
    if current is not None and current.owns(now) and now >= before.end_at:
        return today
    return before.date


def hours_of(
    rulebook: Rulebook, person: Employee, day: date, shift_id: int | None = None
) -> DaySchedule | None:
    """The hours that bind `person` on `day`, or None where none are on record.

    `shift_id` is the row of hours that the line in force of the date names.
    """
    try:
        return rulebook.day(
            employee_id=person.pk,
            unit_id=person.unit_id,
            zone=person.zone,
            on=day,
            shift_id=shift_id,
        )
    except LookupError:
        return None


def planned_lines(
    agency_id: int, employee_ids: Collection[int], first: date, last: date
) -> dict[Slot, RosterEntry]:
    """The lines in force with roster, desk and office by person and date; one statement."""
    rows = (
        RosterEntry.objects.in_force()
        .filter(agency_id=agency_id, employee_id__in=employee_ids, date__range=(first, last))
        .select_related("roster__settled_by", "desk__office")
    )
    return {(row.employee_id, row.date): row for row in rows}


def shifts_named(
    rulebook: Rulebook, employee_ids: Collection[int], first: date, last: date
) -> dict[Slot, int]:
    """The shifts that lines in force name; one statement, and none where there are no shifts."""
    if not rulebook.has_shifts:
        return {}
    rows = RosterEntry.objects.in_force().filter(
        agency_id=rulebook.agency.pk,
        employee_id__in=employee_ids,
        date__range=(first, last),
        shift__isnull=False,
    )
    return {(who, day): pk for who, day, pk in rows.values_list("employee_id", "date", "shift_id")}


def shifts_in(plan: Mapping[Slot, RosterEntry]) -> dict[Slot, int]:
    """The shifts that the lines of `plan` name."""
    return {slot: row.shift_id for slot, row in plan.items() if row.shift_id is not None}


def shift_of(entry: RosterEntry | None) -> int | None:
    """The shift a line names, if there is a line and it names one."""
    return None if entry is None else entry.shift_id


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


def forget_rulebook(agency_id: int) -> None:
    """Read the agency's rules anew at the next page or tap of this process."""
    _recent.pop(agency_id, None)
