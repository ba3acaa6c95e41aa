"""The vocabulary of reads about people. Every read of people starts at `visible_to`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Q, QuerySet
from tree_queries.query import TreeQuerySet

if TYPE_CHECKING:
    from accounts.models import Employee


class DatedQuerySet(QuerySet[Any]):
    """Rows that hold for a period of days."""

    def on(self, day: date) -> DatedQuerySet:
        """Those in force on `day`, both ends included."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day)).filter(
            valid_from__lte=day
        )


class UnitQuerySet(TreeQuerySet):
    """Units of an agency."""

    def visible_to(self, person: Employee) -> UnitQuerySet:
        """The units whose people `person` may see: all, those under a role, or their own."""
        standing = person.standing
        if standing.sees_whole_agency:
            return self.filter(agency_id=person.agency_id)
        return self.filter(agency_id=person.agency_id, pk__in=standing.unit_ids | {person.unit_id})


class EmployeeQuerySet(QuerySet["Employee"]):
    """Employees of an agency."""

    def visible_to(self, person: Employee) -> EmployeeQuerySet:
        """Those whose attendance `person` may read: by role the agency or units; else oneself."""
        standing = person.standing
        mine = self.filter(agency_id=person.agency_id)
        if standing.sees_whole_agency:
            return mine
        return mine.filter(Q(pk=person.pk) | Q(unit_id__in=standing.unit_ids))

    def active(self) -> EmployeeQuerySet:
        """Those who work: not retired, moved or dismissed."""
        return self.filter(is_active=True)


class EmployeeManager(BaseUserManager.from_queryset(EmployeeQuerySet)):  # type: ignore[misc]
    """Employees, looked up by NIP at sign-in."""

    use_in_migrations = False
