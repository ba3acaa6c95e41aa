"""Two clicks on *Tanda tangani* at one moment, on really committed rows: one letter, one number."""

from accounts.tenancy import tenant
from attendance.actions.letters import sign_letter
from attendance.actions.refused import Ground, RosterRefused
from attendance.models import AssignmentLetter, LetterNumbering
from tests.attendance.committed import office_on_disk
from tests.attendance.lettered import in_force
from tests.attendance.offices import NOW
from tests.attendance.test_rosters_race import at_once

__all__ = ["office_on_disk"]


def test_two_signatures_at_once_make_one_letter(office_on_disk):
    of = office_on_disk
    roster = in_force(of)
    clicks = [
        lambda by=by: sign_letter(roster_id=roster.pk, by=by, at=NOW)
        for by in (of.ppk, of.delegate, of.ppk)
    ]
    answers = at_once(of.agency.pk, *clicks)
    refused = [one for one in answers if isinstance(one, RosterRefused)]
    assert [one.ground for one in refused] == [Ground.STATE] * 2
    with tenant(of.agency.pk):
        assert AssignmentLetter.objects.count() == 1
        assert LetterNumbering.objects.get().last_number == 1
