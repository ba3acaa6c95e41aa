"""Calls of fingerprint machines: whose it is, that it was here, and the batch it brings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

import structlog
from django.db import transaction
from django.db.models import F

from accounts.tenancy import reveal_caller, tenant
from attendance.actions.incoming import make_room
from attendance.actions.machine_lines import keep_punches, punch_moment
from attendance.models import Machine, MachineState, UnknownMachine, UnreadableLine
from attendance.rules.attlog import LineFault, is_plausible, read_pushed

log = structlog.get_logger(__name__)

ONE_DAY = timedelta(days=1)
SEEN_EVERY = timedelta(minutes=1)
"""Machines ask for orders every few seconds; the page says in minutes when one was here."""
NEW_SERIALS_PER_HOUR = 20
"""An office has a handful of machines behind one address; more are somebody's guesses."""
MOST_UNKNOWN = 2_000
FORGOTTEN_AFTER = timedelta(days=30)
MOST_UNREADABLE = 1_000
"""Unreadable lines kept of one machine; who sends more sends no attendance."""
LONGEST_TEXT = 200


def answer_call(*, serial: str, address: str, firmware: str, at: datetime) -> Machine | None:
    """The machine that calls with this serial number, marked as seen; None where it is refused.

    Refused is a serial number that no agency approved (it is listed for approval), a retired
    machine, and a call from outside the network the agency gave. Own transaction.
    """
    with transaction.atomic():
        reveal_caller(serial)
        machine = Machine.objects.select_related("agency").filter(serial=serial).first()
        if machine is None:
            _list_unknown(serial, address, at)
            return None
        if machine.state != MachineState.APPROVED:
            log.warning("machine.retired_called", agency=machine.agency_id, machine=machine.pk)
            return None
        with tenant(machine.agency_id):
            if not is_inside(address, machine.network):
                _note_refused(machine, address, at)
                return None
            _mark_seen(machine, address, firmware, at)
    return machine


def receive_batch(*, machine: Machine, lines: Sequence[str], stamp: str, at: datetime) -> int:
    """Store a batch of attendance lines; how many lines are safe now, in one transaction.

    Every line that is not blank counts: new, known before, set aside, or kept as it came because
    nothing explains it. OperationalError where the database is busy; then nothing is stored.
    """
    read = [(line, read_pushed(line)) for line in lines if line.strip()]
    punches = [punch for _, punch in read if not isinstance(punch, LineFault)]
    odd = [line for line, punch in read if isinstance(punch, LineFault)]
    moments = [punch_moment(machine, punch) for punch in punches]
    # The local date is that in UTC or the next one.
    plausible = [moment for moment in moments if is_plausible(moment, at)]
    make_room({day.date() for moment in plausible for day in (moment, moment + ONE_DAY)})
    with tenant(machine.agency_id):
        kept = keep_punches(machine=machine, punches=punches, by=None, at=at)
        _keep_unreadable(machine, odd, at)
        if stamp:
            Machine.objects.filter(pk=machine.pk).update(last_stamp=stamp)
    log.info(
        "machine.batch_kept",
        agency=machine.agency_id,
        machine=machine.pk,
        lines=kept.lines,
        new=kept.new,
        unknown=kept.unknown,
        aside=kept.aside,
        events=kept.events,
        unreadable=len(odd),
    )
    return len(read)


def is_inside(address: str, network: str) -> bool:
    """Whether a call from `address` comes from `network` (CIDR; empty: anywhere)."""
    if not network:
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found) in ip_network(network, strict=False)


def _mark_seen(machine: Machine, address: str, firmware: str, at: datetime) -> None:
    """Once a minute is enough, and at once where something else changed."""
    known = machine.last_seen_at is not None and at - machine.last_seen_at < SEEN_EVERY
    same = machine.last_address == address and firmware in {"", machine.firmware}
    if known and same:
        return
    machine.last_seen_at, machine.last_address = at, address
    machine.firmware = firmware or machine.firmware
    machine.save(update_fields=["last_seen_at", "last_address", "firmware"])


def _note_refused(machine: Machine, address: str, at: datetime) -> None:
    log.warning("machine.refused_elsewhere", agency=machine.agency_id, machine=machine.pk)
    if machine.refused_at is None or at - machine.refused_at >= SEEN_EVERY:
        machine.refused_at, machine.refused_address = at, address
        machine.save(update_fields=["refused_at", "refused_address"])


def _list_unknown(serial: str, address: str, at: datetime) -> None:
    """Remember who called, within bounds: the list is for people, and anybody can call."""
    known = UnknownMachine.objects.filter(serial=serial)
    if known.update(calls=F("calls") + 1, last_seen_at=at, address=address or None):
        return
    UnknownMachine.objects.filter(last_seen_at__lt=at - FORGOTTEN_AFTER).delete()
    hour = UnknownMachine.objects.filter(
        address=address or None, first_seen_at__gt=at - timedelta(hours=1)
    )
    if hour.count() >= NEW_SERIALS_PER_HOUR or UnknownMachine.objects.count() >= MOST_UNKNOWN:
        log.warning("machine.unknown_not_listed")
        return
    row = UnknownMachine(serial=serial, first_seen_at=at, last_seen_at=at, address=address or None)
    UnknownMachine.objects.bulk_create([row], ignore_conflicts=True)
    log.info("machine.unknown_listed")


def _keep_unreadable(machine: Machine, lines: Sequence[str], at: datetime) -> None:
    if not lines:
        return
    room = MOST_UNREADABLE - UnreadableLine.objects.filter(machine=machine).count()
    texts = {_printable(line) for line in lines}
    if len(texts) > room:
        log.error("machine.unreadable_dropped", agency=machine.agency_id, machine=machine.pk)
    UnreadableLine.objects.bulk_create(
        (
            UnreadableLine(agency_id=machine.agency_id, machine=machine, text=text, received_at=at)
            for text in sorted(texts)[: max(room, 0)]
        ),
        ignore_conflicts=True,
    )


def _printable(line: str) -> str:
    """A line as the page may show it: on one line, short, without control signs."""
    return "".join(sign if sign.isprintable() else "·" for sign in line[:LONGEST_TEXT])
