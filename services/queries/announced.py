"""What an office has announced: closures as told in public, special hours, holidays it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Min, Q, Window
from django.db.models.functions import RowNumber

from services.models import (
    ClosureNotice,
    Holiday,
    NoticeOf,
    Office,
    OpeningHours,
    SpecialHours,
)
from services.models.hours import HoursOfDay

KEPT = timedelta(days=30)
"""How long what is over stays in the feeds: for readers that were away."""
AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Told:
    """A closure with its last word; all moments are aware."""

    number: int
    """Of the closure; the same in every feed for ever."""
    what: NoticeOf
    desk: str
    """Its name; empty for the whole office."""
    desk_slug: str
    service: str
    starts_at: datetime
    ends_at: datetime | None
    message: str
    alternative: str
    told_at: datetime
    """When it was announced."""
    changed_at: datetime
    changes: int
    """How often it was changed since."""

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back before it began."""
        return self.what is NoticeOf.WITHDRAWN

    def is_over(self, now: datetime) -> bool:
        """Whether it was in force and is no more."""
        return not self.is_withdrawn and self.ends_at is not None and self.ends_at <= now


@dataclass(frozen=True, slots=True)
class Announced:
    """All an office has announced, from `KEPT` ago on."""

    office: Office
    closures: tuple[Told, ...]
    """The newest word first."""
    special: tuple[SpecialHours, ...]
    """With `desk` loaded, by date."""
    holidays: tuple[Holiday, ...]
    """Those on which the office would else be open."""


def announced(office: Office, now: datetime) -> Announced:
    """What `office` has announced around `now`; four statements."""
    today = now.astimezone(ZoneInfo(office.zone)).date()
    first, last = today - KEPT, today + AHEAD
    special = list(
        SpecialHours.objects.filter(office=office, date__range=(first, last))
        .select_related("desk")
        .order_by("date", "pk")
    )
    open_days = set(
        OpeningHours.objects.filter(office=office).values_list("weekday", flat=True).distinct()
    )
    open_anyway = {each.date for each in special if each.desk_id is None}
    holidays = [
        each
        for each in Holiday.objects.between(first, last).for_region(office.region_id)
        if each.date.isoweekday() in open_days and each.date not in open_anyway
    ]
    return Announced(office, _closures(office, now - KEPT), tuple(special), tuple(holidays))


def _closures(office: Office, since: datetime) -> tuple[Told, ...]:
    """The last word on each closure that was not over or taken back before `since`."""
    of = [F("closure_id")]
    rows = (
        ClosureNotice.objects.filter(office=office)
        .annotate(
            place=Window(RowNumber(), partition_by=of, order_by=F("id").desc()),
            told=Window(Count("id"), partition_by=of),
            first_at=Window(Min("at"), partition_by=of),
        )
        .filter(place=1)
        .filter(
            Q(what=NoticeOf.WITHDRAWN, at__gt=since)
            | ~Q(what=NoticeOf.WITHDRAWN) & (Q(ends_at__isnull=True) | Q(ends_at__gt=since))
        )
        .select_related("desk", "service")
        .order_by("-at", "-closure_id")
    )
    return tuple(
        Told(
            number=row.closure_id,
            what=NoticeOf(row.what),
            desk=row.desk.name if row.desk else "",
            desk_slug=row.desk.slug if row.desk else "",
            service=row.service.name if row.service else "",
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            message=row.message,
            alternative=row.alternative,
            told_at=row.first_at,
            changed_at=row.at,
            changes=row.told - 1,
        )
        for row in rows
    )


def hours_of(row: HoursOfDay, office: Office) -> tuple[datetime, datetime]:
    """The opening and closing of a day with special hours, as aware moments."""
    zone = ZoneInfo(office.zone)
    day = row.date  # type: ignore[attr-defined]
    return datetime.combine(day, row.opens, zone), datetime.combine(day, row.closes, zone)
