"""Telling those who asked for it that a month's report stands: a link through their own channels.

Never a figure and never a file: what the message leads to is behind sign-in.
"""

from datetime import date, datetime

import structlog
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse

from accounts.models import Agency, Employee
from accounts.permissions import can_read_compliance
from accounts.standing import standing_of
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.messages import tell
from attendance.models import MessageKind, ReportMail
from attendance.wording import compliance
from attendance.wording import file_exports as words

log = structlog.get_logger(__name__)


def choose_report_mail(*, by: Employee, wanted: bool, at: datetime) -> None:
    """Tell `by` of each month's report from now on, or no longer; twice is once.

    Raises PermissionDenied for those who may not read the report.
    """
    if not can_read_compliance(by.standing):
        raise PermissionDenied(compliance.may_not_read())
    if wanted:
        ReportMail.objects.get_or_create(
            agency_id=by.agency_id, employee=by, defaults={"since": at}
        )
    else:
        ReportMail.objects.filter(agency_id=by.agency_id, employee=by).delete()
    log.info("report_mail.chosen", agency=by.agency_id, by=by.pk, wanted=wanted)


def tell_report_ready(*, agency_id: int, month: date, at: datetime) -> int:
    """Tell everybody who asked for it that the report of `month` (its first day) is complete.

    Once per month and person, however often it is computed; answers how many were told now. Who
    may no longer read the report is told nothing. Opens the agency's tenancy itself.
    """
    with tenant(agency_id):
        zone = Agency.objects.values_list("zone", flat=True).get(pk=agency_id)
        untold = Q(last_told__isnull=True) | Q(last_told__lt=month)
        asked = ReportMail.objects.filter(untold, agency_id=agency_id, employee__is_active=True)
        today = clock.on_local_date(at, zone)
        people = [
            one.employee_id
            for one in asked.select_related("employee")
            if can_read_compliance(standing_of(one.employee, today))
        ]
        told = tell(
            agency_id=agency_id,
            employee_ids=people,
            kind=MessageKind.REPORT,
            key=f"report-month-{month:%Y-%m}",
            title=words.ready_title(month),
            body=words.ready_body(month),
            url=reverse("attendance:compliance_files", args=[month]),
            at=at,
        )
        ReportMail.objects.filter(untold, agency_id=agency_id, employee_id__in=people).update(
            last_told=month
        )
    return told
