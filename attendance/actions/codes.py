"""Taking the code of an office's screen as evidence: once per person, and not by trying.

Runs in the transaction of the tap and behind the person's lock (`actions/check_in.py`), so two
taps of one person at once can neither use a code twice nor count as fewer guesses. A refused tap
records nothing but the guess, which stands because the transaction of a refusal commits.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from accounts.models import Agency, Employee
from attendance.models import CodeGuess, CodeScreen, CodeUse
from attendance.rules.codes import (
    GUESS_LIMIT,
    GUESS_SPAN_SECONDS,
    CodeFault,
    matching_step,
    step_at,
)

log = structlog.get_logger(__name__)

GUESS_SPAN = timedelta(seconds=GUESS_SPAN_SECONDS)
USES_KEPT = timedelta(days=35)
"""So long a used code says which screen it was: a month to ask about, and no longer."""


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """The tap is not recorded; `until` is when codes are looked at again after too many."""

    fault: CodeFault
    until: datetime | None = None


def take_code(*, by: Employee, at: datetime, code: str, key: UUID) -> CodeRefused | None:
    """Use up `code` for the tap `key` of `by` at `at` (aware), or say why not; None: taken.

    Screens of the person's own agency only, and only active ones. Four statements.
    """
    held_back = _held_back_until(by, at)
    if held_back is not None:
        return _refuse(by, CodeFault.TOO_MANY, held_back)
    screens = list(
        CodeScreen.objects.filter(agency_id=by.agency_id, is_active=True).values_list(
            "pk", "secret"
        )
    )
    if not screens:
        return _refuse(by, CodeFault.NO_SCREEN)
    fitting = [
        (pk, step)
        for pk, secret in screens
        if (step := matching_step(secret, code, at)) is not None
    ]
    if not fitting:
        CodeGuess.objects.create(agency_id=by.agency_id, employee=by, guessed_at=at)
        return _refuse(by, CodeFault.WRONG)
    screen_id, step = fitting[0]
    use = {"agency_id": by.agency_id, "screen_id": screen_id, "step": step, "employee_id": by.pk}
    if CodeUse.objects.filter(**use).exists():
        return _refuse(by, CodeFault.USED)
    CodeUse.objects.create(**use, key=key, used_at=at)
    return None


def forget_codes(*, agency: Agency, at: datetime) -> int:
    """Delete the agency's old uses and guesses as of `at` (aware); how many rows.

    Inside the agency's tenancy.
    """
    screens = list(CodeScreen.objects.filter(agency=agency).values_list("pk", flat=True))
    uses, _ = CodeUse.objects.filter(
        agency=agency, screen_id__in=screens, step__lt=step_at(at - USES_KEPT)
    ).delete()
    guesses, _ = CodeGuess.objects.filter(agency=agency, guessed_at__lt=at - GUESS_SPAN).delete()
    log.info("codes.forgotten", agency=agency.pk, uses=uses, guesses=guesses)
    return uses + guesses


def _held_back_until(by: Employee, at: datetime) -> datetime | None:
    """When the oldest of too many recent wrong codes no longer counts; None below the limit."""
    recent = list(
        CodeGuess.objects.filter(
            agency_id=by.agency_id, employee=by, guessed_at__gt=at - GUESS_SPAN
        )
        .order_by("-guessed_at")
        .values_list("guessed_at", flat=True)[:GUESS_LIMIT]
    )
    return recent[-1] + GUESS_SPAN if len(recent) == GUESS_LIMIT else None


def _refuse(by: Employee, fault: CodeFault, until: datetime | None = None) -> CodeRefused:
    log.info("code.refused", agency=by.agency_id, employee=by.pk, fault=fault.value)
    return CodeRefused(fault, until)
