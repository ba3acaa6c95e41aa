"""The vocabulary of reads about attendance; every read of people starts at `visible_to`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q, QuerySet

from accounts.querysets import DatedQuerySet

if TYPE_CHECKING:
    from accounts.models import Employee


ONE_DAY = timedelta(days=1)
RECEIPT_SPAN = 2 * ONE_DAY


class OfPersonQuerySet(QuerySet[Any]):
    """Rows about one employee each: events, days, absences, roster lines."""

    def visible_to(self, person: Employee) -> Self:
        """Rows of the people `person` may read: the agency's, their units', or only their own."""
        standing = person.standing
        mine = self.filter(agency_id=person.agency_id)
        if standing.sees_whole_agency:
            return mine
        own = Q(employee_id=person.pk)
        if standing.unit_ids:
            own |= Q(employee__unit_id__in=standing.unit_ids)
        return mine.filter(own)

    def of(self, person: Employee) -> Self:
        """Rows about `person`."""
        return self.filter(agency_id=person.agency_id, employee_id=person.pk)


class CheckInQuerySet(OfPersonQuerySet):
    """Check-in events."""

    def on(self, day: date) -> Self:
        """Events whose local date is `day`."""
        return self.filter(local_date=day)

    def between(self, first: date, last: date) -> Self:
        """Events with a local date from `first` to `last`, both included."""
        return self.filter(local_date__range=(first, last))

    def for_days(self, first: date, last: date) -> Self:
        """What the days from `first` to `last` are judged by.

        A night shift owns events until noon of the next day, and a tap queued offline may arrive
        24 hours after it was made; what a superior decided about it bears the date of the tap.
        """
        received = Q(local_date__range=(first, last + RECEIPT_SPAN))
        return self.filter(received | Q(local_date=first - ONE_DAY, source="correction"))


class WorkDayQuerySet(OfPersonQuerySet):
    """Judged days."""

    def on(self, day: date) -> Self:
        """Days judged for the date `day`."""
        return self.filter(date=day)

    def in_month(self, month: date) -> Self:
        """Days of the calendar month that contains `month`."""
        return self.filter(date__year=month.year, date__month=month.month)

    def late(self) -> Self:
        """Days with late minutes."""
        return self.filter(late_minutes__gt=0)


class RosterQuerySet(QuerySet[Any]):
    """Rosters of units."""

    def visible_to(self, person: Employee) -> Self:
        """Rosters of the agency, of the units under one's roles, and of one's own unit."""
        standing = person.standing
        mine = self.filter(agency_id=person.agency_id)
        if standing.sees_whole_agency:
            return mine
        return mine.filter(unit_id__in=standing.unit_ids | {person.unit_id})

    def covering(self, day: date) -> Self:
        """Rosters whose period contains `day`."""
        return self.filter(first_day__lte=day, last_day__gte=day)


class RosterEntryQuerySet(OfPersonQuerySet):
    """Lines of rosters."""

    def in_force(self) -> Self:
        """Lines of approved rosters that no newer version replaced."""
        return self.filter(in_force=True)

    def on(self, day: date) -> Self:
        """Lines for the date `day`."""
        return self.filter(date=day)


class PolicyQuerySet(DatedQuerySet):
    """Policies of an agency."""

    def visible_to(self, person: Employee) -> Self:
        """Everyone may read the policies of their own agency."""
        return self.filter(agency_id=person.agency_id)

    def published(self) -> Self:
        """Policies that hold in their period; a draft binds nobody."""
        return self.filter(state="published")


class ReportQuerySet(QuerySet[Any]):
    """Compliance reports and jobs of an agency."""

    def visible_to(self, person: Employee) -> Self:
        """All of the agency to those who may read compliance; nothing to others."""
        from accounts.permissions import can_read_compliance

        if not can_read_compliance(person.standing):
            return self.none()
        return self.filter(agency_id=person.agency_id)


class ExportQuerySet(QuerySet[Any]):
    """Files made of an agency's reports."""

    def visible_to(self, person: Employee) -> Self:
        """Those of the reports a person may read; what concerns pay to those who export it."""
        from accounts.permissions import can_export_pay, can_read_compliance

        if not can_read_compliance(person.standing):
            return self.none()
        mine = self.filter(agency_id=person.agency_id)
        return mine if can_export_pay(person.standing) else mine.filter(holds_pay=False)


class AbsenceQuerySet(OfPersonQuerySet):
    """Leave, travel, sickness, study."""

    def covering(self, day: date) -> Self:
        """Absences that include `day`."""
        return self.filter(first_day__lte=day, last_day__gte=day)


class RequestQuerySet(OfPersonQuerySet):
    """Requests of employees: corrections, leave, travel, and their evidence."""

    def open(self) -> Self:
        """Those that wait for a superior."""
        return self.filter(state="asked")

    def settled(self) -> Self:
        """Those a superior decided."""
        return self.filter(state__in=("accepted", "refused"))


class MachineQuerySet(QuerySet[Any]):
    """Machines, their numbers and lines, and code screens of an agency."""

    def visible_to(self, person: Employee) -> Self:
        """All of the agency to those who keep its machines; nothing to others."""
        from accounts.permissions import can_keep_machines

        if not can_keep_machines(person.standing):
            return self.none()
        return self.filter(agency_id=person.agency_id)


class AnomalyQuerySet(QuerySet[Any]):
    """Patterns for a person to look at."""

    def visible_to(self, person: Employee) -> Self:
        """All of the agency to those who may look into patterns; nothing to others."""
        from accounts.permissions import can_read_anomalies

        if not can_read_anomalies(person.standing):
            return self.none()
        return self.filter(agency_id=person.agency_id)


class OutageQuerySet(QuerySet[Any]):
    """Declared or measured outages."""

    def declared(self) -> Self:
        """Those that count: an operator stands behind them."""
        return self.filter(state="declared")

    def visible_to(self, person: Employee) -> Self:
        """Everyone may read the outages of their own agency."""
        return self.filter(agency_id=person.agency_id)

    def touching(self, start: datetime, end: datetime) -> Self:
        """Outages that share a moment with the aware interval from `start` to `end`."""
        return self.filter(starts_at__lte=end, ends_at__gte=start)


class OwnQuerySet(QuerySet[Any]):
    """What belongs to one employee alone: messages, preferences, browsers, calendar addresses."""

    def visible_to(self, person: Employee) -> Self:
        """A person's own, whatever their role."""
        return self.filter(agency_id=person.agency_id, employee_id=person.pk)


class DocumentQuerySet(QuerySet[Any]):
    """Signed documents of an agency."""

    def visible_to(self, person: Employee) -> Self:
        """Those of rosters a person may read."""
        standing = person.standing
        mine = self.filter(agency_id=person.agency_id)
        if standing.sees_whole_agency:
            return mine
        path = (
            "roster" if self.model.__name__ == "AssignmentLetter" else "assignment_letter__roster"
        )
        return mine.filter(**{f"{path}__unit_id__in": standing.unit_ids | {person.unit_id}})
