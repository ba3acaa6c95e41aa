"""Is what citizens read true? Desks with an invented month, and their status asked at random.

The world knows where every officer really is. The portal knows only what reaches it: check-ins,
breaks, taps, covers, late through the outbox and not at all while the road is down. Both are held
against each other with the product's own rules; nothing of them is repeated here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import product
from random import Random
from zoneinfo import ZoneInfo

from attendance.rules.desks import (
    DeskDay,
    Evidence,
    Officer,
    OfficerEvent,
    Pause,
    Turn,
    count_desk,
)
from attendance.rules.modes import EventKind
from services.rules import (
    Closure,
    ClosureKind,
    Code,
    DayHours,
    DayPlan,
    DeskFacts,
    Holiday,
    Presence,
    ServiceCalendar,
    SettledState,
    StatusSettings,
    derive,
    settle,
)

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
MONTH = tuple(date(2026, 11, day) for day in range(1, 31))
HOLIDAY = date(2026, 11, 10)
SETTINGS = StatusSettings()
BEAT = timedelta(seconds=60)
DRAIN = timedelta(seconds=5)
LATENCY = BEAT + 2 * DRAIN
"""What the road may take when it works: a tick of the drain, and a minute's beat."""
MINUTE = timedelta(minutes=1)

Span = tuple[datetime, datetime]


@dataclass(slots=True)
class Person:
    """An officer's day: where they really are, and what they tell the portal."""

    at_desk: list[Span] = field(default_factory=list)
    events: list[OfficerEvent] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    turns: tuple[Turn, ...] = (Turn(),)
    left_silently: bool = False
    """For good, or to a break they did not declare."""


@dataclass(slots=True)
class World:
    """One desk on one date: the truth, and what the portal could hear of it."""

    calendar: ServiceCalendar
    day: date
    plan: DayPlan | None
    people: list[Person]
    closures: tuple[Closure, ...]
    taps: list[datetime]
    has_ping: bool
    needed: int
    outages: list[Span]
    """When nothing reaches the citizens' side, half-open."""

    def really_there(self, at: datetime) -> bool:
        """Whether anybody sits at the desk."""
        return any(start <= at < end for one in self.people for start, end in one.at_desk)

    def last_there(self, at: datetime) -> datetime | None:
        """When the last one who proved to be there left, if nobody is there at `at`."""
        ends = [
            end
            for one in self.people
            if any(event.proves for event in one.events)
            for _, end in one.at_desk
            if end <= at
        ]
        return max(ends, default=None)

    def is_down(self, at: datetime) -> bool:
        """Whether the road is down."""
        return any(start <= at < end for start, end in self.outages)

    def heard_of(self, happened: datetime) -> datetime:
        """When the portal has counted what happened at `happened`."""
        for start, end in self.outages:
            if start <= happened + DRAIN < end:
                return end + DRAIN
        return happened + DRAIN


def invent(number: int, day: date) -> World:
    """Desk `number` on `day`: late, missing, at home, swapped, on a break, gone without a word.

    What the desk is stays the same all month; what happens there is the day's own chance.
    """
    calendar, has_ping, needed = _desk(Random(number))
    chance = Random(f"{number} {day}")
    hours = next(iter(calendar.weekly.values()))
    planned = chance.choice((1, 1, 2, 3)) if chance.random() > 0.04 else 0
    plan = None if chance.random() < 0.03 else DayPlan(planned, remote=planned == 0)
    closures = _closures(chance, day, calendar.zone)
    outages = _outages(chance, day, calendar.zone)
    world = World(calendar, day, plan, [], closures, [], has_ping, needed, outages)
    for _ in range(planned):
        world.people.append(_person(chance, world, hours))
    if chance.random() < 0.15:
        _cover(chance, world, hours)
    if has_ping:
        world.taps = _taps(chance, world, hours)
    return world


