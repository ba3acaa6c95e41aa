"""The hours of an office, or of one desk where they differ: the week, and single dates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date

import structlog
from django.db import transaction

from services.actions.keepers import require_keeper
from services.actions.refused import Fault, KeepingRefused, refusing
from services.models import Desk, Office, OpeningHours, SpecialHours
from services.rules import DayHours

log = structlog.get_logger(__name__)


@transaction.atomic
def save_week(
    *, agency_id: int, office: Office, desk: Desk | None, week: Mapping[int, DayHours]
) -> None:
    """Make `week` (by ISO weekday) the whole week; a day left out is closed.

    Raises KeepingRefused: a week without any day is no week.
    """
    require_keeper(agency_id, office, desk)
    if not week:
        raise KeepingRefused(Fault.WEEK_EMPTY)
    OpeningHours.objects.filter(office=office, desk=desk).delete()
    with refusing():
        OpeningHours.objects.bulk_create(
            OpeningHours(office=office, desk=desk, weekday=weekday, **asdict(hours))
            for weekday, hours in sorted(week.items())
        )
    log.info("hours.week_saved", agency=agency_id, office=office.pk, desk=desk and desk.pk)


@transaction.atomic
def follow_office(*, agency_id: int, desk: Desk) -> None:
    """Let a desk follow the week of its office again. Raises KeepingRefused."""
    require_keeper(agency_id, desk.office, desk)
    OpeningHours.objects.filter(office=desk.office, desk=desk).delete()
    log.info("hours.week_dropped", agency=agency_id, office=desk.office_id, desk=desk.pk)


@transaction.atomic
def save_special(
    *,
    agency_id: int,
    office: Office,
    desk: Desk | None,
    dates: Collection[date],
    hours: DayHours,
) -> int:
    """Give `dates` hours of their own; answers how many had other special hours before.

    Raises KeepingRefused.
    """
    require_keeper(agency_id, office, desk)
    if not dates:
        raise KeepingRefused(Fault.NO_DATES)
    former = SpecialHours.objects.filter(office=office, desk=desk, date__in=dates)
    replaced, _ = former.delete()
    with refusing():
        SpecialHours.objects.bulk_create(
            SpecialHours(office=office, desk=desk, date=day, **asdict(hours))
            for day in sorted(dates)
        )
    log.info("hours.special_saved", agency=agency_id, office=office.pk, dates=len(dates))
    return replaced


@transaction.atomic
def remove_special(
    *, agency_id: int, office: Office, desk: Desk | None, first: date, last: date
) -> int:
    """Take special hours back from `first` to `last`; answers how many dates. KeepingRefused."""
    require_keeper(agency_id, office, desk)
    removed, _ = SpecialHours.objects.filter(
        office=office, desk=desk, date__range=(first, last)
    ).delete()
    log.info("hours.special_removed", agency=agency_id, office=office.pk, dates=removed)
    return removed
