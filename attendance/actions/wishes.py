"""Noting where one would like to work, until the roster of the date is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import transaction

from accounts.models import Employee
from asn_wfh import clock
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import Wish
from attendance.queries.wish_page import WishFacts, wish_facts
from attendance.rules.modes import WorkMode
from attendance.rules.wishes import WishDecided
from attendance.wording.wishes import wish_sentence

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wished for a date: a place with a note, or nothing (`mode` None)."""

    mode: WorkMode | None = None
    note: str = ""


@transaction.atomic
def save_wishes(*, wanted: Mapping[date, Wanted], by: Employee, at: datetime) -> int:
    """Note, change and delete `by`'s wishes of these dates; how many dates changed.

    Raises RequestRefused with the date (ISO) as its field; then none of them has changed.
    """
    if not wanted:
        return 0
    today = clock.on_local_date(at, by.zone)
    facts = wish_facts(by, min(wanted), max(wanted), today=today)
    changed = {day: one for day, one in wanted.items() if _differs(facts.wishes.get(day), one)}
    for day, one in sorted(changed.items()):
        _require(facts, day, one.mode)
    kept = {day: (one.mode, one.note) for day, one in changed.items() if one.mode is not None}
    Wish.objects.of(by).filter(date__in=changed.keys() - kept.keys()).delete()
    Wish.objects.bulk_create(
        [
            Wish(agency_id=by.agency_id, employee=by, date=day, mode=mode, note=note, asked_at=at)
            for day, (mode, note) in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["agency", "date", "employee"],
        update_fields=["mode", "note", "asked_at"],
    )
    if changed:
        log.info("wishes.saved", by=by.pk, noted=len(kept), deleted=len(changed) - len(kept))
    return len(changed)


def _differs(wish: Wish | None, wanted: Wanted) -> bool:
    if wish is None:
        return wanted.mode is not None
    return wanted.mode is None or (wish.mode, wish.note) != (wanted.mode, wanted.note)


def _require(facts: WishFacts, day: date, mode: WorkMode | None) -> None:
    refusal = facts.refuse_day(day) if mode is None else facts.refuse(day, mode)
    if refusal is not None:
        ground = Ground.STATE if isinstance(refusal, WishDecided) else Ground.CONTENT
        raise RequestRefused(ground, wish_sentence(refusal), day.isoformat())