def _desk(chance: Random) -> tuple[ServiceCalendar, bool, int]:
    """A desk's calendar, whether it has a tablet, and how many officers it needs."""
    hours = DayHours(time(8), time(15), time(12), time(13))
    if chance.random() < 0.2:
        hours = DayHours(time(7, 30), time(14))
    calendar = ServiceCalendar(
        ZoneInfo(chance.choice(ZONES)),
        dict.fromkeys(range(1, 6), hours),
        holidays={HOLIDAY: Holiday("Libur")},
    )
    return calendar, chance.random() < 0.5, chance.choice((1, 1, 2))


def _at(day: date, mark: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, mark, zone)


def _closures(chance: Random, day: date, zone: ZoneInfo) -> tuple[Closure, ...]:
    if chance.random() > 0.06:
        return ()
    starts = _at(day, time(chance.randrange(7, 14), chance.randrange(60)), zone)
    ends = starts + timedelta(minutes=chance.randrange(20, 240))
    kind = chance.choice((ClosureKind.ANNOUNCED, ClosureKind.EMERGENCY))
    return (Closure(starts, ends, kind, "Listrik padam"),)


def _outages(chance: Random, day: date, zone: ZoneInfo) -> list[Span]:
    if chance.random() > 0.3:
        return []
    start = _at(day, time(chance.randrange(7, 15), chance.randrange(60)), zone)
    start += timedelta(seconds=chance.randrange(60))
    return [(start, start + timedelta(seconds=chance.randrange(90, 3 * 3600)))]


def _person(chance: Random, world: World, hours: DayHours) -> Person:
    """One planned officer."""
    zone = world.calendar.zone
    opens, closes = _at(world.day, hours.opens, zone), _at(world.day, hours.closes, zone)
    fate = chance.random()
    if fate < 0.10:
        return Person()
    comes = opens + timedelta(minutes=chance.choice((-20, -8, -3, 4, 17, 22, 55)))
    comes += timedelta(seconds=chance.randrange(60))
    if fate < 0.20:
        # At home, or measured outside the fence: told, but no proof.
        return Person(events=[OfficerEvent(EventKind.IN, comes, proves=False)])
    leaves = closes + timedelta(minutes=chance.choice((5, 5, 20)))
    if chance.random() < 0.2:
        leaves = opens + timedelta(minutes=chance.randrange(70, 380))
    leaves = max(leaves, comes + 30 * MINUTE)
    person = Person(events=[OfficerEvent(EventKind.IN, comes, proves=True)])
    person.left_silently = chance.random() < 0.25
    if not person.left_silently:
        person.events.append(OfficerEvent(EventKind.OUT, leaves, proves=True))
    _lunch(chance, world, hours, person, (comes, leaves))
    return person


def _lunch(chance: Random, world: World, hours: DayHours, person: Person, stay: Span) -> None:
    """Where the officer is between coming and leaving, breaks declared or not."""
    comes, leaves = stay
    if hours.break_start is None or hours.break_end is None:
        person.at_desk = [stay]
        return
    zone = world.calendar.zone
    start = _at(world.day, hours.break_start, zone)
    back = _at(world.day, hours.break_end, zone) + chance.choice((-5, 0, 4, 25)) * MINUTE
    if not comes < start < leaves:
        person.at_desk = [stay]
        return
    if back >= leaves:
        person.at_desk = [(comes, start)]
        person.events = [event for event in person.events if event.kind is EventKind.IN]
        person.events.append(OfficerEvent(EventKind.OUT, start, proves=True))
        person.left_silently = False
        return
    person.at_desk = [(comes, start), (back, leaves)]
    if chance.random() < 0.7:
        until = _at(world.day, hours.break_end, zone)
        person.pauses = [Pause(start, until, back)]
    else:
        person.left_silently = True


