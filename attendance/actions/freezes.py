"""Freezing a month: its judged days stay as they are, and what comes later stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Agency, Employee
from accounts.permissions import Held, can_freeze_month
from attendance.actions.compliance import content_hash
from attendance.actions.days import hold_days
from attendance.models import ComplianceReport, DayClose, MonthFreeze, WorkDay
from attendance.queries.day_rows import kept_hashes, month_hash_of
from attendance.queries.days import NothingToReport, report_span
from attendance.queries.figures import count_figures
from attendance.queries.freezes import freeze_obstacles, freeze_of
from attendance.queries.months import last_of_month
from attendance.rulebook import rulebook_of
from attendance.wording import freezes as words

log = structlog.get_logger(__name__)


class FreezeRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The month was not frozen; `sentences` say everything that stands in the way."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


@transaction.atomic
def freeze_month(
    *, agency: Agency, month: date, by: Employee, at: datetime, version: int | None = None
) -> MonthFreeze:
    """Fix the judged days of `month` (its first day) and the report that was made of them.

    Only the PPK, or whom the PPK delegated, and only when the whole month is closed, nothing
    waits to be judged again, and the latest report counts exactly the rows there are; `version` is
    that of the report which `by` has read. From then on the database refuses every change of
    those rows. Runs inside the agency's tenancy. Raises FreezeRefused; then nothing has changed.
    """
    held = can_freeze_month(by.standing)
    if held is None or by.agency_id != agency.pk:
        raise FreezeRefused([words.may_not_freeze()])
    hold_days(agency.pk)
    known = freeze_of(agency.pk, month)
    if known is not None:
        raise FreezeRefused([words.frozen_already(known)])
    obstacles = freeze_obstacles(agency, month, at)
    if obstacles:
        raise FreezeRefused([words.obstacle_sentence(one, month) for one in obstacles])
    report = ComplianceReport.objects.filter(agency=agency, month=month).latest("version")
    if version not in (None, report.version):
        raise FreezeRefused([words.newer_version(report.version)])
    _require_same_figures(agency, report, at)
    freeze = _freeze(agency, report, _require_same_rows(agency, month), by, held, at)
    log.info(
        "month.frozen",
        agency=agency.pk,
        month=f"{month:%Y-%m}",
        by=by.pk,
        delegation=held.delegation_id,
        report=report.pk,
        days=freeze.days,
    )
    return freeze


def _require_same_figures(agency: Agency, report: ComplianceReport, at: datetime) -> None:
    """Raise FreezeRefused where the rows add up to other figures than the report's."""
    span = report_span(agency, report.month, at)
    if isinstance(span, NothingToReport):
        raise FreezeRefused([words.report_outdated(report.version)])
    figures = count_figures(agency, span, rulebook_of(agency, span.first, span.last))
    if content_hash(agency, report.month, span.last, figures) != report.content_hash:
        raise FreezeRefused([words.report_outdated(report.version)])


def _require_same_rows(agency: Agency, month: date) -> str:
    """The month's hash, made from the rows anew. Raises FreezeRefused where a close's differs."""
    last = last_of_month(month)
    closes = DayClose.objects.filter(agency=agency, date__range=(month, last))
    sealed = dict(closes.values_list("date", "content_hash"))
    found = kept_hashes(agency.pk, month, last)
    odd = [day for day in sorted(found) if sealed.get(day) != found[day]]
    if odd:
        raise FreezeRefused([words.rows_differ(odd)])
    return month_hash_of(sealed)


def _freeze(
    agency: Agency,
    report: ComplianceReport,
    digest: str,
    by: Employee,
    held: Held,
    at: datetime,
) -> MonthFreeze:
    month = report.month
    rows = WorkDay.objects.filter(agency=agency, date__range=(month, last_of_month(month)))
    try:
        with transaction.atomic():
            return MonthFreeze.objects.create(
                agency_id=agency.pk,
                month=month,
                report_id=report.pk,
                content_hash=digest,
                days=rows.count(),
                frozen_by_id=by.pk,
                frozen_under_id=held.delegation_id,
                frozen_at=at,
            )
    except IntegrityError as error:
        raise FreezeRefused([words.frozen_meanwhile()]) from error
