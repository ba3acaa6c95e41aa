"""The vocabulary of reads about holidays, offices and desks. All of it is public."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from accounts.models.agencies import ZONES


def lasting(now: datetime, office: str = "", *, desk: str | None = None) -> Q:
    """Offices that have not ended on their own date of `now` (aware).

    `office` is the path to the office, with `__` behind it; with `desk` (the path
    to a desk) the desk must not have ended, either.
    """
    lasts = Q(pk__in=[])
    for zone in ZONES:
        today = now.astimezone(ZoneInfo(zone)).date()
        there = Q(**{f"{office}zone": zone})
        for ended in [f"{office}ended_on", *([] if desk is None else [f"{desk}ended_on"])]:
            there &= Q(**{ended: None}) | Q(**{f"{ended}__gt": today})
        lasts |= there
    return lasts


class HolidayQuerySet(QuerySet[Any]):
    """Holidays, national and regional."""

    def between(self, first: date, last: date) -> HolidayQuerySet:
        """Those from `first` to `last`, both included."""
        return self.filter(date__range=(first, last))

    def for_region(self, region_code: str | None) -> HolidayQuerySet:
        """National ones, and those of the region and of the province it lies in."""
        codes = {region_code, region_code.split(".")[0]} if region_code else set()
        return self.filter(Q(region__isnull=True) | Q(region_id__in=codes))