def _cover(chance: Random, world: World, hours: DayHours) -> None:
    """Somebody of the office stands in for a part of the day, and goes back to their own desk."""
    zone = world.calendar.zone
    starts = _at(world.day, hours.opens, zone) + chance.randrange(10, 200) * MINUTE
    ends = starts + chance.randrange(30, 120) * MINUTE
    came = _at(world.day, hours.opens, zone) - 10 * MINUTE
    world.people.append(
        Person(
            at_desk=[(starts, ends)],
            events=[OfficerEvent(EventKind.IN, came, proves=True)],
            turns=(Turn(starts, ends),),
        )
    )


def _taps(chance: Random, world: World, hours: DayHours) -> list[datetime]:
    """The tablet is tapped while somebody is there, about every half hour."""
    zone = world.calendar.zone
    at, end = _at(world.day, hours.opens, zone), _at(world.day, hours.closes, zone)
    found = []
    while at < end:
        at += chance.randrange(10, 50) * MINUTE
        if world.really_there(at):
            found.append(at)
    return found


@dataclass(slots=True)
class Published:
    """What the portal published in the course of the day, run by run."""

    world: World
    moments: list[datetime] = field(default_factory=list)
    settled: list[SettledState] = field(default_factory=list)
    facts: list[DeskFacts] = field(default_factory=list)

    def at(self, moment: datetime) -> SettledState:
        """What a citizen reads at `moment`: the last run's, or past its validity one made then."""
        found = max(bisect_right(self.moments, moment) - 1, 0)
        shown = self.settled[found]
        if moment < shown.state.valid_until:
            return shown
        return settle(shown, derive(self.facts[found], moment), moment)


