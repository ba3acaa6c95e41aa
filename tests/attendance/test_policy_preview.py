"""A preview's numbers, counted once more by a loop of its own, in a fixed number of statements."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Employee, Region, Unit
from accounts.tenancy import tenant
from attendance.models import Absence, PerformanceScore, Policy, RegionLevel, Sanction
from attendance.queries.policy_effect import eligibility_on
from attendance.queries.policy_preview import first_day_of, preview_policy
from attendance.rulebook import rulebook_of
from attendance.rules.modes import WorkMode
from attendance.rules.outcome import Outcome
from attendance.rules.policy import policy_on
from tests import factories
from tests.attendance.offices import FRIDAY, MONDAY, NOW, THURSDAY, Office, office

pytestmark = pytest.mark.django_db
WEDNESDAY = THURSDAY - timedelta(days=1)


@pytest.fixture
def place() -> Iterator[Office]:
    of = office(people=6)
    with tenant(of.agency.pk):
        yield of


def draft_of(of: Office, **fields: object) -> Policy:
    values = {"name": "Draf", "wfh_weekdays": "35", "valid_from": MONDAY, "state": "draft"}
    made = factories.policy(of.agency, **{**values, "published_at": None, **fields})
    return Policy.objects.select_related("regulation", "agency", "unit").get(pk=made.pk)


def crowd(of: Office, people: int) -> None:
    """People of many kinds in units of several kinds."""
    counter = factories.unit(of.agency, parent=of.top, code="LOKET", direct_service=True)
    archive = factories.unit(of.agency, parent=of.top, code="ARSIP")
    deep = factories.unit(of.agency, parent=archive, code="ARSIP-1")
    units = (of.unit, counter, archive, deep)
    kinds = ("pns", "pns", "pns", "cpns", "pppk")
    for number in range(people):
        person = factories.employee(
            units[number % 4],
            employment_type=kinds[number % 5],
            appointed_on=date(2026, 3, 1) if number % 10 == 4 else date(2015, 5, 1),
            echelon="II.a" if number % 7 == 0 else "",
            job_title="Camat Uji" if number % 11 == 0 else "Analis",
            back_office=number % 6 == 1,
        )
        with tenant(of.agency.pk):
            if number % 9 == 0:
                Absence.objects.create(
                    agency=of.agency,
                    employee=person,
                    kind="leave",
                    first_day=MONDAY,
                    last_day=FRIDAY,
                )
            if number % 13 == 0:
                Sanction.objects.create(
                    agency=of.agency, employee=person, first_day=MONDAY, last_day=FRIDAY
                )
            if number % 3:
                PerformanceScore.objects.create(
                    agency=of.agency, employee=person, year=2025, score=Decimal(50 + number % 40)
                )


def counted_anew(of: Office, draft: Policy, day: date) -> Counter[str]:
    """Who may, must, is undecided or absent under `draft`, by reading rows one at a time."""
    found: Counter[str] = Counter()
    scores = list(PerformanceScore.objects.filter(agency=of.agency).order_by("-score"))
    places = len(scores) * (draft.top_performers_percent or 0) // 100
    for person in Employee.objects.filter(agency=of.agency):
        if Absence.objects.filter(employee=person, first_day__lte=day, last_day__gte=day).exists():
            found["absent"] += 1
            continue
        unit: Unit | None = person.unit
        above = []
        while unit is not None:
            above.append(unit.code)
            unit = unit.parent
        own = [one for one in scores if one.employee_id == person.pk]
        better = sum(own[0].score < one.score for one in scores) if own else 0
        must = (
            str(day.isoweekday()) not in draft.wfh_weekdays
            or person.employment_type == "cpns"
            or (person.employment_type == "pppk" and person.appointed_on == date(2026, 3, 1))
            or person.echelon.startswith("II.")
            or person.job_title.startswith("Camat")
            or (person.unit.direct_service and not person.back_office)
            or bool(set(above) & set(draft.excluded_unit_codes))
            or Sanction.objects.filter(employee=person).exists()
            or (draft.top_performers_percent and own and better >= places)
        )
        unknown = draft.top_performers_percent and not own
        found["must" if must else "undecided" if unknown else "may"] += 1
    return found


@pytest.mark.parametrize("day", [THURSDAY, FRIDAY])
@pytest.mark.parametrize("percent", [None, 20])
def test_a_preview_counts_what_a_loop_over_the_rows_counts(
    place: Office, day: date, percent: int | None
) -> None:
    crowd(place, 60)
    draft = draft_of(
        place,
        replaces=Policy.objects.published().get(),
        excluded_posts=["II", "camat"],
        excluded_unit_codes=["ARSIP"],
        top_performers_percent=percent,
    )
    seen = preview_policy(draft, day)
    expected = counted_anew(place, draft, day)
    after = seen.after
    assert {
        "may": after.may, "must": after.must, "undecided": after.undecided, "absent": after.absent,
    } == {name: expected[name] for name in ("may", "must", "undecided", "absent")}  # fmt: skip
    assert sum(one.after.people for one in seen.units) == after.people
    if day == FRIDAY:
        assert min(after.may, after.must, after.absent) > 0
        assert (after.undecided > 0) == (percent is not None)


def test_a_preview_stands_beside_what_holds_now(place: Office) -> None:
    draft = draft_of(place, replaces=Policy.objects.published().get())
    everybody = Employee.objects.active().count()
    wednesday = preview_policy(draft, WEDNESDAY)
    assert (wednesday.before.may, wednesday.after.may) == (0, everybody)
    assert (wednesday.gained, wednesday.lost) == (everybody, 0)
    friday = preview_policy(draft, FRIDAY)
    assert (friday.gained, friday.lost) == (0, 0)
    # Half of each unit, rounded down: 3 of 6 in the unit, 1 of 3 above it.
    assert friday.after.home_allowed == 4
    before_it_begins = preview_policy(draft, WEDNESDAY - timedelta(days=7))
    assert (before_it_begins.gained, before_it_begins.lost) == (0, 0)


def test_a_preview_of_a_unit_or_a_post_counts_only_whom_it_binds(place: Office) -> None:
    in_unit = preview_policy(draft_of(place, unit=place.unit), WEDNESDAY)
    assert in_unit.after.people == len(place.staff)
    for_post = preview_policy(draft_of(place, post="Kepala", wfh_cap_percent=None), WEDNESDAY)
    assert (for_post.after.people, for_post.gained) == (1, 1)
    assert for_post.after.home_allowed is None


def test_a_policy_for_a_level_holds_only_while_the_region_has_it(
    place: Office, in_region: Callable[[Office, date, date], None]
) -> None:
    draft = draft_of(place, region_level=3, wfh_cap_percent=None, wfo_cap_percent=50)
    assert preview_policy(draft, WEDNESDAY).gained == 0
    in_region(place, WEDNESDAY, THURSDAY)
    Policy.objects.filter(pk=draft.pk).update(state="published", published_at=NOW)
    place.agency.refresh_from_db()
    book = rulebook_of(place.agency, MONDAY, FRIDAY)
    held = {
        day: getattr(policy_on(day, book.policies_for(place.unit.pk)), "name", "")
        for day in (WEDNESDAY - timedelta(days=1), WEDNESDAY, THURSDAY, FRIDAY)
    }
    assert list(held.values()) == ["WFH Jumat", "Draf", "Draf", "WFH Jumat"]


@pytest.fixture
def in_region() -> Callable[[Office, date, date], None]:
    """Give the agency a region that has level 3 for a time."""

    def give(of: Office, first: date, last: date) -> None:
        region = Region.objects.create(
            code="99.01", name="Kota Uji", kind="kota", zone="Asia/Jakarta"
        )
        type(of.agency).objects.filter(pk=of.agency.pk).update(region=region)
        RegionLevel.objects.create(
            region=region, level=3, valid_from=first, valid_until=last, legal_basis="Inmendagri"
        )

    return give


def test_the_first_day_shown_is_the_first_that_the_draft_allows(place: Office) -> None:
    assert first_day_of(draft_of(place), NOW.date()) == WEDNESDAY
    over = draft_of(place, unit=place.unit, valid_from=MONDAY, valid_until=MONDAY)
    assert first_day_of(over, NOW.date()) == MONDAY


def test_twenty_times_the_people_cost_no_statement_more(place: Office) -> None:
    draft = draft_of(place, top_performers_percent=20, requires_readiness=True)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            preview_policy(draft, FRIDAY)
        return len(seen)

    crowd(place, 5)
    few = statements()
    crowd_more = [factories.employee(place.unit) for _ in range(100)]
    assert crowd_more
    assert statements() == few


def test_each_person_has_an_outcome_for_the_place_asked_for(place: Office) -> None:
    book = rulebook_of(place.agency, FRIDAY, FRIDAY)
    home = eligibility_on(place.agency, book, FRIDAY)
    elsewhere = eligibility_on(place.agency, book, FRIDAY, mode=WorkMode.WFA)
    assert {one.outcome for one in home} == {Outcome.ALLOWED}
    assert {one.outcome for one in elsewhere} == {Outcome.REFUSED}
    assert len(home) == Employee.objects.active().count()
