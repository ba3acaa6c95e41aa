"""The vocabulary of reads about holidays, offices and desks. All of it is public."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet


class HolidayQuerySet(QuerySet[Any]):
    """Holidays, national and regional."""

    def between(self, first: date, last: date) -> HolidayQuerySet:
        """Those from `first` to `last`, both included."""
        return self.filter(date__range=(first, last))

    def for_region(self, region_code: str | None) -> HolidayQuerySet:
        """National ones, and those of the region and of the province it lies in."""
        codes = {region_code, region_code.split(".")[0]} if region_code else set()
        return self.filter(Q(region__isnull=True) | Q(region_id__in=codes))
