"""A draft tried on real weeks says what a plain count by hand says, once, however it is run."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions import bells, policy_trials
from attendance.actions.policy_trials import (
    ask_trial,
    cancel_trial,
    resume_trials,
    run_trial,
)
from attendance.actions.refused import RequestRefused
from attendance.models import (
    DayClose,
    Policy,
    PolicyTrial,
    Roster,
    RosterEntry,
    Sanction,
    WorkDay,
)
from attendance.queries.policy_trial import last_weeks
from attendance.rules.calendar import week_start
from services.models import Desk
from tests import factories
from tests.attendance.conftest import Freeze, sign_in
from tests.attendance.offices import NOW, TODAY, Office, office

pytestmark = pytest.mark.django_db
FIRST, LAST = last_weeks(TODAY)
DAY = timedelta(days=1)
FRIDAYS = "5"


class Bell:
    """A broker that only counts who was asked for."""

    def __init__(self) -> None:
        self.rung: list[list[int]] = []

    def send_task(self, name: str, *, args: list[int], **options: object) -> None:
        """Take the message."""
        assert name == "attendance.try_policy"
        self.rung.append(args)


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    """Messages are counted instead of sent."""
    found = Bell()
    monkeypatch.setattr(bells, "current_app", found)
    return found


def weekdays() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        if day.isoweekday() <= 5:
            yield day
        day += DAY


def mode_of(person: Employee, day: date) -> str:
    """An uneven plan: on Fridays most are away, on Tuesdays one, and one twice a week."""
    number = int(person.name[-2:])
    if day.isoweekday() == 5:
        return "WFH" if (number + day.toordinal() // 7) % 4 else "WFO"
    if day.isoweekday() == 2:
        return "WFH" if number == 3 else "WFO"
    return "WFH" if day.isoweekday() == 4 and number == 5 else "WFO"


def status_of(person: Employee, day: date) -> str:
    number = int(person.name[-2:])
    if (number * 7 + day.toordinal()) % 11 == 0:
        return "excused"
    return "absent" if (number * 5 + day.toordinal()) % 17 == 0 else "present"


def judged_and_planned(of: Office, desk: Desk) -> None:
    """The weeks as they were planned and judged; the first of the staff keeps the desk."""
    with tenant(of.agency.pk):
        roster = Roster.objects.create(
            agency=of.agency,
            unit=of.unit,
            first_day=FIRST,
            last_day=LAST,
            state="approved",
            drafted_by=of.head,
            drafted_at=NOW,
        )
        shared = {"agency": of.agency, "rule_version": "2026.1"}
        slots = [(day, one, mode_of(one, day)) for day in weekdays() for one in of.staff]
        DayClose.objects.create(**shared, date=FIRST, judged=7, closed_at=NOW)
        WorkDay.objects.bulk_create(
            WorkDay(
                **shared,
                date=day,
                employee=one,
                unit=of.unit,
                status=status_of(one, day),
                plan=plan,
                judged_at=NOW,
            )
            for day, one, plan in slots
        )
        RosterEntry.objects.bulk_create(
            RosterEntry(
                agency=of.agency,
                roster=roster,
                date=day,
                employee=one,
                mode=plan,
                desk=desk if one is of.staff[0] and plan == "WFO" else None,
                in_force=True,
            )
            for day, one, plan in slots
        )


@pytest.fixture
def of() -> Office:
    """Thirteen weeks of a unit of seven with a desk, judged; one CPNS, one punished for a month."""
    found = office()
    agency, staff = found.agency, found.staff
    with tenant(agency.pk):
        staff[1].employment_type = "cpns"
        staff[1].save()
        Sanction.objects.create(
            agency=agency,
            employee=staff[2],
            first_day=LAST - 40 * DAY,
            last_day=LAST - 10 * DAY,
        )
    desk = factories.desk(agency, unit_code=found.unit.code)
    judged_and_planned(found, desk)
    return found


def draft(of: Office, **fields: Any) -> Policy:
    return factories.policy(
        of.agency,
        state="draft",
        published_at=None,
        valid_from=date(2027, 1, 1),
        **{"wfh_weekdays": FRIDAYS, "wfh_cap_percent": 50, "weekly_max_days": 1, **fields},
    )


def tried(of: Office, policy: Policy) -> PolicyTrial:
    with tenant(of.agency.pk):
        trial = ask_trial(policy=policy, by=of.ppk, at=NOW)
    assert run_trial(agency_id=of.agency.pk, trial_id=trial.pk, now=NOW)
    with tenant(of.agency.pk):
        return PolicyTrial.objects.get(pk=trial.pk)


def by_hand(of: Office, *, friday_cap: int) -> dict[str, Any]:
    """The same question in a loop over days and people, without the portal's rules."""
    caps, desks, refused = [], [], defaultdict(list)
    punished = (LAST - 40 * DAY, LAST - 10 * DAY)
    week_taken: dict[tuple[int, date], int] = defaultdict(int)
    for day in weekdays():
        working = [one for one in of.staff if status_of(one, day) != "excused"]
        away = [one for one in working if mode_of(one, day) == "WFH"]
        allowed = len(working) * friday_cap // 100
        if len(away) > allowed:
            caps.append([str(day), "wfh", len(away), allowed, len(working)])
        if of.staff[0] not in working or mode_of(of.staff[0], day) == "WFH":
            desks.append(str(day))
        for one in away:
            reasons = []
            if day.isoweekday() != 5:
                reasons.append("weekday")
            if one is of.staff[2] and punished[0] <= day <= punished[1]:
                reasons.append("sanction")
            if one is of.staff[1]:
                reasons.append("cpns")
            if week_taken[one.pk, week_start(day)] >= 1:
                reasons.append("weekly_limit")
            if reasons:
                refused[one.pk].append((str(day), reasons))
            else:
                week_taken[one.pk, week_start(day)] += 1
    return {"caps": caps, "desks": desks, "refused": refused}


