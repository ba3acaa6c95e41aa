"""Fifty people decide at one moment: every cap holds by a count in SQL, and each no names a rule.

Every session is a thread with a connection and a transaction of its own; a barrier lets them all
go at once. What they decide overlaps: versions of one week, a roster of another period over it,
plans with a fourth person at home in a unit of seven, halves of a week and exchanges that fit one
by one and not together.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.refused import RequestRefused, RosterRefused
from attendance.actions.rosters import approve_roster
from attendance.actions.swap_settlements import settle_swap
from attendance.models import Roster, RosterEntry, Swap
from attendance.wording import roster_sentence
from tests.attendance.committed import committed_office
from tests.attendance.offices import MONDAY, NOW, Office

SESSIONS = 50
PATIENCE = 60.0
"""Seconds for fifty connections on a machine that does other things; usually it takes one."""
DAYS = [MONDAY + timedelta(days=number) for number in range(5)]
NEXT = [day + timedelta(days=7) for day in DAYS]
HALVED = [day + timedelta(days=7 * weeks) for weeks in (2, 3) for day in DAYS]
FRIDAY, SUNDAY = DAYS[4], MONDAY + timedelta(days=6)
EARLIER, LATER = NOW - timedelta(hours=2), NOW + timedelta(minutes=5)
Away = dict[date, tuple[Employee, ...]]
Act = Callable[[], object]


@dataclass(frozen=True)
class Said:
    """What one session was told: nothing where it was approved."""

    sentence: str = ""
    rules: tuple[str, ...] = ()


@pytest.fixture
def of(django_db_setup: None, django_db_blocker: object) -> Iterator[Office]:
    """A unit of seven whose policy is half at home, on any weekday, two days a week."""
    unblocked = django_db_blocker.unblock()  # type: ignore[attr-defined]
    with unblocked, committed_office(wfh_weekdays="12345") as office, room_for(SESSIONS):
        yield office


class room_for:  # noqa: N801 - a context manager
    """As many connections as sessions: the pool of a web process is kept small on purpose."""

    def __init__(self, sessions: int) -> None:
        self.sessions = sessions

    def __enter__(self) -> None:
        connection.ensure_connection()
        connection.pool.timeout = PATIENCE
        connection.pool.resize(self.sessions, self.sessions + 1)
        connection.pool.wait(PATIENCE)

    def __exit__(self, *_: object) -> None:
        connection.close()
        connection.close_pool()


def written(of: Office, first: date, last: date, away: Away, **fields: object) -> Roster:
    """A version with these people away and everybody else in the office, as it stands on disk."""
    in_force = fields.get("state") == "approved"
    with tenant(of.agency.pk):
        roster = Roster.objects.create(
            agency=of.agency, unit=of.unit, first_day=first, last_day=last,
            drafted_by=of.head, drafted_at=EARLIER, submitted_by=of.head, submitted_at=EARLIER,
            **{"state": "submitted", **fields},
        )  # fmt: skip
        RosterEntry.objects.bulk_create(
            RosterEntry(
                agency=of.agency, roster=roster, date=day, employee=person, in_force=in_force,
                mode="WFH" if person in away.get(day, ()) else "WFO",
            )
            for day in (*DAYS, *NEXT, *HALVED)
            if first <= day <= last
            for person in of.staff
        )  # fmt: skip
    return roster


def swapped(of: Office, asker: Employee, colleague: Employee, day: date) -> Swap:
    """An exchange that the colleague accepted."""
    with tenant(of.agency.pk):
        return Swap.objects.create(
            agency=of.agency, unit=of.unit, employee=asker, colleague=colleague,
            asker_date=day, colleague_date=day, reason="Wisuda.", state="accepted", asked_at=NOW,
        )  # fmt: skip


def competing_versions(of: Office) -> list[Act]:
    """Six lawful versions of a week, each clicked twice, and five with a fourth at home."""
    trios = list(combinations(of.staff, 3))[::5]
    lawful = [
        written(of, MONDAY, SUNDAY, {FRIDAY: trio}, version=number)
        for number, trio in enumerate(trios[:6], 1)
    ]
    fourth = [
        written(of, MONDAY, SUNDAY, {FRIDAY: of.staff[first : first + 4]}, version=20 + first)
        for first in range(4)
    ]
    fourth.append(written(of, MONDAY, SUNDAY, {DAYS[0]: of.staff[:4]}, version=30))
    over = [
        written(of, FRIDAY, FRIDAY, {FRIDAY: of.staff[4:]}, version=number) for number in (1, 2)
    ]
    clicks = [(roster, by) for roster in (*lawful, *over) for by in (of.ppk, of.delegate)]
    clicks += [(roster, of.ppk) for roster in fourth]
    return [approving(roster.pk, by) for roster, by in clicks]


def exchanges(of: Office) -> list[Act]:
    """In the week after: three days one person could take singly, and one day given twice."""
    last = of.staff[6]
    away = {NEXT[0]: (last,), **{NEXT[n]: (of.staff[n - 1],) for n in (1, 2, 3)}}
    away[NEXT[4]] = of.staff[3:5]
    plan = {"state": "approved", "settled_by": of.ppk, "settled_at": EARLIER}
    written(of, NEXT[0], NEXT[4] + timedelta(days=2), away, **plan)
    pairs = [(of.staff[n - 1], last, NEXT[n]) for n in (1, 2, 3)]
    pairs += [(of.staff[0], of.staff[5], NEXT[1]), (of.staff[3], of.staff[5], NEXT[4])]
    pairs += [(of.staff[4], of.staff[5], NEXT[4]), (of.staff[3], of.staff[0], NEXT[4])]
    swaps = [swapped(of, *pair) for pair in pairs]
    return [settling(swap.pk, by) for swap in swaps for by in (of.head, of.ppk, of.delegate)]


def halved_weeks(of: Office) -> list[Act]:
    """Two weeks in two rosters each: either half is lawful, both give a person four days."""
    person, acts = of.staff[0], []
    for monday in (HALVED[0], HALVED[5]):
        days = [monday + timedelta(days=number) for number in range(7)]
        for half, away in ((days[:3], days[:2]), (days[3:], days[3:5])):
            roster = written(of, half[0], half[-1], dict.fromkeys(away, (person,)))
            acts += [approving(roster.pk, by) for by in (of.ppk, of.delegate)]
    return acts


def approving(pk: int, by: Employee) -> Act:
    return lambda: approve_roster(roster_id=pk, by=by, at=LATER)


def settling(pk: int, by: Employee) -> Act:
    return lambda: settle_swap(pk=pk, accept=True, reason="", by=by, at=LATER)


def all_at_once(agency_id: int, acts: list[Act]) -> list[Said]:
    """Every act in its own session, started together."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> Said:
        try:
            with tenant(agency_id):
                barrier.wait(PATIENCE)
                act()
        except RosterRefused as refused:
            rules = tuple(roster_sentence(one.refusal) for one in refused.findings)
            return Said(refused.sentence, rules)
        except RequestRefused as refused:
            return Said(refused.sentence)
        finally:
            connection.close()
        return Said()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def counted(of: Office, sql: str) -> list[tuple[object, ...]]:
    with tenant(of.agency.pk), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


