"""What people do in a discipline case: summon, answer, examine, dismiss, note a decree.

Every move locks the case's row, reads it again and writes by compare-and-set, so that of two
people at one moment the second is told what the first did. The portal records; a superior decides
and the office's decree imposes.
"""

from datetime import date, datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Delegation, Employee
from accounts.refusals import sentence_of
from accounts.standing import Held
from asn_wfh import clock
from attendance.actions.refused import CaseRefused, Ground
from attendance.actions.request_messages import tell_summoned
from attendance.models import (
    CaseState,
    CaseStepKind,
    DisciplineCase,
    DisciplineCaseStep,
    Sanction,
)
from attendance.queries.case_terms import days_off
from attendance.queries.examiners import authority_in
from attendance.rulebook import rulebook_of
from attendance.rules.sanctions import Sanction as SanctionKind
from attendance.wording import case_refusals as refusals
from attendance.wording import cases as words

log = structlog.get_logger(__name__)

SUMMONSES = 2
"""PP 94/2021 art. 26: who stays away is summoned once more."""

SERVED = frozenset(
    {
        SanctionKind.TUKIN_6,
        SanctionKind.TUKIN_9,
        SanctionKind.TUKIN_12,
        SanctionKind.TURUN_JABATAN,
        SanctionKind.PELAKSANA,
    }
)
"""Sanctions that are served from a day to a day (PP 94/2021 art. 8): no flexible work meanwhile."""

UNDECIDED = (CaseState.OPEN, CaseState.SUMMONED, CaseState.EXAMINED)


@transaction.atomic
def summon(
    *, case_id: int, meet_at: datetime, place: str, by: Employee, at: datetime
) -> DisciplineCase:
    """Summon the employee to be examined at `meet_at` (aware) in `place`; twice at most.

    Raises CaseRefused; then nothing has changed.
    """
    case, held = _locked(case_id, by)
    _require_state(case, CaseState.OPEN, CaseState.SUMMONED)
    before = summonses_of(case)
    if before >= SUMMONSES:
        raise CaseRefused(Ground.STATE, refusals.summons_twice())
    local = clock.on_local_date(meet_at, case.employee.zone)
    if meet_at <= at:
        raise CaseRefused(Ground.CONTENT, refusals.meeting_past(), "day")
    if days_off(rulebook_of(case.agency, local, local), case.employee)(local):
        raise CaseRefused(Ground.CONTENT, refusals.meeting_on_day_off(local), "day")
    _move(case, CaseState.SUMMONED, summons_on=local)
    _note(case, CaseStepKind.SUMMONED, by, held, at, meet_at=meet_at, place=place.strip())
    tell_summoned(case, number=before + 1, meet_at=meet_at, place=place.strip(), at=at)
    return case


@transaction.atomic
def answer(*, case_id: int, text: str, by: Employee, at: datetime) -> DisciplineCase:
    """Record what the employee says about their own case. Raises CaseRefused."""
    case = DisciplineCase.objects.select_for_update(of=("self",)).get(pk=case_id, employee=by)
    if case.state not in (CaseState.OPEN, CaseState.SUMMONED):
        raise CaseRefused(Ground.STATE, refusals.answer_closed())
    _note(case, CaseStepKind.ANSWERED, by, None, at, note=text.strip())
    return case


@transaction.atomic
def examine(
    *, case_id: int, finding: str, attended: bool, by: Employee, at: datetime
) -> DisciplineCase:
    """Record the outcome of an examination; without the employee only after a second summons.

    Raises CaseRefused; then nothing has changed.
    """
    case, held = _locked(case_id, by)
    _require_state(case, CaseState.OPEN, CaseState.SUMMONED)
    if not attended:
        _require_stayed_away_twice(case, at)
    _move(case, CaseState.EXAMINED, finding=finding.strip())
    _note(case, CaseStepKind.EXAMINED, by, held, at, note=words.attendance_note(attended=attended))
    return case


@transaction.atomic
def dismiss(*, case_id: int, reason: str, by: Employee, at: datetime) -> DisciplineCase:
    """Close a case as not proven, with the reason. Raises CaseRefused."""
    case, held = _locked(case_id, by)
    _require_state(case, *UNDECIDED)
    finding = case.finding or reason.strip()
    _settle(case, CaseState.DISMISSED, by, held, at, finding=finding)
    _note(case, CaseStepKind.DISMISSED, by, held, at, note=reason.strip())
    return case


