"""The weekly search for patterns in an agency's taps, and what somebody notes about one."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from attendance.actions.anomalies import AnomalyRefused, mark_anomaly, search_week
from attendance.actions.refused import Ground
from attendance.models import Anomaly, AnomalyPerson, AnomalySearch, DayClose, Outage, WorkDay
from attendance.tasks import anomalies as tasks
from tests import factories
from tests.attendance.conftest import Freeze, wib, worker

pytestmark = pytest.mark.django_db

WEEK = date(2026, 11, 9)
NEXT_MONDAY = WEEK + timedelta(days=7)
NOW = wib("05:10", NEXT_MONDAY)
HOME = {"home_latitude": -6.85, "home_longitude": 107.92}
FAR = {"home_latitude": -6.95, "home_longitude": 107.92}


@pytest.fixture
def first() -> Employee:
    """Somebody with a home, in a unit whose building is eleven kilometres away."""
    found = worker(unit={"latitude": -6.95, "longitude": 107.92}, **HOME)
    factories.thresholds(found.agency)
    return found


@pytest.fixture
def second(first: Employee) -> Employee:
    """A colleague with another home."""
    return factories.employee(first.unit, **FAR)


def taps(person: Employee, at: str = "07:20", day: int = 0, **fields: Any) -> None:
    """A tap from home, `day` days into the week."""
    fields = {"mode": "WFH", **fields}
    factories.check_in(person, wib(at, WEEK + timedelta(days=day)), **fields)


def search(of: Agency, now: datetime = NOW, week: date = WEEK) -> int:
    with tenant(of.pk):
        return search_week(agency=of, week=week, now=now)


def listed(of: Agency) -> dict[str, set[int]]:
    """The patterns of the week: kind and people."""
    with tenant(of.pk):
        return {
            row.kind: set(row.people.values_list("employee_id", flat=True))
            for row in Anomaly.objects.all()
        }


def pattern(of: Employee) -> Anomaly:
    with tenant(of.agency_id):
        return Anomaly.objects.get()


def test_one_position_from_two_homes(first: Employee, second: Employee) -> None:
    for one in (first, second):
        taps(one, position_digest="p")
    assert search(first.agency) == 1
    assert listed(first.agency) == {"same_position": {first.pk, second.pk}}


def test_a_couple_with_one_home_is_not_listed(first: Employee) -> None:
    spouse = factories.employee(first.unit, **HOME)
    for one in (first, spouse):
        taps(one, position_digest="p")
    assert search(first.agency) == 0


def test_one_device_for_three(first: Employee, second: Employee) -> None:
    people = [first, second, factories.employee(first.unit)]
    for one in people:
        taps(one, device_digest="d")
    search(first.agency)
    assert listed(first.agency) == {"shared_device": {one.pk for one in people}}


def test_one_second_for_weeks(first: Employee) -> None:
    for day in [-21, -20, -19, -18, -14, -13, -12, -11, 0, 1, 2, 3]:
        taps(first, "07:20:07", day)
    search(first.agency)
    assert listed(first.agency) == {"same_second": {first.pk}}


@pytest.mark.parametrize(
    ("office", "found"),
    [
        ({"place_class": "inside"}, True),
        ({"place_class": "unmeasured"}, False),
        ({"place_class": "unmeasured", "evidence": "code"}, True),
        ({"place_class": "unmeasured", "evidence": "machine", "source": "machine"}, True),
        ({"place_class": "unmeasured", "source": "import"}, False),
    ],
)
def test_from_home_to_the_office_in_a_minute(
    first: Employee, office: dict[str, str], found: bool
) -> None:
    """Only where both places are sure: inside a recorded place, or by what hangs in the office."""
    taps(first, "07:20")
    taps(first, "07:21", mode="WFO", kind="out", **office)
    search(first.agency)
    assert listed(first.agency) == ({"fast_travel": {first.pk}} if found else {})


def test_an_officer_is_at_the_office_of_the_desk(first: Employee) -> None:
    """The desk stands beside the officer's home: no journey, though the unit is far."""
    desk = factories.desk(first.agency)
    with tenant(first.agency_id):
        desk.office.latitude, desk.office.longitude = -6.85, 107.921
        desk.office.save()
    factories.roster_entry(first, WEEK, desk=desk)
    taps(first, "07:20")
    taps(first, "07:21", mode="WFO", kind="out")
    assert search(first.agency) == 0


