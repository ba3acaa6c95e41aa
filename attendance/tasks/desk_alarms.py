"""Each minute: is somebody at the desks that are open, and is somebody planned for next week?"""

from celery import shared_task

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions import desk_alarms
from attendance.tasks.desks import agencies_with_desks, apart


@shared_task(name="attendance.watch_desks")
def watch_desks() -> int:
    """Warn the keepers of every agency's desks; how many warnings are new."""
    raised = 0
    for agency in agencies_with_desks():
        with apart(agency), tenant(agency.pk):
            raised += desk_alarms.watch_desks(agency=agency, at=clock.now())
    return raised
