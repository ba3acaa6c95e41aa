"""Until when a case should be examined: working days of the person, from dated settings."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import Agency, Employee
from attendance.models import CaseTerm
from attendance.queries.live import hours_of
from attendance.rulebook import Rulebook, rulebook_of
from services.rules.deadlines import due_date

LONGEST_TERM = timedelta(days=120)
"""So far ahead the calendar is read: longer than any term in working days set so far."""


def case_term(agency_id: int, day: date) -> CaseTerm | None:
    """How long a superior of the agency has, on `day`: its own setting before the nation's."""
    terms = CaseTerm.objects.on(day).filter(Q(agency_id=agency_id) | Q(agency=None))
    return max(terms, key=lambda term: (term.agency_id is not None, term.valid_from), default=None)


def calendar_from(agency: Agency, day: date) -> Rulebook:
    """The rulebook that `working_days_on` needs for dates from `day` on; six statements."""
    return rulebook_of(agency, day, day + LONGEST_TERM)


def working_days_on(rulebook: Rulebook, person: Employee, day: date, count: int) -> date:
    """The date on which the last of `count` working days of `person` after `day` falls."""
    return due_date(day, count, days_off(rulebook, person))


def days_off(rulebook: Rulebook, person: Employee) -> Callable[[date], bool]:
    """Whether a date is no working day of `person`; without hours on record weekends are free."""

    def is_off(day: date) -> bool:
        hours = hours_of(rulebook, person, day)
        return day.isoweekday() > 5 if hours is None else hours.off is not None

    return is_off
