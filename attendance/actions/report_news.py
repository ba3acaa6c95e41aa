"""Who hears of a computation that ended: whoever asked for it, and who wants each month's report.

Each is told once however often this is called, so a worker may call it again after another was
killed between the report and the news.
"""

from datetime import datetime

from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.messages import tell
from attendance.actions.report_mail import tell_report_ready
from attendance.models import ComplianceReport, Job, JobState, MessageKind
from attendance.queries.months import last_of_month
from attendance.wording import runs as words


def tell_asker(*, job: Job, at: datetime) -> None:
    """Tell who asked for `job` that it is done or failed, with a link and no figure.

    Runs in the caller's transaction, inside the agency's tenancy. What nobody asked for, and what
    was cancelled, is no news.
    """
    if job.asked_by_id is None or job.month is None:
        return
    if job.state == JobState.DONE:
        title, body = words.report_is_ready(job.month)
    elif job.state == JobState.FAILED:
        title, body = words.report_has_failed(job.month, job.message)
    else:
        return
    tell(
        agency_id=job.agency_id,
        employee_ids=[job.asked_by_id],
        kind=MessageKind.REPORT,
        key=f"report-job-{job.pk}",
        title=title,
        body=body,
        url=f"{reverse('attendance:compliance')}?bulan={job.month:%Y-%m}",
        at=at,
    )


def tell_of_report(*, job: Job, at: datetime) -> None:
    """After a job ended with its report: tell its asker, and all who want the month's report.

    The latter only where the report reaches the month's last day.
    """
    month = job.month
    if month is None:
        return
    with tenant(job.agency_id):
        tell_asker(job=job, at=at)
        whole = ComplianceReport.objects.filter(
            agency_id=job.agency_id, month=month, data_until=last_of_month(month)
        ).exists()
    if whole:
        tell_report_ready(agency_id=job.agency_id, month=month, at=at)
