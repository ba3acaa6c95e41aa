"""Which days somebody still has to decide about: open corrections, leave, outage claims."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from accounts.models import Agency, Employee
from asn_wfh import clock
from attendance.models import AbsenceRequest, CheckIn, Correction, Outage, OutageState
from attendance.queries.live import hours_of
from attendance.rulebook import Rulebook, rulebook_of
from attendance.rules.calendar import Period
from attendance.rules.schedule import MINUTE, DaySchedule

ONE_DAY = timedelta(days=1)
Claim = tuple[int, date]


def open_claims(
    *, agency_id: int, first: date, last: date, employee_ids: Collection[int] | None = None
) -> set[Claim]:
    """(employee, duty date) pairs from `first` to `last` about which something is undecided.

    That is: a correction asked, an absence asked for the date, or a proposed outage that touches
    the person's working hours or events of the date. Three statements; eleven where an outage is
    proposed. The caller stands inside the agency's tenancy.
    """
    of_people = {"agency_id": agency_id}
    if employee_ids is not None:
        of_people["employee_id__in"] = list(employee_ids)  # type: ignore[assignment]
    found: set[Claim] = set(
        Correction.objects.open()
        .filter(**of_people, date__range=(first, last))
        .values_list("employee_id", "date")
    )
    asked = AbsenceRequest.objects.open().filter(
        **of_people, first_day__lte=last, last_day__gte=first
    )
    for employee_id, begins, ends in asked.values_list("employee_id", "first_day", "last_day"):
        found |= {(employee_id, day) for day in _days(max(begins, first), min(ends, last))}
    return found | set(_outage_claims(agency_id, first, last, employee_ids))


def _outage_claims(
    agency_id: int, first: date, last: date, employee_ids: Collection[int] | None
) -> Iterator[Claim]:
    proposed = [
        (one.starts_at, one.ends_at)
        for one in Outage.objects.filter(agency_id=agency_id, state=OutageState.PROPOSED)
        if (one.ends_at + ONE_DAY).date() >= first and (one.starts_at - ONE_DAY).date() <= last
    ]
    if not proposed:
        return
    rulebook = rulebook_of(Agency.objects.get(pk=agency_id), first, last + ONE_DAY)
    people = Employee.objects.filter(agency_id=agency_id, is_active=True)
    if employee_ids is not None:
        people = people.filter(pk__in=list(employee_ids))
    tapped = _taps_inside(agency_id, proposed, employee_ids)
    for person in people.only("pk", "unit_id", "zone"):
        for day in _days_touched(proposed, person.zone, Period(first, last)):
            if _concerns(rulebook, person, day, proposed, tapped.get(person.pk, [])):
                yield person.pk, day


def _concerns(
    rulebook: Rulebook,
    person: Employee,
    day: date,
    proposed: list[tuple[datetime, datetime]],
    taps: list[datetime],
) -> bool:
    """Whether a proposed outage could change the verdict of the person's `day`."""
    hours = hours_of(rulebook, person, day)
    if hours is None or hours.off is not None:
        return False
    begins, ends = _duty(hours)
    inside = any(start <= ends and end >= begins for start, end in proposed)
    return inside or any(hours.owns(at) for at in taps)


def _duty(hours: DaySchedule) -> tuple[datetime, datetime]:
    """From the start of work to the latest end that flexible hours may ask for."""
    return hours.start_at, hours.end_at + hours.schedule.flex_minutes * MINUTE


def _taps_inside(
    agency_id: int,
    proposed: list[tuple[datetime, datetime]],
    employee_ids: Collection[int] | None,
) -> dict[int, list[datetime]]:
    """Times of taps made inside a proposed outage, by person."""
    begins = min(start for start, _ in proposed)
    ends = max(end for _, end in proposed)
    rows = CheckIn.objects.between(begins.date() - ONE_DAY, ends.date() + 3 * ONE_DAY).filter(
        agency_id=agency_id, tapped_at__range=(begins, ends)
    )
    if employee_ids is not None:
        rows = rows.filter(employee_id__in=list(employee_ids))
    found: dict[int, list[datetime]] = {}
    for employee_id, tapped_at in rows.values_list("employee_id", "tapped_at"):
        if any(start <= tapped_at <= end for start, end in proposed):
            found.setdefault(employee_id, []).append(tapped_at)
    return found


def _days_touched(
    proposed: list[tuple[datetime, datetime]], zone: str, span: Period
) -> Iterator[date]:
    """Local dates of the span that an outage touches, and the one before for night shifts."""
    touched = {
        day
        for start, end in proposed
        for day in _days(clock.on_local_date(start, zone) - ONE_DAY, clock.on_local_date(end, zone))
    }
    return iter(sorted(day for day in touched if span.covers(day)))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY
