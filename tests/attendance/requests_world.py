"""The office of seven with terms and leave rules, and requests in it."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.absence_requests import Wanted, ask_absence
from attendance.actions.corrections import ask_correction
from attendance.actions.days import close_days
from attendance.models import AbsenceRequest, Correction
from attendance.rules.claims import Claim, ClaimKind
from attendance.rules.modes import WorkMode
from tests import factories
from tests.attendance.offices import NOW, TODAY, Office, office

YESTERDAY = TODAY - timedelta(days=1)
PDF = b"%PDF-1.7\nsurat keterangan"


def wib(text: str, day: date = YESTERDAY) -> datetime:
    """`07.24` WIB of `day`."""
    hour, minute = text.split(".")
    return datetime.fromisoformat(f"{day}T{hour}:{minute}:00+07:00")


def requests_office(**policy: Any) -> Office:
    """Seven people whose head is their direct superior, with what requests are judged by."""
    of = office(**policy)
    factories.request_terms(of.agency)
    factories.leave_rule()
    with tenant(of.agency.pk):
        Employee.objects.filter(pk__in=[one.pk for one in of.staff]).update(supervisor=of.head)
    return of


def late_yesterday(person: Employee) -> None:
    """In at 08.10 and out at 16.05: 40 minutes late."""
    factories.check_in(person, wib("08.10"))
    factories.check_in(person, wib("16.05"), kind="out")


def close_yesterday(of: Office) -> None:
    """Judge yesterday."""
    list(close_days(agency=of.agency, first_day=YESTERDAY, last_day=YESTERDAY, now=NOW))


def asked_in(
    person: Employee, at: str = "07.24", *, day: date = YESTERDAY, when: datetime = NOW, **more: Any
) -> Correction:
    """A correction of the first check-in, asked on Wednesday."""
    claim = Claim(ClaimKind.IN, day, moment=wib(at, day), mode=WorkMode.WFO)
    with tenant(person.agency_id):
        return ask_correction(
            by=person, at=when, claim=claim, reason="Mesin mati, saya lapor satpam.", **more
        )


def asked_leave(
    person: Employee,
    first: date = TODAY + timedelta(days=5),
    last: date | None = None,
    *,
    when: datetime = NOW,
    **fields: Any,
) -> AbsenceRequest:
    """Annual leave from next Monday, a day unless told otherwise."""
    wanted = Wanted(
        **{
            "kind": "leave",
            "leave_type": "tahunan",
            "first_day": first,
            "last_day": last or first,
            "reason": "Menjenguk orang tua.",
            **fields,
        }
    )
    with tenant(person.agency_id):
        return ask_absence(by=person, at=when, wanted=wanted)
