"""What `/hari-ini/` shows: the plan, the one next tap, the day so far, the last receipt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from accounts.models import Employee
from asn_wfh import clock
from attendance.models import CheckIn, RosterEntry
from attendance.models import WorkMode as WorkModeChoices
from attendance.queries.code_screens import CodeScreenName, active_screens
from attendance.queries.desk_places import MyDesk, my_desk
from attendance.queries.emergencies import release_today
from attendance.queries.live import (
    ONE_DAY,
    PersonDay,
    duty_date,
    live_days,
    planned_lines,
    recent_rulebook,
    shifts_in,
)
from attendance.queries.receipts import DutyFacts, Receipt, receipt_number, receipt_of
from attendance.rulebook import Rulebook
from attendance.rules.check_in import refuse_before_window
from attendance.rules.live import LiveCode
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.verdict import early_minutes
from attendance.wording import live_sentence, off_sentence, refused_sentence
from attendance.wording.emergencies import released_words
from attendance.wording.evidence import evidence_words
from attendance.wording.taps import (
    NO_HOURS,
    NO_PLAN,
    basis_sentence,
    early_hint,
    next_sentence,
    outcome_sentence,
    span_words,
    where_words,
)

AWAITED = frozenset({LiveCode.NOT_YET, LiveCode.DUE, LiveCode.OVERDUE})
AT_WORK = frozenset({LiveCode.ON_TIME, LiveCode.LATE, LiveCode.MAY_LEAVE})
CODE_SHOWN = 12
"""So many characters of a typed code come back: enough to see what was wrong."""


@dataclass(frozen=True, slots=True)
class ModeOption:
    """One place of work to choose."""

    code: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class TakenEvent:
    """A tap of today, for the list."""

    kind: str
    mode: str
    number: str
    recorded_at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class Today:
    """The contract of `attendance/_today_card.html`, where each field is described."""

    now: datetime
    date: date
    person_id: int
    key: UUID
    modes: tuple[ModeOption, ...]
    events: tuple[TakenEvent, ...]
    working: bool = False
    off_code: str = ""
    off_reason: str = ""
    mode: str = ""
    place: str = ""
    basis: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    rest_starts_at: datetime | None = None
    rest_ends_at: datetime | None = None
    first_in: datetime | None = None
    last_out: datetime | None = None
    action: str = ""
    others: tuple[str, ...] = ()
    refusal: str = ""
    hint: str = ""
    standing: str = ""
    notice: str = ""
    errors: tuple[str, ...] = ()
    receipt: Receipt | None = None
    screens: tuple[CodeScreenName, ...] = ()
    released: str = ""
    code: str = ""
    code_from: str = ""
    desk: MyDesk | None = None


def today_of(person: Employee, now: datetime, *, tapped_id: str = "") -> Today:
    """The day of `person` at `now` (aware); twelve statements, four while the rulebook is
    fresh; seven more for an officer at a desk.

    `tapped_id` names an event just recorded: its receipt is shown as new.
    """
    screens = active_screens(person.agency_id, now)
    return replace(_day_of(person, now, tapped_id), screens=screens)


def _day_of(person: Employee, now: datetime, tapped_id: str) -> Today:
    rulebook = recent_rulebook(person.agency, now)
    local = clock.on_local_date(now, person.zone)
    plan = planned_lines(person.agency_id, [person.pk], local - ONE_DAY, local)
    duty = duty_date(rulebook, person, now, shifts_in(plan))
    day = live_days(rulebook, [person], duty, now, plan).get(person.pk)
    if day is None:
        return _without_hours(person, rulebook, duty, now, tapped_id)
    verdict = day.verdict
    facts = DutyFacts(person, rulebook, day.hours, day.entry, day.absence, day.check_ins)
    action, others = _kinds(day)
    page = Today(
        now=now,
        date=duty,
        person_id=person.pk,
        key=uuid4(),
        modes=_modes(_expected_mode(day)),
        events=_taken(day.check_ins),
        first_in=verdict.first_in_at,
        last_out=verdict.last_out_at,
        action=action,
        others=others,
        hint=_hint(day, now) if action else "",
        standing="" if action or tapped_id else _standing(day),
        refusal=_refusal(facts, now),
        receipt=_receipt(day.check_ins, facts, tapped_id),
        released=released_words(
            release_today(rulebook, person, day.entry, duty, now), now, day.hours.zone
        ),
        desk=my_desk(person, day.entry, now),
    )
    return _with_plan(page, day)


def with_attempt(
    page: Today, *, errors: tuple[str, ...], key: UUID | None, mode: str, code: str = ""
) -> Today:
    """The page after a refused tap: what was chosen and typed is kept, and a readable key."""
    return replace(
        page,
        errors=errors,
        code=code[:CODE_SHOWN],
        key=key or page.key,
        modes=_modes(WorkMode(mode)) if mode in WorkModeChoices.values else page.modes,
    )


def with_code(page: Today, *, code: str, screen: str) -> Today:
    """The page with the code of the office screen `screen` (its id as text) filled in.

    Whoever stands before a screen is in the office, so the mode is chosen to fit. Without an
    active screen the page stays as it is.
    """
    if not page.screens:
        return page
    shown = next((one.name for one in page.screens if str(one.pk) == screen), "")
    return replace(page, code=code[:CODE_SHOWN], code_from=shown, modes=_modes(WorkMode.WFO))


def _with_plan(page: Today, day: PersonDay) -> Today:
    """The page with what the day is: a working day with its plan, or why none is due."""
    hours, entry = day.hours, day.entry
    if hours.off is not None:
        return replace(page, off_code="off", off_reason=off_sentence(hours.off))
    if day.absence is not None:
        reason = live_sentence(day.live, hours.zone)
        return replace(page, off_code=day.absence.value, off_reason=reason, standing="")
    plan = day.verdict.plan or WorkMode.WFO
    return replace(
        page,
        working=True,
        mode=plan.value,
        place=_place(day.employee, entry, plan),
        basis=str(NO_PLAN) if entry is None else _basis(entry),
        starts_at=hours.start_at,
        ends_at=day.verdict.required_end,
        rest_starts_at=hours.rest_from,
        rest_ends_at=hours.rest_until,
    )


def _without_hours(
    person: Employee, rulebook: Rulebook, duty: date, now: datetime, tapped_id: str
) -> Today:
    taken = list(CheckIn.objects.of(person).on(duty).order_by("recorded_at", "id"))
    facts = DutyFacts(person, rulebook, None, None, None, taken)
    came = any(row.kind == EventKind.IN for row in taken)
    return Today(
        now=now,
        date=duty,
        person_id=person.pk,
        key=uuid4(),
        modes=_modes(WorkMode.WFO),
        events=_taken(taken),
        off_code="no_hours",
        off_reason=str(NO_HOURS),
        action=EventKind.OUT if came else EventKind.IN,
        others=(EventKind.IN if came else EventKind.OUT,),
        receipt=_receipt(taken, facts, tapped_id),
    )


def _kinds(day: PersonDay) -> tuple[str, tuple[str, ...]]:
    """The next sensible tap, and the others that remain possible."""
    code = day.live.code
    if code in AWAITED:
        return EventKind.IN, (EventKind.OUT,)
    if code in AT_WORK:
        return EventKind.OUT, (EventKind.IN,)
    if code in (LiveCode.LEFT, LiveCode.LEFT_EARLY):
        return "", (EventKind.OUT, EventKind.IN)
    return "", (EventKind.IN, EventKind.OUT)


def _expected_mode(day: PersonDay) -> WorkMode:
    """Where the person came this morning, else where the plan puts them."""
    if day.verdict.first_in is not None:
        return day.verdict.first_in.event.mode
    return day.verdict.plan or WorkMode.WFO


def _modes(chosen: WorkMode) -> tuple[ModeOption, ...]:
    return tuple(
        ModeOption(mode.value, str(mode.label), mode.value == chosen) for mode in WorkModeChoices
    )


def _place(person: Employee, entry: RosterEntry | None, plan: WorkMode) -> str:
    if plan is WorkMode.WFO and entry is not None and entry.desk is not None:
        return f"{entry.desk.name}, {entry.desk.office.name}"
    return where_words(plan, unit=person.unit.name, note="" if entry is None else entry.note)


def _basis(entry: RosterEntry) -> str:
    roster = entry.roster
    settled_by = "" if roster.settled_by is None else roster.settled_by.name
    return basis_sentence(roster.first_day, roster.last_day, settled_by)


def _hint(day: PersonDay, now: datetime) -> str:
    """A word before the tap: how the day stands, and what leaving now would cost."""
    zone = day.hours.zone
    if day.live.code in (LiveCode.ON_TIME, LiveCode.LATE):
        missing = early_minutes(day.live.required_end, now)
        return early_hint(span_words(missing), day.live, zone)
    return live_sentence(day.live, zone)


def _standing(day: PersonDay) -> str:
    """How the day stands when no tap is expected any more."""
    zone = day.hours.zone
    if day.live.code in (LiveCode.LEFT, LiveCode.LEFT_EARLY):
        then = next_sentence(day.live, EventKind.OUT, zone)
        return f"{outcome_sentence(day.live)} {then}"
    return live_sentence(day.live, zone)


def _refusal(facts: DutyFacts, now: datetime) -> str:
    if facts.hours is None:
        return ""
    refusal = refuse_before_window(now, facts.hours, facts.windows)
    return "" if refusal is None else refused_sentence(refusal, facts.hours.zone)


def _taken(rows: Sequence[CheckIn]) -> tuple[TakenEvent, ...]:
    return tuple(
        TakenEvent(
            row.kind,
            row.mode,
            receipt_number(row),
            row.recorded_at,
            evidence_words(row.evidence),
        )
        for row in rows
    )


def _receipt(rows: Sequence[CheckIn], facts: DutyFacts, tapped_id: str) -> Receipt | None:
    """The receipt of the event just tapped, else of the last one; None before the first."""
    if not rows:
        return None
    tapped = next((row for row in rows if str(row.id) == tapped_id), None)
    return receipt_of(tapped or rows[-1], facts, fresh=tapped is not None)
