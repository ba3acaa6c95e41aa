"""Where somebody works and which way an event goes: the words all other rules share."""

from enum import StrEnum


class WorkMode(StrEnum):
    """Place of work of a plan or an event."""

    WFO = "WFO"
    WFH = "WFH"
    WFA = "WFA"

    @property
    def is_flexible(self) -> bool:
        """Whether this is work away from the office (PermenPANRB 4/2025: location-flexible)."""
        return self is not WorkMode.WFO


class EventKind(StrEnum):
    """Direction of a check-in event."""

    IN = "in"
    OUT = "out"
