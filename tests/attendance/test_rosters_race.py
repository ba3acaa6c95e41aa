"""Two people at one moment, on really committed rows: the cap holds and one of them is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from accounts.tenancy import tenant
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_drafts import create_draft
from attendance.actions.rosters import approve_roster
from attendance.models import Roster, RosterEntry
from tests.attendance.committed import office_on_disk
from tests.attendance.offices import FRIDAY, MONDAY, NOW, draft, on_fridays, plan, submitted

__all__ = ["office_on_disk"]
ROUNDS = 5


def at_once(agency_id: int, *acts: Callable[[], Roster]) -> list[Roster | RosterRefused]:
    """Each act in a thread, a connection and a transaction of its own, started together."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Roster]) -> Roster | RosterRefused:
        try:
            with tenant(agency_id):
                barrier.wait(timeout=10)
                return act()
        except RosterRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def in_force_on_friday(of) -> int:
    """Lines away from the office that count on the Friday."""
    with tenant(of.agency.pk):
        return RosterEntry.objects.in_force().on(FRIDAY).filter(mode="WFH").count()


def approving(roster: Roster, by) -> Callable[[], Roster]:
    """The click on *Setujui*."""
    return lambda: approve_roster(roster_id=roster.pk, by=by, at=NOW)


def clean(of) -> None:
    """Ready for another round."""
    with tenant(of.agency.pk):
        Roster.objects.all().delete()


def test_two_approvals_of_one_roster_approve_it_once(office_on_disk):
    of = office_on_disk
    for _ in range(ROUNDS):
        roster = submitted(of, *on_fridays(of, 3))
        answers = at_once(of.agency.pk, approving(roster, of.ppk), approving(roster, of.delegate))
        late = [one for one in answers if isinstance(one, RosterRefused)]
        assert [one.ground for one in late] == [Ground.STATE]
        assert in_force_on_friday(of) == 3
        clean(of)


def test_two_rosters_of_one_week_never_exceed_the_cap_together(office_on_disk):
    """Either the newer replaces the older, or the older is refused; never three and three."""
    of = office_on_disk
    for _ in range(ROUNDS):
        first = submitted(of, *on_fridays(of, 3))
        with tenant(of.agency.pk):
            second = Roster.objects.create(
                agency=of.agency,
                unit=of.unit,
                first_day=MONDAY,
                last_day=first.last_day,
                version=2,
                drafted_by=of.head,
                drafted_at=NOW,
            )
            RosterEntry.objects.bulk_create(
                RosterEntry(
                    agency=of.agency, roster=second, date=FRIDAY, employee=person, mode="WFO"
                )
                for person in of.staff
            )
        plan(of, second, *on_fridays(of, 3, first=3))
        with tenant(of.agency.pk):
            Roster.objects.filter(pk=second.pk).update(state="submitted", submitted_by=of.head)
        at_once(of.agency.pk, approving(first, of.ppk), approving(second, of.delegate))
        assert in_force_on_friday(of) == 3
        with tenant(of.agency.pk):
            assert list(Roster.objects.filter(state="approved")) == [second]
        clean(of)


def test_overlapping_rosters_never_exceed_the_cap_together(office_on_disk):
    """A roster of another period is no version of the week: the first one in stays."""
    of = office_on_disk
    for _ in range(ROUNDS):
        week = submitted(of, *on_fridays(of, 3))
        with tenant(of.agency.pk):
            friday = Roster.objects.create(
                agency=of.agency,
                unit=of.unit,
                first_day=FRIDAY,
                last_day=FRIDAY,
                state="submitted",
                drafted_by=of.head,
                drafted_at=NOW,
                submitted_by=of.head,
            )
            RosterEntry.objects.bulk_create(
                RosterEntry(
                    agency=of.agency, roster=friday, date=FRIDAY, employee=person, mode="WFH"
                )
                for person in of.staff[3:6]
            )
        answers = at_once(of.agency.pk, approving(week, of.ppk), approving(friday, of.delegate))
        assert sum(isinstance(one, RosterRefused) for one in answers) == 1
        assert in_force_on_friday(of) == 3
        clean(of)


def test_two_heads_who_draft_one_week_make_one_draft(office_on_disk):
    of = office_on_disk
    create = lambda: create_draft(unit=of.unit, first_day=MONDAY, by=of.head, at=NOW)  # noqa: E731
    for _ in range(ROUNDS):
        answers = at_once(of.agency.pk, create, create)
        assert sum(isinstance(one, RosterRefused) for one in answers) == 1
        with tenant(of.agency.pk):
            assert Roster.objects.count() == 1
        clean(of)


def test_the_races_start_from_rows_that_others_see(office_on_disk):
    of = office_on_disk
    roster = draft(of)

    def seen() -> Roster:
        return Roster.objects.get(pk=roster.pk)

    assert at_once(of.agency.pk, seen) == [roster]
