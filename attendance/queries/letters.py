"""Letters: what one is made of, a roster's letter, the agency's list, and a code's document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from accounts.models import Delegation, Employee, Unit
from accounts.permissions import can_approve_roster
from accounts.standing import Held
from attendance.models import (
    AssignmentLetter,
    LetterNumbering,
    Policy,
    Roster,
    RosterEntry,
    RosterState,
)
from attendance.rules.calendar import Period


@dataclass(frozen=True, slots=True)
class PersonLines:
    """One employee of a letter: the mode of each date."""

    person: Employee
    modes: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class Office:
    """In which office somebody signs: their own, or another's by delegation."""

    signer: Employee
    delegation: Delegation | None


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything a roster's letter says, but its number. `units` run from the top to the unit."""

    roster: Roster
    people: tuple[PersonLines, ...]
    policies: tuple[Policy, ...]
    units: tuple[Unit, ...]
    office: Office
    replaces: AssignmentLetter | None


@dataclass(frozen=True, slots=True)
class RosterLetter:
    """A roster's letter on its page: the one that is, or whether the reader may sign one."""

    letter: AssignmentLetter | None
    may_sign: bool


def letter_of(roster: Roster) -> AssignmentLetter | None:
    """The signed letter of this version of a roster, revoked or not; one statement."""
    found: AssignmentLetter | None = (
        AssignmentLetter.objects.filter(agency_id=roster.agency_id, roster=roster)
        .select_related("document")
        .defer("document__content")
        .first()
    )
    return found


def roster_letter(roster: Roster, reader: Employee) -> RosterLetter:
    """What a roster's page says of its letter; one statement, none for a draft."""
    if roster.state not in (RosterState.APPROVED, RosterState.SUPERSEDED):
        return RosterLetter(None, may_sign=False)
    letter = letter_of(roster)
    may_sign = (
        letter is None
        and roster.state == RosterState.APPROVED
        and can_approve_roster(reader.standing, roster.unit_id) is not None
    )
    return RosterLetter(letter, may_sign)


def office_of(signer: Employee, held: Held) -> Office:
    """The office that the role `held` gives `signer`; one statement where it is delegated."""
    if held.delegation_id is None:
        return Office(signer, None)
    return Office(signer, Delegation.objects.select_related("principal").get(pk=held.delegation_id))


def letter_facts(roster: Roster, office: Office) -> LetterFacts:
    """What the letter of an approved roster says; six statements, however many people."""
    units = tuple(Unit.objects.get(pk=roster.unit_id).ancestors(include_self=True))
    return LetterFacts(
        roster=roster,
        people=_people(roster),
        policies=_policies(roster, [unit.pk for unit in units]),
        units=units,
        office=office,
        replaces=_former(roster),
    )


def _people(roster: Roster) -> tuple[PersonLines, ...]:
    rows = (
        RosterEntry.objects.filter(agency_id=roster.agency_id, roster=roster)
        .select_related("employee")
        .order_by("employee__name", "employee_id", "date")
    )
    return tuple(
        PersonLines(person, {row.date: row.mode for row in lines})
        for person, lines in groupby(rows, key=lambda row: row.employee)
    )


def _policies(roster: Roster, unit_ids: list[int]) -> tuple[Policy, ...]:
    """Policies that bind the unit in the roster's period; the nearer unit's comes first."""
    depth = {pk: number for number, pk in enumerate(unit_ids, start=1)}
    rows = (
        Policy.objects.published()
        .filter(
            Q(unit__isnull=True) | Q(unit_id__in=unit_ids),
            agency_id=roster.agency_id,
            valid_from__lte=roster.last_day,
        )
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=roster.first_day))
        .select_related("regulation")
    )
    found = sorted(rows, key=lambda row: (-depth.get(row.unit_id, 0), row.valid_from, row.pk))
    return tuple(_binding(found, Period(roster.first_day, roster.last_day)))


def _binding(rows: list[Policy], period: Period) -> list[Policy]:
    """Those that decide on a date of the period: a nearer unit's policy hides what is above."""
    held: dict[int, Policy] = {}
    for day in period.days():
        on = [row for row in rows if Period(row.valid_from, row.valid_until).covers(day)]
        for row in on:
            if row.unit_id == on[0].unit_id:
                held[row.pk] = row
    return list(held.values())


def _former(roster: Roster) -> AssignmentLetter | None:
    """The latest letter of an earlier version of the same roster."""
    found: AssignmentLetter | None = (
        AssignmentLetter.objects.filter(
            agency_id=roster.agency_id,
            roster__unit_id=roster.unit_id,
            roster__first_day=roster.first_day,
            roster__version__lt=roster.version,
        )
        .select_related("document")
        .defer("document__content")
        .order_by("-roster__version")
        .first()
    )
    return found


def agency_letters(reader: Employee) -> QuerySet[AssignmentLetter]:
    """The letters `reader` may read, the newest first, without their bytes."""
    found: QuerySet[AssignmentLetter] = (
        AssignmentLetter.objects.visible_to(reader)
        .select_related("document", "roster__unit")
        .defer("document__content")
        .order_by("-document__signed_at", "-pk")
    )
    return found


def numbering_of(agency_id: int, year: int) -> LetterNumbering:
    """How the agency numbers letters in `year`: its row, or what a new one would hold."""
    rows = LetterNumbering.objects.filter(agency_id=agency_id, year__lte=year).order_by("-year")
    known = rows.first()
    if known is None:
        return LetterNumbering(agency_id=agency_id, year=year)
    if known.year == year:
        return known
    return LetterNumbering(agency_id=agency_id, year=year, pattern=known.pattern)
