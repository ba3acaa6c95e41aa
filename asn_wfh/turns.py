"""Work by the clock gives way to what somebody waits for, in the queue that both share.

A queue over Redis is one list for each priority, and the worker takes from the first that is not
empty (0, then those of `settings.BY_THE_CLOCK`: kombu, `kombu.transport.redis`). That decides what
begins next. What has begun asks between two of its pieces whether somebody waits.
"""

from __future__ import annotations

from celery import Task, current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError


def somebody_waits(task: Task) -> bool:
    """Whether a message of the first priority waits in the queue that a worker took `task` from.

    False where `task` is called as a function, and where the broker is away: then nobody's message
    can be there.
    """
    queue = (task.request.delivery_info or {}).get("routing_key")
    if task.request.called_directly or not queue:
        return False
    try:
        with current_app.pool.acquire(block=True) as connection:
            return bool(connection.default_channel.client.llen(queue))
    except (OperationalError, RedisError):
        return False
