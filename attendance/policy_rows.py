"""Policy rows turned into the rules' values: excluded units and region levels resolved."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from accounts.models import Agency
from attendance.models import Policy, RegionLevel
from attendance.rules import policy
from attendance.rules.calendar import Period
from attendance.rules.modes import WorkMode
from attendance.rules.schedule import Scope

ONE_DAY = timedelta(days=1)


def policy_value(
    row: Policy, depth: int = 0, *, excluded_units: frozenset[int] = frozenset()
) -> policy.Policy:
    """The rules' value of a policy row, whose unit stands `depth` levels deep (0: the agency).

    `excluded_units` are the ids that its codes of excluded units reach. A level of the region is
    named, but the period is still the whole of the row's: `cut_to_levels` narrows it.
    """
    return policy.Policy(
        period=Period(row.valid_from, row.valid_until),
        name=row.name,
        legal_basis=f"{row.decree_number} ({row.regulation.number})",
        scope=Scope.AGENCY if row.unit_id is None else Scope.UNIT,
        depth=depth,
        post=row.post,
        region_level=row.region_level,
        weekdays=weekdays_of(row.wfh_weekdays),
        wfa_weekdays=weekdays_of(row.wfa_weekdays),
        office_weekdays=weekdays_of(row.office_weekdays),
        modes=frozenset(WorkMode(mode) for mode in row.modes),
        weekly_limit=row.weekly_max_days,
        wfh_percent=row.wfh_cap_percent,
        wfo_percent=row.wfo_cap_percent,
        counts_absent_in_base=row.count_absent_in_base,
        excluded_posts=frozenset(row.excluded_posts),
        excluded_units=excluded_units,
        excludes_cpns=row.exclude_cpns,
        excludes_pppk_first_year=row.exclude_pppk_first_year,
        excludes_disciplined=row.exclude_disciplined,
        excludes_direct_service=row.exclude_direct_service,
        top_performers_percent=row.top_performers_percent,
        requires_readiness=row.requires_readiness,
        duties=policy.Duties(
            row.presence_checks_per_day, row.presence_answer_minutes, row.report_due_at
        ),
        check_in_windows=tuple(policy.read_window(text) for text in row.check_in_windows),
    )


def weekdays_of(digits: str) -> frozenset[int]:
    """ISO weekday numbers from the digits of a row."""
    return frozenset(int(digit) for digit in digits)


def region_periods(agency: Agency, level: int) -> tuple[Period, ...]:
    """When the agency's region has the level, by decree; one statement, none without a region."""
    if agency.region_id is None:
        return ()
    rows = RegionLevel.objects.filter(region_id=agency.region_id, level=level)
    return tuple(Period(row.valid_from, row.valid_until) for row in rows.order_by("valid_from"))


def cut_to_levels(value: policy.Policy, periods: Iterable[Period]) -> Iterator[policy.Policy]:
    """The policy once for each of `periods` that it shares a day with."""
    for period in periods:
        shared = _shared(value.period, period)
        if shared is not None:
            yield replace(value, period=shared)


def without(period: Period, taken: Period) -> Period | None:
    """What is left of `period` before `taken` begins, or all of it where they share no day."""
    if _shared(period, taken) is None:
        return period
    if period.first_day >= taken.first_day:
        return None
    return Period(period.first_day, taken.first_day - ONE_DAY)


def _shared(one: Period, other: Period) -> Period | None:
    first = max(one.first_day, other.first_day)
    ends = [end for end in (one.last_day, other.last_day) if end is not None]
    last = min(ends, default=None)
    return None if last is not None and last < first else Period(first, last)