def test_what_a_superior_decided_is_nobodys_device(first: Employee, second: Employee) -> None:
    for one in (first, second):
        taps(one, position_digest="p", source="correction")
    assert search(first.agency) == 0


def test_another_agency_stays_out_of_it(first: Employee) -> None:
    stranger = worker(**FAR)
    for one in (first, stranger):
        taps(one, position_digest="p")
    assert search(first.agency) == 0


def test_searching_again_lists_nothing_twice(first: Employee, second: Employee) -> None:
    for one in (first, second):
        taps(one, position_digest="p")
    assert search(first.agency) == search(first.agency, NOW + timedelta(hours=1)) == 1
    with tenant(first.agency_id):
        assert Anomaly.objects.count() == 1
        assert AnomalyPerson.objects.count() == 2
        assert AnomalySearch.objects.get().searched_at == NOW + timedelta(hours=1)


def test_searching_again_adds_whoever_came_later(first: Employee, second: Employee) -> None:
    for one in (first, second):
        taps(one, position_digest="p")
    search(first.agency)
    third = factories.employee(first.unit)
    taps(third, position_digest="p")
    search(first.agency)
    assert listed(first.agency)["same_position"] == {first.pk, second.pk, third.pk}
    assert pattern(first).facts["people"] == 3


def test_what_somebody_noted_stays_as_it_is(first: Employee, second: Employee) -> None:
    for one in (first, second):
        taps(one, position_digest="p")
    search(first.agency)
    looked_at(first)
    taps(factories.employee(first.unit), position_digest="p")
    search(first.agency)
    assert (pattern(first).state, pattern(first).facts["people"]) == ("explained", 2)


def test_nothing_follows_from_a_pattern(first: Employee, second: Employee) -> None:
    for one in (first, second):
        taps(one, position_digest="p", device_digest="d")
    search(first.agency)
    with tenant(first.agency_id):
        assert not WorkDay.objects.exists()
        assert not DayClose.objects.exists()
        assert not Outage.objects.exists()


class TestTask:
    @pytest.mark.parametrize(
        ("local", "due"),
        [("04:59", WEEK - timedelta(days=7)), ("05:00", WEEK)],
    )
    def test_the_week_is_searched_from_monday_five_on_by_the_agencys_clock(
        self, first: Employee, local: str, due: date
    ) -> None:
        taps(first, day=-40)
        weeks = tasks.weeks_due(first.agency, wib(local, NEXT_MONDAY))
        assert weeks[-1] == due
        assert len(weeks) == 4

    def test_it_is_searched_once(self, first: Employee, freeze: Freeze) -> None:
        taps(first)
        freeze(NOW)
        assert tasks.find() == 1
        freeze(NOW + timedelta(hours=1))
        assert tasks.find() == 0

    def test_weeks_before_the_agency_came_are_not(self, first: Employee) -> None:
        taps(first, day=3)
        assert tasks.weeks_due(first.agency, NOW) == [WEEK]

    def test_an_agency_without_taps_has_none(self, first: Employee) -> None:
        assert tasks.weeks_due(first.agency, NOW) == []

    def test_a_lost_monday_is_made_up_for(self, first: Employee, freeze: Freeze) -> None:
        taps(first, day=-7)
        freeze(NOW + timedelta(days=2))
        assert tasks.find() == 2


