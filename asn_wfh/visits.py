"""How often an address without sign-in asks: a wide limit against programs, not against people."""

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache
from django.http import HttpRequest

MINUTE_SECONDS = 60


def too_often(request: HttpRequest, what: str, per_minute: int) -> bool:
    """Whether this visitor's address asked for `what` more than `per_minute` times a minute.

    Counted in the cache; where it is away, nobody is turned away.
    """
    minute = int(request.now.timestamp()) // MINUTE_SECONDS  # type: ignore[attr-defined]
    key = f"visits:{what}:{get_client_ip(request)}:{minute}"
    cache.add(key, 0, timeout=2 * MINUTE_SECONDS)
    try:
        return int(cache.incr(key) or 0) > per_minute
    except ValueError:
        return False
