"""When a computation is begun, tried again after a failure, or given up."""

from datetime import timedelta
from zlib import crc32

WAITS = (10, 60, 300)
"""Seconds before the first, second and third retry: a failover, a restart, a repair."""

MOST_ATTEMPTS = 12
"""So often a worker takes one computation up: whatever ends more workers would end the next too."""

SPREAD = timedelta(hours=3)
"""Over so long the agencies of one zone begin, each at its own minute."""

MINUTE = timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def wait_before(retry: int, key: str) -> int | None:
    """Seconds to wait before the `retry`-th retry (from 1), or None: it is given up.

    Up to a quarter more by `key`: what failed together does not come back together, and comes back
    at the same moment each time it is asked.
    """
    if not 1 <= retry <= len(WAITS):
        return None
    wait = WAITS[retry - 1]
    return wait + crc32(f"{key}/{retry}".encode()) % (wait // 4 + 1)


def rest_after(failures: int) -> timedelta:
    """How long the schedule leaves a month alone after so many failures: 1, 2, 4 … 24 hours.

    A server that was mended costs an hour, an error that stays is not met every hour.
    """
    return min(HOUR * 2 ** min(failures - 1, 5), DAY) if failures else timedelta(0)


def own_minute(code: str) -> timedelta:
    """How long after the first one the agency with this code begins: less than SPREAD."""
    return crc32(code.encode()) % (SPREAD // MINUTE) * MINUTE
