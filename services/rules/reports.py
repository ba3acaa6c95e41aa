"""What citizens write: what looks like spam, what belongs to supervision, who may do what when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_LINKS = 2
MOST_PER_HOUR = 60
"""Reports about one office within an hour: a queue of angry people, not a program."""
SAME_TEXT_DAYS = 7
STATUS_DAYS = 30
"""How far back a wrong status can be looked into: older proofs say little."""
COMPLAINT_DAYS = 365
AHEAD = timedelta(minutes=5)
"""Clocks of citizens run ahead."""
MOST_MESSAGES = 20
"""Messages a citizen may add to one report."""

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|ru|cn|xyz|top|info|biz|shop)\b\S*", re.I
)
_SUPERVISION = re.compile(
    r"korup|\bsuap|disuap|menyuap|sogok|\bpungli\b|pungutan liar|gratifikasi|\bpemeras|memeras|"
    r"calo\b|uang pelicin|penyalahgunaan|corrupt|bribe|extort|kickback",
    re.I,
)


class Doubt(StrEnum):
    """Why a report is not taken as it stands."""

    LINKS = "links"
    SAME_TEXT = "same_text"
    TOO_MANY = "too_many"
    AHEAD = "ahead"
    TOO_LONG_AGO = "too_long_ago"
    UNREADY = "unready"


@dataclass(frozen=True, slots=True)
class Known:
    """What the office has of late: reports within the hour, and whether one says just the same."""

    within_hour: int
    same_text: bool


def doubt_text(text: str) -> Doubt | None:
    """More than two links are an advertisement."""
    return Doubt.LINKS if len(_LINK.findall(text)) > MOST_LINKS else None


def doubt_time(happened_at: datetime, now: datetime, days: int) -> Doubt | None:
    """Whether what is reported lies ahead, or more than `days` back (both moments aware)."""
    if happened_at > now + AHEAD:
        return Doubt.AHEAD
    return Doubt.TOO_LONG_AGO if happened_at < now - timedelta(days=days) else None


def doubt_crowd(known: Known) -> Doubt | None:
    """Whether the same words came already, or too much came at once."""
    if known.same_text:
        return Doubt.SAME_TEXT
    return Doubt.TOO_MANY if known.within_hour >= MOST_PER_HOUR else None


def hints_at_supervision(text: str) -> bool:
    """Whether the words speak of corruption or abuse: then the national channel is advised."""
    return _SUPERVISION.search(text) is not None