def test_it_agrees_with_a_count_by_hand(of: Office) -> None:
    trial = tried(of, draft(of))
    lists = trial.result["lists"][str(of.unit.pk)]
    (figures,) = [row for row in trial.result["units"] if row["unit"] == of.unit.pk]
    wanted = by_hand(of, friday_cap=50)
    assert wanted["caps"]
    assert wanted["refused"]
    assert lists["caps"] == wanted["caps"]
    assert [day for day, *_ in lists["desks"]] == wanted["desks"]
    got: dict[int, list[Any]] = defaultdict(list)
    for day, person, codes in lists["refused"]:
        got[person].append((day, codes))
    assert got == wanted["refused"]
    assert lists["excluded"] == {"cpns": [of.staff[1].pk], "sanction": [of.staff[2].pk]}
    due = sum(status_of(one, day) != "excused" for one in of.staff for day in weekdays())
    assert (figures["people"], figures["due"], figures["out"]) == (7, due, 2)
    worst = max(wanted["caps"], key=lambda row: row[2] - row[3])
    assert figures["worst"][2] - figures["worst"][3] == worst[2] - worst[3]
    assert (trial.done, trial.total, trial.state) == (13, 13, "done")


def test_the_draft_takes_the_place_of_what_held_and_nothing_is_written(of: Office) -> None:
    # What holds caps at half; a draft without a cap breaks none, though it begins next year.
    free = tried(of, draft(of, wfh_cap_percent=None, wfh_weekdays="", weekly_max_days=None))
    assert free.result["totals"]["caps"] == 0
    assert set(free.result["totals"]["excluded"]) == {"cpns", "sanction"}
    with tenant(of.agency.pk):
        assert Policy.objects.published().count() == 1


def test_readiness_and_a_tight_office_are_counted_too(of: Office) -> None:
    text = factories.agreement_text(of.agency)
    factories.declared(of.staff[0], text)
    found = tried(of, draft(of, requires_readiness=True, wfo_cap_percent=10)).result
    lists = found["lists"][str(of.unit.pk)]
    assert set(lists["excluded"]["not_ready"]) == {one.pk for one in of.staff[1:]}
    # A tenth of seven rounds down to nobody, and the desk needs one: two rules collide.
    assert all(row[4] for row in lists["desks"])
    assert len(lists["desks"]) == len(list(weekdays()))


