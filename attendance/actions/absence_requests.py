"""Asking for leave, travel, sickness or study, and taking the request back."""

from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Employee
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.evidence_files import Evidence, keep_evidence
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.request_messages import tell_asked
from attendance.models import (
    AbsenceKind,
    AbsenceRequest,
    LeaveType,
    RequestState,
    RequestSubject,
)
from attendance.queries.corrections import settle_by
from attendance.queries.leave import LeaveAccount, leave_account, times_away
from attendance.queries.terms import term_on
from attendance.rules.calendar import Period
from attendance.rules.leave import Balance, PeriodReversed, refuse_absence, rule_on
from attendance.wording.leave import absence_sentence, too_long
from attendance.wording.requests import missing_sentence, not_open_any_more

log = structlog.get_logger(__name__)

LONGEST_YEARS = 6
"""No leave and no study assignment is longer: whatever is typed beyond is a slip of the year."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an employee asks: dates included at both ends, `leave_type` empty unless leave."""

    kind: AbsenceKind
    leave_type: str
    first_day: date
    last_day: date
    reason: str
    place: str = ""
    letter: str = ""

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first_day, self.last_day)


@transaction.atomic
def ask_absence(
    *, by: Employee, at: datetime, wanted: Wanted, evidence: Evidence | None = None
) -> AbsenceRequest:
    """Ask the superior of `by` to excuse these days. Raises RequestRefused; then nothing is kept.

    The person's row is locked meanwhile, so that two requests at once cannot both use the last
    days. Runs inside the tenancy of the person's agency.
    """
    Employee.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    today = clock.on_local_date(at, by.zone)
    _refuse(by, at, today, wanted)
    if not wanted.reason.strip():
        raise RequestRefused(Ground.CONTENT, missing_sentence("reason"), "reason")
    row = AbsenceRequest(
        agency_id=by.agency_id,
        employee=by,
        kind=wanted.kind,
        leave_type=wanted.leave_type,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        place=wanted.place.strip(),
        letter=wanted.letter.strip(),
        reason=wanted.reason.strip(),
        asked_at=at,
        due_on=settle_by(by, today, term_on(by.agency, RequestSubject.ABSENCE, today)),
        evidence=keep_evidence(by=by, at=at, evidence=evidence),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        sentence = sentence_of(error) or ""
        if not sentence:
            raise
        raise RequestRefused(Ground.CONTENT, sentence) from error
    tell_asked(row, at=at)
    log.info("absence.asked", request=row.pk, kind=row.kind, by=by.pk)
    return row


@transaction.atomic
def withdraw_absence(*, pk: int, by: Employee, at: datetime) -> None:
    """Take back one's own request that still waits. Raises RequestRefused where it does not."""
    mine = AbsenceRequest.objects.of(by).filter(pk=pk, state=RequestState.ASKED)
    if not mine.update(state=RequestState.WITHDRAWN, settled_at=at):
        raise RequestRefused(Ground.STATE, not_open_any_more())
    log.info("absence.withdrawn", request=pk, by=by.pk)


def _refuse(by: Employee, at: datetime, today: date, wanted: Wanted) -> None:
    if wanted.last_day < wanted.first_day:
        raise RequestRefused(
            Ground.CONTENT, absence_sentence(PeriodReversed(wanted.period)), "last_day"
        )
    if wanted.last_day.year > today.year + LONGEST_YEARS:
        raise RequestRefused(Ground.CONTENT, too_long(LONGEST_YEARS), "last_day")
    term = term_on(by.agency, RequestSubject.ABSENCE, today)
    account = leave_account(by, at, wanted.last_day)
    is_annual = wanted.leave_type == LeaveType.ANNUAL
    rule = rule_on(wanted.first_day, account.rules)
    refusal = refuse_absence(
        wanted.period,
        today=today,
        term=term,
        away=times_away(by, wanted.first_day, wanted.last_day),
        working_days=account.working_days(wanted.first_day, wanted.last_day),
        balances=_balances(account, wanted) if is_annual else (),
        service_months=0 if rule is None else rule.service_months,
    )
    if refusal is not None:
        raise RequestRefused(Ground.CONTENT, absence_sentence(refusal))


def _balances(account: LeaveAccount, wanted: Wanted) -> tuple[Balance, ...]:
    """The balance of each year the leave lies in, as of its first day in that year."""
    years = range(wanted.first_day.year, wanted.last_day.year + 1)
    return tuple(account.balance(year, max(wanted.first_day, date(year, 1, 1))) for year in years)