def publish(world: World) -> Published:
    """Run the road through the day: a drain for whatever happened, and a beat every minute."""
    zone = world.calendar.zone
    start, end = _at(world.day, time(6, 30), zone), _at(world.day, time(17), zone)
    beats = [start + n * BEAT for n in range((end - start) // BEAT)]
    heard = {beat for beat in beats if not world.is_down(beat)}
    ticks = {world.heard_of(at) for at in _happenings(world)}
    found = Published(world)
    beat_at: datetime | None = None
    shown: SettledState | None = None
    for moment in sorted(heard | ticks):
        beat_at = moment if moment in heard else beat_at
        facts = _facts(world, moment, beat_at)
        shown = settle(shown, derive(facts, moment), moment)
        found.moments.append(moment)
        found.settled.append(shown)
        found.facts.append(facts)
    return found


def _happenings(world: World) -> Iterator[datetime]:
    """Every moment at which somebody told the portal something."""
    for person in world.people:
        yield from (event.at for event in person.events)
        for pause in person.pauses:
            yield pause.starts_at
            if pause.ended_at is not None:
                yield pause.ended_at
    yield from world.taps


def _facts(world: World, moment: datetime, beat_at: datetime | None) -> DeskFacts:
    """What the portal's tables hold at `moment`."""

    def told(at: datetime | None) -> bool:
        return at is not None and world.heard_of(at) <= moment

    officers = [
        Officer(
            [event for event in person.events if told(event.at)],
            person.turns,
            [
                replace(pause, ended_at=pause.ended_at if told(pause.ended_at) else None)
                for pause in person.pauses
                if told(pause.starts_at)
            ],
        )
        for person in world.people
    ]
    taps = [at for at in world.taps if told(at)]
    tap = (taps[-1], Evidence.PING) if taps else None
    count = count_desk(DeskDay(officers, (), tap), moment, SETTINGS.overdue)
    return DeskFacts(
        world.calendar,
        closures=world.closures,
        plans={} if world.plan is None else {world.day: world.plan},
        presence=Presence(
            world.day,
            count.on_site,
            count.on_break,
            count.first_in_at,
            count.evidence_at,
            count.break_until,
        ),
        needed=world.needed,
        has_ping=world.has_ping,
        heartbeat_at=beat_at,
    )


def faults_at(published: Published, moment: datetime) -> list[str]:
    """What the page said wrongly at `moment`, by name; empty where it was true."""
    world, code = published.world, published.at(moment).state.code
    found = []
    if code is Code.STAFFED and not world.really_there(moment):
        found += _false_staffed(world, moment)
    if code is Code.UNSTAFFED:
        found += _false_unstaffed(world, moment)
    if code in (Code.STAFFED, Code.UNSTAFFED, Code.EXPECTED, Code.BREAK) and not _is_open(
        world, moment
    ):
        found.append("open_outside_hours")
    return found


def _false_staffed(world: World, moment: datetime) -> list[str]:
    """`staffed` beyond what is declared: how long evidence counts, and how long the road takes."""
    left = world.last_there(moment)
    if left is None:
        return ["staffed_but_nobody_came"]
    if any(one.left_silently for one in world.people):
        if not world.has_ping:
            return [] if _same_half(world, left, moment) else ["staffed_across_the_break"]
        allowed = SETTINGS.stale + LATENCY
    elif any(start < moment and left < end for start, end in world.outages):
        allowed = SETTINGS.pipeline + LATENCY
    else:
        allowed = SETTINGS.debounce + LATENCY
    return [] if moment - left <= allowed else ["staffed_too_long"]


def _same_half(world: World, left: datetime, moment: datetime) -> bool:
    """Without a tablet a check-in holds until the break; the day's second half needs a new sign."""
    hours = world.calendar.weekly[world.day.isoweekday()]
    if hours.break_start is None:
        return True
    starts = _at(world.day, hours.break_start, world.calendar.zone)
    return not left < starts <= moment - LATENCY


def _false_unstaffed(world: World, moment: datetime) -> list[str]:
    """`unstaffed` in an outage that can be known, or while somebody sits there who has told so."""
    silent = [start for start, end in world.outages if start <= moment < end]
    if silent and moment - min(silent) > SETTINGS.pipeline + BEAT:
        return ["unstaffed_in_an_outage"]
    there = [
        start
        for one in world.people
        if any(event.proves for event in one.events)
        for start, end in one.at_desk
        if start <= moment < end
    ]
    lately = [end for start, end in world.outages if start <= moment]
    allowed = SETTINGS.pipeline + LATENCY if lately else LATENCY
    if there and moment - max(min(there), *lately, min(there)) > allowed:
        return ["unstaffed_though_there"]
    return []


def _is_open(world: World, moment: datetime) -> bool:
    """Whether the desk is open by its hours, without a holiday or a closure."""
    hours = world.calendar.weekly.get(world.day.isoweekday())
    if hours is None or world.day in world.calendar.holidays:
        return False
    zone = world.calendar.zone
    opens, closes = _at(world.day, hours.opens, zone), _at(world.day, hours.closes, zone)
    return opens <= moment < closes and not any(one.covers(moment) for one in world.closures)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was asked and what was found."""

    desk_days: int
    moments: int
    codes: Counter[str]
    faults: Counter[str]
    examples: tuple[str, ...]


def compare(desks: Iterable[int], *, days: Iterable[date], moments: int) -> Verdict:
    """Ask each of `desks` (numbers) `moments` times a day, at random from 06.30 to 17.00."""
    codes: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    examples: list[str] = []
    asked = list(product(desks, days))
    for number, day in asked:
        published = publish(invent(number, day))
        chance = Random(f"{day} {number}")
        start = _at(day, time(6, 30), published.world.calendar.zone)
        for _ in range(moments):
            at = start + timedelta(seconds=chance.randrange(int(10.5 * 3600)))
            codes[published.at(at).state.code] += 1
            wrong = faults_at(published, at)
            faults.update(wrong)
            examples += [f"{number} {at.isoformat()} {one}" for one in wrong]
    return Verdict(len(asked), len(asked) * moments, codes, faults, tuple(examples[:10]))


def together(parts: Iterable[Verdict]) -> Verdict:
    """Several verdicts as one."""
    found = list(parts)
    return Verdict(
        sum(part.desk_days for part in found),
        sum(part.moments for part in found),
        sum((part.codes for part in found), Counter()),
        sum((part.faults for part in found), Counter()),
        tuple(example for part in found for example in part.examples),
    )
