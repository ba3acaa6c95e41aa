"""Assignment letters of rosters: signing one, and retiring those of a roster that was replaced."""

from datetime import datetime
from functools import partial

import structlog
from django.db import transaction
from django.urls import reverse

from accounts.models import Employee
from accounts.permissions import can_approve_roster
from accounts.standing import Held
from asn_wfh import clock
from attendance.actions.documents import Draft, issue_document
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RosterRefused
from attendance.letters.assignments import TEMPLATE, assignment_data, office_words
from attendance.models import (
    AssignmentLetter,
    DocumentKind,
    MessageKind,
    Roster,
    RosterState,
    SignedDocument,
)
from attendance.queries.letters import LetterFacts, letter_facts, letter_of, office_of
from attendance.signing.values import Typed
from attendance.wording import letters as words

log = structlog.get_logger(__name__)


@transaction.atomic
def sign_letter(
    *, roster_id: int, by: Employee, at: datetime, typed: Typed | None = None
) -> AssignmentLetter:
    """Sign the letter of an approved roster and tell everybody it names.

    By whoever may approve the unit's roster (PermenPANRB 4/2025: the PPK, or whom the PPK
    delegated). The roster's row is locked meanwhile, so two clicks at once make one letter.
    Raises RosterRefused (authority, state, an empty roster) or SigningRefused; then nothing is
    kept and no number is spent.
    """
    roster = _locked(roster_id)
    facts = signable(roster, by)
    document = issue_document(
        draft=Draft(
            kind=DocumentKind.ASSIGNMENT_LETTER,
            title=words.title_words(roster),
            template=TEMPLATE,
            data=partial(assignment_data, facts, clock.on_local_date(at, roster.unit.agency.zone)),
            office=facts.office,
            office_words=office_words(facts.office),
        ),
        by=by,
        at=at,
        typed=typed,
    )
    letter = AssignmentLetter.objects.create(
        agency_id=roster.agency_id, roster=roster, document=document, replaces=facts.replaces
    )
    _tell_members(letter, facts, at)
    log.info("letter.signed", letter=letter.pk, roster=roster.pk, unit=roster.unit_id, by=by.pk)
    return letter


def signable(roster: Roster, by: Employee) -> LetterFacts:
    """What `by` would sign for `roster`. Raises RosterRefused where there is nothing to sign."""
    held = require_signer(roster, by)
    known = letter_of(roster)
    if known is not None:
        raise RosterRefused(Ground.STATE, words.signed_already(known.document.number))
    if roster.state != RosterState.APPROVED:
        raise RosterRefused(Ground.STATE, words.not_in_force())
    facts = letter_facts(roster, office_of(by, held))
    if not facts.people:
        raise RosterRefused(Ground.STATE, words.without_lines())
    return facts


def require_signer(roster: Roster, by: Employee) -> Held:
    """The role by which `by` signs for the roster's unit; raises RosterRefused without one."""
    held = can_approve_roster(by.standing, roster.unit_id)
    if held is None or by.agency_id != roster.agency_id:
        raise RosterRefused(Ground.AUTHORITY, words.may_not_sign())
    return held


@transaction.atomic
def retire_letters(*, roster: Roster, by: Employee, at: datetime) -> int:
    """Mark the letters of a superseded `roster` as revoked; how many were valid until now.

    They stay readable and verifiable, with the reason.
    """
    retired = SignedDocument.objects.filter(
        agency_id=roster.agency_id, assignment_letter__roster=roster, revoked_at__isnull=True
    ).update(revoked_at=at, revoked_by=by, revoked_reason=words.retired_reason(at, roster)[:240])
    if retired:
        log.info("letter.retired", roster=roster.pk, letters=retired, by=by.pk)
    return int(retired)


def _locked(roster_id: int) -> Roster:
    # Only the roster's own row: no other writer of the unit waits for a slow signing service.
    Roster.objects.select_for_update(no_key=True).only("pk").get(pk=roster_id)
    return Roster.objects.select_related("unit__agency__region").get(pk=roster_id)


def _tell_members(letter: AssignmentLetter, facts: LetterFacts, at: datetime) -> None:
    title, body = words.told(letter)
    tell(
        agency_id=letter.agency_id,
        employee_ids={one.person.pk for one in facts.people},
        kind=MessageKind.LETTER,
        key=f"letter-{letter.pk}",
        title=title,
        body=body,
        url=reverse("attendance:letter_file", args=[letter.pk]),
        at=at,
    )
