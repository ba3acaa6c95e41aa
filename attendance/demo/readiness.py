"""Who declared readiness for work from home: most, not all, and not all with what it takes."""

from datetime import timedelta

from attendance.demo.frame import DAY, USING, Demo
from attendance.models import AgreementText, DeviceKind, LineKind, Readiness

DECLARED_SHARE = 0.72
DEVICES = (DeviceKind.OFFICE, DeviceKind.OWN, DeviceKind.PHONE, DeviceKind.NONE)
LINES = (LineKind.FIBRE, LineKind.MOBILE, LineKind.NONE)
DEVICE_SHARES, LINE_SHARES = (30, 55, 11, 4), (58, 39, 3)
WORKPLACE_SHARE = 0.93
WITHIN_DAYS = 90


def make_readiness(demo: Demo) -> int:
    """Declarations of the last months; the people a visitor may play have still to make theirs."""
    text = AgreementText.objects.using(USING).filter(agency=None).latest("valid_from")
    rows: list[Readiness] = []
    for world in demo.worlds.values():
        if world.is_partner:
            continue
        chance = demo.random("readiness", world.agency.code)
        spared = {person.pk for person in world.accounts.values()}
        for person in world.people:
            share, back = chance.random(), chance.randrange(WITHIN_DAYS)
            device = chance.choices(DEVICES, DEVICE_SHARES)[0]
            line = chance.choices(LINES, LINE_SHARES)[0]
            workplace = chance.random() < WORKPLACE_SHARE
            if share >= DECLARED_SHARE or person.pk in spared:
                continue
            rows.append(
                Readiness(
                    agency=world.agency,
                    employee=person,
                    device=device,
                    line=line,
                    workplace=workplace,
                    agreement=text,
                    agreed_at=demo.now - back * DAY - timedelta(hours=1),
                )
            )
    Readiness.objects.using(USING).bulk_create(rows)
    return len(rows)
