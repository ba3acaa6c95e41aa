"""Computing an agency's monthly compliance report, step by step, with progress that is kept.

Each step is a transaction of its own, so that its progress is seen while the next one runs and
a worker that is killed loses one step at most: whoever takes the job up again finds the days
already closed. Steps of one agency and month wait for each other, so two workers on the same
job are slow, not wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from accounts.models import Agency
from accounts.models.agencies import ZONES
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.days import close_day, hold_days
from attendance.actions.desk_accounts import account_desk_days
from attendance.actions.partitions import make_partitions
from attendance.actions.person_months import keep_person_months
from attendance.actions.reopenings import rejudge_reopened, reopen_for_late_events
from attendance.actions.report_rows import keep_figures, keep_summary
from attendance.models import ComplianceReport, DayClose, Job, JobState
from attendance.queries.day_rows import month_hash_of
from attendance.queries.days import NothingToReport, Span, days_to_close, report_span
from attendance.queries.figures import Figure, count_figures
from attendance.queries.freezes import freeze_of
from attendance.queries.seals import content_hash
from attendance.rulebook import RULE_VERSION, Rulebook, rulebook_of
from attendance.wording import compliance as words
from attendance.wording.freezes import month_stays

log = structlog.get_logger(__name__)

ACTIVE = (JobState.QUEUED, JobState.RUNNING)
"""A job in one of these is somebody's to go on with."""


class ReportRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was begun; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class JobEnded(Exception):  # noqa: N818 - somebody else finished, failed or took the job away
    """The job is no longer queued or running: there is nothing left to do."""


@dataclass(frozen=True, slots=True)
class Computed:
    """The report that stands now; `is_new` is False where the figures were known already."""

    report: ComplianceReport
    is_new: bool


Tell = Callable[[str, int, int], None]
"""Hears of each step: its words, how many are done, how many there are."""


def require_span(agency: Agency, month: date, now: datetime) -> Span:
    """The dates that a report of `month` counts at `now`. Raises ReportRefused.

    A frozen month is not counted again: its figures are signed, and what came later stands beside
    them as dated amendments.
    """
    _require_unfrozen(agency, month)
    span = report_span(agency, month, now)
    if isinstance(span, NothingToReport):
        raise ReportRefused(words.nothing_to_report(span, month, ZONES[agency.zone]))
    return span


def _require_unfrozen(agency: Agency, month: date) -> None:
    freeze = freeze_of(agency.pk, month)
    if freeze is not None:
        raise ReportRefused(month_stays(freeze))


def compute_report(
    *, agency: Agency, month: date, job: Job, now: datetime, tell: Tell | None = None
) -> Computed:
    """Close the days of `month` (its first day) that miss, count its figures, keep the report.

    Call it outside any transaction: each step commits, and the job's row and `tell` hear of it.
    The same figures as the latest version make no new one. Raises ReportRefused, and JobEnded
    where another worker came first.
    """
    with tenant(agency.pk):
        span = require_span(agency, month, now)
        book = rulebook_of(agency, span.first, span.last)
        due = days_to_close(agency, span.first, span.last, now)
    reopen_for_late_events(agency=agency, first=span.first, last=span.last, at=now)
    rejudge_reopened(agency=agency, now=now, first=span.first, last=span.last)
    make_partitions(first_day=span.first, last_day=span.last)
    progress = _Progress(job, len(due) + 3, now, tell)
    for number, day in enumerate(due):
        progress.step(words.closing_step(day), number)
        _close_once(agency, month, day, book, now)
    progress.step(words.desks_step(), len(due))
    _account_desks(agency, month, span, now)
    progress.step(words.people_step(), len(due) + 1)
    seen = _keep_people(agency, month, span)
    progress.step(words.counting_step(), len(due) + 2)
    computed = _keep(agency, month, span, book, job, now, seen)
    if tell is not None:
        tell(_result_words(computed), progress.total, progress.total)
    log.info(
        "compliance.computed",
        agency=agency.pk,
        job=job.pk,
        report=computed.report.pk,
        version=computed.report.version,
        is_new=computed.is_new,
    )
    return computed


