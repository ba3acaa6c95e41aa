"""A generated roster is asked for once, found once, kept only in the draft it was found for."""

from datetime import timedelta

import pytest
from celery import Celery
from django.db import OperationalError

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions import bells, generation_runs
from attendance.actions.generation_batches import ask_batch
from attendance.actions.generation_runs import run_generation
from attendance.actions.generations import (
    ask_generation,
    cancel_batch,
    cancel_generation,
    resume_generations,
)
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.rosters import submit_roster
from attendance.models import Roster, RosterGeneration, Wish
from attendance.queries.generations import newest_batch
from attendance.queries.plan_facts import PlannedLine, plan_facts, saved_lines
from attendance.solver.search import Glimpse, OutOfTime
from attendance.tasks import generations as tasks
from tests import factories
from tests.attendance.offices import FRIDAY, MONDAY, NOW, TODAY, draft, office, plan

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Bell:
    """A broker that only counts who was asked for."""

    def __init__(self) -> None:
        self.rung: list[list[int]] = []

    def send_task(self, name: str, *, args: list[int], **options: object) -> None:
        """Take the message."""
        assert name == "attendance.generate_roster"
        self.rung.append(args)


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    """Messages are counted instead of sent."""
    found = Bell()
    monkeypatch.setattr(bells, "current_app", found)
    return found


def ask(of, roster, *, keeps=False, by=None):
    with tenant(of.agency.pk):
        return ask_generation(
            roster_id=roster.pk, keeps_lines=keeps, seconds=5, by=by or of.head, at=NOW
        )


def run(of, generation, **fields):
    return run_generation(agency_id=of.agency.pk, generation_id=generation.pk, now=NOW, **fields)


def row_of(generation):
    with tenant(generation.agency_id):
        return RosterGeneration.objects.get(pk=generation.pk)


def lines_of(of, roster):
    with tenant(of.agency.pk):
        return saved_lines(roster)


def at_home(of, roster):
    return {(line.person_id, line.date) for line in lines_of(of, roster) if line.mode == "WFH"}


def test_a_search_fills_the_draft_within_its_rules() -> None:
    of = office()
    roster = plan(of, draft(of))
    with tenant(of.agency.pk):
        Wish.objects.create(
            agency=of.agency, employee=of.staff[5], date=FRIDAY, mode="WFH", asked_at=NOW
        )
    generation = ask(of, roster)
    assert run(of, generation) == "done"
    row = row_of(generation)
    assert (row.state, row.outcome, row.gap) == ("done", "optimal", 0.0)
    assert row.message.startswith("Susunan tersimpan di draf: 3 hari fleksibel, 1 dari 1 keinginan")
    assert row.explanation["summary"]["usable"] == 3
    home = at_home(of, roster)
    # Half of seven is three, on Fridays only.
    assert len(home) == 3
    assert {day for _, day in home} == {FRIDAY}
    assert (of.staff[5].pk, FRIDAY) in home
    with tenant(of.agency.pk):
        facts = plan_facts(of.unit, roster.first_day, roster.last_day)
        assert facts.check(saved_lines(roster)) == ()


def test_two_clicks_make_one_search_and_one_message(bell, django_capture_on_commit_callbacks):
    of = office()
    roster = draft(of)
    with django_capture_on_commit_callbacks(execute=True):
        first, second = ask(of, roster), ask(of, roster)
    assert first.pk == second.pk
    assert bell.rung == [[of.agency.pk, first.pk]]


def test_a_message_heard_twice_finds_the_search_ended_or_taken() -> None:
    of = office()
    generation = ask(of, draft(of))
    assert run(of, generation) == "done"
    assert run(of, generation) == ""
    taken = ask(of, generation.roster)
    with tenant(of.agency.pk):
        RosterGeneration.objects.filter(pk=taken.pk).update(state="running", started_at=NOW)
    assert run(of, taken) == ""
    # Unless the worker that had it was lost.
    assert run(of, taken, again=True) == "done"


def test_what_was_chosen_stays_and_notes_never_get_lost() -> None:
    of = office()
    roster = plan(of, draft(of), (of.staff[0], FRIDAY))
    noted = PlannedLine(of.staff[1].pk, FRIDAY, "WFO", None, "rapat pimpinan")
    with tenant(of.agency.pk):
        roster.entries.filter(employee=of.staff[1], date=FRIDAY).update(note=noted.note)
    run(of, ask(of, roster, keeps=True))
    assert (of.staff[0].pk, FRIDAY) in at_home(of, roster)
    assert noted in lines_of(of, roster)
    run(of, ask(of, roster, keeps=False))
    notes = [line.note for line in lines_of(of, roster) if line.person_id == of.staff[1].pk]
    assert notes.count("rapat pimpinan") == 1


