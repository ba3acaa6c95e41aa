"""Exchanges of days: the plans they touch, and the lists of those who take part or decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from accounts.models import Employee
from asn_wfh import clock
from attendance.models import (
    Absence,
    RequestState,
    RosterEntry,
    RosterState,
    SpecialCircumstance,
    Swap,
    SwapState,
)
from attendance.queries.superiors import settled_people
from attendance.rules.swaps import Plan, Plans

DAYS_AHEAD = 42
"""So many dates ahead an exchange can be chosen: further out nothing is in force."""
RECENT = timedelta(days=14)
OPEN = (SwapState.ASKED, SwapState.ACCEPTED)
Slot = tuple[int, date]


def plans_in_force(
    agency_id: int, people: Collection[int], days: Collection[date]
) -> dict[Slot, RosterEntry]:
    """The lines in force of these people and dates; one statement."""
    rows = RosterEntry.objects.in_force().filter(
        agency_id=agency_id, employee_id__in=people, date__in=days
    )
    return {(row.employee_id, row.date): row for row in rows.select_related("desk", "shift")}


def plans_at(swap: Swap) -> dict[Slot, RosterEntry]:
    """The lines that were in force when the exchange was asked for; one statement."""
    return _plans_at([swap])[swap.pk]


def _plans_at(swaps: Collection[Swap]) -> dict[int, dict[Slot, RosterEntry]]:
    """By exchange. A version that was replaced keeps its lines and its moment of approval."""
    rows = (
        RosterEntry.objects.filter(
            agency_id__in={swap.agency_id for swap in swaps},
            employee_id__in={one for swap in swaps for one in parties(swap)},
            date__in={day for swap in swaps for day in (swap.asker_date, swap.colleague_date)},
            roster__state__in=[RosterState.APPROVED, RosterState.SUPERSEDED],
        )
        .order_by("roster__settled_at", "roster__version")
        .select_related("roster", "desk", "shift")
    )
    lines = list(rows) if swaps else []
    return {
        swap.pk: {
            (row.employee_id, row.date): row
            for row in lines
            if row.employee_id in parties(swap)
            and row.date in (swap.asker_date, swap.colleague_date)
            and row.roster.settled_at is not None
            and row.roster.settled_at <= swap.asked_at
        }
        for swap in swaps
    }


def parties(swap: Swap) -> tuple[int, int]:
    """The two who exchange, the one who asked first."""
    return swap.employee_id, swap.colleague_id


def plan_values(lines: Mapping[Slot, RosterEntry]) -> Plans:
    """The lines as the rules look at them."""
    return {slot: Plan(row.mode, row.desk_id, row.shift_id) for slot, row in lines.items()}


def away_on(
    agency_id: int, people: Collection[int], days: Iterable[date]
) -> frozenset[tuple[int | str, date]]:
    """Who of `people` is on leave or travel on which of `days`; one statement."""
    wanted = sorted(days)
    rows = Absence.objects.filter(
        agency_id=agency_id,
        employee_id__in=people,
        first_day__lte=wanted[-1],
        last_day__gte=wanted[0],
    )
    return frozenset(
        (row.employee_id, day)
        for row in rows
        for day in wanted
        if row.first_day <= day <= row.last_day
    )


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one date of an exchange means for both: the plans before it."""

    day: date
    mine: RosterEntry
    theirs: RosterEntry

    @property
    def changes(self) -> bool:
        """Whether the two plans differ at all."""
        return (self.mine.mode, self.mine.desk_id, self.mine.shift_id) != (
            self.theirs.mode,
            self.theirs.desk_id,
            self.theirs.shift_id,
        )


@dataclass(frozen=True, slots=True)
class SwapChoice:
    """The page on which an exchange is asked for; later steps are empty until chosen.

    `own` are one's own plans ahead; `colleagues` those whose plan could be exchanged for it;
    `exchanges` the dates to exchange with the chosen colleague, the same date first.
    """

    own: tuple[RosterEntry, ...]
    chosen: RosterEntry | None
    colleagues: tuple[RosterEntry, ...]
    colleague: Employee | None
    exchanges: tuple[tuple[Exchanged, ...], ...]


