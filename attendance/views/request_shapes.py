"""Requests as the pages print them: one shape for the employee's lists and the superior's queue."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from attendance.models import (
    AbsenceRequest,
    CheckIn,
    CheckInKind,
    Correction,
    EvidenceFile,
    RequestState,
    WorkDay,
)
from attendance.queries.request_queue import FlaggedDay, Queue
from attendance.queries.superiors import is_overdue
from attendance.rules.calendar import Period
from attendance.rules.claims import ClaimKind
from attendance.rules.modes import WorkMode
from attendance.wording import clock_words, day_words, mode_label
from attendance.wording.leave import period_words
from attendance.wording.request_queue import others_away_words
from attendance.wording.requests import kind_label

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided, in whose place by which letter, when and why."""

    by: str
    under: str
    at: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """One request. `code` is its state for the table of states, `ident` its HTML id.

    `choice` is its value when several are accepted at once, empty where it cannot be;
    `said` and `typed` come from a decision that was refused.
    """

    ident: str
    code: str
    title: str
    person: str
    unit: str
    when: str
    facts: tuple[Fact, ...]
    reason: str
    evidence: EvidenceFile | None
    due_on: date | None
    overdue: bool
    day_url: str
    settle_url: str
    withdraw_url: str = ""
    choice: str = ""
    decision: Decision | None = None
    said: str = ""
    typed: str = ""
    taps: bool = False

    @property
    def waits(self) -> bool:
        """Whether it still has to be decided."""
        return self.code in (RequestState.ASKED, "overdue")


def queue_items(queue: Queue) -> list[Item]:
    """Everything that waits: overdue first, then by deadline; flagged days after the requests."""
    asked = [
        *(
            correction_item(row, queue.today, queue.days.get((row.employee_id, row.date)))
            for row in queue.corrections
        ),
        *(absence_item(row, queue.today, queue.others_away.get(row.pk)) for row in queue.absences),
    ]
    asked.sort(key=lambda item: item.due_on or queue.today)
    return [*asked, *(flag_item(flag) for flag in queue.flags)]


def correction_item(row: Correction, today: date, day: WorkDay | None = None) -> Item:
    """A correction; `day` is its judged day where it is closed."""
    kind = ClaimKind(row.kind)
    return Item(
        ident=f"koreksi-{row.pk}",
        title=kind_label(kind),
        when=day_words(row.date),
        facts=tuple(_correction_facts(row, kind, day)),
        day_url=reverse("attendance:day_of", args=[row.date, row.employee_id]),
        settle_url=reverse("attendance:correction_settle", args=[row.pk]),
        withdraw_url=reverse("attendance:correction_withdraw", args=[row.pk]),
        **_common(row, today),
    )


def absence_item(row: AbsenceRequest, today: date, others: int | None = None) -> Item:
    """A request for leave, travel, sickness or study; `others` of the unit are away meanwhile."""
    facts = [("Tujuan" if row.kind == "travel" else "Alamat", row.place), ("Surat", row.letter)]
    if others is not None:
        facts.append(("Unit", others_away_words(others)))
    leave_type = row.get_leave_type_display() if row.leave_type else ""
    return Item(
        ident=f"izin-{row.pk}",
        title=leave_type or row.get_kind_display(),
        when=period_words(Period(row.first_day, row.last_day)),
        facts=tuple((label, value) for label, value in facts if value),
        day_url="",
        settle_url=reverse("attendance:absence_settle", args=[row.pk]),
        withdraw_url=reverse("attendance:absence_withdraw", args=[row.pk]),
        **_common(row, today),
    )


def flag_item(flag: FlaggedDay) -> Item:
    """A day the system flagged and nobody asked about."""
    day = flag.day
    zone = ZoneInfo(day.employee.zone)
    if flag.kind is ClaimKind.TAP:
        facts = tuple(_tap_fact(tap, zone) for tap in flag.taps)
    else:
        facts = (
            ("Jadwal", mode_label(WorkMode(day.plan)) if day.plan else "-"),
            ("Presensi", mode_label(WorkMode(day.place)) if day.place else "-"),
        )
    return Item(
        ident=f"hari-{flag.kind}-{day.employee_id}-{day.date:%Y%m%d}",
        code="pending" if flag.kind is ClaimKind.TAP else "mismatch",
        title=kind_label(flag.kind),
        person=day.employee.name,
        unit=day.employee.unit.name,
        when=day_words(day.date),
        facts=facts,
        reason="",
        evidence=None,
        due_on=None,
        overdue=False,
        day_url=reverse("attendance:day_of", args=[day.date, day.employee_id]),
        settle_url=reverse(
            "attendance:flag_settle", args=[day.date, day.employee_id, flag.kind.value]
        ),
        taps=flag.kind is ClaimKind.TAP,
    )


def _tap_fact(tap: CheckIn, zone: ZoneInfo) -> Fact:
    label = "Presensi masuk" if tap.kind == CheckInKind.IN else "Presensi pulang"
    tapped, received = clock_words(tap.tapped_at, zone), clock_words(tap.recorded_at, zone)
    return label, f"ditekan {tapped}, diterima {received}"


def _common(row: Correction | AbsenceRequest, today: date) -> dict[str, Any]:
    waits = row.state == RequestState.ASKED
    late = waits and is_overdue(row.due_on, today)
    word = "koreksi" if isinstance(row, Correction) else "izin"
    return {
        "code": "overdue" if late else row.state,
        "person": row.employee.name,
        "unit": row.employee.unit.name,
        "reason": row.reason,
        "evidence": row.evidence,
        "due_on": row.due_on if waits else None,
        "overdue": late,
        "choice": f"{word}-{row.pk}" if waits else "",
        "decision": _decision(row),
    }


def _decision(row: Correction | AbsenceRequest) -> Decision | None:
    if row.settled_by is None:
        return None
    under = row.settled_under
    acts = "" if under is None else f"{under.principal.name} ({under.letter_number})"
    return Decision(row.settled_by.name, acts, row.settled_at, row.settlement)


def _correction_facts(row: Correction, kind: ClaimKind, day: WorkDay | None) -> list[Fact]:
    zone = ZoneInfo(row.employee.zone)
    facts: list[Fact] = []
    if row.claimed_at is not None:
        facts.append(("Seharusnya", clock_words(row.claimed_at, zone)))
    if row.mode:
        facts.append(("Dari", mode_label(WorkMode(row.mode))))
    if day is not None:
        recorded = day.last_out if kind is ClaimKind.OUT else day.first_in
        facts.append(("Tercatat", "-" if recorded is None else clock_words(recorded, zone)))
        if kind is ClaimKind.PLACE and day.plan and day.place:
            plan, place = mode_label(WorkMode(day.plan)), mode_label(WorkMode(day.place))
            facts.append(("Jadwal dan presensi", f"{plan}; {place}"))
    return facts
