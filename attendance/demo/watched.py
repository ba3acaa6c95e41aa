"""What the portal watches: a morning on which it stumbled, and taps that look unusual.

Nothing is written as found: the monitor and the weekly search find it by themselves.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accounts.models import Employee, EmploymentType
from accounts.tenancy import tenant
from attendance.actions.anomalies import search_week
from attendance.actions.monitor import propose_outages
from attendance.demo.frame import DAY, USING, AgencyWorld, Demo
from attendance.models import PortalBeat
from attendance.rules.events import Outage
from attendance.tasks.anomalies import weeks_due

MINUTE = timedelta(minutes=1)
STUMBLES_BEFORE, STUMBLE_LASTS = 13 * MINUTE, 8 * MINUTE
"""Before the hours begin, when most people check in: some are late by it, and none by much."""

SHARED_DEVICE = "tablet ruang tata usaha"
SHARED_BY, ON_SECOND = 3, 7


def make_stumble(demo: Demo) -> None:
    """The portal stood still on the last working morning, everywhere; its beat shows the gap."""
    first = next(iter(demo.worlds.values()))
    days = first.working_days(demo.first_monday(first.today), first.today - DAY)
    gaps = list(first.outages)
    if days:
        starts = first.day(days[-1]).start_at - STUMBLES_BEFORE
        stumble = Outage(starts, starts + STUMBLE_LASTS)
        gaps.append(stumble)
        for world in demo.worlds.values():
            world.stumbles = [stumble]
    begins = first.day(demo.first_monday(first.today)).owns_from
    PortalBeat.objects.using(USING).bulk_create(_beats(begins, gaps, demo.now))


def choose_unusual(demo: Demo) -> None:
    """In the first agency three colleagues share a device, and one taps always on one second."""
    world = next(iter(demo.worlds.values()))
    groups = [members for members in world.members.values() if len(members) > SHARED_BY + 1]
    if not groups:
        return
    spared = {person.pk for person in world.accounts.values()} | set(world.sanctions)
    for members in groups:
        fitting = [one for one in members if _is_ordinary(one) and one.pk not in spared]
        if len(fitting) > SHARED_BY:
            world.devices = {one.pk: SHARED_DEVICE for one in fitting[:SHARED_BY]}
            world.seconds = {fitting[SHARED_BY].pk: ON_SECOND}
            return


def watch(demo: Demo) -> tuple[int, int]:
    """Let the monitor and the weekly search look; how many proposals and patterns they list."""
    proposed = patterns = 0
    for world in demo.worlds.values():
        if world.is_partner:
            continue
        for stumble in world.stumbles:
            # As it was half an hour later: the monitor looks at one day at a time.
            then = min(demo.now, stumble.end + 30 * MINUTE)
            with tenant(world.agency.pk):
                proposed += propose_outages(agency=world.agency, now=then)
        patterns += _search(world, demo.now)
    return proposed, patterns


def _search(world: AgencyWorld, now: datetime) -> int:
    found = 0
    for week in weeks_due(world.agency, now):
        with tenant(world.agency.pk):
            found += search_week(agency=world.agency, week=week, now=now)
    return found


def _beats(begins: datetime, gaps: list[Outage], now: datetime) -> Iterator[PortalBeat]:
    for gap in sorted(gaps, key=lambda one: one.start):
        if begins <= gap.start:
            yield PortalBeat(first_at=begins, last_at=gap.start)
            begins = gap.end
    if begins <= now:
        yield PortalBeat(first_at=begins, last_at=now)


def _is_ordinary(person: Employee) -> bool:
    return (
        person.employment_type == EmploymentType.PNS
        and not person.echelon
        and not person.unit.direct_service
    )
