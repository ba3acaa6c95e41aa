"""What waits in the personnel office, as numbers: one statement for each card."""

from dataclasses import dataclass

from accounts.models import Employee
from attendance.models import (
    Anomaly,
    AnomalyState,
    CaseState,
    CodeScreen,
    DisciplineCase,
    Machine,
    MachineLine,
    MachineState,
    Outage,
    OutageState,
)

UNDER_WAY = (CaseState.OPEN, CaseState.SUMMONED, CaseState.EXAMINED)


@dataclass(frozen=True, slots=True)
class OfficeCounts:
    """Proposals, patterns and cases that wait; machines and screens in use, numbers without name.

    Machines and screens are None for those who do not keep them.
    """

    outages: int
    patterns: int
    cases: int
    machines: int | None
    unknown_numbers: int | None
    screens: int | None


def office_counts(person: Employee, *, keeps_machines: bool) -> OfficeCounts:
    """The numbers of the hub's cards for somebody who may read them; three or six statements."""
    machines = Machine.objects.visible_to(person).filter(state=MachineState.APPROVED)
    lines = MachineLine.objects.visible_to(person).filter(employee__isnull=True)
    screens = CodeScreen.objects.visible_to(person).filter(is_active=True)
    return OfficeCounts(
        outages=Outage.objects.visible_to(person).filter(state=OutageState.PROPOSED).count(),
        patterns=Anomaly.objects.visible_to(person).filter(state=AnomalyState.NEW).count(),
        cases=DisciplineCase.objects.visible_to(person).filter(state__in=UNDER_WAY).count(),
        machines=machines.count() if keeps_machines else None,
        unknown_numbers=(lines.values("number").distinct().count() if keeps_machines else None),
        screens=screens.count() if keeps_machines else None,
    )