AWAY_A_DAY = """
SELECT date, count(*) FILTER (WHERE mode <> 'WFO'), count(*) FROM attendance_rosterentry
WHERE in_force GROUP BY date
"""
AWAY_A_WEEK = """
SELECT employee_id, date_trunc('week', date), count(*) FROM attendance_rosterentry
WHERE in_force AND mode <> 'WFO' GROUP BY 1, 2
"""
NOT_OF_ONE_ROSTER = """
SELECT line.* FROM attendance_rosterentry line JOIN attendance_roster roster
ON roster.id = line.roster_id WHERE line.in_force <> (roster.state = 'approved')
"""
SENTENCES = (
    "melanggar aturan",
    "sudah berlaku",
    "tidak dapat menjadi",
    "sudah punya jadwal",
    "sudah memutuskan",
    "sudah disetujui",
    "berubah sejak pertukaran ini diminta",
)


def test_fifty_at_one_moment_never_exceed_a_cap(of):
    acts = [*halved_weeks(of), *competing_versions(of), *exchanges(of)]
    assert len(acts) == SESSIONS
    answers = all_at_once(of.agency.pk, acts)

    # Half of seven, rounded down, on every date; two days a week; one plan for each person.
    days = counted(of, AWAY_A_DAY)
    assert {FRIDAY, *NEXT} <= {day for day, _, _ in days} <= {*DAYS, *NEXT, *HALVED}
    assert [(day, away) for day, away, _ in days if away > 3] == []
    assert {people for _, _, people in days} == {7}
    assert [row for row in counted(of, AWAY_A_WEEK) if row[2] > 2] == []
    assert counted(of, NOT_OF_ONE_ROSTER) == []

    done = [said for said in answers if not said.sentence]
    refused = [said for said in answers if said.sentence]
    # One lawful plan of the Friday is in force, of each halved week one half, and that person's
    # week took one day more.
    assert [away for day, away, _ in days if day == FRIDAY] == [3]
    assert len({day for day, away, _ in days if day in HALVED and away}) == 4
    assert any(
        count == 2 for person, _, count in counted(of, AWAY_A_WEEK) if person == of.staff[6].pk
    )
    assert len(done) >= 5
    assert [one.sentence for one in refused if not any(s in one.sentence for s in SENTENCES)] == []
    rules = Counter(rule for said in refused for rule in said.rules)
    assert [one for one in refused if "melanggar aturan" in one.sentence and not one.rules] == []
    assert sum("50 % dari 7" in rule for rule in rules.elements()) >= 5
    assert any("2 hari" in rule for rule in rules)
