"""What PPKs are about to change: a waiting draft, a unit with a policy of its own, scores."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from accounts.models import Employee, Role, Unit
from attendance.demo.frame import DAY, USING, WEEK, AgencyWorld, Demo
from attendance.models import (
    PerformanceScore,
    Policy,
    PolicyPreset,
    PolicyState,
    Regulation,
    WorkMode,
)
from attendance.rules.calendar import week_start

DRAFT_PRESET = "fleksibel-lokasi-2025"
SCORE_MEAN, SCORE_SPREAD = 86, 6
HUNDREDTH = Decimal("0.01")


def make_more_policies(demo: Demo) -> None:
    """In the first agency a draft waits and scores are on record; the second has a unit's policy.

    The unit's policy allows what the agency's does and more, so rosters stay lawful under it.
    """
    first, second = [world for world in demo.worlds.values() if not world.is_partner][:2]
    _make_draft(first)
    _make_unit_policy(second)
    _make_scores(demo, first)


def _make_draft(world: AgencyWorld) -> None:
    """A second flexible day from the week after next on, which replaces what holds."""
    preset = PolicyPreset.objects.using(USING).get(code=DRAFT_PRESET)
    holding = Policy.objects.using(USING).get(agency=world.agency, unit=None)
    Policy(
        agency=world.agency,
        regulation_id=preset.regulation_id,
        preset=preset,
        replaces=holding,
        drafted_by=world.officials[Role.PERSONNEL],
        name="WFH Rabu dan Jumat",
        decree_number="",
        decree_date=world.today,
        valid_from=week_start(world.today) + 2 * WEEK,
        modes=[WorkMode.WFH],
        wfh_weekdays="35",
        office_weekdays="1",
        wfh_cap_percent=holding.wfh_cap_percent,
        weekly_max_days=2,
        excluded_posts=holding.excluded_posts,
        exclude_direct_service=True,
        requires_readiness=True,
        presence_checks_per_day=3,
        presence_answer_minutes=30,
        report_due_at=time(16),
        state=PolicyState.DRAFT,
    ).save(using=USING)


def _make_unit_policy(world: AgencyWorld) -> None:
    """One unit may choose between two days: Wednesday beside the agency's Friday."""
    holding = Policy.objects.using(USING).get(agency=world.agency, unit=None)
    unit = _office_unit(world)
    begun = holding.valid_from + timedelta(days=90)
    Policy(
        agency=world.agency,
        unit=unit,
        regulation=Regulation.objects.using(USING).get(code="permenpanrb-4-2025"),
        name=f"Dua hari fleksibel {unit.name}",
        decree_number=f"{holding.decree_number} Lampiran II",
        decree_date=begun - 3 * DAY,
        valid_from=begun,
        modes=[WorkMode.WFH, WorkMode.WFA],
        wfh_weekdays="35",
        wfa_weekdays="3",
        wfh_cap_percent=holding.wfh_cap_percent,
        weekly_max_days=2,
        excluded_posts=holding.excluded_posts,
        presence_checks_per_day=2,
        presence_answer_minutes=15,
        report_due_at=time(16, 30),
        state=PolicyState.PUBLISHED,
        published_by=world.officials[Role.PPK],
        published_at=datetime.combine(begun - 2 * DAY, time(10), ZoneInfo(world.agency.zone)),
    ).save(using=USING)


def _office_unit(world: AgencyWorld) -> Unit:
    """A unit without citizens at its desks."""
    return next(
        unit
        for unit in world.units
        if unit.parent_id is not None and not unit.direct_service and unit.pk not in world.desks
    )


def _make_scores(demo: Demo, world: AgencyWorld) -> None:
    """Last year's scores of all but the newest."""
    chance = demo.random("scores", world.agency.code)
    year = world.today.year - 1

    def drawn() -> Decimal:
        value = min(max(chance.gauss(SCORE_MEAN, SCORE_SPREAD), 55), 100)
        return Decimal(value).quantize(HUNDREDTH)

    PerformanceScore.objects.using(USING).bulk_create(
        PerformanceScore(agency=world.agency, employee=person, year=year, score=drawn())
        for person in world.people
        if _served(person, year)
    )


def _served(person: Employee, year: int) -> bool:
    return person.appointed_on is None or person.appointed_on.year < year
