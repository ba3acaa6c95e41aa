"""Celery's work of attendance: given `now` by the clock, safe to run twice."""

from attendance.tasks import compliance, days, desks, partitions

__all__ = ["compliance", "days", "desks", "partitions"]
