"""The portal's beat, and what the monitor proposes from silences and taps that came late."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.monitor import keep_beat, propose_outages
from attendance.actions.outages import confirm_outage, declare_outage, dismiss_outage
from attendance.models import Outage, OutageState, PortalBeat
from attendance.rules.outages import Span
from attendance.tasks import outages as tasks
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, wib, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def watched(person: Employee) -> Employee:
    """The operator of a watched agency."""
    factories.thresholds(person.agency)
    found = factories.employee(person.unit, name="Operator")
    factories.grant(found, "personnel")
    return factories.standing(found, on=MONDAY)


def minutes(first: str, last: str) -> list[datetime]:
    """Every minute from `first` to `last` WIB on Monday."""
    at, until = wib(first), wib(last)
    return [at + n * timedelta(minutes=1) for n in range((until - at) // timedelta(minutes=1) + 1)]


def beats(*stretches: tuple[str, str]) -> None:
    for first, last in stretches:
        for at in minutes(first, last):
            keep_beat(at=at)


def propose(of: Employee, now: str) -> int:
    with tenant(of.agency_id):
        return propose_outages(agency=of.agency, now=wib(now))


def found(of: Employee) -> list[tuple[str, datetime, datetime]]:
    with tenant(of.agency_id):
        rows = Outage.objects.order_by("starts_at")
        return list(rows.values_list("state", "starts_at", "ends_at"))


def the_proposal(of: Employee) -> Outage:
    with tenant(of.agency_id):
        return Outage.objects.get(state=OutageState.PROPOSED)


def crowd(of: Employee, taps: Sequence[str], received: str, **fields: Any) -> None:
    """Different people of the agency tap, and all reach the server at one time."""
    for tapped in taps:
        one = factories.employee(of.unit)
        factories.check_in(one, wib(received), tapped_at=wib(tapped), **fields)


class TestBeat:
    def test_each_beat_lengthens_the_stretch(self) -> None:
        beats(("07:00", "07:05"))
        [stretch] = PortalBeat.objects.all()
        assert (stretch.first_at, stretch.last_at) == (wib("07:00"), wib("07:05"))

    @pytest.mark.parametrize(("after", "stretches"), [("07:07:00", 1), ("07:07:01", 2)])
    def test_after_two_minutes_of_silence_a_new_one_begins(
        self, after: str, stretches: int
    ) -> None:
        beats(("07:00", "07:05"))
        keep_beat(at=wib(after))
        assert PortalBeat.objects.count() == stretches

    def test_a_beat_from_the_past_changes_nothing(self) -> None:
        beats(("07:00", "07:05"))
        keep_beat(at=wib("07:03"))
        assert PortalBeat.objects.get().last_at == wib("07:05")

    def test_the_database_keeps_a_stretch_forward(self) -> None:
        refused = pytest.raises(IntegrityError, match="attendance_portalbeat_forward")
        with refused, transaction.atomic():
            PortalBeat.objects.create(first_at=wib("07:05"), last_at=wib("07:04"))
        assert PortalBeat.objects.create(first_at=wib("07:05"), last_at=wib("07:05")).pk


class TestSilence:
    def test_a_gap_gives_one_proposal_however_often_the_task_runs(
        self, watched: Employee, freeze: Freeze
    ) -> None:
        """Everything is killed at 07.12; the worker comes back at 07.31 and goes on."""
        for at in [*minutes("06:30", "07:12"), *minutes("07:31", "08:00")]:
            freeze(at)
            tasks.beat()
            if at.minute % 5 == 0:
                tasks.propose()
        tasks.propose()
        assert found(watched) == [("proposed", wib("07:12"), wib("07:31"))]
        with tenant(watched.agency_id):
            assert the_proposal(watched).events.count() == 1

    def test_it_grows_while_the_silence_lasts(self, watched: Employee) -> None:
        beats(("06:30", "07:12"))
        assert propose(watched, "07:14") == 0
        assert propose(watched, "07:20") == 1
        assert propose(watched, "07:40") == 1
        assert found(watched) == [("proposed", wib("07:12"), wib("07:40"))]

    def test_it_says_who_was_received_all_the_same(self, watched: Employee) -> None:
        beats(("06:30", "07:12"), ("07:31", "08:00"))
        factories.check_in(watched, wib("07:20"))
        propose(watched, "08:00")
        [signal] = the_proposal(watched).measured["signals"]
        assert (signal["kind"], signal["people"], signal["longest_minutes"]) == ("silence", 1, 19)

    def test_only_the_part_inside_watched_hours_is_proposed(self, watched: Employee) -> None:
        """From an hour before the start: the portal was down from 02.00 to 06.45."""
        beats(("01:50", "02:00"), ("06:45", "07:00"))
        propose(watched, "07:00")
        assert found(watched) == [("proposed", wib("06:30"), wib("06:45"))]

    def test_a_weekend_is_not_watched(self, watched: Employee) -> None:
        sunday = MONDAY - timedelta(days=1)
        keep_beat(at=wib("09:00", sunday))
        keep_beat(at=wib("11:00", sunday))
        with tenant(watched.agency_id):
            assert propose_outages(agency=watched.agency, now=wib("11:05", sunday)) == 0

    def test_the_threshold_is_data_of_the_agency(self, person: Employee) -> None:
        factories.thresholds(person.agency, silence_minutes=30)
        beats(("06:30", "07:12"), ("07:31", "08:00"))
        assert propose(person, "08:00") == 0

    def test_nothing_is_known_before_the_first_beat(self, watched: Employee) -> None:
        beats(("07:40", "08:00"))
        assert propose(watched, "08:00") == 0


TAPS = ("07:02", "07:08", "07:15", "07:21", "07:28")


class TestQueue:
    def test_many_taps_that_came_late_are_proposed(self, watched: Employee) -> None:
        crowd(watched, TAPS, "07:52")
        assert propose(watched, "08:00") == 1
        assert found(watched) == [("proposed", wib("07:02"), wib("07:52"))]
        [signal] = the_proposal(watched).measured["signals"]
        assert (signal["kind"], signal["people"], signal["of"]) == ("queue", 5, 5)
        assert signal["longest_minutes"] == 50

    @pytest.mark.parametrize(("others", "proposed"), [(20, 1), (21, 0)])
    def test_their_share_of_all_who_tapped_decides(
        self, watched: Employee, others: int, proposed: int
    ) -> None:
        """Five of 25 are 20 percent."""
        crowd(watched, TAPS, "07:52")
        crowd(watched, ["07:10"] * others, "07:10")
        assert propose(watched, "08:00") == proposed

    def test_four_are_too_few(self, watched: Employee) -> None:
        crowd(watched, TAPS[:4], "07:52")
        assert propose(watched, "08:00") == 0

    def test_what_a_machine_or_a_file_said_is_no_delay(self, watched: Employee) -> None:
        crowd(watched, TAPS, "07:52", source="machine")
        assert propose(watched, "08:00") == 0

    def test_another_agencys_taps_are_not_mine(self, watched: Employee) -> None:
        crowd(worker(), TAPS, "07:52")
        assert propose(watched, "08:00") == 0

    def test_silence_and_late_taps_are_one_proposal(self, watched: Employee) -> None:
        beats(("06:30", "07:12"), ("07:31", "08:00"))
        crowd(watched, TAPS, "07:52")
        propose(watched, "08:00")
        assert found(watched) == [("proposed", wib("07:02"), wib("07:52"))]
        assert {one["kind"] for one in the_proposal(watched).measured["signals"]} == {
            "queue", "silence",
        }  # fmt: skip

    def test_late_taps_join_two_proposals(self, watched: Employee) -> None:
        beats(("06:30", "07:02"), ("07:06", "07:25"), ("07:30", "08:00"))
        propose(watched, "08:00")
        assert len(found(watched)) == 2
        crowd(watched, TAPS, "07:52")
        propose(watched, "08:02")
        assert found(watched) == [("proposed", wib("07:02"), wib("07:52"))]


class TestWhatIsSettled:
    def test_a_dismissed_proposal_is_not_proposed_again(self, watched: Employee) -> None:
        beats(("06:30", "07:12"), ("07:31", "08:00"))
        propose(watched, "08:00")
        with tenant(watched.agency_id):
            dismiss_outage(
                outage_id=the_proposal(watched).pk, reason="Uji", by=watched, at=wib("08:01")
            )
        assert propose(watched, "08:02") == 0
        assert [row[0] for row in found(watched)] == ["dismissed"]

    def test_one_declared_more_narrowly_leaves_no_rest(self, watched: Employee) -> None:
        crowd(watched, TAPS, "07:52")
        propose(watched, "08:00")
        with tenant(watched.agency_id):
            confirm_outage(
                outage_id=the_proposal(watched).pk, span=Span(wib("07:05"), wib("07:30")),
                cause="Jaringan putus", by=watched, at=wib("08:01"),
            )  # fmt: skip
        assert propose(watched, "08:05") == 0

    def test_a_silence_that_outlasts_what_was_declared_is_proposed_for_its_rest(
        self, watched: Employee
    ) -> None:
        beats(("06:30", "07:00"))
        with tenant(watched.agency_id):
            declare_outage(
                agency=watched.agency, span=Span(wib("07:00"), wib("07:20")), cause="Padam",
                by=watched, at=wib("07:21"),
            )  # fmt: skip
        propose(watched, "07:50")
        assert found(watched) == [
            ("declared", wib("07:00"), wib("07:20")),
            ("proposed", wib("07:20"), wib("07:50")),
        ]
        with tenant(watched.agency_id):
            row = confirm_outage(
                outage_id=the_proposal(watched).pk, span=Span(wib("07:20"), wib("07:50")),
                cause="Padam", by=watched, at=wib("07:51"),
            )  # fmt: skip
        assert row.state == OutageState.DECLARED

    def test_a_proposal_excuses_nobody(self, watched: Employee) -> None:
        crowd(watched, TAPS, "07:52")
        propose(watched, "08:00")
        with tenant(watched.agency_id):
            assert not Outage.objects.declared().exists()


def test_one_agencys_trouble_does_not_leave_the_others_unwatched(
    watched: Employee, freeze: Freeze
) -> None:
    other = worker()
    factories.thresholds(other.agency)
    beats(("06:30", "07:12"), ("07:31", "08:00"))
    freeze("08:00")

    def broken(*, agency: Any, now: datetime) -> int:
        if agency == watched.agency:
            raise DatabaseError
        return propose_outages(agency=agency, now=now)

    with mock.patch("attendance.tasks.outages.propose_outages", broken):
        tasks.propose()
    assert found(watched) == []
    assert len(found(other)) == 1


def test_an_agency_without_thresholds_is_told_of_and_skipped(
    watched: Employee, freeze: Freeze
) -> None:
    bare = worker()
    beats(("06:30", "07:12"), ("07:31", "08:00"))
    freeze("08:00")
    tasks.propose()
    assert len(found(watched)) == 1
    assert found(bare) == []
