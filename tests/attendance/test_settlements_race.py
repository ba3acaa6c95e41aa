"""Two superiors at one moment, on really committed rows: one decides, the other is told who."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from accounts.tenancy import tenant
from attendance.actions.absence_requests import Wanted, ask_absence
from attendance.actions.flags import settle_flag
from attendance.actions.refused import RequestRefused
from attendance.actions.settlements import settle_absence, settle_correction
from attendance.models import Absence, AbsenceRequest, CheckIn, Correction
from attendance.rules.claims import ClaimKind
from tests import factories
from tests.attendance.committed import office_on_disk
from tests.attendance.offices import FRIDAY, NOW
from tests.attendance.requests_world import YESTERDAY, asked_in, asked_leave, wib

__all__ = ["office_on_disk"]
ROUNDS = 4


def at_once(agency_id, *acts):
    """Each act in a thread, a connection and a transaction of its own, started together."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            with tenant(agency_id):
                barrier.wait(timeout=10)
                return act()
        except RequestRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(answers):
    return [one for one in answers if isinstance(one, RequestRefused)]


def settling(row, by, *, accept):
    act = settle_correction if isinstance(row, Correction) else settle_absence
    return lambda: act(pk=row.pk, accept=accept, reason="Diputus.", by=by, at=NOW)


def prepared(of):
    factories.request_terms(of.agency)
    factories.leave_rule()
    return of


def test_one_of_two_decisions_stands_and_names_its_author_to_the_other(office_on_disk):
    of = prepared(office_on_disk)
    for number in range(ROUNDS):
        asked = asked_in(of.staff[number])
        answers = at_once(
            of.agency.pk,
            settling(asked, of.head, accept=True),
            settling(asked, of.ppk, accept=False),
        )
        (late,) = refusals(answers)
        with tenant(of.agency.pk):
            row = Correction.objects.select_related("settled_by").get(pk=asked.pk)
            events = CheckIn.objects.of(of.staff[number]).count()
        assert row.settled_by.name in late.sentence
        assert events == (1 if row.state == "accepted" else 0)


def test_two_overlapping_requests_are_never_both_accepted(office_on_disk):
    of = prepared(office_on_disk)
    for number in range(ROUNDS):
        person = of.staff[number]
        first = asked_leave(person, FRIDAY)
        with tenant(of.agency.pk):
            second = AbsenceRequest.objects.create(
                agency=of.agency,
                employee=person,
                kind="sick",
                first_day=FRIDAY,
                last_day=FRIDAY,
                reason="Sakit.",
                asked_at=NOW,
                due_on=FRIDAY,
            )
        answers = at_once(
            of.agency.pk,
            settling(first, of.head, accept=True),
            settling(second, of.ppk, accept=True),
        )
        assert len(refusals(answers)) == 1
        with tenant(of.agency.pk):
            assert Absence.objects.of(person).count() == 1
            assert AbsenceRequest.objects.of(person).filter(state="accepted").count() == 1


def test_the_last_days_of_leave_are_asked_for_once(office_on_disk):
    of = prepared(office_on_disk)
    person = of.staff[0]
    # Twelve working days from Monday 23 November, and twelve after them: only one can be had.
    spans = [("2026-11-23", "2026-12-08"), ("2026-12-09", "2026-12-24")]

    def asking(first, last):
        from datetime import date

        wanted = Wanted(
            "leave", "tahunan", date.fromisoformat(first), date.fromisoformat(last), "Umrah."
        )
        return lambda: ask_absence(by=person, at=NOW, wanted=wanted)

    answers = at_once(of.agency.pk, *(asking(*span) for span in spans))
    assert len(refusals(answers)) == 1
    with tenant(of.agency.pk):
        assert AbsenceRequest.objects.of(person).count() == 1


def test_a_flag_is_settled_by_one_of_two(office_on_disk):
    of = prepared(office_on_disk)
    for number in range(ROUNDS):
        person = of.staff[number]
        factories.check_in(person, wib("07.20"), mode="WFH")

        def deciding(by, *, accept, person=person):
            return lambda: settle_flag(
                employee_id=person.pk,
                day=YESTERDAY,
                kind=ClaimKind.PLACE,
                accept=accept,
                reason="Diputus.",
                by=by,
                at=NOW,
            )

        answers = at_once(
            of.agency.pk, deciding(of.head, accept=True), deciding(of.ppk, accept=False)
        )
        assert len(refusals(answers)) == 1
        with tenant(of.agency.pk):
            assert Correction.objects.of(person).count() == 1
