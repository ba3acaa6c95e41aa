"""What the regions' monthly form is answered from: an agency's month as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from attendance.rules.readiness import Infrastructure

Count = tuple[int, int | None]
"""A figure of the compliance report: its value, and what it is a share of."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing an answer rests on. `what` names it; `code` is the compliance figure, or empty.

    `unit` says what `value` counts: days (of a person), people, percent, minutes, units, trips,
    documents, checks, requests, reports, outages, policies or rupiah.
    """

    what: str
    value: int
    unit: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer (empty: the portal cannot tell) with its figures; `name` where one is named."""

    answer: str = ""
    figures: tuple[Figure, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """Declared readiness: people with sufficient means, who declared, all; and the judgement."""

    equipped: int
    declared: int
    people: int
    judged: Infrastructure | None


@dataclass(frozen=True, slots=True)
class Places:
    """Person-days of some units' people: all present, and of these away from the office."""

    units: int
    present: int
    away: int


@dataclass(frozen=True, slots=True)
class Facts:
    """An agency's month as plain values.

    `figures` and `before` are the agency's figures of this month's report and of the month before,
    empty without a report; `home_by_weekday` counts WFH days by ISO weekday. `home_weekdays` are
    those the policies keep for WFH (none: every working day), `policies` how many allowed it in
    the month; their duties are `presence_checks` a day and check-in `windows`, at most, and
    `reports_due` of them ask for work reports. `letters` were signed electronically here,
    `practice_letters` of them only with the test certificate. `direct` leaves out back-office
    posts of direct-service units. `trips` counts people's official travel by the month in which it
    began; whole months since `kept_since` lie in the portal's time. `scheme_from` is the day from
    which the form is in use.
    """

    scheme_from: date
    month: date
    figures: Mapping[str, Count] = field(default_factory=dict)
    before: Mapping[str, Count] = field(default_factory=dict)
    home_by_weekday: Mapping[int, int] = field(default_factory=dict)
    policies: int = 0
    home_weekdays: frozenset[int] = frozenset()
    presence_checks: int = 0
    windows: int = 0
    reports_due: int = 0
    supervisors: int = 0
    letters: int = 0
    practice_letters: int = 0
    means: Means | None = None
    direct: Places = Places(0, 0, 0)
    support: Places = Places(0, 0, 0)
    targets: Mapping[str, int] = field(default_factory=dict)
    trips: Mapping[date, int] = field(default_factory=dict)
    kept_since: date | None = None
    exclusions: tuple[str, ...] = ()

    def value(self, code: str) -> int:
        """A figure's value; 0 where the report does not have it."""
        return self.figures.get(code, (0, None))[0]

    def keeps(self, month: date) -> bool:
        """Whether the whole of `month` (its first day) lies in the portal's time."""
        return self.kept_since is not None and self.kept_since <= month

    def listed(self, *codes: tuple[str, str]) -> tuple[Figure, ...]:
        """The report's figures with these codes and units, as far as it has them."""
        return tuple(
            Figure(code, self.figures[code][0], unit, code)
            for code, unit in codes
            if code in self.figures
        )
