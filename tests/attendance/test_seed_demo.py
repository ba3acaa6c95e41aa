"""The demo world is lawful, complete, repeatable, and never mixed with real people."""

import json
import stat
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.models import Count, F, Q

from accounts.models import Agency, Delegation, Employee, RoleGrant, Unit
from accounts.rules import Nip, parse_nip
from accounts.standing import standing_of
from accounts.tenancy import tenant
from attendance.models import (
    Absence,
    AnomalySearch,
    CheckIn,
    ComplianceReport,
    DayClose,
    DisciplineCase,
    Outage,
    Policy,
    Roster,
    RosterEntry,
    RosterState,
    WorkDay,
)
from attendance.queries.plan_facts import plan_facts, saved_lines
from attendance.rules.caps import DeskUnderstaffed
from services.models import Desk, DeskPlan, Office
from tests.attendance.seeded import emptied

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

# Wednesday 10.00 WIB, 11.00 WITA, 12.00 WIT.
NOW = datetime(2026, 11, 18, 3, tzinfo=UTC)
TODAY = date(2026, 11, 18)
FIRST_DAY = date(2026, 11, 2)
DEMO_AGENCIES = {"32.11", "32.72", "32.77", "kemenpanrb", "73.71", "91.71"}
OVERSEEING_PROVINCE = "32"
OPTIONS = ["--employees", "240", "--days", "16", "--seed", "uji"]


