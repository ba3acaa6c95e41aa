"""To which part of an agency a list behind a figure is narrowed by its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Employee, Unit
from accounts.rules import EmploymentType
from attendance.models import ComplianceReport
from attendance.queries.figures import PART_CODES
from attendance.queries.figures.sums import NO_PLACE
from attendance.rules.modes import WorkMode


class NoSuchPart(LookupError):  # noqa: N818 - an address of nothing, not an error
    """The address names a unit, part, date or person that the report does not have."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One unit, or it with all below it; a part as `mode:WFH`; one date; one person.

    `unit_ids` are the units whose days count, None for all. `is_whole` says that there is a figure
    of exactly this: nothing else was narrowed.
    """

    unit: Unit | None = None
    below: bool = False
    unit_ids: frozenset[int] | None = None
    part: str = ""
    day: date | None = None
    employee_id: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether a figure was counted of exactly this."""
        narrowed = self.day is not None or self.employee_id is not None
        return not narrowed and not (self.part and self.unit is not None)

    @property
    def query(self) -> dict[str, str]:
        """The address's parameters that narrow like this."""
        given = {
            "unit": "" if self.unit is None else str(self.unit.pk),
            "bawahan": "1" if self.below else "",
            "bagian": self.part,
            "tanggal": "" if self.day is None else self.day.isoformat(),
            "pegawai": "" if self.employee_id is None else str(self.employee_id),
        }
        return {name: value for name, value in given.items() if value}


def narrowing_from(given: Mapping[str, str], report: ComplianceReport, code: str) -> Narrowing:
    """What the address's parameters ask for; at most three statements. Raises NoSuchPart."""
    unit, below = _unit(given.get("unit", ""), report), given.get("bawahan") == "1"
    ids: frozenset[int] | None = None
    if unit is not None:
        units = Unit.objects.filter(agency_id=report.agency_id)
        with_below = units.descendants(unit, include_self=True) if below else ()
        ids = frozenset({unit.pk, *(one.pk for one in with_below)})
    return Narrowing(
        unit=unit,
        below=below and unit is not None,
        unit_ids=ids,
        part=_part(given.get("bagian", ""), report, code),
        day=_day(given.get("tanggal", ""), report),
        employee_id=_person(given.get("pegawai", ""), report),
    )


def _unit(text: str, report: ComplianceReport) -> Unit | None:
    number = _number(text)
    if number is None:
        return None
    unit = Unit.objects.filter(agency_id=report.agency_id, pk=number).first()
    if unit is None:
        raise NoSuchPart(text)
    return unit


def _person(text: str, report: ComplianceReport) -> int | None:
    number = _number(text)
    people = Employee.objects.filter(agency_id=report.agency_id, pk=number)
    if number is not None and not people.exists():
        raise NoSuchPart(text)
    return number


def _part(text: str, report: ComplianceReport, code: str) -> str:
    """A part that the report tells this figure of."""
    if not text:
        return ""
    name, _, value = text.partition(":")
    values: dict[str, tuple[str, ...]] = {
        "employment": tuple(one.value for one in EmploymentType),
        "mode": (*(one.value for one in WorkMode), NO_PLACE),
        "weekday": tuple("1234567"),
    }
    if code not in PART_CODES.get(name, ()):
        raise NoSuchPart(text)
    if name == "date":
        day = _day(value, report)
        if day is None:
            raise NoSuchPart(text)
        return f"date:{day.isoformat()}"
    if value not in values[name]:
        raise NoSuchPart(text)
    return text


def _day(text: str, report: ComplianceReport) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NoSuchPart(text) from None
    if not report.month <= day <= report.data_until:
        raise NoSuchPart(text)
    return day


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and text.isascii() and len(text) < 12):
        raise NoSuchPart(text)
    return int(text)