@dataclass(slots=True)
class _Progress:
    """Writes each step of a job where other transactions see it at once."""

    job: Job
    total: int
    now: datetime
    tell: Tell | None

    def step(self, what: str, done: int) -> None:
        """Begin the step `what` after `done` others. Raises JobEnded."""
        with tenant(self.job.agency_id):
            going = Job.objects.filter(pk=self.job.pk, state__in=ACTIVE).update(
                state=JobState.RUNNING,
                step=what,
                done=done,
                total=self.total,
                started_at=Coalesce(F("started_at"), Value(self.now)),
            )
        if not going:
            raise JobEnded
        if self.tell is not None:
            self.tell(what, done, self.total)


def _close_once(agency: Agency, month: date, day: date, book: Rulebook, now: datetime) -> None:
    """Close the day unless a worker on the same report did so while this one waited."""
    with tenant(agency.pk):
        _hold_month(agency.pk, month)
        if days_to_close(agency, day, day, now):
            close_day(agency=agency, day=day, now=now, rulebook=book)


def _account_desks(agency: Agency, month: date, span: Span, now: datetime) -> None:
    with tenant(agency.pk):
        _hold_month(agency.pk, month)
        account_desk_days(agency_id=agency.pk, first=span.first, last=span.last, at=now)


def _keep_people(agency: Agency, month: date, span: Span) -> str:
    """Add up each person's month; what the days were like that went into it."""
    with tenant(agency.pk):
        _hold_month(agency.pk, month)
        hold_days(agency.pk)
        _require_unfrozen(agency, month)
        keep_person_months(agency_id=agency.pk, month=month, span=span)
        return _state_of_days(agency, span)


def _state_of_days(agency: Agency, span: Span) -> str:
    """The hash of the month's days as they were closed: another one where any of them changed."""
    closes = DayClose.objects.filter(agency=agency, date__range=(span.first, span.last))
    return month_hash_of(dict(closes.values_list("date", "content_hash")))


def _keep(
    agency: Agency,
    month: date,
    span: Span,
    book: Rulebook,
    job: Job,
    now: datetime,
    seen: str,
) -> Computed:
    """Count the figures and keep them with the end of the job, all of it or nothing.

    `seen` is what the days were like when the people's months were made.
    """
    with tenant(agency.pk):
        _hold_month(agency.pk, month)
        # Or the counts could see the days before and after a close.
        hold_days(agency.pk)
        _require_unfrozen(agency, month)
        if _state_of_days(agency, span) != seen:
            keep_person_months(agency_id=agency.pk, month=month, span=span)
        # Requests, outages and citizens' reports are older than the first day on record.
        figures = count_figures(agency, Span(month, span.last), book)
        computed = _keep_report(agency, month, span, figures, now)
        keep_summary(computed.report, figures, now)
        ended = Job.objects.filter(pk=job.pk, state__in=ACTIVE).update(
            state=JobState.DONE,
            step="",
            done=F("total"),
            message=_result_words(computed),
            finished_at=clock.now(),  # the one moment that cannot be passed in at the start
        )
        if not ended:
            raise JobEnded
    return computed


def _keep_report(
    agency: Agency, month: date, span: Span, figures: list[Figure], now: datetime
) -> Computed:
    """The report with these figures: the latest where they are its own, else a new version."""
    digest = content_hash(agency, month, span.last, figures)
    former = ComplianceReport.objects.filter(agency=agency, month=month).first()
    if former is not None and former.content_hash == digest:
        # Counted anew, it stands for the days as they are now.
        former.computed_at = now
        former.save(update_fields=["computed_at"])
        return Computed(former, is_new=False)
    report = ComplianceReport.objects.create(
        agency=agency,
        month=month,
        version=1 if former is None else former.version + 1,
        rule_version=RULE_VERSION,
        data_until=span.last,
        computed_at=now,
        content_hash=digest,
    )
    keep_figures(report, figures)
    return Computed(report, is_new=True)


def _result_words(computed: Computed) -> str:
    say = words.report_ready if computed.is_new else words.report_same
    return say(computed.report.version)


def _hold_month(agency_id: int, month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))",
            [f"compliance:{month:%Y-%m}", agency_id],
        )
