"""Fingerprint machines as the personnel office sees them: who is silent, what waits for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet

from accounts.models import Employee
from attendance.models import (
    Aside,
    Machine,
    MachineLine,
    MachineNumber,
    MachineState,
    UnknownMachine,
    UnreadableLine,
)
from attendance.rules.attlog import OLDEST
from attendance.wording.machines import SILENT_AFTER, masked_serial

UNKNOWN_SHOWN_FOR = timedelta(days=2)
MOST_SHOWN = 50
MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class MachineRow:
    """A machine in the list; `waiting` counts its lines that make no event or cannot be read."""

    machine: Machine
    silent: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class Stranger:
    """A machine that nobody approved: enough of its serial number to know one's own by."""

    serial: str
    address: str
    last_seen_at: datetime
    calls: int


@dataclass(frozen=True, slots=True)
class UnknownNumber:
    """A number nobody is known by, and what waits for its owner."""

    number: str
    lines: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class AsideGroup:
    """Lines of a machine set aside for one reason: how many, and the newest of them."""

    aside: str
    count: int
    newest: Sequence[MachineLine]


def machines_of(person: Employee, now: datetime) -> list[MachineRow]:
    """The agency's machines by name, those in use first; three statements."""
    machines = Machine.objects.visible_to(person).select_related("unit").order_by("name", "pk")
    waiting: Counter[int] = Counter()
    for model in (MachineLine.objects.exclude(aside=""), UnreadableLine.objects.all()):
        rows = model.visible_to(person).values_list("machine").annotate(count=Count("pk"))
        waiting.update(dict(rows.order_by()))
    shown = sorted(machines, key=lambda each: each.state == MachineState.RETIRED)
    return [MachineRow(each, is_silent(each, now), waiting[each.pk]) for each in shown]


def is_silent(machine: Machine, now: datetime) -> bool:
    """Whether a machine in use has not called for so long that somebody should look."""
    used = machine.state == MachineState.APPROVED
    return used and (machine.last_seen_at is None or now - machine.last_seen_at > SILENT_AFTER)


def strangers(now: datetime) -> list[Stranger]:
    """Machines that called lately and belong to nobody, the newest first.

    They are shown to every agency that keeps machines, so their serial numbers are masked:
    approving one takes the label on its back.
    """
    rows = UnknownMachine.objects.filter(last_seen_at__gte=now - UNKNOWN_SHOWN_FOR)
    return [
        Stranger(masked_serial(row.serial), row.address or "", row.last_seen_at, row.calls)
        for row in rows.order_by("-last_seen_at")[:MOST_SHOWN]
    ]


def unknown_numbers(person: Employee, now: datetime) -> list[UnknownNumber]:
    """Numbers without an owner that were punched in the past year, the busiest first."""
    rows = (
        MachineLine.objects.visible_to(person)
        .filter(employee__isnull=True, punched_at__gte=now - OLDEST)
        .values("number")
        .annotate(lines=Count("pk"), first_at=Min("punched_at"), last_at=Max("punched_at"))
        .order_by("-lines", "number")[:MOST_SHOWN]
    )
    return [UnknownNumber(**row) for row in rows]


def known_numbers(person: Employee, search: str) -> QuerySet[MachineNumber]:
    """The agency's numbers with their people, narrowed to a number, a NIP or a part of a name."""
    rows = MachineNumber.objects.visible_to(person).select_related("employee__unit")
    if search:
        text = "".join(search.split())
        rows = rows.filter(
            Q(number=search) | Q(employee__nip=text) | Q(employee__name__icontains=search)
        )
    return rows.order_by("employee__name", "number")


def candidates(person: Employee, search: str) -> list[Employee]:
    """Active people of the agency by NIP or a part of the name, for a number that has no owner."""
    text = " ".join(search.split())
    if len(text) < 2:
        return []
    people = Employee.objects.filter(agency=person.agency_id, is_active=True)
    people = people.filter(Q(nip=text.replace(" ", "")) | Q(name__icontains=text))
    return list(people.select_related("unit").order_by("name")[:MOST_CANDIDATES])


def aside_groups(person: Employee, machine: Machine) -> list[AsideGroup]:
    """What a machine's lines were set aside for, with the newest lines of each reason."""
    lines = MachineLine.objects.visible_to(person).filter(machine=machine)
    groups = []
    for aside in Aside.values:
        of_reason = lines.filter(aside=aside)
        count = of_reason.count()
        if count:
            newest = list(of_reason.select_related("employee").order_by("-received_at", "-pk")[:10])
            groups.append(AsideGroup(aside, count, newest))
    return groups


def unreadable_lines(person: Employee, machine: Machine) -> list[UnreadableLine]:
    """The newest lines of a machine that nothing explains."""
    rows = UnreadableLine.objects.visible_to(person).filter(machine=machine)
    return list(rows.order_by("-received_at", "-pk")[:10])
