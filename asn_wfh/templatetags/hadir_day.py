"""The day as a line: moments turned into places on an SVG line, in percent of its width."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Stretch:
    """A part of the line, in percent, written for SVG attributes."""

    x: str
    width: str
    middle: str
    end: str


@dataclass(frozen=True)
class Line:
    """What components/_day_line.html draws."""

    low: str
    """Unix seconds at the left end; `high` at the right end."""
    high: str
    work: Stretch
    rest: Stretch | None
    missing: Stretch | None
    """From the start to a late arrival."""
    done: Stretch | None
    """From the first check-in to the check-out, or to now."""
    now_x: str
    running: bool
    """Checked in and not out: the line grows while the page is open."""


def line(
    *,
    starts_at: datetime,
    ends_at: datetime,
    rest: tuple[datetime, datetime] | None,
    first_in: datetime | None,
    last_out: datetime | None,
    now: datetime,
) -> Line:
    """The line of one working day. All moments are aware; `ends_at` is after `starts_at`."""
    if ends_at <= starts_at:
        raise ValueError("A working day ends after it starts.")
    low = min(starts_at, first_in or starts_at)
    high = max(ends_at, last_out or ends_at)
    span = (high - low).total_seconds()

    def place(moment: datetime) -> float:
        inside = min(max(moment, low), high)
        return (inside - low).total_seconds() / span * 100

    def stretch(start: datetime, end: datetime) -> Stretch:
        left, right = place(start), place(end)
        figures = (left, right - left, (left + right) / 2, right)
        return Stretch(*(f"{figure:.2f}%" for figure in figures))

    until = last_out or now
    arrival = first_in or now
    return Line(
        low=str(int(low.timestamp())),
        high=str(int(high.timestamp())),
        work=stretch(starts_at, ends_at),
        rest=stretch(*rest) if rest else None,
        missing=stretch(starts_at, min(arrival, ends_at)) if arrival > starts_at else None,
        done=stretch(first_in, until) if first_in and until > first_in else None,
        now_x=f"{place(now):.2f}%",
        running=first_in is not None and last_out is None,
    )
