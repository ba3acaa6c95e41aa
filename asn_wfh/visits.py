"""How often an address without sign-in asks: a wide limit against programs, not against people."""

import hashlib
from datetime import datetime

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache
from django.http import HttpRequest

MINUTE_SECONDS = 60
DAY_SECONDS = 24 * 3600


def too_often(request: HttpRequest, what: str, per_minute: int) -> bool:
    """Whether this visitor's address asked for `what` more than `per_minute` times a minute.

    Counted in the cache; where it is away, nobody is turned away.
    """
    minute = int(request.now.timestamp()) // MINUTE_SECONDS  # type: ignore[attr-defined]
    key = f"visits:{what}:{get_client_ip(request)}:{minute}"
    return _count(key, 2 * MINUTE_SECONDS) > per_minute


def too_often_today(what: str, whom: str, per_day: int, now: datetime) -> bool:
    """Whether `what` was done for `whom` (a mail address) more than `per_day` times since 0.00 UTC.

    Only a digest of `whom` gets into the cache.
    """
    digest = hashlib.sha256(whom.encode()).hexdigest()[:32]
    key = f"days:{what}:{digest}:{int(now.timestamp()) // DAY_SECONDS}"
    return _count(key, DAY_SECONDS) > per_day


def _count(key: str, life_seconds: int) -> int:
    """Add one; 0 where the cache is away."""
    cache.add(key, 0, timeout=life_seconds)
    try:
        return int(cache.incr(key) or 0)
    except ValueError:
        return 0
