"""Until when something may be asked and should be settled, in one agency on one day."""

from datetime import date

from accounts.models import Agency
from attendance.models import RequestSubject, RequestTerm
from attendance.rules.claims import Term


def term_on(agency: Agency, subject: RequestSubject, day: date) -> Term:
    """The agency's own term in force on `day`, else the portal's default; one statement.

    Raises LookupError where no reference data is loaded.
    """
    rows = RequestTerm.objects.on(day).filter(subject=subject).order_by("-valid_from")
    mine = [row for row in rows if row.agency_id in (agency.pk, None)]
    row = min(mine, key=lambda one: one.agency_id is None, default=None)
    if row is None:
        raise LookupError(f"no term for {subject} on {day}")
    return Term(row.ask_within_days, row.settle_within_days, row.legal_basis)
