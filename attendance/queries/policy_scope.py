"""Whom a policy binds: the employees of its units who hold its post."""

from accounts.models import Employee, Unit
from attendance.models import Policy
from attendance.rules.policy import excluded_as


def units_in_scope(policy: Policy) -> set[int] | None:
    """The ids of the policy's unit and all below it, or None for the whole agency."""
    if policy.unit_id is None:
        return None
    units = Unit.objects.with_tree_fields().filter(agency_id=policy.agency_id)
    return {pk for pk, path in units.values_list("pk", "tree_path") if policy.unit_id in path}


def bound_people(policy: Policy) -> list[int]:
    """The ids of the active employees in the policy's scope; two statements at most."""
    people = Employee.objects.active().filter(agency_id=policy.agency_id)
    units = units_in_scope(policy)
    if units is not None:
        people = people.filter(unit_id__in=units)
    if not policy.post:
        return list(people.values_list("pk", flat=True))
    return [
        pk
        for pk, echelon, title in people.values_list("pk", "echelon", "job_title")
        if excluded_as(echelon, title, [policy.post]) is not None
    ]
