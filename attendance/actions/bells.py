"""Ringing for a worker. The row is the truth, the message only makes it faster.

A broker that is away must never turn what is on disk into an error page: what was rung for is found
by the schedule, or its row is ended with a sentence by whoever rang in vain.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from celery import current_app, group
from kombu.exceptions import KombuError

from attendance.models import JobState

log = structlog.get_logger(__name__)


class LongWork(Protocol):
    """A row of long work: its state, when it was asked for and begun (aware)."""

    state: str
    asked_at: datetime
    started_at: datetime | None


def ring(task: str, *args: int, **options: Any) -> bool:
    """Ask a worker to run `task`; False, and a line in the log, without a broker.

    `args` are ids of rows, an agency's first where it has one. `options` are those of Celery's
    `send_task`, such as `queue`, `kwargs` and `priority`.
    """
    try:
        current_app.send_task(task, args=list(args), retry=False, ignore_result=True, **options)
    except (KombuError, OSError) as error:
        log.warning("bell.broker_away", task=task, args=args, error=type(error).__name__)
        return False
    return True


def ring_all(task: str, calls: Iterable[tuple[int, ...]], **options: Any) -> bool:
    """Ask workers to run `task` once for each tuple of ids, over one connection.

    False without a broker, as `ring`: some of them may have been asked.
    """
    signatures = [current_app.signature(task, args=one, immutable=True) for one in calls]
    try:
        group(signatures, app=current_app).apply_async(retry=False, ignore_result=True, **options)
    except (KombuError, OSError) as error:
        log.warning(
            "bell.broker_away", task=task, calls=len(signatures), error=type(error).__name__
        )
        return False
    return True


AFTER_PEOPLE = 9
"""The priority of what no person waits for, in Valkey's order: 0 goes first.

Else one agency's click would wait for a whole country's reports."""


def is_lost(work: LongWork, at: datetime, *, queued: timedelta, running: timedelta) -> bool:
    """Whether unfinished work waited `queued` or ran `running` long: its message must be lost."""
    if work.state == JobState.QUEUED:
        return at - work.asked_at >= queued
    started = work.started_at or work.asked_at
    return work.state == JobState.RUNNING and at - started >= running
