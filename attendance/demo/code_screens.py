"""One screen with codes, in the agency that the README opens first."""

import hashlib

from attendance.demo.frame import DAY, USING, Demo
from attendance.models import CodeScreen

AGENCY = "32.11"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def make_code_screen(demo: Demo) -> None:
    """A screen at the employee's unit; whoever keeps it takes a new address to see it."""
    world = demo.worlds[AGENCY]
    chance = demo.random("code-screen", AGENCY)
    employee = world.accounts["employee"]
    CodeScreen(
        agency=world.agency,
        unit=employee.unit,
        name="Lobi utama",
        secret="".join(chance.choices(BASE32, k=32)),
        # Of no address that anybody was given.
        address_digest=hashlib.sha256(chance.randbytes(24)).hexdigest(),
        made_by=world.accounts["personnel"],
        made_at=demo.now - 30 * DAY,
    ).save(using=USING)