def swap_choice(
    person: Employee, *, day: date | None, colleague_id: int | None, now: datetime
) -> SwapChoice:
    """What `person` can choose from; two statements."""
    today = clock.on_local_date(now, person.zone)
    span = (today + timedelta(days=1), today + timedelta(days=DAYS_AHEAD))
    lines = list(
        RosterEntry.objects.in_force()
        .filter(
            agency_id=person.agency_id,
            employee__unit_id=person.unit_id,
            employee__is_active=True,
            date__range=span,
        )
        .select_related("employee", "desk", "shift")
        .order_by("date", "employee__name")
    )
    days = {line.date for line in lines}
    people = {line.employee_id for line in lines}
    away = away_on(person.agency_id, people, days) if lines else frozenset()
    open_ = [line for line in lines if (line.employee_id, line.date) not in away]
    own = {line.date: line for line in open_ if line.employee_id == person.pk}
    chosen = None if day is None else own.get(day)
    if chosen is None:
        return SwapChoice(tuple(own.values()), None, (), None, ())
    others = [one for one in open_ if one.date == day and one.employee_id != person.pk]
    theirs: dict[int, dict[date, RosterEntry]] = defaultdict(dict)
    for one in open_:
        theirs[one.employee_id][one.date] = one
    found = {
        one.employee_id: tuple(_exchanges(own, theirs[one.employee_id], chosen.date))
        for one in others
    }
    them = next((one for one in others if one.employee_id == colleague_id), None)
    return SwapChoice(
        own=tuple(own.values()),
        chosen=chosen,
        colleagues=tuple(one for one in others if found[one.employee_id]),
        colleague=None if them is None else them.employee,
        exchanges=() if them is None else found[them.employee_id],
    )


def _exchanges(
    own: Mapping[date, RosterEntry], theirs: Mapping[date, RosterEntry], day: date
) -> Iterable[tuple[Exchanged, ...]]:
    """What can be exchanged for `day`: the same date first, then the day and another date."""
    pairs = {on: Exchanged(on, own[on], theirs[on]) for on in own if on in theirs}
    if not pairs[day].changes:
        return
    yield (pairs[day],)
    for on, pair in pairs.items():
        if on != day and pair.changes:
            yield (pairs[day], pair)


@dataclass(frozen=True, slots=True)
class SwapItem:
    """An exchange to read: `exchanged` are its dates as they stood when it was asked for."""

    swap: Swap
    exchanged: tuple[Exchanged, ...]


def my_swaps(person: Employee, now: datetime) -> tuple[SwapItem, ...]:
    """Exchanges `person` asked for or was asked for: open ones first, then those of late."""
    rows = (
        Swap.objects.filter(agency_id=person.agency_id)
        .filter(Q(employee=person) | Q(colleague=person))
        .filter(Q(state__in=OPEN) | Q(asked_at__gte=now - 2 * RECENT))
    )
    return swap_items(_with_names(rows))


@dataclass(frozen=True, slots=True)
class SwapQueue:
    """What waits for a superior: exchanges and special circumstances, and those settled lately."""

    swaps: tuple[SwapItem, ...]
    circumstances: tuple[SpecialCircumstance, ...]
    settled_swaps: tuple[SwapItem, ...]
    settled_circumstances: tuple[SpecialCircumstance, ...]


def swap_queue_of(person: Employee, now: datetime) -> SwapQueue:
    """What waits for `person`, who settles for people of units; a fixed number of statements."""
    reach = settled_people(person)
    swaps = Swap.objects.filter(reach).exclude(colleague=person)
    circumstances = SpecialCircumstance.objects.filter(reach).select_related(
        "employee__unit", "settled_by", "settled_under__principal"
    )
    since = now - RECENT
    return SwapQueue(
        swaps=swap_items(_with_names(swaps.filter(state=SwapState.ACCEPTED))),
        circumstances=tuple(
            circumstances.filter(state=RequestState.ASKED).order_by("valid_from", "pk")
        ),
        settled_swaps=swap_items(_with_names(swaps.filter(settled_at__gte=since))),
        settled_circumstances=tuple(
            circumstances.filter(settled_at__gte=since).order_by("-settled_at")
        ),
    )


def swap_items(swaps: Iterable[Swap]) -> tuple[SwapItem, ...]:
    """The exchanges with the plans they are about; one statement."""
    kept = list(swaps)
    lines = _plans_at(kept)
    return tuple(SwapItem(swap, tuple(_exchanged(swap, lines[swap.pk]))) for swap in kept)


def _exchanged(swap: Swap, lines: Mapping[Slot, RosterEntry]) -> Iterable[Exchanged]:
    for day in sorted({swap.asker_date, swap.colleague_date}):
        mine, theirs = (lines.get((person, day)) for person in parties(swap))
        if mine is not None and theirs is not None:
            yield Exchanged(day, mine, theirs)


def _with_names(rows: object) -> list[Swap]:
    named = rows.select_related(  # type: ignore[attr-defined]
        "employee__unit", "colleague", "unit", "settled_by", "settled_under__principal"
    )
    ordered = sorted(named, key=lambda swap: (swap.state not in OPEN, -swap.asked_at.timestamp()))
    return list(ordered[:50])
