"""One run's plan and what its steps share."""

from dataclasses import dataclass, field
from typing import Any

from benchmarks.paths import Range
from benchmarks.servers import Server
from benchmarks.world import World


@dataclass(frozen=True)
class Plan:
    """How long and how large. Seconds; `people` tap, `sizes` are the agencies' employees.

    `closed` employees have a week of days closed, `desks` are asked for the truth,
    `arrivals` officers come to their desks.
    """

    rounds: int
    seconds: float
    page_seconds: float
    people: int
    sizes: tuple[int, int]
    closed: int
    whole_set: bool
    desks: int
    arrivals: int


FULL = Plan(
    rounds=3,
    seconds=4.0,
    page_seconds=2.0,
    people=2000,
    sizes=(20, 5000),
    closed=20_000,
    whole_set=True,
    desks=200,
    arrivals=200,
)
QUICK = Plan(
    rounds=2,
    seconds=1.2,
    page_seconds=0.6,
    people=400,
    sizes=(20, 500),
    closed=2_000,
    whole_set=False,
    desks=4,
    arrivals=40,
)


@dataclass
class Bench:
    """What the steps share; `agencies` are the invented ones, small and large.

    A step that can do without one of its parts notes in `failures` which failed and why.
    """

    plan: Plan
    world: World
    range: Range
    floor: Server
    portal: Server
    floor_cookies: list[str]
    agencies: list[dict[str, Any]]
    sessions: dict[str, Any]
    failures: dict[str, str] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def small(self) -> dict[str, Any]:
        """The small invented agency."""
        return self.agencies[0]

    @property
    def large(self) -> dict[str, Any]:
        """The large invented agency."""
        return self.agencies[1]

    def cookie(self, agency: dict[str, Any], holder: str) -> str:
        """The session of the holder of a role in an invented agency."""
        return str(self.sessions["holders"][str(agency[holder])])
