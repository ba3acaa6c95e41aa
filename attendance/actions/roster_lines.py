"""A draft's lines as rows: whether they may be written over, and writing them."""

import hashlib
from collections.abc import Iterable

from accounts.models import Employee
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.rosters import locked_roster, require_drafter
from attendance.models import Roster, RosterEntry
from attendance.queries.plan_facts import PlannedLine, saved_lines
from attendance.rules import approval
from attendance.wording import move_sentence
from attendance.wording.roster_pages import changed_meanwhile

ROWS_AT_ONCE = 2_000


def require_writable(*, roster_id: int, stamp: str, by: Employee) -> Roster:
    """The draft, its unit locked, if `by` may write it and the page read its present lines.

    Raises RosterRefused.
    """
    roster = locked_roster(roster_id)
    require_drafter(by, roster.unit_id)
    fixed = approval.refuse_edit(approval.RosterState(roster.state))
    if fixed is not None:
        raise RosterRefused(Ground.STATE, move_sentence(fixed))
    if stamp_of(saved_lines(roster)) != stamp:
        raise RosterRefused(Ground.STATE, changed_meanwhile())
    return roster


def stamp_of(lines: Iterable[PlannedLine]) -> str:
    """A short mark of a roster's lines: another mark means that somebody changed them."""
    said = sorted(
        (
            line.date.toordinal(),
            line.person_id,
            str(line.mode),
            line.desk_id or 0,
            line.shift_id or 0,
            line.note,
        )
        for line in lines
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def replace_lines(roster: Roster, lines: Iterable[PlannedLine]) -> None:
    """Write `lines` in place of those the draft has."""
    RosterEntry.objects.filter(agency_id=roster.agency_id, roster_id=roster.pk).delete()
    write_lines(roster, lines)


def write_lines(roster: Roster, lines: Iterable[PlannedLine]) -> None:
    """Write the lines of a roster that has none."""
    RosterEntry.objects.bulk_create(
        [
            RosterEntry(
                agency_id=roster.agency_id,
                roster_id=roster.pk,
                date=line.date,
                employee_id=line.person_id,
                mode=line.mode,
                desk_id=line.desk_id,
                shift_id=line.shift_id,
                note=line.note,
            )
            for line in lines
        ],
        batch_size=ROWS_AT_ONCE,
    )
