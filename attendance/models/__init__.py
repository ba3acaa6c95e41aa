"""Calendar of work, policies, rosters, check-ins, judged days, requests, discipline, reports."""

from attendance.models.absences import Absence, AbsenceKind, Sanction
from attendance.models.anomalies import (
    Anomaly,
    AnomalyKind,
    AnomalyPerson,
    AnomalySearch,
    AnomalyState,
)
from attendance.models.code_screens import CodeGuess, CodeScreen, CodeUse
from attendance.models.compliance import ComplianceFigure, ComplianceReport
from attendance.models.days import DayClose, DayStatus, WorkDay
from attendance.models.discipline import (
    CaseState,
    CaseStepKind,
    CaseTerm,
    DisciplineCase,
    DisciplineCaseDay,
    DisciplineCaseStep,
    SanctionLevel,
    SanctionStep,
    SanctionTable,
    StepMeasure,
)
from attendance.models.events import (
    CheckIn,
    CheckInKind,
    CheckInSource,
    EvidenceLevel,
    PlaceClass,
    WorkMode,
)
from attendance.models.jobs import Job, JobState
from attendance.models.leave import LeaveOpening, LeaveRule
from attendance.models.machines import (
    Aside,
    Direction,
    Machine,
    MachineLine,
    MachineNumber,
    MachineState,
    UnknownMachine,
    UnreadableLine,
)
from attendance.models.outages import Outage, OutageState, PortalBeat
from attendance.models.outbox import Outbox
from attendance.models.policies import Policy, PolicyPreset, Regulation
from attendance.models.reopenings import DayAmendment, MonthFreeze, ReopenCause, Reopening
from attendance.models.requests import (
    AbsenceRequest,
    Correction,
    CorrectionKind,
    EvidenceFile,
    EvidenceType,
    LeaveType,
    RequestState,
    RequestSubject,
    RequestTerm,
)
from attendance.models.rosters import Roster, RosterEntry, RosterState
from attendance.models.schedules import RamadanPeriod, Schedule, ScheduleKind
from attendance.models.thresholds import Threshold, ThresholdCode

__all__ = [
    "Absence",
    "AbsenceKind",
    "AbsenceRequest",
    "Anomaly",
    "AnomalyKind",
    "AnomalyPerson",
    "AnomalySearch",
    "AnomalyState",
    "Aside",
    "CaseState",
    "CaseStepKind",
    "CaseTerm",
    "CheckIn",
    "CheckInKind",
    "CheckInSource",
    "CodeGuess",
    "CodeScreen",
    "CodeUse",
    "ComplianceFigure",
    "ComplianceReport",
    "Correction",
    "CorrectionKind",
    "DayAmendment",
    "DayClose",
    "DayStatus",
    "Direction",
    "DisciplineCase",
    "DisciplineCaseDay",
    "DisciplineCaseStep",
    "EvidenceFile",
    "EvidenceLevel",
    "EvidenceType",
    "Job",
    "JobState",
    "LeaveOpening",
    "LeaveRule",
    "LeaveType",
    "Machine",
    "MachineLine",
    "MachineNumber",
    "MachineState",
    "MonthFreeze",
    "Outage",
    "OutageState",
    "Outbox",
    "PlaceClass",
    "Policy",
    "PolicyPreset",
    "PortalBeat",
    "RamadanPeriod",
    "Regulation",
    "ReopenCause",
    "Reopening",
    "RequestState",
    "RequestSubject",
    "RequestTerm",
    "Roster",
    "RosterEntry",
    "RosterState",
    "Sanction",
    "SanctionLevel",
    "SanctionStep",
    "SanctionTable",
    "Schedule",
    "ScheduleKind",
    "StepMeasure",
    "Threshold",
    "ThresholdCode",
    "UnknownMachine",
    "UnreadableLine",
    "WorkDay",
    "WorkMode",
]
