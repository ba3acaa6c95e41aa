"""Writing a computed report down: its figures, its hash, and the summary for those who oversee."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import batched

from accounts.models import Agency, Unit
from attendance.models import ComplianceFigure, ComplianceReport, ComplianceSummary
from attendance.queries.figures import Figure
from attendance.rulebook import RULE_VERSION

WRITTEN_AT_ONCE = 5_000


def content_hash(agency: Agency, month: date, data_until: date, figures: Iterable[Figure]) -> str:
    """SHA-256 over month, last day, rules and every figure in order; units by code, not by row."""
    units = dict(Unit.objects.filter(agency=agency).values_list("pk", "code"))
    digest = hashlib.sha256(f"{agency.code}|{month:%Y-%m}|{data_until}|{RULE_VERSION}".encode())
    lines = (
        f"{'' if one.unit_id is None else units[one.unit_id]}|{'+' if one.below else ''}"
        f"|{one.slice}|{one.code}|{one.value}|{one.base}"
        for one in figures
    )
    for line in sorted(lines):
        digest.update(f"\n{line}".encode())
    return digest.hexdigest()


def keep_figures(report: ComplianceReport, figures: Iterable[Figure]) -> None:
    """Write the figures of a new report, some thousands at a time."""
    for some in batched(figures, WRITTEN_AT_ONCE, strict=False):
        ComplianceFigure.objects.bulk_create(
            ComplianceFigure(
                agency_id=report.agency_id,
                report_id=report.pk,
                code=one.code,
                unit_id=one.unit_id,
                below=one.below,
                slice=one.slice,
                value=one.value,
                base=one.base,
            )
            for one in some
        )


def keep_summary(report: ComplianceReport, figures: Sequence[Figure], at: datetime) -> None:
    """Put the agency's own figures where those who oversee it may read them: no unit, no part.

    Never for an amendment: the summary of a frozen month tells what was signed.
    """
    ComplianceSummary.objects.update_or_create(
        agency_id=report.agency_id,
        month=report.month,
        defaults={
            "version": report.version,
            "rule_version": report.rule_version,
            "data_until": report.data_until,
            "content_hash": report.content_hash,
            "is_frozen": False,
            "figures": {
                one.code: [one.value, one.base]
                for one in figures
                if one.unit_id is None and not one.slice
            },
            "updated_at": at,
        },
    )


def freeze_summary(*, agency_id: int, month: date, at: datetime) -> None:
    """Note in the summary that `month` (its first day) was signed, in the freeze's transaction."""
    ComplianceSummary.objects.filter(agency_id=agency_id, month=month).update(
        is_frozen=True, updated_at=at
    )
