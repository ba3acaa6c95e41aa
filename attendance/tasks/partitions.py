"""Makes next months' partitions before they are needed."""

import structlog
from celery import shared_task

from asn_wfh import clock
from attendance.actions.partitions import make_partitions, months_around

log = structlog.get_logger(__name__)


@shared_task(name="attendance.make_partitions")
def make_missing_partitions() -> int:
    """Make the partitions around today that are missing; how many."""
    first_day, last_day = months_around(clock.now().date())
    made = make_partitions(first_day=first_day, last_day=last_day)
    if made:
        log.info("partitions_made", made=made, last_day=last_day.isoformat())
    return made
