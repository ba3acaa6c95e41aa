"""The files of a small period, written and simulated."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from attendance.simulation.files import INPUTS, OUTPUTS
from attendance.simulation.run import simulate

ANI, BUDI, CITRA = "198609262015051001", "198701022016021002", "199312282025212003"
NATIONAL = "2023-04-12,,normal,07:30,16:00,16:30,60,90,0,0,0,12345"
RAMADAN = "2026-02-19,2026-03-19,ramadan,08:00,15:00,15:30,30,60,0,0,0,12345"
NIGHT = "2026-01-01,,shift,22:00,06:00,06:00,60,60,0,0,0,1234567"
CALENDAR_FILE = Path(__file__).parents[3] / "attendance" / "data" / "calendar-2026.csv"

type Lines = Mapping[str, Sequence[str]]


def at(text: str, offset: str = "+07:00", day: str = "2026-05-04") -> str:
    """`07:31` or `07:30:59`, or with its date before it, as ISO 8601."""
    head, _, clock = text.rpartition(" ")
    return f"{head or day}T{clock if clock.count(':') == 2 else clock + ':00'}{offset}"


def tap(nip: str, kind: str, text: str, mode: str = "WFO", tapped: str = "", **how: str) -> str:
    """A line of `events.csv`, received at `text` and tapped then or at `tapped`."""
    return f"{nip},{kind},{at(tapped or text, **how)},{at(text, **how)},{mode}"


def employee(nip: str, agency: str = "A", zone: str = "Asia/Jakarta") -> str:
    """A line of `employees.csv`."""
    return f"{nip},{agency},Sekretariat,{zone}"


def hours(rest: str = NATIONAL, agency: str = "A", **settings: int) -> str:
    """A line of `schedules.csv`; settings are `grace`, `flex` and `missing_out`."""
    fields = rest.split(",")
    for place, name in ((8, "grace"), (9, "flex"), (10, "missing_out")):
        fields[place] = str(settings.get(name, fields[place]))
    return ",".join([agency, *fields])


def roster(nip: str, first: str, last: str = "", mode: str = "WFO") -> list[str]:
    """Lines of `roster.csv` for every date from first to last."""
    day, until = date.fromisoformat(first), date.fromisoformat(last or first)
    lines = []
    while day <= until:
        lines.append(f"{nip},{day},{mode}")
        day += timedelta(1)
    return lines


def calendar_2026() -> list[str]:
    """The decreed calendar as lines of `calendar.csv`."""
    with CALENDAR_FILE.open(encoding="utf-8", newline="") as lines:
        return [f"{row['date']},{row['kind']},,{row['name']}" for row in csv.DictReader(lines)]


def write(folder: Path, files: Lines) -> Path:
    """The seven files; those not named have their header only."""
    folder.mkdir(parents=True, exist_ok=True)
    for shape in INPUTS:
        lines = [",".join(shape.columns), *files.get(shape.name.removesuffix(".csv"), ())]
        (folder / shape.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Result:
    """The three files as rows of text."""

    days: list[dict[str, str]]
    cases: list[dict[str, str]]
    summary: list[dict[str, str]]

    def day(self, day: str = "2026-05-04", nip: str = ANI) -> dict[str, str]:
        """One line of `days.csv`."""
        (found,) = (row for row in self.days if (row["nip"], row["date"]) == (nip, day))
        return found


def run(folder: Path, files: Lines, processes: int = 1) -> Result:
    """Write, simulate and read back."""
    out = folder / "out"
    simulate(write(folder / "in", files), out, processes=processes, tell=lambda _: None)
    return read(out)


def read(out: Path) -> Result:
    """What a simulation wrote; nothing else stands in the folder."""
    assert sorted(path.name for path in out.iterdir()) == sorted(s.name for s in OUTPUTS)
    tables: list[Any] = []
    for shape in OUTPUTS:
        with (out / shape.name).open(encoding="utf-8", newline="") as lines:
            table = csv.DictReader(lines)
            assert tuple(table.fieldnames or ()) == shape.columns
            tables.append(list(table))
    return Result(*tables)
