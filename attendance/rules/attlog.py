"""What one line of a fingerprint machine says, and what several of a day mean.

Machines of the ZKTeco family write attendance in two forms, one pushed and one on a memory stick;
docs/machines.md tells where each is described. Times are the machine's own clock, without a zone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from attendance.rules.modes import EventKind

STATUS_KINDS = {"0": EventKind.IN, "1": EventKind.OUT}
"""The two codes that mean arrival and departure. Breaks (2, 3), overtime (4, 5), meals (8, 9) and
"no key pressed" (255) say neither."""
NO_STATUS = "255"
"""What a machine sends where no key was pressed; also taken for a line without a code."""

AHEAD = timedelta(minutes=10)
"""So much a machine's clock may be fast; a punch later than that never happened yet."""
OLDEST = timedelta(days=366)
"""Older punches come from a clock that lost its battery (1999, 2000), not from a full memory."""
REPEAT = timedelta(minutes=10)
"""Where nobody presses a key, a punch so soon after the first is the same arrival again."""

NUMBER = re.compile(r"[A-Za-z0-9_-]{1,24}")
_TIME = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})[ T](\d{2}):(\d{2}):(\d{2})", re.ASCII)
_CODE = re.compile(r"\d{1,3}", re.ASCII)
_HEADER = re.compile(r"S[^\t]*", re.IGNORECASE)
_CHECKSUM = re.compile(r"C[^\t]*", re.IGNORECASE)


class LineFault(StrEnum):
    """The part of a line that cannot be read."""

    FIELDS = "fields"
    NUMBER = "number"
    TIME = "time"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Punch:
    """One line: whose number, when by the machine's clock (naive), which key and which proof.

    `status` and `verify` are the machine's codes as digits; `verify` may be empty.
    """

    number: str
    at: datetime
    status: str
    verify: str = ""

    @property
    def kind(self) -> EventKind | None:
        """Arrival or departure by the key pressed, None where the code says neither."""
        return STATUS_KINDS.get(self.status)


def read_pushed(line: str) -> Punch | LineFault:
    """A line of table ATTLOG: number, time, status, verify, work code, reserved…, by tabs."""
    return _punch(_fields(line), status_at=2)


def read_filed(line: str) -> Punch | LineFault:
    """A line of `attlog.dat`: number, time, device, status, verify, work code, by tabs.

    Short forms leave the device out: with fewer than five fields the third is the status.
    """
    fields = _fields(line)
    return _punch(fields, status_at=3 if len(fields) >= 5 else 2)


def named_serial(line: str) -> str | None:
    """The serial number in the heading that some machines write first, else None.

    `SN=CK…`, `SN: CK…`, or the number alone after an S.
    """
    text = line.strip()
    if not _HEADER.fullmatch(text):
        return None
    return re.split(r"[=:\s]", text)[-1]


def is_checksum(line: str) -> bool:
    """Whether a line is the check sum that some machines write last."""
    return _CHECKSUM.fullmatch(line.strip()) is not None


def is_plausible(at: datetime, received_at: datetime) -> bool:
    """Whether a punch at `at` can have reached us at `received_at` (both aware)."""
    return received_at - OLDEST <= at <= received_at + AHEAD


def kinds_in_order(punches: Sequence[datetime]) -> list[tuple[datetime, EventKind]]:
    """What the punches of one person and date mean where nobody presses a key, in time's order.

    The first is the arrival. Each later one is a departure, of which a day counts the last;
    punches within ten minutes of the arrival are the same arrival again and make nothing.
    """
    ordered = sorted(set(punches))
    if not ordered:
        return []
    first, *later = ordered
    outs = [(at, EventKind.OUT) for at in later if at - first > REPEAT]
    return [(first, EventKind.IN), *outs]


def _fields(line: str) -> list[str]:
    if "\t" in line:
        return [field.strip() for field in line.split("\t")]
    words = line.split()
    # Without tabs the space inside the time divides it too.
    return [words[0], " ".join(words[1:3]), *words[3:]] if len(words) >= 3 else words


def _punch(fields: list[str], *, status_at: int) -> Punch | LineFault:
    if len(fields) < 2:
        return LineFault.FIELDS
    number, moment = fields[0], _moment(fields[1])
    if not NUMBER.fullmatch(number):
        return LineFault.NUMBER
    if moment is None:
        return LineFault.TIME
    status, verify = ([*fields, "", "", "", ""])[status_at : status_at + 2]
    if any(code and not _CODE.fullmatch(code) for code in (status, verify)):
        return LineFault.CODE
    return Punch(number, moment, status.lstrip("0") or ("0" if status else NO_STATUS), verify)


def _moment(text: str) -> datetime | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = map(int, found.groups())
    try:
        # The machine names no zone; that of the place where it hangs is put in by the caller.
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
