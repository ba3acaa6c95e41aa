"""What the policies mean for one person: the one that binds today, and the days to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import Employee
from attendance.models import Policy
from attendance.queries.policies import PARTS
from attendance.queries.policy_effect import KnownPerson, known_people, off_on
from attendance.rulebook import Rulebook, rulebook_of
from attendance.rules import policy as rules
from attendance.rules.eligibility import EligibilityRefusal, eligibility_refusals
from attendance.rules.modes import WorkMode

ONE_DAY = timedelta(days=1)
AHEAD = 14
MOST_DAYS = 6
FLEXIBLE = (WorkMode.WFH, WorkMode.WFA)


@dataclass(frozen=True, slots=True)
class MyDay:
    """A working day: the places besides the office that are open, and else why none is."""

    date: date
    allowed: tuple[WorkMode, ...]
    refusals: tuple[EligibilityRefusal, ...]


@dataclass(frozen=True)
class MyPolicy:
    """`policy` binds today, None where nothing does; `coming` are published and not yet begun."""

    policy: Policy | None
    coming: tuple[Policy, ...]
    days: tuple[MyDay, ...]


def my_policy_of(person: Employee, today: date) -> MyPolicy:
    """What binds `person` on `today` and on the next working days; about a dozen statements."""
    book = rulebook_of(person.agency, today, today + AHEAD * ONE_DAY)
    known = known_people(person.agency, book, today, today + AHEAD * ONE_DAY, people=[person.pk])
    rows = {
        row.pk: row for row in Policy.objects.visible_to(person).published().select_related(*PARTS)
    }
    path = book.unit_paths.get(person.unit_id, ())
    coming = [
        row
        for row in rows.values()
        if row.valid_from > today and (row.unit_id is None or row.unit_id in path)
    ]
    return MyPolicy(
        policy=rows.get(_binding(book, person, today) or 0),
        coming=tuple(sorted(coming, key=lambda row: row.valid_from)),
        days=tuple(_days(book, known[0], today))[:MOST_DAYS] if known else (),
    )


def _binding(book: Rulebook, person: Employee, day: date) -> int | None:
    """The row of the policy that binds the person on `day`."""
    policies = book.policies_for(person.unit_id)
    own = rules.own_policy_on(day, policies, echelon=person.echelon, job_title=person.job_title)
    return next((bound.row_id for bound in book.policies if bound.value is own), None)


def _days(book: Rulebook, known: KnownPerson, today: date) -> Iterator[MyDay]:
    policies = book.policies_for(known.unit_id)
    for offset in range(AHEAD):
        day = today + offset * ONE_DAY
        if off_on(book, known, day) is not None:
            continue
        found = {
            mode: eligibility_refusals(known.person, day, mode, policies=policies, off=None)
            for mode in FLEXIBLE
        }
        allowed = tuple(mode for mode, refusals in found.items() if not refusals)
        yield MyDay(day, allowed, () if allowed else found[WorkMode.WFH])
