"""Which changes of a desk its followers are told: what nobody could know from the opening hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from services.rules.state import Code

NEWS_FOR = timedelta(minutes=20)
"""A change that nobody got round to tell in this time is no news any more: the page says it."""
AHEAD = timedelta(days=14)
"""How far ahead announced closures are told, as far as they stand on the page."""
MOST_IN_AN_HOUR = 4
"""Messages about changes to one follower in an hour; closures are always told."""


def is_news(before: Sequence[Code], code: Code) -> bool:
    """Whether a service's change to `code` is told; `before` are its codes of the day, in order.

    Opening, breaks and closing come by plan, so they are not. An empty desk in its hours is, and
    the officer who then comes. Silence of the system is not knowledge: it is passed over.
    """
    known = [each for each in before if each is not Code.UNCONFIRMED]
    last = known[-1] if known else None
    if code is Code.UNSTAFFED:
        return last is not Code.UNSTAFFED
    return code is Code.STAFFED and last is Code.UNSTAFFED
