"""Days on which a place differs from the plan, and yet stands: accepted, or in an emergency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from attendance.models import Correction
from attendance.queries.emergencies import direct_servers, is_at_desk, settled_by_release
from attendance.rules.emergencies import Release
from attendance.rules.verdict import Flag, settle_place

if TYPE_CHECKING:
    from attendance.queries.live import PersonDay
    from attendance.rulebook import Rulebook

Slot = tuple[int, date]


def settle_places[Key](book: Rulebook, days: Mapping[Key, PersonDay]) -> dict[Key, PersonDay]:
    """The days with every place settled that a superior accepted or an emergency made right.

    One statement, a second around an emergency, and none on the many pages where nothing differs.
    """
    differs = [one for one in days.values() if Flag.MISMATCH in one.verdict.flags]
    if not differs:
        return dict(days)
    released = _released(book, differs) if book.releases else {}
    accepted = _accepted(differs)
    return {
        key: replace(one, verdict=settle_place(one.verdict), release=released.get(slot))
        if (slot := _slot(one)) in accepted or slot in released
        else one
        for key, one in days.items()
    }


def _slot(one: PersonDay) -> Slot:
    return one.employee.pk, one.hours.date


def _released(book: Rulebook, differs: list[PersonDay]) -> dict[Slot, Release]:
    serving = direct_servers(book.agency.pk, {one.employee.pk for one in differs})
    found: dict[Slot, Release] = {}
    for one in differs:
        person, day = one.employee, one.hours.date
        serves = person.pk in serving or is_at_desk(one.entry)
        release = settled_by_release(book, one.verdict, day, unit_id=person.unit_id, serves=serves)
        if release is not None:
            found[_slot(one)] = release
    return found


def _accepted(differs: list[PersonDay]) -> set[Slot]:
    accepted = Correction.objects.filter(
        agency_id=differs[0].employee.agency_id,
        date__in={one.hours.date for one in differs},
        employee_id__in={one.employee.pk for one in differs},
        kind="place",
        state="accepted",
    )
    return set(accepted.values_list("employee_id", "date"))
