"""The level of the agency's region, as decreed: a new one ends the one before."""

from datetime import date, datetime, timedelta

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Employee
from accounts.permissions import can_draft_policy
from accounts.refusals import sentence_of
from attendance.actions.policy_drafts import PolicyRefused
from attendance.actions.refused import Ground
from attendance.models import RegionLevel
from attendance.wording import scores as words

log = structlog.get_logger(__name__)
ONE_DAY = timedelta(days=1)


@transaction.atomic
def set_region_level(
    *,
    level: int,
    valid_from: date,
    valid_until: date | None,
    legal_basis: str,
    by: Employee,
    at: datetime,
) -> RegionLevel:
    """Enter the level of `by`'s own region from `valid_from` on. Raises PolicyRefused.

    An open level that began earlier ends the day before; any other overlap is refused.
    """
    region_id = by.agency.region_id
    if can_draft_policy(by.standing) is None:
        raise PolicyRefused(Ground.AUTHORITY, words.may_not_set_level())
    if region_id is None:
        raise PolicyRefused(Ground.CONTENT, words.no_region())
    try:
        with transaction.atomic():
            RegionLevel.objects.filter(
                region_id=region_id, valid_until=None, valid_from__lt=valid_from
            ).update(valid_until=valid_from - ONE_DAY)
            row = RegionLevel.objects.create(
                region_id=region_id,
                level=level,
                valid_from=valid_from,
                valid_until=valid_until,
                legal_basis=legal_basis.strip(),
            )
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise PolicyRefused(Ground.CONTENT, sentence, "valid_from") from error
    log.info("region_level.set", region=region_id, level=level, row=row.pk, by=by.pk, at=at)
    return row
