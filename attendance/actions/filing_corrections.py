"""Correcting a filed form: a version of its own, begun with its answers and signed anew.

The version that was filed stays as it is, with its document; it can be read and verified still.
"""

from __future__ import annotations

from datetime import date, datetime

import structlog
from django.db import transaction

from accounts.models import Agency, Employee
from attendance.actions.filings import FilingRefused, locked_filing, require_filler
from attendance.actions.refused import Ground
from attendance.models import Filing, FilingAnswer
from attendance.wording import filings as words

log = structlog.get_logger(__name__)
REASON_LIMIT: int = Filing._meta.get_field("reason").max_length or 240


@transaction.atomic
def open_correction(
    *, agency: Agency, month: date, reason: str, by: Employee, at: datetime
) -> Filing:
    """Begin the next version of the filed form of `month` (its first day), with its answers.

    Answers that the portal computed move with its figures, as in every open form. Inside the
    agency's tenancy. Raises FilingRefused: no authority, nothing filed, a correction that is open
    already, or no reason.
    """
    require_filler(agency, by)
    filed = locked_filing(agency, month)
    if filed is None or filed.filed_at is None:
        raise FilingRefused(Ground.STATE, [words.not_to_correct(month, opened=filed is not None)])
    said = " ".join(reason.split())
    if not said or len(said) > REASON_LIMIT:
        raise FilingRefused(Ground.CONTENT, [words.reason_to_correct(REASON_LIMIT)])
    correction = Filing.objects.create(
        agency=agency,
        month=month,
        version=filed.version + 1,
        reason=said,
        place=filed.place,
        opened_at=at,
    )
    rows = list(FilingAnswer.objects.filter(agency=agency, filing=filed))
    for row in rows:
        row.pk, row.filing = None, correction
    FilingAnswer.objects.bulk_create(rows)
    log.info(
        "filing.correction_opened",
        agency=agency.pk,
        filing=correction.pk,
        version=correction.version,
        by=by.pk,
    )
    return correction


@transaction.atomic
def discard_correction(*, agency: Agency, month: date, by: Employee) -> None:
    """Give up the unsigned correction of `month`; the version filed before is the newest again.

    Inside the agency's tenancy. Raises FilingRefused: no authority, or no correction is open.
    """
    require_filler(agency, by)
    correction = locked_filing(agency, month)
    if correction is None or correction.version == 1 or correction.filed_at is not None:
        raise FilingRefused(Ground.STATE, [words.no_correction(month)])
    log.info(
        "filing.correction_discarded",
        agency=agency.pk,
        filing=correction.pk,
        version=correction.version,
        by=by.pk,
    )
    correction.delete()
