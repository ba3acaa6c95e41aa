"""After a manager changed an office: settle its desks agency by agency, then publish it."""

from celery import shared_task

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions import desks
from services import snapshots
from services.actions import forget_statuses, settle_desks
from services.models import Desk, DeskService, DeskStatus


@shared_task(name="attendance.settle_office")
def settle_office(agency_id: int, office_id: int) -> int:
    """Settle an office's desks in the tenancy of every agency that serves there.

    `agency_id` is who changed something. Answers how many services changed their code.
    """
    desk_ids = set(Desk.objects.filter(office=office_id).values_list("pk", flat=True))
    giving = set(DeskService.objects.filter(desk__in=desk_ids).values_list("agency", flat=True))
    gave = set(DeskStatus.objects.filter(desk__in=desk_ids).values_list("agency", flat=True))
    changed = 0
    for agency in sorted(giving | gave):
        with tenant(agency):
            desks.hold_desks(agency)
            at = clock.now()
            forget_statuses(agency_id=agency, office_id=office_id)
            changed += settle_desks(agency_id=agency, at=at, desk_ids=desk_ids)
    snapshots.publish_offices([office_id], clock.now())
    return changed
