"""What a service manager changed for the public reaches the public at once.

A host's closure concerns desks of other agencies, whose rows its own request cannot write: a task
settles each agency's desks in that agency's tenancy, then has the office's pages made anew.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from asn_wfh import clock
from attendance.actions.bells import ring
from attendance.actions.desk_calls import ring_for_desks
from attendance.models import Outbox
from services import snapshots
from services.models import Desk
from services.rules import StatusSettings

SETTLE_TASK = "attendance.settle_office"


def tell_public(*, agency_id: int, office_id: int) -> None:
    """After the commit: settle every agency's desks in the office and publish its pages.

    Without a broker its pages are written here and now, and the next beat settles the desks.
    """
    transaction.on_commit(partial(_tell, agency_id, office_id), robust=True)


def _tell(agency_id: int, office_id: int) -> None:
    if not ring(SETTLE_TASK, agency_id, office_id):
        snapshots.publish_offices([office_id], clock.now())


def recount_ahead(*, desk: Desk, today: date, at: datetime) -> None:
    """Have the plans of the agency's own desk published anew, from `today` to the horizon.

    Needs the tenant of the desk's owner.
    """
    horizon = [today + timedelta(days=n) for n in range(StatusSettings().horizon_days + 1)]
    Outbox.objects.bulk_create(
        Outbox(agency_id=desk.owner_id, desk=desk, date=day, created_at=at) for day in horizon
    )
    transaction.on_commit(partial(ring_for_desks, desk.owner_id), robust=True)
