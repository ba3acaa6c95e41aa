"""Who is ready to work from home: equipment, line, workplace, and the agreement accepted.

Permen PANRB 4/2025 makes flexible work a possibility for those whose duty and means allow it; what
the means are is stated by each employee (*surat pernyataan*) and judged here.
"""

from dataclasses import dataclass
from enum import StrEnum

Ref = int | str


class Device(StrEnum):
    """What somebody works on away from the office."""

    OFFICE = "office"
    OWN = "own"
    PHONE = "phone"
    NONE = "none"


class Line(StrEnum):
    """How somebody is connected away from the office."""

    FIBRE = "fibre"
    MOBILE = "mobile"
    NONE = "none"


class NotReady(StrEnum):
    """What is missing before somebody counts as ready."""

    NOT_DECLARED = "not_declared"
    WITHDRAWN = "withdrawn"
    OLD_AGREEMENT = "old_agreement"
    PHONE_ONLY = "phone_only"
    NO_DEVICE = "no_device"
    NO_LINE = "no_line"
    NO_WORKPLACE = "no_workplace"


class Infrastructure(StrEnum):
    """The answer of the regions' monthly report, section 2f (SE Mendagri 800.1.5/3349/SJ)."""

    SUFFICIENT = "sufficient"
    LIMITED = "limited"


@dataclass(frozen=True, slots=True)
class Declaration:
    """The newest declaration of an employee; `agreement` is the text that was accepted."""

    device: Device
    line: Line
    workplace: bool
    agreement: Ref
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ReadinessLimits:
    """Settings, in percent: from which share of declared people the means are sufficient, and
    how many of all must have declared before anything can be said."""

    equipped_percent: int
    declared_percent: int


def why_not_ready(
    declaration: Declaration | None, agreement_in_force: Ref | None
) -> tuple[NotReady, ...]:
    """Everything that keeps an employee from counting as ready; empty for who is ready.

    `agreement_in_force` is the text that holds for the agency (None: there is none, so whatever
    was accepted stands). A telephone alone is no place of work: documents cannot be worked on.
    """
    if declaration is None:
        return (NotReady.NOT_DECLARED,)
    if declaration.withdrawn:
        return (NotReady.WITHDRAWN,)
    found = list(_missing_means(declaration))
    if agreement_in_force is not None and declaration.agreement != agreement_in_force:
        found.append(NotReady.OLD_AGREEMENT)
    return tuple(found)


def is_equipped(declaration: Declaration) -> bool:
    """Whether device, line and workplace suffice, whatever became of the agreement."""
    return not declaration.withdrawn and not _missing_means(declaration)


def infrastructure(
    *, equipped: int, declared: int, people: int, limits: ReadinessLimits
) -> Infrastructure | None:
    """Whether the supporting means are sufficient or limited; None where too few declared.

    `equipped` of the `declared` (not withdrawn) of all active `people`.
    """
    if not declared or declared * 100 < people * limits.declared_percent:
        return None
    enough = equipped * 100 >= declared * limits.equipped_percent
    return Infrastructure.SUFFICIENT if enough else Infrastructure.LIMITED


def _missing_means(declaration: Declaration) -> tuple[NotReady, ...]:
    found: list[NotReady] = []
    if declaration.device is Device.PHONE:
        found.append(NotReady.PHONE_ONLY)
    if declaration.device is Device.NONE:
        found.append(NotReady.NO_DEVICE)
    if declaration.line is Line.NONE:
        found.append(NotReady.NO_LINE)
    if not declaration.workplace:
        found.append(NotReady.NO_WORKPLACE)
    return tuple(found)
