"""A fingerprint machine at one office, with a morning's punches and what a person must settle."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.machine_calls import answer_call, receive_batch
from attendance.demo.code_screens import AGENCY
from attendance.demo.frame import Demo
from attendance.models import CheckIn, CheckInKind, Machine, MachineNumber, WorkMode

SERIAL, STRANGER = "CKUH193460123", "BOCK201961014"
ADDRESS, ELSEWHERE = "203.0.113.24", "198.51.100.77"
FIRMWARE = "Ver 8.0.4.2-20190822"
PEOPLE = 12
AT_THE_DOOR = timedelta(seconds=40)

Arrival = tuple[Employee, datetime]


def make_machine(demo: Demo) -> int:
    """Approve a machine at the employee's unit and let it report this morning; its lines.

    Whoever came to the office today touched it on the way in. Two numbers are nobody's, one line
    comes of a clock that lost its battery, one of a key that means a break; and another machine
    calls without being approved.
    """
    world = demo.worlds[AGENCY]
    unit, agency = world.accounts["employee"].unit, world.agency
    answer_call(serial=STRANGER, address=ELSEWHERE, firmware="", at=demo.now - timedelta(minutes=9))
    with tenant(agency.pk):
        Machine.objects.get_or_create(
            agency_id=agency.pk,
            serial=SERIAL,
            defaults={
                "code": "lobi-utama",
                "name": "Lobi utama",
                "unit_id": unit.pk,
                "zone": unit.zone or agency.zone,
                "network": "203.0.113.0/24",
                "approved_by_id": world.accounts["personnel"].pk,
                "approved_at": demo.now - timedelta(days=demo.days),
            },
        )
        rows = CheckIn.objects.on(world.today).filter(
            agency=agency.pk, kind=CheckInKind.IN, mode=WorkMode.WFO
        )
        came = rows.select_related("employee").order_by("tapped_at", "employee")[:PEOPLE]
        arrivals = [(row.employee, row.tapped_at + AT_THE_DOOR) for row in came]
        for number, (person, _) in enumerate(arrivals, start=101):
            MachineNumber.objects.get_or_create(
                agency_id=agency.pk, number=str(number), defaults={"employee": person}
            )
    machine = answer_call(serial=SERIAL, address=ADDRESS, firmware=FIRMWARE, at=demo.now)
    if machine is None:
        return 0
    lines = _lines(arrivals, demo.now, ZoneInfo(machine.zone))
    return receive_batch(machine=machine, lines=lines, stamp="9999", at=demo.now)


def _lines(arrivals: list[Arrival], now: datetime, zone: ZoneInfo) -> list[str]:
    def line(number: str, moment: datetime, status: str) -> str:
        return f"{number}\t{moment.astimezone(zone):%Y-%m-%d %H:%M:%S}\t{status}\t1\t0\t0\t0"

    known = [line(str(101 + each), moment, "0") for each, (_, moment) in enumerate(arrivals)]
    unknown = [
        line(number, now - timedelta(days=day, minutes=17), "0")
        for number, days in (("731", 3), ("732", 1))
        for day in range(days)
    ]
    pressed_wrong = line("101", now - timedelta(minutes=3), "2")
    return [*known, *unknown, pressed_wrong, "101\t2000-01-01 00:03:12\t0\t1\t0\t0\t0"]