def seed(*options: str) -> str:
    out = StringIO()
    with mock.patch("asn_wfh.clock.now", return_value=NOW):
        call_command("seed_demo", *(options or OPTIONS), stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """One small demo for all tests of this module."""
    with emptied(django_db_blocker):
        yield seed()


@pytest.fixture(autouse=True)
def _uses_world(world: str) -> None: ...


def accounts() -> list[dict[str, str]]:
    text = (Path(settings.DATA_DIR) / "demo-accounts.json").read_text(encoding="utf-8")
    return json.loads(text)["accounts"]


def people() -> Any:
    return Employee._base_manager.using("owner")


def in_each_agency() -> Iterator[Agency]:
    """Each agency of the demo, inside its tenancy, as the application role."""
    for agency in Agency.objects.filter(is_demo=True):
        with tenant(agency.pk):
            yield agency


def counts() -> dict[str, int]:
    models = (Employee, Unit, RoleGrant, Delegation, Roster, RosterEntry, CheckIn, WorkDay, Desk)
    return {model.__name__: model._base_manager.using("owner").count() for model in models}


def test_every_demo_agency_has_its_people_and_units(world: str) -> None:
    sizes = Counter(people().values_list("agency__code", flat=True))
    assert sizes.keys() > DEMO_AGENCIES
    assert min(sizes[code] for code in DEMO_AGENCIES) >= 20
    assert sizes["32.11"] == max(sizes.values())
    assert not people().filter(is_demo=False).exists()
    assert "Data contoh selesai" in world


def test_a_second_run_says_so_and_changes_nothing() -> None:
    before, known = counts(), accounts()
    assert seed() == "Data contoh sudah ada; tidak ada yang diubah.\n"
    assert counts() == before
    assert accounts() == known


def test_every_nip_is_valid_and_says_what_the_record_says() -> None:
    for nip, kind, appointed in people().values_list("nip", "employment_type", "appointed_on"):
        parsed = parse_nip(nip)
        assert isinstance(parsed, Nip), nip
        assert (parsed.employment_type == "pppk") == (kind == "pppk")
        assert parsed.appointment_year == appointed.year
        assert 17 <= appointed.year - parsed.birth_date.year <= 50
        assert TODAY.year - parsed.birth_date.year <= 58


def test_everybody_has_a_superior_but_the_top() -> None:
    without = people().filter(supervisor=None)
    assert {unit for (unit,) in without.values_list("unit__code")} == {"pimpinan"}
    assert not people().filter(supervisor=F("pk")).exists()
    assert not people().exclude(supervisor__agency=F("agency")).exclude(supervisor=None).exists()


def test_zones_follow_the_agency() -> None:
    assert set(people().filter(agency__code="91.71").values_list("zone", flat=True)) == {
        "Asia/Jayapura"
    }
    assert not people().exclude(zone=F("agency__zone")).exists()


def test_this_weeks_rosters_and_the_submitted_could_be_approved_by_the_portal_itself() -> None:
    """Caps, eligibility and weekly limits hold; a desk may be short where somebody fell ill."""
    checked, at_home = 0, 0
    this_week = Q(first_day=date(2026, 11, 16)) | Q(state=RosterState.SUBMITTED)
    for agency in in_each_agency():
        rosters = Roster.objects.filter(this_week, agency=agency)
        for roster in rosters.select_related("unit__agency"):
            lines = saved_lines(roster)
            facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
            found = [
                one.refusal
                for one in facts.check(lines)
                if not isinstance(one.refusal, DeskUnderstaffed)
            ]
            assert found == []
            checked += 1
            at_home += sum(line.mode == "WFH" for line in lines)
    assert checked > 140
    assert at_home > 20


def test_no_unit_ever_has_more_at_home_than_its_cap_allows() -> None:
    """All weeks: the cap, rounded down, of the unit's people without those who were away."""
    for agency in in_each_agency():
        policy = Policy.objects.filter(agency=agency).first()
        percent = policy.wfh_cap_percent if policy else 0
        sizes = dict(Employee.objects.values_list("unit").annotate(n=Count("pk")))
        away = RosterEntry.objects.filter(mode="WFH").values_list("roster__unit", "date", "roster")
        for unit, day, _, at_home in away.annotate(n=Count("employee")):
            absent = Absence.objects.covering(day).filter(employee__unit=unit).count()
            assert at_home <= (sizes[unit] - absent) * percent // 100, (agency.code, unit, day)


def test_only_fridays_are_spent_at_home() -> None:
    days = RosterEntry.objects.using("owner").filter(mode="WFH").values_list("date", flat=True)
    assert {day.isoweekday() for day in days} == {5}


def test_rosters_are_settled_by_another_and_by_somebody_who_may() -> None:
    approved = Roster.objects.using("owner").filter(state=RosterState.APPROVED)
    assert not approved.filter(settled_by=None).exists()
    assert not approved.filter(settled_by=F("submitted_by")).exists()
    assert not approved.filter(settled_at__gt=NOW).exists()
    granted = RoleGrant.objects.using("owner").filter(role="pyb").values("employee")
    assert not approved.filter(settled_under=None).exclude(settled_by__in=granted).exists()
    for roster in approved.exclude(settled_under=None).select_related("settled_under"):
        assert roster.settled_under.delegate_id == roster.settled_by_id
        assert roster.settled_under.valid_from <= roster.settled_at.date()


def test_next_week_shows_every_state() -> None:
    next_week = Roster.objects.using("owner").filter(first_day=date(2026, 11, 23))
    for code in DEMO_AGENCIES:
        states = Counter(next_week.filter(agency__code=code).values_list("state", flat=True))
        assert states["submitted"] == 1, code
        assert states["draft"] == 1, code
        assert states["approved"] >= 3, code
        planned = next_week.filter(agency__code=code).values("unit")
        units = Unit.objects.using("owner").filter(agency__code=code).exclude(code="pimpinan")
        assert units.exclude(pk__in=planned).exists()


def test_one_roster_of_this_week_was_changed_with_a_reason() -> None:
    second = Roster.objects.using("owner").filter(version=2)
    assert second.count() == len(DEMO_AGENCIES)
    for roster in second:
        assert roster.reason
        first = Roster.objects.using("owner").get(
            unit=roster.unit_id, first_day=roster.first_day, version=1
        )
        assert first.state == RosterState.SUPERSEDED
        assert not first.entries.using("owner").filter(in_force=True).exists()


def test_desks_have_their_officers_planned_for_the_weeks_to_come() -> None:
    mpp = Office.objects.get(slug="mpp-sumedang")
    assert mpp.desks.count() == 15
    dukcapil = mpp.desks.get(slug="dukcapil-1")
    officers = RosterEntry.objects.using("owner").filter(desk=dukcapil, in_force=True)
    by_day = dict(officers.values_list("date").annotate(n=Count("employee")))
    assert by_day[TODAY] == 2
    assert max(by_day) >= date(2026, 12, 15)
    plans = DeskPlan.objects.filter(desk=dukcapil, date=TODAY)
    assert plans.get().officers_planned == 2
    closed_today = mpp.desks.get(slug="imigrasi")
    assert DeskPlan.objects.get(desk=closed_today, date=TODAY).officers_planned == 0


def test_nobody_has_checked_in_after_now_nor_on_a_day_off() -> None:
    events = CheckIn.objects.using("owner")
    assert events.filter(local_date=TODAY, kind="in").count() > 100
    assert not events.filter(recorded_at__gt=NOW).exists()
    assert not events.filter(tapped_at__gt=F("recorded_at")).exists()
    weekdays = {day.isoweekday() for day in events.values_list("local_date", flat=True).distinct()}
    assert weekdays == {1, 2, 3, 4, 5}
    assert not events.filter(source="browser").exists()


def test_most_come_before_the_hours_begin_and_some_do_not() -> None:
    past = WorkDay.objects.using("owner").filter(date__lt=TODAY, status="present")
    late = past.filter(late_minutes__gt=0).count()
    assert 0.01 < late / past.count() < 0.12
    assert past.filter(flags__contains=["no_out"]).exists()
    assert past.filter(flags__contains=["mismatch"]).exists()
    assert WorkDay.objects.using("owner").filter(status="absent").exists()
    assert WorkDay.objects.using("owner").filter(status="excused").exists()


def test_every_past_day_is_closed_for_every_agency() -> None:
    closed = DayClose.objects.using("owner")
    days = (TODAY - FIRST_DAY).days
    per_agency = dict(closed.values_list("agency__code").annotate(n=Count("date")))
    assert set(per_agency.values()) == {days}
    assert per_agency.keys() >= DEMO_AGENCIES
    assert not closed.filter(date__gte=TODAY).exists()
    assert not closed.filter(waiting__gt=0).exists()


def test_the_months_shown_have_their_report() -> None:
    reports = ComplianceReport.objects.using("owner").filter(month=date(2026, 11, 1))
    assert set(reports.values_list("agency__code", flat=True)) == DEMO_AGENCIES
    assert {report.data_until for report in reports} == {date(2026, 11, 17)}


def test_the_accounts_are_for_their_owner_to_read_only() -> None:
    path = Path(settings.DATA_DIR) / "demo-accounts.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.with_name("demo-accounts.json.new").exists()


def test_every_account_is_somebody_with_that_password() -> None:
    hashes = dict(people().values_list("nip", "password"))
    tried: dict[tuple[str, str], bool] = {}
    for account in accounts():
        pair = (account["password"], hashes[account["login"]])
        if pair not in tried:
            tried[pair] = check_password(*pair)
    assert all(tried.values())
    played = {one["agency_code"] for one in accounts()}
    assert played == DEMO_AGENCIES | {OVERSEEING_PROVINCE}
    assert len(tried) == len(played), "one password, hashed once, per agency"


@pytest.mark.parametrize("code", sorted(DEMO_AGENCIES))
def test_every_demo_agency_has_somebody_in_every_role(code: str) -> None:
    # The first of a role is the one to try; the other employees are for load tests.
    ordered = reversed([one for one in accounts() if one["agency_code"] == code])
    mine = {one["role"]: one["login"] for one in ordered}
    roles = {"ppk", "pyb", "supervisor", "personnel", "inspector", "service_manager"}
    roles |= {"overseer"} if code == "kemenpanrb" else set()
    assert mine.keys() == roles | {"employee", "delegate", "officer"}
    agency = Agency.objects.get(code=code)
    with tenant(agency.pk):
        for role, nip in mine.items():
            standing = standing_of(Employee.objects.get(nip=nip), TODAY)
            if role in roles:
                assert role in standing.roles
        delegate = standing_of(Employee.objects.get(nip=mine["delegate"]), TODAY)
        assert delegate.holds({"ppk"}) is not None
        employee = Employee.objects.get(nip=mine["employee"])
        assert standing_of(employee, TODAY).roles == frozenset()
        assert employee.supervisor is not None
        assert employee.supervisor.nip == mine["supervisor"]
        assert RosterEntry.objects.get(
            employee__nip=mine["officer"], date=TODAY, in_force=True
        ).desk_id


def test_a_delegation_ended_yesterday() -> None:
    ended = Delegation.objects.using("owner").filter(valid_until=date(2026, 11, 17))
    assert ended.count() == len(DEMO_AGENCIES)
    assert all(one.letter_number for one in ended)


def test_whoever_a_visitor_may_play_has_not_checked_in_today() -> None:
    played = [one["login"] for one in accounts() if one["role"] != "employee"]
    today = CheckIn.objects.using("owner").filter(local_date=TODAY)
    assert not today.filter(employee__nip__in=played).exists()


def test_it_refuses_where_real_people_are() -> None:
    sample = people().select_related("unit__agency").first()
    before = counts()
    sample.pk, sample.nip, sample.is_demo = None, "198609262015051001", False
    sample.save(using="owner", force_insert=True)
    with pytest.raises(CommandError, match="pegawai sungguhan"):
        seed()
    assert counts() == before | {"Employee": before["Employee"] + 1}


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--days", "-1"), "--days -1 di luar batas"), (("--employees", "0"), "--employees 0")],
)
def test_impossible_sizes_are_refused(options: tuple[str, str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        seed(*options)


def test_row_level_security_hides_the_demo_from_strangers() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_employee")
        assert cursor.fetchone() == (0,)


def test_the_monitor_found_what_it_proposes_and_the_weekly_search_was_made() -> None:
    """Yesterday morning's failure is proposed from what was measured; nobody declared it yet."""
    for agency in in_each_agency():
        if agency.code not in DEMO_AGENCIES:
            continue
        waiting = Outage.objects.filter(state="proposed")
        assert set(AnomalySearch.objects.values_list("week", flat=True)) >= {date(2026, 11, 9)}
        if agency.code == "32.11":
            [proposal] = waiting
            kinds = {signal["kind"] for signal in proposal.measured["signals"]}
            assert kinds == {"silence", "queue"}


def test_every_agency_has_a_case_that_waits_and_somebody_was_summoned() -> None:
    summoned = 0
    for agency in in_each_agency():
        rows = DisciplineCase.objects.filter(agency=agency)
        if agency.code in DEMO_AGENCIES:
            assert rows.filter(state="open", sanction="tertulis").exists(), agency.code
        summoned += rows.filter(state="summoned").count()
    assert summoned
