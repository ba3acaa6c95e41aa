"""Time passes for snapshots: they name the minute they were looked at, and run out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from services.models import Office
from services.snapshots.publish import has_ended, publish_offices, store
from services.snapshots.store import SnapshotStore

EVERY = timedelta(minutes=1)
"""How often an office is looked at though nothing of it changed."""
LEAST_AGE = timedelta(seconds=10)
"""An office whose evidence has run out for good is not written again and again."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the refresh needs to know of a version, kept so that no file is read every second."""

    version: str
    generated_at: datetime
    fresh_until: datetime


_standings: dict[str, _Standing] = {}


def refresh(at: datetime, seconds: float, is_wanted: Callable[[], bool] = bool) -> int:
    """Publish the offices that are due at `at` (aware) for at most about `seconds`.

    Those that ran out first; then those nobody wrote for a minute. The rest waits for the next
    call, as soon as the worker `is_wanted` elsewhere: an officer's arrival waits for one office at
    most. Snapshots of offices that are gone are removed. Answers how many offices were looked at.
    """
    begun, done = monotonic(), 0
    for office_id in due_offices(at):
        publish_offices([office_id], at)
        done += 1
        if monotonic() - begun >= seconds or is_wanted():
            break
    return done


def due_offices(at: datetime) -> list[int]:
    """The offices whose snapshots are to be written at `at`, the most urgent first."""
    kept = store()
    open_now = {
        slug: office_id
        for office_id, slug, zone, ended_on in Office.objects.values_list(
            "pk", "slug", "zone", "ended_on"
        )
        if not has_ended(ended_on, zone, at)
    }
    for slug in kept.slugs():
        if slug not in open_now:
            kept.remove(slug)
            _standings.pop(slug, None)
    due = []
    for slug, office_id in open_now.items():
        standing = _standing(kept, slug)
        if standing is None:
            due.append((datetime.min.replace(tzinfo=at.tzinfo), office_id))
        elif _is_due(standing, at):
            due.append((standing.fresh_until, office_id))
    return [office_id for _, office_id in sorted(due)]


def _is_due(standing: _Standing, at: datetime) -> bool:
    age = at - standing.generated_at
    if age < timedelta(0):  # the clock was set back
        return True
    if standing.fresh_until <= at:
        return age >= LEAST_AGE or standing.generated_at < standing.fresh_until
    return age >= EVERY


def _standing(kept: SnapshotStore, slug: str) -> _Standing | None:
    name = kept.version_of(slug)
    if name is None:
        return None
    known = _standings.get(slug)
    if known is not None and known.version == name:
        return known
    manifest = kept.manifest(slug)
    if manifest is None:
        return None
    _standings[slug] = found = _Standing(
        version=name,
        generated_at=manifest.generated_at,
        fresh_until=min(filter(None, (manifest.valid_until, manifest.next_at))),
    )
    return found
