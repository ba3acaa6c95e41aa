"""Quota kept or broken: each unit on each date, measured on where people really were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Agency
from asn_wfh import clock
from attendance.queries.days import Span
from attendance.queries.figures.kinds import BY_CODE
from attendance.queries.figures.source import counted_rows, days_source
from attendance.rulebook import Rulebook
from attendance.rules.caps import DayCount, cap_refusals, home_limit, office_limit
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy, policy_on

COUNTED = ("due_days", "excused_days", "wfo_days", "wfh_days", "wfa_days")

# All that the conditions look at is grouped first: they are tried on few rows. No ORDER BY, since a
# plan that yields sorted rows early reads the days one by one.
UNIT_DAYS = """
SELECT unit_id, date, {counts}
FROM (
    SELECT unit_id, date, status, place, count(*) AS days FROM {days}
    WHERE %(units)s::bigint[] IS NULL OR unit_id = ANY(%(units)s)
    GROUP BY unit_id, date, status, place
) AS attendance_workday
GROUP BY unit_id, date
"""


@dataclass(frozen=True, slots=True)
class QuotaDay:
    """A unit on a date whose policy caps the places: who really was where, and the limits.

    `away` counts WFH and WFA. A limit of None means that the policy does not set it.
    """

    unit_id: int
    date: date
    office: int
    away: int
    base: int
    home_allowed: int | None
    office_allowed: int | None
    kept: bool

    @property
    def code(self) -> str:
        """The figure it counts for."""
        return "quota_kept_days" if self.kept else "quota_broken_days"


def quota_days(
    agency: Agency,
    span: Span,
    book: Rulebook,
    unit_ids: list[int] | None = None,
    *,
    amended: bool = False,
) -> Iterator[QuotaDay]:
    """The unit-days on which a cap held, by unit and date; two statements.

    Measured on actual places against the same caps that a roster is checked by. People absent
    without excuse stay in the base, people excused only where the policy says so. `book` covers
    `span`; `unit_ids` narrows it to these units.
    """
    policies: dict[int, tuple[Policy, ...]] = {}
    for unit_id, day, due, excused, office, home, elsewhere in unit_day_counts(
        agency, span, unit_ids, amended=amended
    ):
        if unit_id not in policies:
            policies[unit_id] = book.policies_for(unit_id)
        policy = policy_on(day, policies[unit_id])
        if not due or policy is None or not _is_capped(policy, unit_id, day):
            continue
        if _is_released(book, unit_id, day):
            continue
        away = home + elsewhere
        base = due + (excused if policy.counts_absent_in_base else 0)
        yield QuotaDay(
            unit_id=unit_id,
            date=day,
            office=office,
            away=away,
            base=base,
            home_allowed=home_limit(policy, base),
            office_allowed=office_limit(policy, base),
            kept=not cap_refusals(day, "", DayCount(base, office, away), policy),
        )


def _is_capped(policy: Policy, unit_id: int, day: date) -> bool:
    """Whether a cap holds on `day`; one on home only where the policy lets the unit be away."""
    if policy.wfo_percent is not None:
        return True
    if policy.wfh_percent is None or unit_id in policy.excluded_units:
        return False
    return any(policy.allows(mode, day) for mode in (WorkMode.WFH, WorkMode.WFA))


def _is_released(book: Rulebook, unit_id: int, day: date) -> bool:
    """Whether an emergency let the unit go home on `day`: then no cap held."""
    path, zone = book.unit_paths.get(unit_id, ()), book.agency.zone
    return any(
        one.covers(path)
        and clock.on_local_date(one.starts_at, zone) <= day <= one.last_day
        and (one.ends_at is None or day <= clock.on_local_date(one.ends_at, zone))
        for one in book.releases
    )


def unit_day_counts(
    agency: Agency, span: Span, unit_ids: list[int] | None = None, *, amended: bool = False
) -> list[tuple[Any, ...]]:
    """Each unit with each date, in order: its id, the date, then the days of `COUNTED`."""
    counts = ", ".join(
        f"coalesce(sum(days) FILTER (WHERE {BY_CODE[code].where}), 0)::int" for code in COUNTED
    )
    sql = UNIT_DAYS.format(counts=counts, days=days_source(amended=amended))
    values: dict[str, Any] = {
        "agency": agency.pk,
        "first": span.first,
        "last": span.last,
        "units": unit_ids,
    }
    return sorted(counted_rows(sql, values))
