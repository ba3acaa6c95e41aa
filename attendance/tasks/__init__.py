"""Celery's work of attendance: given `now` by the clock, safe to run twice."""

from attendance.tasks import (
    anomalies,
    cases,
    codes,
    complaints,
    compliance,
    days,
    desk_alarms,
    desk_weeks,
    desks,
    generations,
    messages,
    offices,
    outages,
    partitions,
    policy_trials,
)

__all__ = [
    "anomalies",
    "cases",
    "codes",
    "complaints",
    "compliance",
    "days",
    "desk_alarms",
    "desk_weeks",
    "desks",
    "generations",
    "messages",
    "offices",
    "outages",
    "partitions",
    "policy_trials",
]
