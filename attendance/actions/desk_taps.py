"""A sign of life of the desk itself: its tablet was tapped, or its queue called a ticket."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from attendance.actions.desk_breaks import end_break
from attendance.actions.desk_calls import tell_desks
from attendance.actions.desks import hold_desks
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import DeskTap
from attendance.queries.desk_places import Seat, count_at
from attendance.rules.desks import Evidence
from attendance.wording import desk_breaks as words

log = structlog.get_logger(__name__)


@transaction.atomic
def tap_desk(
    *, agency_id: int, seat: Seat, at: datetime, kind: Evidence = Evidence.PING
) -> DeskTap:
    """Note that somebody serves at the desk at `at` (aware); `kind` is PING or TICKET.

    It renews what check-ins proved and never replaces them: RequestRefused where no officer of the
    desk is checked in. Who taps after a break has come back from it. Needs the agency's tenant.
    """
    hold_desks(agency_id)
    count = count_at(agency_id, seat, at)
    if not count.on_site and not count.on_break:
        raise RequestRefused(Ground.STATE, words.nobody_at_desk())
    if not count.on_site:
        end_break(agency_id=agency_id, seat=seat, employee=None, at=at)
    row, _ = DeskTap.objects.update_or_create(
        agency_id=agency_id,
        desk=seat.desk,
        date=seat.day,
        defaults={"kind": kind.value, "tapped_at": at},
    )
    tell_desks(agency_id=agency_id, desk_days=[(seat.desk.pk, seat.day)], at=at)
    log.info("desk.tapped", agency=agency_id, desk=seat.desk.pk, kind=kind.value)
    return row
