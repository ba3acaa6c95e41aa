"""The rules of the citizens' side as pure functions: no Django, no database, no clock."""

from services.rules.facts import (
    Closure,
    ClosureKind,
    DayHours,
    DayPlan,
    DeskFacts,
    Holiday,
    HolidayKind,
    Presence,
    ServiceCalendar,
    StatusSettings,
)
from services.rules.headline import Headline, desk_headline, office_headline
from services.rules.hours import DayOff, hours_on
from services.rules.settle import SettledState, settle
from services.rules.state import (
    Basis,
    Code,
    DeskState,
    Event,
    LastKnown,
    NextChange,
    Reason,
)
from services.rules.status import derive
from services.rules.warnings import DeskWarning, warn_manager

__all__ = [
    "Basis",
    "Closure",
    "ClosureKind",
    "Code",
    "DayHours",
    "DayOff",
    "DayPlan",
    "DeskFacts",
    "DeskState",
    "DeskWarning",
    "Event",
    "Headline",
    "Holiday",
    "HolidayKind",
    "LastKnown",
    "NextChange",
    "Presence",
    "Reason",
    "ServiceCalendar",
    "SettledState",
    "StatusSettings",
    "derive",
    "desk_headline",
    "hours_on",
    "office_headline",
    "settle",
    "warn_manager",
]
