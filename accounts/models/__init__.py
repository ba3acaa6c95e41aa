"""Who: agencies, units, employees, and the roles they hold for a time."""

from accounts.models.agencies import Agency, AgencyKind, Region, RegionKind
from accounts.models.employees import Employee, EmploymentType, JobKind
from accounts.models.reference import ReferenceData
from accounts.models.roles import Delegation, Role, RoleGrant
from accounts.models.units import Unit

__all__ = [
    "Agency",
    "AgencyKind",
    "Delegation",
    "Employee",
    "EmploymentType",
    "JobKind",
    "ReferenceData",
    "Region",
    "RegionKind",
    "Role",
    "RoleGrant",
    "Unit",
]
