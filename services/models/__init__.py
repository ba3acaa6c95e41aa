"""Offices, desks, services, hours, closures; and plan and presence of desks, as numbers."""

from services.models.calendar import Holiday, HolidayKind
from services.models.hours import Closure, ClosureKind, OpeningHours, SpecialHours
from services.models.offices import Desk, DeskService, Office, Service
from services.models.presence import DeskPlan, DeskPresence, EvidenceKind, PipelineBeat
from services.models.statuses import DeskStatus

__all__ = [
    "Closure",
    "ClosureKind",
    "Desk",
    "DeskPlan",
    "DeskPresence",
    "DeskService",
    "DeskStatus",
    "EvidenceKind",
    "Holiday",
    "HolidayKind",
    "Office",
    "OpeningHours",
    "PipelineBeat",
    "Service",
    "SpecialHours",
]
