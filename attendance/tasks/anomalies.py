"""The weekly search for patterns, on Monday morning by each agency's own clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.anomalies import search_week
from attendance.models import AnomalySearch
from attendance.queries.days import first_kept_day
from attendance.rules.anomalies import ONE_WEEK, WEEKS_BACK
from attendance.rules.calendar import week_start
from attendance.tasks.days import staffed_agencies

log = structlog.get_logger(__name__)

SEARCHED_FROM = timedelta(hours=5)
"""Into Monday: the taps of Sunday's last hours are in, and nobody works yet."""


@shared_task(name="attendance.find_anomalies")
def find() -> int:
    """Every hour: search the weeks that ended and were not searched; how many weeks."""
    now = clock.now()
    searched = 0
    for agency in staffed_agencies():
        try:
            for week in weeks_due(agency, now):
                with tenant(agency.pk):
                    search_week(agency=agency, week=week, now=now)
                searched += 1
        except (DatabaseError, LookupError):
            # One agency's trouble must not keep all others from being searched.
            log.exception("anomalies.agency_failed", agency=agency.pk)
    return searched


def weeks_due(agency: Agency, now: datetime) -> list[date]:
    """The Mondays of the last four weeks that ended at `now` (aware) and were not searched."""
    local = now.astimezone(ZoneInfo(agency.zone))
    this_week = week_start(local.date())
    begun = local - datetime.combine(this_week, time(), local.tzinfo)
    ended = this_week - ONE_WEEK if begun >= SEARCHED_FROM else this_week - 2 * ONE_WEEK
    with tenant(agency.pk):
        kept = first_kept_day(agency)
        if kept is None:
            return []
        weeks = [ended - back * ONE_WEEK for back in reversed(range(WEEKS_BACK))]
        done = AnomalySearch.objects.filter(agency=agency, week__in=weeks)
        missing = set(weeks).difference(done.values_list("week", flat=True))
    return [week for week in weeks if week in missing and week + ONE_WEEK > kept]
