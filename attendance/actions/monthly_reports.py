"""Last month's report, asked for by itself once the month is over on the agency's own clocks.

Nobody waits for it, so what people ask for goes first, and agencies of one zone do not begin in the
same second: each has its own minute.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.compliance import ReportRefused
from attendance.actions.compliance_jobs import KIND, ask_report
from attendance.models import ComplianceReport, Job
from attendance.queries.months import last_of_month, months_before
from attendance.queries.thresholds import report_wait
from attendance.rules.runs import own_minute

TRIED_AGAIN_AFTER = timedelta(days=1)
"""A computation that failed or was stopped is left to people for so long."""


def ask_if_due(*, agency: Agency, at: datetime) -> Job | None:
    """Ask for the report of the month that ended last in the agency's zone; None if it is not due.

    Due is a month whose wait is over, that is not frozen, whose last day no report reaches, and
    that nobody asked for within a day. Asking twice is asking once. Raises LookupError where no
    reference data is loaded.
    """
    month = months_before(clock.on_local_date(at, agency.zone), 1)
    with tenant(agency.pk):
        if _is_there(agency, month) or at < begins_at(agency, month):
            return None
        jobs = Job.objects.filter(agency=agency, kind=KIND, month=month)
        if jobs.filter(asked_at__gt=at - TRIED_AGAIN_AFTER).exists():
            return None
        try:
            return ask_report(agency=agency, month=month, by=None, at=at)
        except ReportRefused:
            # Frozen, or not one plan or event: there is nothing to count.
            return None


def begins_at(agency: Agency, month: date) -> datetime:
    """From when on the report of `month` (its first day) is asked for: aware, in agency's zone.

    By the threshold in force on the month's last day: the last night's shifts have ended by then.
    Stands inside the agency's tenancy.
    """
    last = last_of_month(month)
    midnight = datetime.combine(last + timedelta(days=1), time(), ZoneInfo(agency.zone))
    return midnight + report_wait(agency.pk, last) + own_minute(agency.code)


def _is_there(agency: Agency, month: date) -> bool:
    whole = ComplianceReport.objects.filter(
        agency=agency, month=month, data_until=last_of_month(month)
    )
    return whole.exists()
