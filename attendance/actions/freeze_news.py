"""Who hears that a month was signed or amended: everybody who may read the agency's reports.

Those who compute and check the month and fill in its form find nothing to compute any more; the
inspectorate and an official in whose name a delegate signed learn of it by this. A superior is not
told of a report that is closed to them: they see it at each decision about a day of the month.
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from accounts.models import Delegation, RoleGrant
from accounts.standing import AGENCY_WIDE_READERS
from asn_wfh import clock
from attendance.actions.messages import tell
from attendance.models import ComplianceReport, MessageKind, MonthFreeze
from attendance.wording import freezes, report_changes


def tell_frozen(*, freeze: MonthFreeze, at: datetime) -> int:
    """Tell the readers that a month was signed, with a link and no figure; how many.

    In the caller's transaction, inside the agency's tenancy; the signer is not told.
    """
    title, body = freezes.told(freeze)
    return _tell(freeze.report, freeze.frozen_by_id, "frozen", title, body, at)


def tell_amended(*, report: ComplianceReport, by_id: int, at: datetime) -> int:
    """Tell the readers that an amendment was issued by `by_id`, as `tell_frozen`."""
    title, body = report_changes.told(report)
    return _tell(report, by_id, "amended", title, body, at)


def _tell(
    report: ComplianceReport, by_id: int, event: str, title: str, body: str, at: datetime
) -> int:
    return tell(
        agency_id=report.agency_id,
        employee_ids=_readers(report, at) - {by_id},
        kind=MessageKind.REPORT,
        key=f"report-{report.pk}-{event}",
        title=title,
        body=body,
        url=reverse("attendance:compliance_report", args=[report.month]),
        at=at,
    )


def _readers(report: ComplianceReport, at: datetime) -> set[int]:
    """Who holds a role that reads the whole agency, their own or delegated."""
    today = clock.on_local_date(at, report.agency.zone)
    wide = {"agency_id": report.agency_id, "role__in": AGENCY_WIDE_READERS, "unit": None}
    own = RoleGrant.objects.on(today).filter(**wide).values_list("employee_id", flat=True)
    acting = Delegation.objects.on(today).filter(**wide).values_list("delegate_id", flat=True)
    return {*own, *acting}