def looked_at(of: Employee, by: Employee | None = None, **changed: Any) -> Anomaly:
    by = by or factories.employee(of.unit, name="Operator")
    factories.grant(by, changed.pop("role", "personnel"))
    factories.standing(by, on=NEXT_MONDAY)
    given = {"state": "explained", "note": "Satu rumah dinas", **changed}
    with tenant(of.agency_id):
        return mark_anomaly(anomaly_id=pattern(of).pk, **given, by=by, at=NOW)


class TestMarking:
    @pytest.fixture(autouse=True)
    def _found(self, first: Employee, second: Employee) -> None:
        for one in (first, second):
            taps(one, position_digest="p")
        search(first.agency)

    def test_it_keeps_who_when_and_what(self, first: Employee) -> None:
        row = looked_at(first)
        assert (row.state, row.note, row.looked_at) == ("explained", "Satu rumah dinas", NOW)
        assert row.looked_by is not None

    def test_a_later_note_replaces_it_and_the_history_keeps_both(self, first: Employee) -> None:
        row = looked_at(first)
        looked_at(first, state="followed", note="Dibicarakan")
        with tenant(first.agency_id):
            kept = row.events.order_by("pgh_id").values_list("state", "note")
            assert list(kept) == [
                ("new", ""), ("explained", "Satu rumah dinas"), ("followed", "Dibicarakan"),
            ]  # fmt: skip

    @pytest.mark.parametrize(
        ("changed", "field"),
        [({"note": "  "}, "note"), ({"state": "new"}, "state"), ({"state": "x"}, "state")],
    )
    def test_half_a_mark_is_refused(
        self, first: Employee, changed: dict[str, str], field: str
    ) -> None:
        with pytest.raises(AnomalyRefused) as refused:
            looked_at(first, **changed)
        assert (refused.value.ground, refused.value.field) == (Ground.CONTENT, field)
        assert pattern(first).state == "new"

    def test_nobody_closes_their_own_pattern(self, first: Employee) -> None:
        with pytest.raises(AnomalyRefused) as refused:
            looked_at(first, by=first)
        assert refused.value.ground == Ground.AUTHORITY
        assert "Anda sendiri tercantum" in refused.value.sentence

    @pytest.mark.parametrize("role", ["inspector", "supervisor"])
    def test_the_inspectorate_only_reads(self, first: Employee, role: str) -> None:
        with pytest.raises(AnomalyRefused) as refused:
            looked_at(first, role=role)
        assert refused.value.ground == Ground.AUTHORITY

    def test_the_database_refuses_a_mark_without_a_note(self, first: Employee) -> None:
        row = pattern(first)
        refused = pytest.raises(IntegrityError, match="attendance_anomaly_looked_whole")
        with tenant(first.agency_id), refused, transaction.atomic():
            Anomaly.objects.filter(pk=row.pk).update(state="explained", note="x")

    def test_a_pattern_is_listed_once(self, first: Employee) -> None:
        row = pattern(first)
        refused = pytest.raises(IntegrityError, match="attendance_anomaly_once")
        with tenant(first.agency_id), refused, transaction.atomic():
            Anomaly.objects.create(
                agency_id=first.agency_id, week=row.week, kind=row.kind,
                fingerprint=row.fingerprint, found_at=NOW,
            )  # fmt: skip


@pytest.mark.parametrize(
    ("model", "values", "constraint"),
    [
        ("AnomalySearch", {"week": WEEK, "searched_at": NOW}, "attendance_anomalysearch_once"),
        (
            "Threshold",
            {"code": "silence_minutes", "value": 3, "valid_from": WEEK, "legal_basis": "kebiasaan"},
            "attendance_threshold_once",
        ),
    ],
)
def test_each_is_kept_once(
    person: Employee, model: str, values: dict[str, Any], constraint: str
) -> None:
    rows = apps.get_model("attendance", model).objects
    with tenant(person.agency_id):
        rows.create(agency_id=person.agency_id, **values)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            rows.create(agency_id=person.agency_id, **values)
        later = {**values, **{k: WEEK + timedelta(days=7) for k in values if values[k] == WEEK}}
        assert rows.create(agency_id=person.agency_id, **later).pk