def test_newer_lines_are_not_written_over() -> None:
    of = office()
    roster = plan(of, draft(of))
    generation = ask(of, roster)
    plan(of, roster, (of.staff[6], FRIDAY))
    assert run(of, generation) == "failed"
    assert row_of(generation).message.startswith("Draf diubah selagi disusun")
    assert at_home(of, roster) == {(of.staff[6].pk, FRIDAY)}


def test_a_roster_handed_in_meanwhile_is_not_changed() -> None:
    of = office()
    roster = plan(of, draft(of))
    generation = ask(of, roster)
    with tenant(of.agency.pk):
        submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
    assert run(of, generation) == "failed"
    assert row_of(generation).message.startswith("Jadwal ini bukan draf lagi")
    assert at_home(of, roster) == set()
    with pytest.raises(RosterRefused) as refused:
        ask(of, roster)
    assert refused.value.ground is Ground.STATE


def test_a_plan_that_no_longer_fits_is_not_kept(monkeypatch) -> None:
    of = office()
    roster = plan(of, draft(of))
    generation = ask(of, roster)
    searched = generation_runs.generate

    def and_meanwhile(*given):
        found = searched(*given)
        with tenant(of.agency.pk):
            Employee.objects.filter(pk=of.staff[0].pk).update(is_active=False)
        return found

    monkeypatch.setattr(generation_runs, "generate", and_meanwhile)
    assert run(of, generation) == "failed"
    assert "berubah selagi jadwal disusun" in row_of(generation).message
    assert at_home(of, roster) == set()


def test_colliding_rules_are_explained_and_the_draft_stays() -> None:
    of = office(wfo_cap_percent=25, wfh_cap_percent=50, wfh_weekdays="", weekly_max_days=5)
    roster = plan(of, draft(of))
    before = lines_of(of, roster)
    generation = ask(of, roster)
    assert run(of, generation) == "done"
    row = row_of(generation)
    assert (row.outcome, row.gap) == ("infeasible", None)
    (collision,) = row.explanation["collisions"]
    assert collision["title"].startswith("Senin, 23 November 2026")
    assert "Paling banyak 1 orang di kantor" in collision["rules"][0]
    assert "Jumat, 27 November 2026" in collision["also"]
    assert any("dari 25 % menjadi 58 %" in one["text"] for one in collision["proposals"])
    assert lines_of(of, roster) == before


def test_a_search_that_ran_out_of_time_says_what_to_do(monkeypatch) -> None:
    of = office()
    generation = ask(of, draft(of))
    monkeypatch.setattr(generation_runs, "generate", lambda *_: OutOfTime())
    assert run(of, generation) == "failed"
    assert "5 detik" in row_of(generation).message


def test_called_off_it_stops_at_the_next_look_and_keeps_nothing(monkeypatch) -> None:
    of = office()
    roster = plan(of, draft(of))
    generation = ask(of, roster)
    searched = generation_runs.generate
    looks = []

    def called_off():
        with tenant(of.agency.pk):
            return cancel_generation(generation=generation, by=of.head, at=NOW)

    def called_off_meanwhile(case, effort, watch):
        looks.append(watch(Glimpse(1, 0.5)))
        assert (row_of(generation).step, row_of(generation).gap) == (
            "Mencari susunan yang lebih baik (1 ditemukan)",
            0.5,
        )
        assert called_off()
        looks.append(watch(Glimpse(2, 0.4)))
        # Even a plan found in the same breath is not kept.
        return searched(case, effort, lambda _: True)

    monkeypatch.setattr(generation_runs, "generate", called_off_meanwhile)
    assert run(of, generation) == ""
    assert looks == [True, False]
    row = row_of(generation)
    assert (row.state, row.message) == ("cancelled", "Penyusunan dibatalkan. Draf tidak diubah.")
    assert at_home(of, roster) == set()
    assert not called_off()


def test_only_who_writes_the_roster_may_ask() -> None:
    of = office()
    roster = draft(of)
    with pytest.raises(RosterRefused) as refused:
        ask(of, roster, by=of.ppk)
    assert refused.value.ground is Ground.AUTHORITY


def test_without_a_broker_the_search_ends_with_a_sentence(
    monkeypatch, django_capture_on_commit_callbacks
) -> None:
    away = "redis+socket:///nowhere/at/all.sock?virtual_host=2"
    app = Celery("away", broker=away, set_as_current=False)
    monkeypatch.setattr(bells, "current_app", app)
    of = office()
    with django_capture_on_commit_callbacks(execute=True):
        generation = ask(of, draft(of))
    assert row_of(generation).state == "failed"
    assert row_of(generation).message.startswith("Antrean pekerjaan sedang tidak dapat dihubungi")


