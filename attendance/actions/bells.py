"""Ringing for a worker. The row is the truth, the message only makes it faster.

A broker that is away must never turn what is on disk into an error page: what was rung for is found
by the schedule, or its row is ended with a sentence by whoever rang in vain.
"""

from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from celery import current_app
from kombu.exceptions import KombuError

from attendance.models import JobState

log = structlog.get_logger(__name__)


class LongWork(Protocol):
    """A row of long work: its state, when it was asked for and begun (aware)."""

    state: str
    asked_at: datetime
    started_at: datetime | None


def ring(task: str, agency_id: int, *args: int, **options: Any) -> bool:
    """Ask a worker to run `task` for an agency; False, and a line in the log, without a broker.

    `options` are those of Celery's `send_task`, such as `queue` and `kwargs`.
    """
    try:
        current_app.send_task(
            task, args=[agency_id, *args], retry=False, ignore_result=True, **options
        )
    except (KombuError, OSError) as error:
        log.warning("bell.broker_away", task=task, agency=agency_id, error=type(error).__name__)
        return False
    return True


def is_lost(work: LongWork, at: datetime, *, queued: timedelta, running: timedelta) -> bool:
    """Whether unfinished work waited `queued` or ran `running` long: its message must be lost."""
    if work.state == JobState.QUEUED:
        return at - work.asked_at >= queued
    started = work.started_at or work.asked_at
    return work.state == JobState.RUNNING and at - started >= running
