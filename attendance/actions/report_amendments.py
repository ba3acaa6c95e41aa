"""Dated amendments of a signed report: the figures of a frozen month as its days stand now.

The frozen rows and the signed report stay. An amendment is a version of its own, counted over the
frozen days with the amended ones laid over them, signed by whoever may freeze, with its reason.
As for a freeze, the days are held only after the signing service has answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_freeze_month
from asn_wfh import clock
from attendance.actions.days import hold_days
from attendance.actions.documents import locked_numbering
from attendance.actions.freeze_news import tell_amended
from attendance.actions.freezes import OVER_DAYS, sign_report
from attendance.actions.report_rows import keep_figures
from attendance.letters.render import render_pdf
from attendance.letters.reports import TEMPLATE, report_data
from attendance.models import ComplianceReport, Reopening
from attendance.queries.days import Span
from attendance.queries.figures import Figure, count_figures
from attendance.queries.freezes import (
    freeze_of,
    issued_amendments,
    last_amended,
    unissued_days,
)
from attendance.queries.letters import Office, office_of
from attendance.queries.months import last_of_month
from attendance.queries.seals import content_hash, kept_figures
from attendance.rulebook import RULE_VERSION, rulebook_of
from attendance.signing.values import Typed
from attendance.wording import report_changes as words

log = structlog.get_logger(__name__)


class AmendmentRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """No amendment was issued; `by_right` tells lack of authority from a month that has none."""

    def __init__(self, sentence: str, *, by_right: bool = False, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.by_right = by_right
        self.field = field


@dataclass(frozen=True, slots=True)
class Amendable:
    """A frozen month with days that no signed report counts yet.

    `signed` is the report that was frozen, `latest` the version signed last, `days` how many
    amendments of days came since.
    """

    signed: ComplianceReport
    latest: ComplianceReport
    office: Office
    days: int

    @property
    def since(self) -> datetime | None:
        """When the last amendment was issued, None before the first: then every day's counts."""
        return None if self.latest.pk == self.signed.pk else self.latest.computed_at


def amendable(*, agency: Agency, month: date, by: Employee) -> Amendable:
    """What `by` would amend of `month` (its first day). Raises AmendmentRefused."""
    held = can_freeze_month(by.standing)
    if held is None or by.agency_id != agency.pk:
        raise AmendmentRefused(words.may_not_amend(), by_right=True)
    freeze = freeze_of(agency.pk, month)
    if freeze is None:
        raise AmendmentRefused(words.not_frozen(month))
    _require_settled(agency, month)
    issued = issued_amendments(agency.pk, month)
    latest: ComplianceReport = issued[-1] if issued else freeze.report
    days = unissued_days(agency.pk, month, issued[-1].computed_at if issued else None)
    if not days:
        raise AmendmentRefused(words.nothing_changed(month))
    return Amendable(freeze.report, latest, office_of(by, held), days)


@transaction.atomic
def issue_amendment(
    *,
    agency: Agency,
    month: date,
    by: Employee,
    at: datetime,
    reason: str,
    seen: int | None = None,
    typed: Typed | None = None,
) -> ComplianceReport:
    """Count the frozen month as amended, keep it as the next version, and sign it.

    By the PPK or whom the PPK delegated; `seen` is `Amendable.days` of the draft that `by` has
    read. Who reads the agency's reports is told. `typed` is what the BSrE asks the signer for.
    Raises AmendmentRefused or SigningRefused; then nothing is kept and no number is spent.
    """
    # Of two who sign at once the second waits here, and finds the amendment issued.
    locked_numbering(agency.pk, clock.on_local_date(at, agency.zone).year)
    report, found = _amended_report(agency=agency, month=month, by=by, at=at, reason=reason)
    if seen not in (None, found.days):
        raise AmendmentRefused(words.more_changed(month))
    report.document = sign_report(report=report, office=found.office, by=by, at=at, typed=typed)
    hold_days(agency.pk)
    _require_as_signed(agency, found)
    report.save(update_fields=["document"])
    tell_amended(report=report, by_id=by.pk, at=at)
    log.info(
        "report.amended",
        agency=agency.pk,
        month=f"{month:%Y-%m}",
        by=by.pk,
        delegation=found.office.delegation and found.office.delegation.pk,
        report=report.pk,
        document=report.document_id,
        days=found.days,
    )
    return report


def preview_amendment(*, agency: Agency, month: date, by: Employee, at: datetime) -> bytes:
    """The amendment that would be issued, as a PDF marked as a draft; nothing of it is kept.

    Raises AmendmentRefused.
    """
    with transaction.atomic():
        report, _found = _amended_report(
            agency=agency, month=month, by=by, at=at, reason=words.reason_to_come()
        )
        data = report_data(report)
        transaction.set_rollback(True)
    return render_pdf(TEMPLATE, data, at=at)


def _amended_report(
    *, agency: Agency, month: date, by: Employee, at: datetime, reason: str
) -> tuple[ComplianceReport, Amendable]:
    """The next version with its figures, unsigned."""
    found = amendable(agency=agency, month=month, by=by)
    if not reason.strip():
        raise AmendmentRefused(words.without_reason(), field="alasan")
    signed = found.signed
    span = Span(month, signed.data_until)
    figures = _figures(agency, signed, span)
    report = ComplianceReport.objects.create(
        agency=agency,
        month=month,
        version=found.latest.version + 1,
        rule_version=RULE_VERSION,
        data_until=signed.data_until,
        computed_at=max(at, last_amended(agency.pk, month) or at),
        content_hash=content_hash(agency, month, signed.data_until, figures),
        amends=signed,
        reason=reason.strip()[:240],
    )
    keep_figures(report, figures)
    return report, found


def _figures(agency: Agency, signed: ComplianceReport, span: Span) -> list[Figure]:
    """Figures over days are counted anew; the others stay as they were signed.

    What people have declared, asked or reported since is no change of the month's days.
    """
    book = rulebook_of(agency, span.first, span.last)
    counted = count_figures(agency, span, book, amended=True)
    return [one for one in counted if one.code in OVER_DAYS] + [
        one for one in kept_figures(signed) if one.code not in OVER_DAYS
    ]


def _require_settled(agency: Agency, month: date) -> None:
    """Raise AmendmentRefused while days of the month wait to be judged again."""
    waiting = Reopening.objects.filter(
        agency=agency, date__range=(month, last_of_month(month)), done_at=None
    ).count()
    if waiting:
        raise AmendmentRefused(words.days_waiting(waiting))


def _require_as_signed(agency: Agency, found: Amendable) -> None:
    """Raise AmendmentRefused where days were amended while the service signed.

    Behind `hold_days`. Amendments are only ever added: as many as before are the same ones.
    """
    month = found.signed.month
    _require_settled(agency, month)
    if unissued_days(agency.pk, month, found.since) != found.days:
        raise AmendmentRefused(words.more_changed(month))