@transaction.atomic
def note_sanction(
    *,
    case_id: int,
    decree: str,
    imposed: str,
    period: tuple[date, date] | None,
    by: Employee,
    at: datetime,
) -> DisciplineCase:
    """Note that a sanction was imposed by the decree with this number; the portal imposes none.

    `period` is served from a day to a day, both included: it becomes a `Sanction`, and no
    flexible work is planned in it. Raises CaseRefused; then nothing has changed.
    """
    case, held = _locked(case_id, by)
    _require_state(case, CaseState.EXAMINED)
    if imposed in SERVED and period is None:
        raise CaseRefused(Ground.CONTENT, refusals.period_missing(imposed), "first_day")
    if imposed not in SERVED and period is not None:
        raise CaseRefused(Ground.CONTENT, refusals.period_needless(imposed), "first_day")
    _settle(case, CaseState.SANCTIONED, by, held, at, decree=decree.strip())
    if period is not None:
        Sanction.objects.create(
            agency_id=case.agency_id,
            employee_id=case.employee_id,
            first_day=period[0],
            last_day=period[1],
            decree=decree.strip(),
        )
    _note(case, CaseStepKind.SANCTIONED, by, held, at, note=decree.strip(), imposed=imposed)
    return case


def summonses_of(case: DisciplineCase) -> int:
    """How often the employee was summoned in this case."""
    return case.steps.filter(kind=CaseStepKind.SUMMONED).count()


def _locked(case_id: int, by: Employee) -> tuple[DisciplineCase, Held]:
    """The case as it stands now, its row locked, and the authority of `by` in it."""
    rows = DisciplineCase.objects.select_related("employee", "agency")
    case = rows.select_for_update(of=("self",)).get(pk=case_id, agency_id=by.agency_id)
    if case.employee_id == by.pk:
        raise CaseRefused(Ground.AUTHORITY, refusals.never_oneself())
    held = authority_in(case, by)
    if held is None:
        raise CaseRefused(Ground.AUTHORITY, refusals.may_not_examine())
    return case, held


def _require_state(case: DisciplineCase, *states: CaseState) -> None:
    if case.state not in states:
        label = CaseState(case.state).label
        raise CaseRefused(Ground.STATE, refusals.moved_meanwhile(str(label)))


def _require_stayed_away_twice(case: DisciplineCase, at: datetime) -> None:
    summonses = list(case.steps.filter(kind=CaseStepKind.SUMMONED))
    if len(summonses) < SUMMONSES:
        raise CaseRefused(Ground.CONTENT, refusals.second_summons_first(), "attended")
    last = summonses[-1].meet_at
    if last is not None and last > at:
        day = clock.on_local_date(last, case.employee.zone)
        raise CaseRefused(Ground.CONTENT, refusals.meeting_ahead(day), "attended")


def _settle(
    case: DisciplineCase, state: CaseState, by: Employee, held: Held, at: datetime, **fields: Any
) -> None:
    _move(
        case,
        state,
        settled_by_id=by.pk,
        settled_under_id=held.delegation_id,
        settled_at=at,
        **fields,
    )


def _move(case: DisciplineCase, state: CaseState, **fields: Any) -> None:
    """Write the new state if the case still is in the one that was read."""
    rows = DisciplineCase.objects.filter(pk=case.pk, state=case.state)
    try:
        with transaction.atomic():
            moved = rows.update(state=state, **fields)
    except IntegrityError as error:
        raise _refused_by_database(error) from error
    if not moved:
        raise CaseRefused(Ground.STATE, refusals.moved_meanwhile(str(CaseState(case.state).label)))
    case.refresh_from_db()


def _refused_by_database(error: IntegrityError) -> Exception:
    sentence = sentence_of(error)
    return error if sentence is None else CaseRefused(Ground.CONTENT, sentence)


def _note(
    case: DisciplineCase,
    kind: CaseStepKind,
    by: Employee,
    held: Held | None,
    at: datetime,
    **fields: Any,
) -> None:
    under: Delegation | None = None
    if held is not None and held.delegation_id is not None:
        under = Delegation.objects.get(pk=held.delegation_id)
    DisciplineCaseStep.objects.create(
        agency_id=case.agency_id, case=case, kind=kind, at=at, by=by, under=under, **fields
    )
    log.info(
        "case.moved",
        kind=kind.value,
        case=case.pk,
        agency=case.agency_id,
        by=by.pk,
        delegation=None if under is None else under.pk,
    )
