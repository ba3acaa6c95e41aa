"""Freezing a month: its judged days stay as they are, its report is signed as a document.

One without the other is nothing: both are kept in one transaction. A signing service may take its
time, and days are closed meanwhile: the days are held only after it has answered, and compared with
those that were signed. What comes later stands beside them (`actions.report_amendments`).
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
from attendance.actions.documents import Draft, issue_document, locked_numbering
from attendance.actions.freeze_news import tell_frozen
from attendance.actions.report_rows import freeze_summary
from attendance.letters.assignments import office_words
from attendance.letters.reports import TEMPLATE, report_data
from attendance.models import (
    ComplianceReport,
    DocumentKind,
    MonthFreeze,
    SignedDocument,
    WorkDay,
)
from attendance.queries.day_rows import month_hash
from attendance.queries.days import NothingToReport, report_span
from attendance.queries.figures import ALL_KINDS, Measure, count_figures
from attendance.queries.freezes import freeze_obstacles, freeze_of
from attendance.queries.letters import Office, office_of
from attendance.queries.months import last_of_month
from attendance.queries.seals import content_hash, kept_figures, odd_days
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

    As `signable_month`, and the latest report must count exactly the rows there are, before the
    signature and still after it. From then on the database refuses every change of those rows;
    `report.document` is the signed PDF. Who reads the agency's reports is told. `typed` is what the
    BSrE asks the signer for. Raises FreezeRefused or SigningRefused; then nothing has changed and
    no number is spent.
    """
    # Of two who sign at once the second waits here, and finds the month signed.
    locked_numbering(agency.pk, clock.on_local_date(at, agency.zone).year)
    found = signable_month(agency=agency, month=month, by=by, at=at, version=version)
    report = found.report
    freeze = _drawn_up(agency, found, at)
    _require_same_figures(agency, report, at)
    document = sign_report(
        report=report, office=found.office, by=by, at=at, typed=typed, freeze=freeze
    )
    hold_days(agency.pk)
    _require_as_signed(freeze, agency, by, at)
    _keep(freeze)
    report.document = document
    report.save(update_fields=["document"])
    freeze_summary(agency_id=agency.pk, month=month, at=at)
    tell_frozen(freeze=freeze, at=at)
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
    *,
    report: ComplianceReport,
    office: Office,
    by: Employee,
    at: datetime,
    typed: Typed | None,
    freeze: MonthFreeze | None = None,
) -> SignedDocument:
    """The report's PDF, numbered and signed in `office`. Raises SigningRefused.

    `freeze` is the one the signature makes, not kept yet.
    """
    day = clock.on_local_date(at, report.agency.zone)
    return issue_document(
        draft=Draft(
            kind=DocumentKind.COMPLIANCE_AMENDMENT
            if report.amends_id
            else DocumentKind.COMPLIANCE_REPORT,
            title=title_words(report),
            template=TEMPLATE,
            data=lambda face: report_data(
                report, face=face, office=office, signed_on=day, freeze=freeze
            ),
            office=office,
            office_words=office_words(office),
        ),
        by=by,
        at=at,
        typed=typed,
    )


def _drawn_up(agency: Agency, found: Signable, at: datetime) -> MonthFreeze:
    """The freeze as it would stand. Raises FreezeRefused where rows are not those of the close."""
    month, last = found.report.month, last_of_month(found.report.month)
    odd = odd_days(agency.pk, month)
    if odd:
        raise FreezeRefused([words.rows_differ(odd)])
    return MonthFreeze(
        agency_id=agency.pk,
        month=month,
        report=found.report,
        content_hash=month_hash(agency.pk, month, last),
        days=WorkDay.objects.filter(agency=agency, date__range=(month, last)).count(),
        frozen_by=found.office.signer,
        frozen_under=found.office.delegation,
        frozen_at=at,
    )


def _require_same_figures(agency: Agency, report: ComplianceReport, at: datetime) -> None:
    """Raise FreezeRefused where the report is not as computed, or its days add up otherwise."""
    span = report_span(agency, report.month, at)
    if isinstance(span, NothingToReport):
        raise FreezeRefused([words.report_outdated(report.version)])
    kept = list(kept_figures(report))
    counted = count_figures(agency, span, rulebook_of(agency, span.first, span.last))
    same = {one for one in counted if one.code in OVER_DAYS} == {
        one for one in kept if one.code in OVER_DAYS
    }
    if not same or content_hash(agency, report.month, span.last, kept) != report.content_hash:
        raise FreezeRefused([words.report_outdated(report.version)])


def _require_as_signed(freeze: MonthFreeze, agency: Agency, by: Employee, at: datetime) -> None:
    """Raise FreezeRefused where the month changed while the service signed; behind `hold_days`.

    The figures were counted between two looks at the same rows, so they need no third count.
    """
    month, version = freeze.month, freeze.report.version
    signable_month(agency=agency, month=month, by=by, at=at, version=version)
    sealed = month_hash(agency.pk, month, last_of_month(month))
    if sealed != freeze.content_hash or odd_days(agency.pk, month):
        raise FreezeRefused([words.report_outdated(version)])


def _keep(freeze: MonthFreeze) -> None:
    try:
        with transaction.atomic():
            freeze.save(force_insert=True)
    except IntegrityError as error:
        raise FreezeRefused([words.frozen_meanwhile()]) from error
