"""Reminding people of the start of their day, if they asked for it."""

from datetime import datetime

from accounts.models import Agency
from attendance.actions.messages import tell
from attendance.models import MessageKind
from attendance.queries.reminders import due_reminders, reminder_key
from attendance.wording.messages import reminder_body, reminder_title


def remind(*, agency: Agency, now: datetime) -> int:
    """Tell everybody of `agency` whose start is near at `now` (aware); how many.

    Once per person and date, however often it runs. Inside the agency's tenancy. Raises
    LookupError where no reference data is loaded.
    """
    return sum(
        tell(
            agency_id=agency.pk,
            employee_ids=people,
            kind=MessageKind.REMINDER,
            key=reminder_key(start.day),
            title=reminder_title(start.mode, start.starts_at, start.zone),
            body=reminder_body(start.mode, start.starts_at, start.ends_at, start.zone),
            url="/hari-ini/",
            at=now,
        )
        for start, people in due_reminders(agency, now).items()
    )
