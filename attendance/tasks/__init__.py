"""Celery's work of attendance: given `now` by the clock, safe to run twice."""
