"""The ten steps from facts to status for one moment; the first step that answers wins.

Order is the rule: closures before hours, hours before the roster, the roster before evidence, so
that no check-in can open a closed desk and no silence can be read as an empty one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.rules.facts import (
    ClosureKind,
    DayPlan,
    DeskFacts,
    Presence,
    StatusSettings,
)
from services.rules.hours import DayOff, Span, first_uncovered, hours_on, span_of
from services.rules.state import Basis, Code, Judgement, Reason


@dataclass(frozen=True, slots=True)
class Moment:
    """The facts as they stand at `at` (in the office's zone), resolved for that date."""

    facts: DeskFacts
    settings: StatusSettings
    at: datetime
    silent: bool
    """Whether the evidence pipeline is taken as silent."""
    off: DayOff | None
    span: Span | None
    plan: DayPlan | None
    presence: Presence

    @property
    def someone_came(self) -> bool:
        """Whether anybody has been at the desk today."""
        seen = self.presence
        return seen.first_in_at is not None or seen.on_site > 0 or seen.on_break > 0


def judge(facts: DeskFacts, at: datetime, settings: StatusSettings, *, silent: bool) -> Judgement:
    """The status at `at` (aware, any zone) if the pipeline is taken as `silent` or not."""
    moment = resolve(facts, at, settings, silent=silent)
    for step in STEPS:
        found = step(moment)
        if found is not None:
            return found
    return Judgement(Code.UNSTAFFED, basis=Basis.PIPELINE, evidence_at=facts.heartbeat_at)


def resolve(facts: DeskFacts, at: datetime, settings: StatusSettings, *, silent: bool) -> Moment:
    """The facts for the local date of `at`; presence of another date counts as nobody."""
    local = at.astimezone(facts.calendar.zone)
    day = local.date()
    hours = hours_on(facts.calendar, day)
    known = facts.presence
    return Moment(
        facts=facts,
        settings=settings,
        at=local,
        silent=silent,
        off=hours if isinstance(hours, DayOff) else None,
        span=None
        if hours is None or isinstance(hours, DayOff)
        else span_of(hours, day, facts.calendar.zone),
        plan=facts.plans.get(day),
        presence=known if known is not None and known.day == day else Presence(day=day),
    )


def is_silent(facts: DeskFacts, now: datetime, settings: StatusSettings) -> bool:
    """Whether the evidence pipeline has been silent for longer than allowed."""
    heartbeat = facts.heartbeat_at
    return heartbeat is None or now - heartbeat > settings.pipeline


def closed_by_closure(moment: Moment) -> Judgement | None:
    """Step 1: an active closure; an emergency speaks before an announcement."""
    active = [each for each in moment.facts.closures if each.covers(moment.at)]
    if not active:
        return None
    shown = min(active, key=lambda each: (each.kind is not ClosureKind.EMERGENCY, each.starts_at))
    return Judgement(
        Code.CLOSED,
        Reason(shown.kind.value),
        until=first_uncovered(moment.at, moment.facts.closures),
        detail=shown.message,
    )


def without_hours(moment: Moment) -> Judgement | None:
    """Step 2: no hours on record, so nothing can be promised."""
    if moment.span is None and moment.off is None:
        return Judgement(Code.UNCONFIRMED, Reason.NO_DATA, Basis.NONE)
    return None


def outside_hours(moment: Moment) -> Judgement | None:
    """Steps 3 and 4: a day off, or outside the day's hours. An early check-in opens nothing."""
    if moment.off is not None:
        return Judgement(Code.CLOSED, moment.off.reason, detail=moment.off.name)
    span = moment.span
    if span is not None and not span.opens <= moment.at < span.closes:
        return Judgement(Code.CLOSED, Reason.HOURS)
    return None


def by_plan(moment: Moment) -> Judgement | None:
    """Step 5: no approved plan, or an approved plan with nobody on site."""
    plan = moment.plan
    if plan is None or not plan.approved:
        return Judgement(Code.UNCONFIRMED, Reason.PLAN, Basis.NONE)
    if plan.officers_planned > 0:
        return None
    if plan.remote:
        return Judgement(Code.REMOTE)
    return Judgement(Code.CLOSED, Reason.NO_SERVICE_TODAY)


def unheard(moment: Moment) -> Judgement | None:
    """Step 6: a silent pipeline proves nothing, least of all an empty desk."""
    if not moment.silent:
        return None
    heartbeat = moment.facts.heartbeat_at
    return Judgement(Code.UNCONFIRMED, Reason.SYSTEM, Basis.NONE, evidence_at=heartbeat)


def by_presence(moment: Moment) -> Judgement | None:
    """Step 7: officers at the desk, as far as the evidence for them still holds."""
    presence = moment.presence
    if presence.on_site < 1:
        return None
    basis = _age_basis(moment) if moment.facts.has_ping else _held_basis(moment)
    if basis is not None:
        limited = presence.on_site < moment.facts.needed
        return Judgement(
            Code.STAFFED, basis=basis, limited=limited, evidence_at=presence.evidence_at
        )
    if not moment.facts.has_ping and by_break(moment) is not None:
        # Without pings nobody can be seen at the desk during a break: the break itself speaks.
        return None
    return Judgement(Code.UNCONFIRMED, Reason.STALE, Basis.NONE, evidence_at=presence.evidence_at)


def _age_basis(moment: Moment) -> Basis | None:
    """Live or recent by the age of the newest evidence; None where it is missing or too old."""
    evidence = moment.presence.evidence_at
    if evidence is None:
        return None
    age = moment.at - evidence
    if age <= moment.settings.fresh:
        return Basis.LIVE
    return Basis.RECENT if age <= moment.settings.stale else None


def _held_basis(moment: Moment) -> Basis | None:
    """The same at a desk without pings: evidence holds all day, but not across the break."""
    evidence, span = moment.presence.evidence_at, moment.span
    if evidence is None or span is None:
        return None
    if evidence.astimezone(moment.at.tzinfo).date() != moment.at.date():
        return None
    starts = span.break_start
    if starts is not None and evidence < starts <= moment.at:
        return None
    return _age_basis(moment) or Basis.HELD


def by_break(moment: Moment) -> Judgement | None:
    """Step 8: a declared break, else the scheduled one, each up to its overdue limit.

    A scheduled break overruns only where somebody has been in today: nobody else can return.
    """
    span, presence = moment.span, moment.presence
    if span is None:
        return None
    overdue = moment.settings.overdue
    scheduled = _in_scheduled_break(moment, span, overdue if moment.someone_came else timedelta(0))
    if presence.on_break > 0:
        returns = presence.break_until or (span.break_end if scheduled else None)
        if returns is not None and moment.at < returns + overdue:
            return Judgement(
                Code.BREAK, basis=Basis.DECLARED, until=returns, evidence_at=presence.evidence_at
            )
    return Judgement(Code.BREAK, until=span.break_end) if scheduled else None


def _in_scheduled_break(moment: Moment, span: Span, overdue: timedelta) -> bool:
    """Whether the scheduled break is on, or over for less than `overdue`."""
    starts, ends = span.break_start, span.break_end
    return starts is not None and ends is not None and starts <= moment.at < ends + overdue


def within_grace(moment: Moment) -> Judgement | None:
    """Step 9: just opened, and nobody in yet."""
    if moment.span is None or moment.someone_came:
        return None
    opening = first_uncovered(moment.span.opens, moment.facts.closures)
    if opening is not None and moment.at < opening + moment.settings.grace:
        return Judgement(Code.EXPECTED, basis=Basis.PIPELINE, evidence_at=moment.facts.heartbeat_at)
    return None


STEPS: tuple[Callable[[Moment], Judgement | None], ...] = (
    closed_by_closure,
    without_hours,
    outside_hours,
    by_plan,
    unheard,
    by_presence,
    by_break,
    within_grace,
)