def test_a_second_click_a_killed_worker_and_a_message_heard_twice_make_one_result(
    of: Office, bell: Bell, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    policy = draft(of)
    with tenant(of.agency.pk), django_capture_on_commit_callbacks(execute=True):
        trial = ask_trial(policy=policy, by=of.ppk, at=NOW)
        again = ask_trial(policy=policy, by=of.delegate, at=NOW)
    assert (trial.pk, bell.rung) == (again.pk, [[of.agency.pk, trial.pk]])
    weeks = policy_trials.week_cases
    calls = []

    def dies(facts: Any, monday: date) -> Any:
        calls.append(monday)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return weeks(facts, monday)

    monkeypatch.setattr(policy_trials, "week_cases", dies)
    with pytest.raises(KeyboardInterrupt):
        run_trial(agency_id=of.agency.pk, trial_id=trial.pk, now=NOW)
    monkeypatch.setattr(policy_trials, "week_cases", weeks)
    later = NOW + timedelta(minutes=11)
    assert resume_trials(agency=of.agency, at=later) == 1
    assert len(bell.rung) == 2
    assert run_trial(agency_id=of.agency.pk, trial_id=trial.pk, now=later)
    assert not run_trial(agency_id=of.agency.pk, trial_id=trial.pk, now=later)
    with tenant(of.agency.pk):
        kept = PolicyTrial.objects.get(pk=trial.pk)
        assert kept.result["lists"][str(of.unit.pk)]["caps"] == by_hand(of, friday_cap=50)["caps"]
        assert PolicyTrial.objects.count() == 1


def test_cancelled_it_stops_and_keeps_nothing(of: Office, bell: Bell) -> None:
    with tenant(of.agency.pk):
        trial = ask_trial(policy=draft(of), by=of.ppk, at=NOW)
        assert cancel_trial(trial=trial, by=of.ppk, at=NOW)
    assert not run_trial(agency_id=of.agency.pk, trial_id=trial.pk, now=NOW)
    with tenant(of.agency.pk):
        trial.refresh_from_db()
    assert (trial.state, trial.result) == ("cancelled", {})


def test_a_trial_nobody_took_ends_with_a_sentence(of: Office, bell: Bell) -> None:
    with tenant(of.agency.pk):
        trial = ask_trial(policy=draft(of), by=of.ppk, at=NOW)
    assert resume_trials(agency=of.agency, at=NOW + timedelta(hours=1)) == 1
    with tenant(of.agency.pk):
        trial.refresh_from_db()
    assert trial.state == "failed"
    assert "satu jam" in trial.message


def test_without_judged_days_it_is_refused() -> None:
    empty = office()
    with tenant(empty.agency.pk), pytest.raises(RequestRefused, match="Belum ada hari"):
        ask_trial(policy=draft(empty), by=empty.ppk, at=NOW)


def test_the_page_opens_each_figure_on_its_days(
    of: Office, client: Client, freeze: Freeze, bell: Bell
) -> None:
    freeze(NOW)
    policy = draft(of)
    sign_in(client, of.ppk)
    address = reverse("attendance:policy_trial", args=[policy.pk])
    assert "Belum pernah diuji" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Menunggu giliran" in client.get(address).content.decode()
    with tenant(of.agency.pk):
        trial = PolicyTrial.objects.get()
    run_trial(agency_id=of.agency.pk, trial_id=trial.pk, now=NOW)
    page = client.get(address).content.decode()
    assert "Bidang Uji" in page
    assert "Kebijakan sudah diubah" not in page
    for figure, shown in (
        ("caps", "di rumah, boleh"),
        ("desks", "Loket 1"),
        ("refused", "Masih CPNS"),
        ("excluded", "Masih CPNS"),
    ):
        listed = reverse("attendance:policy_trial_days", args=[trial.pk, of.unit.pk, figure])
        assert listed in page
        assert shown in client.get(listed).content.decode()
    with tenant(of.agency.pk):
        Policy.objects.filter(pk=policy.pk).update(wfh_cap_percent=40)
    assert "Kebijakan sudah diubah" in client.get(address).content.decode()


def test_the_quarter_ends_with_the_last_whole_week() -> None:
    assert (date(2026, 8, 17), date(2026, 11, 15)) == (FIRST, LAST)
    assert last_weeks(LAST) == (FIRST - 7 * DAY, LAST - 7 * DAY)
