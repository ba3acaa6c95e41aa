"""The rules a roster can collide with, each with a name that a sentence can be made of."""

from dataclasses import dataclass
from datetime import date

from attendance.rules.roster import Ref


@dataclass(frozen=True, slots=True)
class WeeklyMaximum:
    """So many flexible days a person and week that begins on Monday `day`."""

    day: date


@dataclass(frozen=True, slots=True)
class OfficeBound:
    """Who has to be in the office on the date, by post, status or policy."""

    day: date


@dataclass(frozen=True, slots=True)
class DeskQualified:
    """Only its named officers serve at the desk."""

    day: date
    desk: Ref


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line the user wants to stay."""

    day: date
    person: Ref


@dataclass(frozen=True, slots=True)
class HomeCap:
    """At most so many away from the office."""

    day: date


@dataclass(frozen=True, slots=True)
class OfficeCap:
    """At most so many in the office."""

    day: date


@dataclass(frozen=True, slots=True)
class DeskMinimum:
    """At least so many officers at the desk."""

    day: date
    desk: Ref


NamedRule = (
    WeeklyMaximum | OfficeBound | DeskQualified | KeptLine | HomeCap | OfficeCap | DeskMinimum
)

LEAST_TELLING_FIRST = (
    WeeklyMaximum,
    OfficeBound,
    DeskQualified,
    KeptLine,
    HomeCap,
    OfficeCap,
    DeskMinimum,
)
"""In which order an explanation tries to do without a rule: what is left at the end is what a
reader grasps at once, a desk's minimum against a cap."""


def in_telling_order(rule: NamedRule) -> tuple[date, int, str]:
    """A key that sorts rules by date and, within it, the most telling first."""
    place = len(LEAST_TELLING_FIRST) - LEAST_TELLING_FIRST.index(type(rule))
    return rule.day, place, str(rule)
