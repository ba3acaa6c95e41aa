"""The figures of a compliance report: what they are, how they are counted."""

from attendance.queries.figures.counting import PART_CODES, Figure, count_figures
from attendance.queries.figures.kinds import (
    AGENCY_KINDS,
    ALL_KINDS,
    BY_CODE,
    GROUPED,
    KINDS,
    REPORT_KINDS,
    Group,
    Kind,
    Measure,
)
from attendance.queries.figures.quota import QuotaDay, quota_days

__all__ = [
    "AGENCY_KINDS",
    "ALL_KINDS",
    "BY_CODE",
    "GROUPED",
    "KINDS",
    "PART_CODES",
    "REPORT_KINDS",
    "Figure",
    "Group",
    "Kind",
    "Measure",
    "QuotaDay",
    "count_figures",
    "quota_days",
]
