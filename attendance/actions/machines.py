"""Keeping an agency's fingerprint machines and the numbers by which they know people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils.text import slugify

from accounts.models import Employee, Unit
from accounts.permissions import can_keep_machines
from attendance.actions.machine_lines import settle_lines
from attendance.models import (
    Aside,
    Direction,
    Machine,
    MachineLine,
    MachineNumber,
    MachineState,
    UnknownMachine,
)
from attendance.wording import machines as words

log = structlog.get_logger(__name__)


class MachineRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was changed, and why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What a person says about a machine; `network` is CIDR or empty."""

    name: str
    unit: Unit
    direction: Direction
    network: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What giving numbers to people did: numbers that were new, lines that waited, new events."""

    new: int
    lines: int
    events: int


@transaction.atomic
def register_machine(*, serial: str, facts: MachineFacts, by: Employee, at: datetime) -> Machine:
    """Approve the machine with this serial number, or take a retired one of the agency back.

    Raises MachineRefused where the serial number is registered, here or with another agency.
    """
    _authorise(by)
    retired = Machine.objects.filter(
        agency=by.agency_id, serial=serial, state=MachineState.RETIRED
    ).first()
    machine = retired or Machine(agency=by.agency, serial=serial, code=_free_code(by, facts.name))
    _apply(machine, facts)
    machine.state = MachineState.APPROVED
    machine.approved_by, machine.approved_at = by, at
    try:
        with transaction.atomic():
            machine.save()
    except IntegrityError as error:
        # Another agency's row cannot be seen here; only the constraint knows of it.
        if "serial" not in str(error):
            raise
        raise MachineRefused(words.serial_taken()) from None
    UnknownMachine.objects.filter(serial=serial).delete()
    log.info("machine.registered", agency=by.agency_id, machine=machine.pk, by=by.pk)
    return machine


@transaction.atomic
def change_machine(*, machine: Machine, facts: MachineFacts, by: Employee, at: datetime) -> int:
    """Save what a person says about `machine`; how many events came out of its kept lines."""
    _authorise(by)
    turned = machine.direction != facts.direction
    _apply(machine, facts)
    machine.save(update_fields=["name", "unit", "zone", "direction", "network"])
    log.info("machine.changed", agency=by.agency_id, machine=machine.pk, by=by.pk)
    if not turned:
        return 0
    pressed = machine.direction == Direction.STATUS
    before, after = ("", Aside.STATUS) if pressed else (Aside.STATUS, "")
    MachineLine.objects.filter(agency=by.agency_id, machine=machine, kind="", aside=before).update(
        aside=after
    )
    return settle_lines(agency=by.agency, machine=machine, numbers=(), by=by, at=at)


@transaction.atomic
def retire_machine(*, machine: Machine, by: Employee) -> None:
    """Refuse the machine's calls from now on; what it reported stays."""
    _authorise(by)
    machine.state = MachineState.RETIRED
    machine.save(update_fields=["state"])
    log.info("machine.retired", agency=by.agency_id, machine=machine.pk, by=by.pk)


@transaction.atomic
def assign_numbers(*, owners: Mapping[str, int], by: Employee, at: datetime) -> Settled:
    """Give each number to the employee with that id, and make events of the lines that waited.

    Raises MachineRefused where a number belongs to somebody else; then nothing is changed. The
    employees must be of the agency.
    """
    _authorise(by)
    agency_id = by.agency_id
    rows = [
        MachineNumber(agency_id=agency_id, number=number, employee_id=employee_id)
        for number, employee_id in owners.items()
    ]
    known = dict(
        MachineNumber.objects.filter(agency=agency_id, number__in=owners).values_list(
            "number", "employee_id"
        )
    )
    for number, employee_id in known.items():
        if owners[number] != employee_id:
            raise MachineRefused(words.number_taken(number))
    MachineNumber.objects.bulk_create([row for row in rows if row.number not in known])
    lines = _claim_lines(agency_id, owners)
    events = settle_lines(agency=by.agency, machine=None, numbers=owners.keys(), by=by, at=at)
    log.info(
        "machine.numbers_assigned",
        agency=agency_id,
        by=by.pk,
        numbers=len(owners),
        lines=lines,
        events=events,
    )
    return Settled(len(owners) - len(known), lines, events)


@transaction.atomic
def release_number(*, row: MachineNumber, by: Employee) -> None:
    """Let a number be nobody's again; lines and events it has made keep their employee."""
    _authorise(by)
    row_id, employee_id = row.pk, row.employee_id
    row.delete()
    log.info(
        "machine.number_released",
        agency=by.agency_id,
        number=row_id,
        employee=employee_id,
        by=by.pk,
    )


CLAIM = """
UPDATE attendance_machineline AS line SET employee_id = given.employee_id
FROM unnest(%s::text[], %s::bigint[]) AS given (number, employee_id)
WHERE line.agency_id = %s AND line.employee_id IS NULL AND line.number = given.number
"""


def _claim_lines(agency_id: int, owners: Mapping[str, int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [list(owners), list(owners.values()), agency_id])
        return cursor.rowcount


def _apply(machine: Machine, facts: MachineFacts) -> None:
    machine.name, machine.unit, machine.direction = facts.name, facts.unit, facts.direction
    machine.network = facts.network
    # The wall it hangs on is its unit's.
    machine.zone = facts.unit.zone or facts.unit.agency.zone


def _free_code(by: Employee, name: str) -> str:
    """A short name for commands, made of the machine's name, that the agency does not use yet."""
    base = slugify(name)[:32] or "mesin"
    taken = set(
        Machine.objects.filter(agency=by.agency_id, code__startswith=base).values_list(
            "code", flat=True
        )
    )
    codes = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in codes if code not in taken)


def _authorise(by: Employee) -> None:
    if not can_keep_machines(by.standing):
        raise PermissionDenied(words.may_not_keep())
