"""A computation of the report as `components/_progress.html` prints it."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from attendance.models import Job, JobState
from attendance.wording import compliance as words
from attendance.wording import overview as said

Shape = dict[str, Any]
WAITING_LONG = timedelta(minutes=1)


def job_shape(job: Job, now: datetime, *, may_cancel: bool) -> Shape:
    """What `components/_progress.html` shows."""
    active = job.state in (JobState.QUEUED, JobState.RUNNING)
    return {
        "id": job.pk,
        "url": reverse("attendance:compliance_job", args=[job.pk]),
        "title": words.job_title(job.month or job.asked_at.date()),
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "note": _job_note(job, now),
        "detail": _job_detail(job, now),
        "result_url": "",
        "result_label": "",
        "cancel_url": (
            reverse("attendance:compliance_cancel", args=[job.pk]) if active and may_cancel else ""
        ),
    }


def _job_note(job: Job, now: datetime) -> str:
    if job.state == JobState.RUNNING:
        return job.step
    if job.state != JobState.QUEUED:
        return job.message
    waited = now - job.asked_at
    if waited < WAITING_LONG:
        return words.queued_words()
    return words.waiting_long(waited // timedelta(minutes=1))


def _job_detail(job: Job, now: datetime) -> str:
    """Who asked, and for how long it runs."""
    asked = said.asked_by(job.asked_by.name) if job.asked_by else said.asked_by_portal()
    if job.state != JobState.RUNNING or job.started_at is None:
        return asked
    return f"{asked} · {said.running_for(max(0, int((now - job.started_at).total_seconds())))}"
