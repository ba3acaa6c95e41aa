"""The agencies that somebody oversees, in one month: their own figures, no unit and no person.

Whom an agency oversees the database decides (`hadir_oversees`): it filters the list here, and the
row-level security of the summaries below asks the same function.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from accounts.models import Agency, AgencyKind, Employee, Region
from accounts.tenancy import reveal_overseen
from asn_wfh import clock
from attendance.models import ComplianceSummary, ThresholdCode
from attendance.queries.months import Month, last_of_month, months_before
from attendance.queries.thresholds import thresholds_on

TREND_MONTHS = 6
"""So many months stand in the trend, the shown one included."""

SHARES = ("present_days", "on_time_days", "quota_kept_days", "wfh_days", "desk_staffed_minutes")
"""The shares an overseer reads, in the order of the page."""

CODES = (*SHARES, "desk_unknown_minutes", "employees", "absent_days")


class Standing(StrEnum):
    """How far an agency's report of a month is."""

    FROZEN = "frozen"
    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure: days, minutes or people, and what it is a share of."""

    value: int
    base: int | None

    @property
    def share(self) -> float | None:
        """Percent of the base; None where there is nothing to take it of."""
        return 100 * self.value / self.base if self.base else None


Amounts = dict[str, Amount]
"""Figures by code; a code that no report had is not there."""


@dataclass(frozen=True, slots=True)
class Overseen:
    """An agency in the month: its summary's facts (None without one), and whether it is late."""

    agency: Agency
    standing: Standing
    is_late: bool
    data_until: date | None = None
    version: int | None = None
    amounts: Amounts = field(default_factory=dict)

    @property
    def province(self) -> Region | None:
        """The province the agency lies in; None for ministries and institutions."""
        region = self.agency.region
        return region.parent or region if region else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader narrows the list to; empty is everything. `name` is a part of the name."""

    province: str = ""
    kind: str = ""
    name: str = ""

    def keeps(self, one: Overseen) -> bool:
        """Whether the agency is among those asked for."""
        province = one.province
        return (
            (not self.province or (province is not None and province.code == self.province))
            and (not self.kind or one.agency.kind == self.kind)
            and (not self.name or self.name.casefold() in one.agency.name.casefold())
        )


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """All agencies asked for, in one month: how many reported, and their figures added up."""

    month: date
    reported: int
    totals: Amounts


@dataclass(frozen=True, slots=True)
class Oversight:
    """One month of the agencies overseen. `agencies` are those asked for; `all_agencies` all.

    `due` is the last date in time, `trend` oldest first, the shown month last.
    """

    month: Month
    due: date | None
    all_agencies: tuple[Overseen, ...]
    agencies: tuple[Overseen, ...]
    trend: tuple[TrendMonth, ...]

    @property
    def totals(self) -> Amounts:
        """The figures of the agencies asked for, added up: a share weighs by its base."""
        return self.trend[-1].totals

    def count(self, *standings: Standing) -> int:
        """How many of the agencies asked for stand so."""
        return sum(one.standing in standings for one in self.agencies)


def overseen_month(text: str, person: Employee, now: datetime) -> Month:
    """The month an address names (`2026-10`), or the last one that is over."""
    today = clock.on_local_date(now, person.zone)
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = months_before(today, 1)
    if not 2020 < first.year < 2099 or first > today:
        first = months_before(today, 1)
    return Month(first, today)


def oversight_of(person: Employee, month: Month, asked: Asked, now: datetime) -> Oversight:
    """The month of every agency that the person's own oversees; four statements, however many.

    The caller has asked `can_oversee`. Thresholds are those of the overseeing agency.
    """
    reveal_overseen(person.agency_id)
    day = thresholds_on(person.agency_id, month.day_after).get(ThresholdCode.FILING_DUE_DAY)
    due = None if day is None else month.day_after.replace(day=min(day, 28))
    agencies = (
        Agency.objects.filter(
            RawSQL("hadir_oversees(accounts_agency.id)", [], output_field=BooleanField())
        )
        .exclude(kind=AgencyKind.PARTNER)
        .select_related("region__parent")
        .order_by("name")
    )
    summaries = _summaries(months_before(month.first, TREND_MONTHS - 1), month.first)
    found = tuple(_overseen(one, month, summaries, due, now) for one in agencies)
    chosen = tuple(one for one in found if asked.keeps(one))
    return Oversight(month, due, found, chosen, _trend(month, chosen, summaries))


@dataclass(frozen=True, slots=True)
class _Summary:
    month: date
    version: int
    data_until: date
    is_frozen: bool
    amounts: Amounts


_Summaries = dict[tuple[int, date], _Summary]


def _summaries(first: date, last: date) -> _Summaries:
    """The months' summaries by agency and month: of their figures only those of `CODES`."""
    facts = ("agency_id", "month", "version", "data_until", "is_frozen")
    figures = (f"figures__{code}" for code in CODES)
    rows = ComplianceSummary.objects.filter(month__range=(first, last))
    found: _Summaries = {}
    for agency_id, month, version, until, is_frozen, *pairs in rows.values_list(*facts, *figures):
        kept = zip(CODES, pairs, strict=True)
        amounts = _told({code: Amount(*pair) for code, pair in kept if pair is not None})
        found[agency_id, month] = _Summary(month, version, until, is_frozen, amounts)
    return found


def _told(amounts: Amounts) -> Amounts:
    """Without the share of staffed desks where no desk sent any news: 0 % would be no finding."""
    unknown = amounts.get("desk_unknown_minutes")
    if unknown is None or unknown.value < (unknown.base or 0):
        return amounts
    return {code: one for code, one in amounts.items() if code != "desk_staffed_minutes"}


def _overseen(
    agency: Agency, month: Month, summaries: _Summaries, due: date | None, now: datetime
) -> Overseen:
    row = summaries.get((agency.pk, month.first))
    standing = _standing(row)
    after = due is not None and clock.on_local_date(now, agency.zone) > due
    late = after and standing is not Standing.FROZEN
    if row is None:
        return Overseen(agency, standing, late)
    return Overseen(agency, standing, late, row.data_until, row.version, row.amounts)


def _standing(row: _Summary | None) -> Standing:
    if row is None:
        return Standing.MISSING
    if row.is_frozen:
        return Standing.FROZEN
    whole = row.data_until >= last_of_month(row.month)
    return Standing.COMPLETE if whole else Standing.PARTIAL


def _trend(
    month: Month, chosen: tuple[Overseen, ...], summaries: _Summaries
) -> tuple[TrendMonth, ...]:
    ids = [one.agency.pk for one in chosen]
    months = [months_before(month.first, number) for number in reversed(range(TREND_MONTHS))]
    found = []
    for first in months:
        rows = [summaries[pk, first].amounts for pk in ids if (pk, first) in summaries]
        found.append(TrendMonth(first, len(rows), _added(rows)))
    return tuple(found)


def _added(rows: Iterable[Amounts]) -> Amounts:
    """Values and bases added up, so that a large agency weighs more than a small one."""
    total: dict[str, tuple[int, int | None]] = {}
    for row in rows:
        for code, one in row.items():
            value, base = total.get(code, (0, None))
            more = None if one.base is None else (base or 0) + one.base
            total[code] = (value + one.value, base if more is None else more)
    return {code: Amount(*pair) for code, pair in total.items()}
