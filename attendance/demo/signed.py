"""A month that is signed, and what came in afterwards: in one agency, so that the others can try.

By the same actions as everybody's: the month before is frozen by its PPK, then a letter of official
travel turns up for one day of it, which becomes a dated amendment.
"""

from accounts.models import Employee, Role
from accounts.standing import standing_of
from accounts.tenancy import tenant
from attendance.actions.freezes import FreezeRefused, freeze_month
from attendance.actions.reopenings import rejudge_reopened, reopen_days
from attendance.demo.frame import DAY, AgencyWorld, Demo
from attendance.models import Absence, AbsenceKind, DayStatus, ReopenCause, WorkDay

LETTER = "094/1187/SPT"


def sign_last_month(demo: Demo) -> int:
    """Freeze the month before today's in the second agency that reports; how many amendments.

    Where the demo shows too few days for a whole month, nothing is signed.
    """
    worlds = [world for world in demo.worlds.values() if not world.is_partner]
    if len(worlds) < 2:
        return 0
    world = worlds[1]
    month = (world.today.replace(day=1) - DAY).replace(day=1)
    with tenant(world.agency.pk):
        ppk = Employee.objects.select_related("agency").get(pk=world.officials[Role.PPK].pk)
        ppk.on_day = world.today
        ppk.__dict__["standing"] = standing_of(ppk, world.today)
        try:
            freeze_month(agency=world.agency, month=month, by=ppk, at=demo.now)
        except FreezeRefused:
            return 0
        _travel_found_later(demo, world, ppk)
    return rejudge_reopened(agency=world.agency, now=demo.now)


def _travel_found_later(demo: Demo, world: AgencyWorld, by: Employee) -> None:
    last = world.today.replace(day=1) - DAY
    late = WorkDay.objects.filter(agency=world.agency, date__lte=last, late_minutes__gt=0)
    day = late.filter(status=DayStatus.PRESENT).order_by("-date", "employee_id").first()
    if day is None:
        return
    Absence.objects.create(
        agency_id=world.agency.pk,
        employee_id=day.employee_id,
        kind=AbsenceKind.TRAVEL,
        first_day=day.date,
        last_day=day.date,
        letter=LETTER,
    )
    reopen_days(
        agency_id=world.agency.pk,
        days=[(day.employee_id, day.date)],
        cause=ReopenCause.ABSENCE,
        by=by,
        at=demo.now,
    )
