"""When something that could not be sent is tried again."""

from datetime import timedelta

TRIES = 6
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
WAIT_FACTOR = 5


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after `tries` failures (from 1), or None: it is given up.

    1, 5, 25 and 125 minutes, then 6 hours: a mail server away for the morning loses nothing.
    """
    if tries >= TRIES:
        return None
    return min(FIRST_WAIT * WAIT_FACTOR ** (tries - 1), LONGEST_WAIT)
