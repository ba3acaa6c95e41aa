"""The last whole week of every desk, accounted once and again until its changes are complete."""

from datetime import timedelta

import structlog
from celery import shared_task

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.desk_weeks import account_weeks
from attendance.tasks.desks import agencies_with_desks, apart

log = structlog.get_logger(__name__)


@shared_task(name="attendance.account_weeks")
def account_last_week() -> None:
    """Four times a day: the last whole week, as the agency's zone counts it, of every agency.

    A late correction of a plan changes the count within the week after; then it stands.
    """
    now = clock.now()
    for agency in agencies_with_desks():
        today = clock.on_local_date(now, agency.zone)
        monday = today - timedelta(days=today.weekday() + 7)
        with apart(agency), tenant(agency.pk):
            account_weeks(agency_id=agency.pk, monday=monday, at=now)
