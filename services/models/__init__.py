"""Offices, desks, services, hours, closures; plan and presence of desks; what citizens report."""

from services.models.calendar import Holiday, HolidayKind
from services.models.changes import DeskDay, DeskWeek, OfficeWeek, StatusChange
from services.models.complaints import (
    Complaint,
    ComplaintClass,
    ComplaintKind,
    ComplaintState,
    ComplaintStep,
    ComplaintTerm,
    Finding,
    Seen,
)
from services.models.followers import Follower, FollowerChannel, FollowerNotice, FollowerWish
from services.models.hours import Closure, ClosureKind, OpeningHours, SpecialHours
from services.models.notices import ClosureNotice, NoticeOf
from services.models.offices import Desk, DeskService, Office, Service
from services.models.presence import (
    DeskPlan,
    DeskPresence,
    EvidenceKind,
    PipelineBeat,
    RemoteService,
)
from services.models.standards import ServiceStandard, StandardComponent
from services.models.statuses import DeskStatus

__all__ = [
    "Closure",
    "ClosureKind",
    "ClosureNotice",
    "Complaint",
    "ComplaintClass",
    "ComplaintKind",
    "ComplaintState",
    "ComplaintStep",
    "ComplaintTerm",
    "Desk",
    "DeskDay",
    "DeskPlan",
    "DeskPresence",
    "DeskService",
    "DeskStatus",
    "DeskWeek",
    "EvidenceKind",
    "Finding",
    "Follower",
    "FollowerChannel",
    "FollowerNotice",
    "FollowerWish",
    "Holiday",
    "HolidayKind",
    "NoticeOf",
    "Office",
    "OfficeWeek",
    "OpeningHours",
    "PipelineBeat",
    "RemoteService",
    "Seen",
    "Service",
    "ServiceStandard",
    "SpecialHours",
    "StandardComponent",
    "StatusChange",
]
