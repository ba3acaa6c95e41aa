"""A person's rows of `events.csv` as events of the rules, by the local date they count on."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from attendance.rules.events import Event, Outage
from attendance.rules.modes import EventKind, WorkMode
from attendance.simulation import fields
from attendance.simulation.merging import Rows
from attendance.simulation.postings import Posting

KINDS = {kind.value: kind for kind in EventKind}
MODES = {mode.value: mode for mode in WorkMode}


class Taps(NamedTuple):
    """Events by the text of the local date on which they count, and the outages they fell into.

    Each event carries the local clock of its receipt (`07:25:13`) as `ref`.
    """

    events: dict[str, list[Event]]
    outages: dict[str, list[Outage]]


def taps_of(rows: Rows, posting: Posting) -> Taps:
    """Events of one person. Raises ValueError or KeyError where a row is bad: ask `check_tap`.

    Most times are written in the posting's own zone: their date and clock stand in the text.
    This loop and the judge are where the time goes, so it is written out.
    """
    taps = Taps({}, {})
    events, known, has_outages = taps.events, posting.known, posting.has_outages
    offset, offset_text, parse = posting.offset, posting.offset_text, datetime.fromisoformat
    for _, kind, tapped_text, received_text, mode in rows:
        day, clock = received_text[:10], received_text[11:19]
        if received_text[19:] == offset_text and day in known and clock[2::3] == "::":
            received = parse(received_text[:19] + "Z") - offset
        else:
            received, day, clock = _moment(received_text, posting)
        if tapped_text == received_text:
            tapped = received
        elif tapped_text[19:] == offset_text and tapped_text[:10] == day:
            tapped = parse(tapped_text[:19] + "Z") - offset
        else:
            tapped = fields.instant(tapped_text, "tapped_at")
        event = Event(KINDS[kind], MODES[mode], tapped, received, None, clock)
        if has_outages and (outage := posting.outage_at(tapped)) is not None:
            day, _ = posting.local_texts(tapped)
            taps.outages.setdefault(day, []).append(outage)
        if day in events:
            events[day].append(event)
        else:
            events[day] = [event]
    return taps


def _moment(text: str, posting: Posting) -> tuple[datetime, str, str]:
    """An instant in UTC, and its date and clock at the posting."""
    at = fields.instant(text, "received_at")
    return (at, *posting.local_texts(at))


def check_tap(row: Sequence[str]) -> None:
    """Read one row thoroughly. Raises BadField with the reason why it is bad."""
    _, kind, tapped, received, mode = row
    fields.choice(EventKind, kind, "kind")
    fields.instant(tapped, "tapped_at")
    fields.instant(received, "received_at")
    fields.choice(WorkMode, mode, "mode")
