"""Last month's report, asked for by itself once the month is over on the agency's own clocks.

Nobody waits for it, so what people ask for goes first, and agencies of one zone do not begin in the
same second: each has its own minute.
"""

from datetime import date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.compliance import ACTIVE, ReportRefused
from attendance.actions.compliance_jobs import KIND, ask_report
from attendance.models import ComplianceReport, Job, JobState
from attendance.queries.months import last_of_month, months_before
from attendance.queries.thresholds import report_wait
from attendance.rules.runs import DAY, own_minute, rest_after


def ask_if_due(*, agency: Agency, at: datetime) -> Job | None:
    """Ask for the report of the month that ended last in the agency's zone; None if it is not due.

    Due is a month whose wait is over, that is not frozen, whose last day no report reaches, that is
    not being counted, and that did not fail or was stopped lately. Asking twice is asking once.
    Raises LookupError where no reference data is loaded.
    """
    month = months_before(clock.on_local_date(at, agency.zone), 1)
    with tenant(agency.pk):
        if _is_there(agency, month) or at < begins_at(agency, month) or _rests(agency, month, at):
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


def _rests(agency: Agency, month: date, at: datetime) -> bool:
    """Whether the month is being counted, failed a moment ago, or was stopped by somebody today.

    One that was counted before its last day was over does not hold it up.
    """
    jobs = Job.objects.filter(agency=agency, kind=KIND, month=month).order_by("asked_at")
    asked = list(jobs.values_list("state", "asked_at", "finished_at"))
    if any(state in ACTIVE for state, *_ in asked):
        return True
    if not asked:
        return False
    state, asked_at, finished_at = asked[-1]
    failures = sum(1 for _ in takewhile(lambda one: one[0] == JobState.FAILED, reversed(asked)))
    wait = DAY if state == JobState.CANCELLED else rest_after(failures)
    return at < (finished_at or asked_at) + wait


def _is_there(agency: Agency, month: date) -> bool:
    whole = ComplianceReport.objects.filter(
        agency=agency, month=month, data_until=last_of_month(month)
    )
    return whole.exists()
