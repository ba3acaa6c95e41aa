"""Freezing a month: its judged days stay as they are, its report is signed as a document.

One without the other is nothing: both are kept in one transaction. What comes later stands beside
them (`actions.report_amendments`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_freeze_month
from asn_wfh import clock
from attendance.actions.days import hold_days
from attendance.actions.documents import Draft, issue_document
from attendance.actions.report_rows import content_hash, freeze_summary
from attendance.letters.assignments import office_words
from attendance.letters.reports import TEMPLATE, report_data
from attendance.models import (
    ComplianceFigure,
    ComplianceReport,
    DayClose,
    DocumentKind,
    MonthFreeze,
    SignedDocument,
    WorkDay,
)
from attendance.queries.day_rows import kept_hashes, month_hash_of
from attendance.queries.days import NothingToReport, report_span
from attendance.queries.figures import ALL_KINDS, Figure, Measure, count_figures
from attendance.queries.freezes import freeze_obstacles, freeze_of
from attendance.queries.letters import Office, office_of
from attendance.queries.months import last_of_month
from attendance.rulebook import rulebook_of
from attendance.signing.values import Typed
from attendance.wording import freezes as words
from attendance.wording.report_document import title_words

log = structlog.get_logger(__name__)

OVER_DAYS = frozenset(
    kind.code
    for kind in ALL_KINDS
    if kind.where or kind.measure in (Measure.UNIT_DAYS, Measure.CONVERTED)
)
"""Figures that judged days alone decide; requests, desks and citizens' reports move on."""


class FreezeRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The month was not frozen; `sentences` say everything that stands in the way.

    `by_right` tells a person without the authority from a month that is not ready.
    """

    def __init__(self, sentences: Sequence[str], *, by_right: bool = False) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)
        self.by_right = by_right


@dataclass(frozen=True, slots=True)
class Signable:
    """A month that may be frozen now: the report to sign, and in which office."""

    report: ComplianceReport
    office: Office


def signable_month(
    *, agency: Agency, month: date, by: Employee, at: datetime, version: int | None = None
) -> Signable:
    """What `by` would freeze and sign for `month` (its first day). Raises FreezeRefused.

    Only the PPK, or whom the PPK delegated, and only when the whole month is closed, nothing
    waits to be judged again, and the latest report was computed after that; `version` is that of
    the report which `by` has read. Runs inside the agency's tenancy.
    """
    held = can_freeze_month(by.standing)
    if held is None or by.agency_id != agency.pk:
        raise FreezeRefused([words.may_not_freeze()], by_right=True)
    known = freeze_of(agency.pk, month)
    if known is not None:
        raise FreezeRefused([words.frozen_already(known)])
    obstacles = freeze_obstacles(agency, month, at)
    if obstacles:
        raise FreezeRefused([words.obstacle_sentence(one, month) for one in obstacles])
    reports = ComplianceReport.objects.filter(agency=agency, month=month)
    report = reports.select_related("agency__region").latest("version")
    if version not in (None, report.version):
        raise FreezeRefused([words.newer_version(report.version)])
    return Signable(report, office_of(by, held))


@transaction.atomic
def freeze_month(
    *,
    agency: Agency,
    month: date,
    by: Employee,
    at: datetime,
    version: int | None = None,
    typed: Typed | None = None,
) -> MonthFreeze:
    """Fix the judged days of `month` (its first day) and sign the report that was made of them.

    As `signable_month`, and the latest report must count exactly the rows there are. From then
    on the database refuses every change of those rows; `report.document` is the signed PDF.
    `typed` is what the BSrE asks the signer for. Raises FreezeRefused or SigningRefused; then
    nothing has changed and no number is spent.
    """
    hold_days(agency.pk)
    found = signable_month(agency=agency, month=month, by=by, at=at, version=version)
    report, office = found.report, found.office
    _require_same_figures(agency, report, at)
    freeze = _freeze(agency, report, _require_same_rows(agency, month), office, at)
    report.document = sign_report(report=report, office=office, by=by, at=at, typed=typed)
    report.save(update_fields=["document"])
    freeze_summary(agency_id=agency.pk, month=month, at=at)
    log.info(
        "month.frozen",
        agency=agency.pk,
        month=f"{month:%Y-%m}",
        by=by.pk,
        delegation=freeze.frozen_under_id,
        report=report.pk,
        document=report.document_id,
        days=freeze.days,
    )
    return freeze


def sign_report(
    *, report: ComplianceReport, office: Office, by: Employee, at: datetime, typed: Typed | None
) -> SignedDocument:
    """The report's PDF, numbered and signed in `office`. Raises SigningRefused."""
    day = clock.on_local_date(at, report.agency.zone)
    return issue_document(
        draft=Draft(
            kind=DocumentKind.COMPLIANCE_AMENDMENT
            if report.amends_id
            else DocumentKind.COMPLIANCE_REPORT,
            title=title_words(report),
            template=TEMPLATE,
            data=lambda face: report_data(report, face=face, office=office, signed_on=day),
            office=office,
            office_words=office_words(office),
        ),
        by=by,
        at=at,
        typed=typed,
    )


def _require_same_figures(agency: Agency, report: ComplianceReport, at: datetime) -> None:
    """Raise FreezeRefused where the report is not as computed, or its days add up otherwise."""
    span = report_span(agency, report.month, at)
    if isinstance(span, NothingToReport):
        raise FreezeRefused([words.report_outdated(report.version)])
    rows = ComplianceFigure.objects.filter(agency=agency, report=report)
    kept = [
        Figure(row.code, row.unit_id, row.value, row.base, below=row.below, slice=row.slice)
        for row in rows.iterator()
    ]
    counted = count_figures(agency, span, rulebook_of(agency, span.first, span.last))
    same = {one for one in counted if one.code in OVER_DAYS} == {
        one for one in kept if one.code in OVER_DAYS
    }
    if not same or content_hash(agency, report.month, span.last, kept) != report.content_hash:
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
    office: Office,
    at: datetime,
) -> MonthFreeze:
    month = report.month
    rows = WorkDay.objects.filter(agency=agency, date__range=(month, last_of_month(month)))
    try:
        with transaction.atomic():
            return MonthFreeze.objects.create(
                agency_id=agency.pk,
                month=month,
                report=report,
                content_hash=digest,
                days=rows.count(),
                frozen_by=office.signer,
                frozen_under=office.delegation,
                frozen_at=at,
            )
    except IntegrityError as error:
        raise FreezeRefused([words.frozen_meanwhile()]) from error
