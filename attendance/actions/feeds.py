"""Secret addresses for calendar programs: made and shown once, taken back at any time."""

import secrets
from datetime import datetime

import structlog
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Employee, Unit
from accounts.refusals import sentence_of
from attendance.actions.bells import ring
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import CalendarFeed
from attendance.queries.calendar_feeds import may_feed_unit
from attendance.queries.code_screens import address_digest
from attendance.wording.calendars import may_not_feed_unit

log = structlog.get_logger(__name__)
TOKEN_BYTES = 32
READ_TASK = "attendance.note_calendar_read"


@transaction.atomic
def make_feed(*, unit: Unit | None, by: Employee, at: datetime) -> tuple[CalendarFeed, str]:
    """A new address for `by`'s own roster, or a unit's; the row, and the token kept nowhere.

    Raises PermissionDenied for a unit whose people `by` may not read, RequestRefused where the
    address is there already.
    """
    if unit is not None and not may_feed_unit(by, unit.pk):
        raise PermissionDenied(may_not_feed_unit())
    token = secrets.token_urlsafe(TOKEN_BYTES)
    try:
        with transaction.atomic():
            feed = CalendarFeed.objects.create(
                agency_id=by.agency_id,
                employee=by,
                unit=unit,
                address_digest=address_digest(token),
                made_at=at,
            )
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RequestRefused(Ground.STATE, sentence) from error
    log.info("calendar.made", agency=by.agency_id, feed=feed.pk, unit=unit and unit.pk, by=by.pk)
    return feed, token


def revoke_feed(*, feed: CalendarFeed, by: Employee, at: datetime) -> None:
    """Take the address back: from the next reading on it is unknown."""
    CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=at)
    log.info("calendar.revoked", agency=by.agency_id, feed=feed.pk, by=by.pk)


def ring_that_read(*, agency_id: int, feed_id: int) -> None:
    """Have a worker note that the feed is read: a GET writes nothing itself."""
    ring(READ_TASK, agency_id, feed_id)


def note_read(*, feed_id: int, at: datetime) -> None:
    """Remember that a calendar program read the feed at `at`; inside the agency's tenancy."""
    CalendarFeed.objects.filter(pk=feed_id).update(last_read_at=at)
