"""Who is qualified to serve at which desk from when until when, and on which weekdays it opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import Employee, Unit
from accounts.permissions import can_keep_desk_officers
from attendance.models import DeskOfficer
from attendance.rules.calendar import Period
from attendance.rules.roster import DeskSkill, Ref
from services.models import Desk, OpeningHours


def qualified(
    *, agency_id: int, desk_ids: Collection[int], on: tuple[date, date]
) -> dict[int, tuple[DeskOfficer, ...]]:
    """By desk id, the officers qualified on a day from `on[0]` to `on[1]`, both included.

    A desk without any such row is missing here: it takes anybody of the unit, and so it does on
    a single day that no row covers. One statement.
    """
    first, last = on
    found: dict[int, list[DeskOfficer]] = defaultdict(list)
    rows = DeskOfficer.objects.filter(agency_id=agency_id, desk_id__in=desk_ids)
    for row in rows.filter(touching(first, last)).order_by("desk_id", "employee_id", "valid_from"):
        found[row.desk_id].append(row)
    return {desk_id: tuple(officers) for desk_id, officers in found.items()}


def desk_skills(
    *, agency_id: int, desks: Iterable[Desk], on: tuple[date, date]
) -> Mapping[Ref, DeskSkill]:
    """The same as `check_roster` wants it: who may serve at each desk that names officers."""
    names = {desk.pk: desk.name for desk in desks}
    if not names:
        return {}
    found: dict[Ref, DeskSkill] = {}
    for desk_id, rows in qualified(agency_id=agency_id, desk_ids=names.keys(), on=on).items():
        periods: dict[Ref, list[Period]] = defaultdict(list)
        for row in rows:
            periods[row.employee_id].append(Period(row.valid_from, row.valid_until))
        officers = {person: tuple(held) for person, held in periods.items()}
        found[desk_id] = DeskSkill(names[desk_id], officers)
    return found


def touching(first: date, last: date) -> Q:
    """Rows with dates that hold on a day from `first` to `last`."""
    return Q(valid_from__lte=last) & (Q(valid_until__isnull=True) | Q(valid_until__gte=first))


@dataclass(frozen=True, slots=True)
class KeptDesk:
    """A desk with its unit. `people` are those one may name, `officers` the rows by name."""

    desk: Desk
    unit: Unit
    officers: tuple[DeskOfficer, ...] = ()
    people: tuple[Employee, ...] = ()
    takes_anybody: bool = True


def kept_desks(person: Employee, today: date) -> tuple[KeptDesk, ...]:
    """The desks whose officers `person` keeps, with everybody qualified now or later.

    Four statements. `takes_anybody` says that nobody is named for `today`.
    """
    units = _kept_units(person)
    desks = Desk.objects.filter(owner_id=person.agency_id, unit_code__in=units)
    rows: dict[int, list[DeskOfficer]] = defaultdict(list)
    found = DeskOfficer.objects.filter(agency_id=person.agency_id, desk__in=desks)
    for row in found.exclude(valid_until__lt=today).select_related("employee"):
        rows[row.desk_id].append(row)
    staff: dict[int, list[Employee]] = defaultdict(list)
    for one in Employee.objects.active().filter(unit__in=units.values()).order_by("name"):
        staff[one.unit_id].append(one)
    return tuple(
        KeptDesk(
            desk=desk,
            unit=units[desk.unit_code],
            officers=tuple(
                sorted(rows[desk.pk], key=lambda one: (one.employee.name, one.valid_from))
            ),
            people=tuple(staff[units[desk.unit_code].pk]),
            takes_anybody=not any(row.valid_from <= today for row in rows[desk.pk]),
        )
        for desk in desks.select_related("office").order_by("unit_code", "position", "name")
    )


def desk_to_keep(person: Employee, desk_id: int) -> KeptDesk | None:
    """The desk if `person` keeps its officers; two statements."""
    desk = Desk.objects.filter(owner_id=person.agency_id, pk=desk_id).first()
    unit = None if desk is None else _kept_units(person).get(desk.unit_code)
    return None if desk is None or unit is None else KeptDesk(desk, unit)


def officer_to_keep(person: Employee, pk: int) -> DeskOfficer | None:
    """The row if `person` keeps the officers of its desk."""
    row = DeskOfficer.objects.filter(agency_id=person.agency_id, pk=pk).first()
    return None if row is None or desk_to_keep(person, row.desk_id) is None else row


def _kept_units(person: Employee) -> dict[str, Unit]:
    """By code, the units whose desks' officers `person` keeps; one statement."""
    units = Unit.objects.filter(agency_id=person.agency_id)
    return {unit.code: unit for unit in units if can_keep_desk_officers(person.standing, unit.pk)}


def desk_weekdays(desks: Sequence[Desk]) -> dict[int, frozenset[int]]:
    """The ISO weekdays on which desks have hours, by id; one statement, and none without desks."""
    if not desks:
        return {}
    of_office: dict[int, set[int]] = defaultdict(set)
    of_desk: dict[int, set[int]] = defaultdict(set)
    rows = OpeningHours.objects.filter(office_id__in={desk.office_id for desk in desks})
    for office_id, desk_id, weekday in rows.values_list("office_id", "desk_id", "weekday"):
        if desk_id is None:
            of_office[office_id].add(weekday)
        else:
            of_desk[desk_id].add(weekday)
    found = {desk.pk: of_desk.get(desk.pk) or of_office.get(desk.office_id) for desk in desks}
    return {pk: frozenset(weekdays) for pk, weekdays in found.items() if weekdays}
