"""The outages of an agency, and one of them with everybody it touches, before and after."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from accounts.models import Employee
from attendance.models import Outage, OutageState, ReopenCause, Reopening
from attendance.queries.judging import JudgedRow, judge_people
from attendance.queries.measured import signals_from
from attendance.queries.touched import (
    TapCount,
    TouchedTap,
    count_taps,
    rulebook_around_span,
    touched_days,
    touched_taps,
)
from attendance.rulebook import Rulebook
from attendance.rules import events
from attendance.rules.outages import Signal, Span

SETTLED_SHOWN = 20
PEOPLE_SHOWN = 50
WHOLE_UP_TO = 2_000
"""So many days are judged with and without an outage for its page; more would keep one waiting."""

LONG_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class OutageRow:
    """An outage in the list; `signals` are what the monitor measured, none where it did not."""

    outage: Outage
    span: Span
    touched: TapCount
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class OutageList:
    """Proposals that wait, the oldest first; and a page of what was settled, the newest first."""

    waiting: tuple[OutageRow, ...]
    settled: tuple[OutageRow, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class TouchedDay:
    """One employee's duty date, and what the outage does to it; None where hours are unknown."""

    employee: Employee
    date: date
    taps: tuple[TouchedTap, ...]
    before: JudgedRow | None
    after: JudgedRow | None

    @property
    def changed(self) -> bool:
        """Whether the outage changes the minutes of the day."""
        return _minutes(self.before) != _minutes(self.after)


@dataclass(frozen=True, slots=True)
class Effect:
    """What the outage does to all days together; None for more days than a page should judge."""

    days: int
    better: int | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class OutagePage:
    """One outage. `days` are a page of those it touches, empty where it no longer counts.

    `asked` and `waiting` count the closed days that were opened for it; `own` says that whoever
    settled it is among those touched.
    """

    row: OutageRow
    days: tuple[TouchedDay, ...]
    page: Page
    effect: Effect
    asked: int
    waiting: int
    own: bool


def outage_list(person: Employee, number: str | None) -> OutageList:
    """The outages `person` may read, page `number` of the settled; four statements."""
    visible = Outage.objects.visible_to(person).select_related("settled_by")
    waiting = list(visible.filter(state=OutageState.PROPOSED).order_by("starts_at"))
    others = visible.exclude(state=OutageState.PROPOSED)
    page = Paginator(others, SETTLED_SHOWN).get_page(number)
    rows = _rows(person, [*waiting, *page.object_list])
    return OutageList(tuple(rows[: len(waiting)]), tuple(rows[len(waiting) :]), page)


def _rows(person: Employee, outages: list[Outage]) -> list[OutageRow]:
    spans = [Span(one.starts_at, one.ends_at) for one in outages]
    counts = count_taps(person.agency, spans)
    return [
        OutageRow(one, span, count, signals_from(one.measured))
        for one, span, count in zip(outages, spans, counts, strict=True)
    ]


def outage_page(person: Employee, outage: Outage, number: str | None) -> OutagePage:
    """The outage with page `number` of the days it touches.

    Ten statements and four per duty date, of which an outage of a day has three at most.
    """
    [row] = _rows(person, [outage])
    taps: dict[tuple[int, date], list[TouchedTap]] = {}
    counts = outage.state in (OutageState.PROPOSED, OutageState.DECLARED)
    if counts:
        book = rulebook_around_span(person.agency, row.span)
        taps = touched_days(book, touched_taps(person.agency, row.span))
    whole = len(taps) <= WHOLE_UP_TO
    both = _judged(book, row.span, taps) if taps and whole else {}
    # Whom the outage helps most stands on top, where all of them are known.
    order = sorted(taps, key=lambda one: (-_saved(both.get(one, NOBODY)), one[1], one[0]))
    page = Paginator(order, PEOPLE_SHOWN).get_page(number)
    shown = list(page.object_list)
    both = both or (_judged(book, row.span, shown) if taps else {})
    people = Employee.objects.visible_to(person).select_related("unit")
    names = people.in_bulk({who for who, _ in shown})
    reopened = _reopened(outage)
    return OutagePage(
        row=row,
        days=tuple(
            TouchedDay(names[who], day, tuple(taps[who, day]), *both.get((who, day), NOBODY))
            for who, day in shown
            if who in names
        ),
        page=page,
        effect=_effect(both.values(), len(taps)) if whole else Effect(len(taps), None, None),
        asked=reopened["asked"],
        waiting=reopened["waiting"],
        own=any(who == outage.settled_by_id for who, _ in taps),
    )


Both = tuple[JudgedRow | None, JudgedRow | None]
NOBODY: Both = (None, None)


def _judged(
    book: Rulebook, span: Span, days: Collection[tuple[int, date]]
) -> dict[tuple[int, date], Both]:
    """Each day without the outage and with it, judged as if it were over."""
    others = tuple(one for one in book.outages if (one.start, one.end) != span)
    this = events.Outage(span.start, span.end)
    without, within = replace(book, outages=others), replace(book, outages=(*others, this))
    found: dict[tuple[int, date], Both] = {}
    for day in {day for _, day in days}:
        people = {who for who, on in days if on == day}
        over = span.end + LONG_AFTER
        before = {row.employee_id: row for row in judge_people(without, day, over, people).rows}
        after = {row.employee_id: row for row in judge_people(within, day, over, people).rows}
        found |= {(who, day): (before.get(who), after.get(who)) for who in people}
    return found


def _effect(both: Iterable[Both], days: int) -> Effect:
    saved = [_saved(one) for one in both]
    return Effect(days, sum(minutes > 0 for minutes in saved), sum(saved))


def _saved(both: Both) -> int:
    before, after = both
    return _minutes(before) - _minutes(after)


def _minutes(row: JudgedRow | None) -> int:
    return 0 if row is None else row.late_minutes + row.early_minutes


def _reopened(outage: Outage) -> dict[str, int]:
    """The closed days opened by the last decision: those asked for, and those that still wait."""
    if outage.settled_at is None:
        return {"asked": 0, "waiting": 0}
    mine = Reopening.objects.filter(
        agency_id=outage.agency_id, cause=ReopenCause.OUTAGE, asked_at=outage.settled_at
    )
    return mine.aggregate(asked=Count("pk"), waiting=Count("pk", filter=Q(done_at__isnull=True)))
