"""Calendar of work, policies, rosters, check-ins, judged days, compliance reports."""

from attendance.models.absences import Absence, AbsenceKind, Outage, Sanction
from attendance.models.compliance import ComplianceFigure, ComplianceReport
from attendance.models.days import DayClose, DayStatus, WorkDay
from attendance.models.events import (
    CheckIn,
    CheckInKind,
    CheckInSource,
    PlaceClass,
    WorkMode,
)
from attendance.models.jobs import Job, JobState
from attendance.models.outbox import Outbox
from attendance.models.policies import Policy, PolicyPreset, Regulation
from attendance.models.rosters import Roster, RosterEntry, RosterState
from attendance.models.schedules import RamadanPeriod, Schedule, ScheduleKind

__all__ = [
    "Absence",
    "AbsenceKind",
    "CheckIn",
    "CheckInKind",
    "CheckInSource",
    "ComplianceFigure",
    "ComplianceReport",
    "DayClose",
    "DayStatus",
    "Job",
    "JobState",
    "Outage",
    "Outbox",
    "PlaceClass",
    "Policy",
    "PolicyPreset",
    "RamadanPeriod",
    "Regulation",
    "Roster",
    "RosterEntry",
    "RosterState",
    "Sanction",
    "Schedule",
    "ScheduleKind",
    "WorkDay",
    "WorkMode",
]