def test_a_lost_message_is_sent_again_and_given_up_in_the_end(bell) -> None:
    of = office()
    generation = ask(of, draft(of))
    assert resume_generations(agency=of.agency, at=NOW + MINUTE) == 0
    assert resume_generations(agency=of.agency, at=NOW + 6 * MINUTE) == 1
    assert bell.rung == [[of.agency.pk, generation.pk]]
    assert resume_generations(agency=of.agency, at=NOW + timedelta(hours=3)) == 1
    assert row_of(generation).state == "failed"


def test_a_database_that_is_away_leaves_the_search_for_a_retry_and_an_error_ends_it(
    monkeypatch,
) -> None:
    of = office()
    generation = ask(of, draft(of))

    def breaks(error):
        def broken(**_):
            raise error

        monkeypatch.setattr(tasks, "run_generation", broken)

    breaks(OperationalError("away"))
    with pytest.raises(OperationalError):
        tasks.generate_roster.apply(
            args=[of.agency.pk, generation.pk], retries=tasks.RETRIES, throw=True
        )
    assert row_of(generation).state == "failed"
    other = ask(of, generation.roster)
    breaks(ValueError("broken"))
    with pytest.raises(ValueError, match="broken"):
        tasks.generate_roster.apply(args=[of.agency.pk, other.pk], throw=True)
    assert row_of(other).message.startswith("Penyusunan terhenti karena kesalahan")


def batch_of(of, *, with_drafts=False, weeks=0):
    operator = factories.employee(of.top, name="Operator")
    factories.grant(operator, "personnel")
    factories.standing(operator, on=TODAY)
    first = MONDAY + timedelta(weeks=weeks)
    with tenant(of.agency.pk):
        batch, count = ask_batch(
            agency=of.agency,
            first_day=first,
            last_day=first + timedelta(days=6),
            with_drafts=with_drafts,
            by=operator,
            at=NOW,
        )
        return operator, newest_batch(operator, batch), count


def test_a_batch_drafts_every_unit_without_a_roster(bell, django_capture_on_commit_callbacks):
    of = office()
    submitted_week = draft(of)
    with django_capture_on_commit_callbacks(execute=True):
        operator, batch, count = batch_of(of)
    # The unit above has people and no roster; the unit itself has one already.
    assert count == 1 == len(bell.rung)
    (row,) = batch.rows
    assert row.generation.roster.unit_id == of.top.pk
    assert run(of, row.generation) == "done"
    with tenant(of.agency.pk):
        made = Roster.objects.get(pk=row.generation.roster_id)
        assert (made.state, made.drafted_by_id) == ("draft", operator.pk)
        assert made.entries.exists()
        with pytest.raises(RosterRefused) as refused:
            ask_batch(
                agency=of.agency,
                first_day=MONDAY,
                last_day=MONDAY + timedelta(days=6),
                with_drafts=False,
                by=operator,
                at=NOW,
            )
    assert refused.value.ground is Ground.CONTENT
    assert at_home(of, submitted_week) == set()


def test_a_batch_completes_drafts_when_asked_and_lists_what_needs_somebody_first() -> None:
    of = office()
    roster = plan(of, draft(of), (of.staff[4], FRIDAY))
    operator, batch, count = batch_of(of, with_drafts=True)
    assert count == 2
    mine = next(row.generation for row in batch.rows if row.generation.roster_id == roster.pk)
    assert mine.keeps_lines
    assert run(of, mine) == "done"
    assert (of.staff[4].pk, FRIDAY) in at_home(of, roster)
    other = next(row.generation for row in batch.rows if row.generation.pk != mine.pk)
    with tenant(of.agency.pk):
        RosterGeneration.objects.filter(pk=other.pk).update(
            state="done", outcome="infeasible", started_at=NOW, finished_at=NOW
        )
        shown = newest_batch(operator)
        assert [row.code for row in shown.rows] == ["infeasible", "done"]
        assert (shown.planned, shown.unplanned, shown.is_active) == (1, 1, False)
        assert cancel_batch(agency=of.agency, batch=batch.batch, by=operator, at=NOW) == 0


def test_a_batch_is_asked_for_by_those_who_may() -> None:
    of = office()
    with tenant(of.agency.pk), pytest.raises(RosterRefused) as refused:
        ask_batch(
            agency=of.agency,
            first_day=MONDAY,
            last_day=MONDAY + timedelta(days=6),
            with_drafts=False,
            by=of.head,
            at=NOW,
        )
    assert refused.value.ground is Ground.AUTHORITY
