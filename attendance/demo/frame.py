"""What all parts of the demo world share: the seed, the moment, and what stands already."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from accounts.models import Agency, Delegation, Employee, Unit
from asn_wfh import clock
from attendance.models import Sanction
from attendance.rulebook import Rulebook
from attendance.rules.calendar import week_start
from attendance.rules.events import Absence, Outage
from attendance.rules.policy import Policy
from attendance.rules.schedule import DaySchedule
from services.models import Desk

USING = "owner"
WEEK = timedelta(days=7)
DAY = timedelta(days=1)

UnitKey = tuple[str, str]
"""Code of the agency, code of the unit."""


@dataclass
class AgencyWorld:
    """One agency of the demo: its people, and what holds for them.

    `is_partner` agencies only send officers to another's office. By unit id: `members` (head
    first), `heads`, `desks`; by desk id: `desk_weekdays` (ISO); by employee id: `absences`,
    `sanctions`, `devices` (shared with others), `seconds` (on which somebody always taps),
    `missing` (dates on which somebody stays away without a word).
    `outages` were declared, `stumbles` were not. `accounts` are the people a visitor may play;
    who is `waiting` has not checked in today.
    """

    agency: Agency
    today: date
    rulebook: Rulebook
    is_partner: bool = False
    units: list[Unit] = field(default_factory=list)
    members: dict[int, list[Employee]] = field(default_factory=dict)
    heads: dict[int, Employee] = field(default_factory=dict)
    officials: dict[str, Employee] = field(default_factory=dict)
    delegation: Delegation | None = None
    policies: list[Policy] = field(default_factory=list)
    absences: dict[int, list[Absence]] = field(default_factory=dict)
    sanctions: dict[int, list[Sanction]] = field(default_factory=dict)
    missing: dict[int, set[date]] = field(default_factory=dict)
    outages: list[Outage] = field(default_factory=list)
    stumbles: list[Outage] = field(default_factory=list)
    devices: dict[int, str] = field(default_factory=dict)
    seconds: dict[int, int] = field(default_factory=dict)
    desks: dict[int, list[Desk]] = field(default_factory=dict)
    desk_weekdays: dict[int, set[int]] = field(default_factory=dict)
    accounts: dict[str, Employee] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)

    @property
    def people(self) -> Iterator[Employee]:
        """Everybody of the agency, unit by unit."""
        for unit in self.units:
            yield from self.members.get(unit.pk, ())

    def unit(self, code: str) -> Unit | None:
        """The unit with this code, or None."""
        return next((unit for unit in self.units if unit.code == code), None)

    def day(self, on: date) -> DaySchedule:
        """The agency's hours on `on`, in its zone."""
        return self.rulebook.day(employee_id=0, unit_id=0, zone=self.agency.zone, on=on)

    def working_days(self, first: date, last: date) -> list[date]:
        """Dates from `first` to `last` on which work is due."""
        days = (first + DAY * number for number in range((last - first).days + 1))
        return [day for day in days if self.day(day).off is None]


@dataclass
class Demo:
    """The world being built: `people_share` is how many of the planned staff are made."""

    seed: str
    now: datetime
    days: int
    people_share: float
    worlds: dict[str, AgencyWorld] = field(default_factory=dict)
    units: dict[UnitKey, Unit] = field(default_factory=dict)

    def random(self, *topic: str) -> Random:
        """Chance for one topic, so that a change in one part leaves the others as they were."""
        return Random(":".join((self.seed, *topic)))  # noqa: S311 - a demo must be repeatable

    def today(self, zone: str) -> date:
        """The date in `zone`."""
        return clock.on_local_date(self.now, zone)

    def first_monday(self, today: date) -> date:
        """The Monday with which the past rosters begin."""
        return week_start(today - timedelta(days=self.days))
