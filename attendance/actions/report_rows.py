"""Writing a computed report down: its figures, and the summary for those who oversee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import batched

from django.db import connection

from attendance.models import ComplianceReport, ComplianceSummary
from attendance.queries.figures import Figure

WRITTEN_AT_ONCE = 5_000

# Columns as arrays: a large agency has 50,000 figures, and as many objects would cost more than all
# that was counted.
WRITE = """
INSERT INTO attendance_compliancefigure
    (agency_id, report_id, code, unit_id, below, slice, value, base)
SELECT %(agency)s, %(report)s, one.*
FROM unnest(%(codes)s::text[], %(units)s::bigint[], %(below)s::boolean[], %(slices)s::text[],
            %(values)s::bigint[], %(bases)s::bigint[]) AS one
"""


def keep_figures(report: ComplianceReport, figures: Iterable[Figure]) -> None:
    """Write the figures of a new report, some thousands at a time."""
    with connection.cursor() as cursor:
        for some in batched(figures, WRITTEN_AT_ONCE, strict=False):
            cursor.execute(
                WRITE,
                {
                    "agency": report.agency_id,
                    "report": report.pk,
                    "codes": [one.code for one in some],
                    "units": [one.unit_id for one in some],
                    "below": [one.below for one in some],
                    "slices": [one.slice for one in some],
                    "values": [one.value for one in some],
                    "bases": [one.base for one in some],
                },
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
