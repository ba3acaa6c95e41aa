"""An agency's own *surat pernyataan*: a new text is a new row, and is accepted anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import Employee
from accounts.permissions import can_keep_records
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import AgreementText
from attendance.wording import readiness as words

log = structlog.get_logger(__name__)
ONE_DAY = timedelta(days=1)


@transaction.atomic
def write_agreement(
    *, by: Employee, at: datetime, title: str, text: str, legal_basis: str, valid_from: date
) -> AgreementText:
    """Let a text of the agency's own hold from `valid_from` (its date) on. Raises RequestRefused.

    The former own text ends the day before; one still to come is replaced. What was accepted
    stays word for word, and has to be accepted anew once the new text holds.
    """
    if can_keep_records(by.standing) is None:
        raise RequestRefused(Ground.AUTHORITY, words.may_not_write_text())
    today = clock.on_local_date(at, by.agency.zone)
    if valid_from < today:
        raise RequestRefused(Ground.CONTENT, words.text_in_the_past(today), "valid_from")
    own = AgreementText.objects.filter(agency_id=by.agency_id)
    # Nobody can have accepted what does not hold yet.
    own.filter(valid_from__gt=today).delete()
    if own.filter(valid_from=valid_from).exists():
        raise RequestRefused(Ground.CONTENT, words.text_begun_today(), "valid_from")
    own.filter(Q(valid_until=None) | Q(valid_until__gte=valid_from)).update(
        valid_until=valid_from - ONE_DAY
    )
    try:
        with transaction.atomic():
            row: AgreementText = AgreementText.objects.create(
                agency_id=by.agency_id,
                title=title.strip(),
                text=text.strip(),
                legal_basis=legal_basis.strip(),
                valid_from=valid_from,
            )
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RequestRefused(Ground.CONTENT, sentence, "valid_from") from error
    log.info("agreement.written", agency=by.agency_id, by=by.pk, text=row.pk)
    return row
