"""Celery's work of attendance: given `now` by the clock, safe to run twice."""

from attendance.tasks import (
    anomalies,
    cases,
    codes,
    compliance,
    days,
    desks,
    generations,
    messages,
    outages,
    partitions,
    policy_trials,
)

__all__ = [
    "anomalies",
    "cases",
    "codes",
    "compliance",
    "days",
    "desks",
    "generations",
    "messages",
    "outages",
    "partitions",
    "policy_trials",
]
