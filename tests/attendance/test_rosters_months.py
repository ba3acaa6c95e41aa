"""Months: what they follow, where they begin, and the week that two rosters share."""

from datetime import date, timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.refused import RosterRefused
from attendance.actions.roster_copies import copy_roster
from attendance.actions.roster_drafts import create_draft, save_lines
from attendance.actions.roster_lines import stamp_of
from attendance.actions.rosters import approve_roster, submit_roster
from attendance.models import RosterEntry
from attendance.queries.fairness import flexible_days
from attendance.queries.plan_facts import PlannedLine, saved_lines
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import FRIDAY, MONDAY, NOW, draft, office, on_fridays
from tests.attendance.roster_forms import approved, url

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]
DECEMBER = date(2026, 12, 1)
MON_30, THU_3, FRI_4 = date(2026, 11, 30), date(2026, 12, 3), date(2026, 12, 4)
FOUR_WEEKS = [timedelta(weeks=number) for number in range(4)]
EVERY_DAY = {"wfh_weekdays": "12345", "weekly_max_days": 2, "wfh_cap_percent": 50}


def month(of, first=DECEMBER):
    with tenant(of.agency.pk):
        return create_draft(unit=of.unit, first_day=first, by=of.head, at=NOW, whole_month=True)


def with_away(of, roster, *slots):
    away = {(person.pk, day) for person, day in slots}
    with tenant(of.agency.pk):
        old = saved_lines(roster)
        lines = [
            PlannedLine(
                one.person_id, one.date, "WFH" if (one.person_id, one.date) in away else "WFO"
            )
            for one in old
        ]
        return save_lines(roster_id=roster.pk, lines=lines, stamp=stamp_of(old), by=of.head, at=NOW)


def away_days(roster, person):
    lines = RosterEntry.objects.filter(roster=roster, employee=person, mode="WFH")
    return sorted(lines.values_list("date", flat=True))


def test_the_weekly_maximum_counts_across_the_border_of_the_month():
    of = office(**EVERY_DAY)
    person = of.staff[0]
    with tenant(of.agency.pk):
        week = create_draft(unit=of.unit, first_day=MON_30, by=of.head, at=NOW)
    week = with_away(of, week, (person, MON_30), (person, THU_3))
    with tenant(of.agency.pk):
        submit_roster(roster_id=week.pk, by=of.head, at=NOW)
        approve_roster(roster_id=week.pk, by=of.ppk, at=NOW)
        # The month begins where the week ends.
        december = month(of)
        assert (december.first_day, december.last_day) == (date(2026, 12, 7), date(2026, 12, 31))
    other = office(**EVERY_DAY)
    person = other.staff[0]
    november = month(other, date(2026, 11, 1))
    november = with_away(other, november, (person, MON_30))
    with tenant(other.agency.pk):
        submit_roster(roster_id=november.pk, by=other.head, at=NOW)
        approve_roster(roster_id=november.pk, by=other.ppk, at=NOW)
    december = with_away(other, month(other), (person, date(2026, 12, 2)), (person, FRI_4))
    with tenant(other.agency.pk), pytest.raises(RosterRefused) as refused:
        submit_roster(roster_id=december.pk, by=other.head, at=NOW)
    (finding,) = refused.value.findings
    assert (finding.person, finding.refusal.day) == (person.pk, FRI_4)
    assert finding.refusal.taken == (MON_30, date(2026, 12, 2))


def test_a_month_follows_the_four_weeks_before_it_by_weekday():
    of = office()
    approved(of, *on_fridays(of, 3))
    december = month(of)
    with tenant(of.agency.pk):
        # Of the four weeks before December only the last has a plan: its Friday is every Friday.
        assert away_days(december, of.staff[0]) == [FRI_4 + week for week in FOUR_WEEKS]
        assert away_days(december, of.staff[3]) == []


def test_an_earlier_roster_is_copied_on_request_and_only_from_the_page_that_was_read(as_):
    of = office()
    source = approved(of, *on_fridays(of, 2))
    roster = draft(of, MONDAY + timedelta(days=14))
    with tenant(of.agency.pk):
        blank = stamp_of(saved_lines(roster))
    client = as_(of.head)
    sent = {"source": source.pk, "stamp": blank}
    assert client.post(url("copy", roster), sent).status_code == 302
    with tenant(of.agency.pk):
        assert away_days(roster, of.staff[1]) == [FRIDAY + timedelta(days=14)]
        with pytest.raises(RosterRefused, match="Orang lain mengubah draf ini"):
            copy_roster(roster_id=roster.pk, source=source, stamp=blank, by=of.head, at=NOW)
        with pytest.raises(RosterRefused, match="bukan jadwal lama unit ini"):
            copy_roster(
                roster_id=roster.pk,
                source=roster,
                stamp=stamp_of(saved_lines(roster)),
                by=of.head,
                at=NOW,
            )


@pytest.mark.parametrize(
    ("first", "words"),
    [(date(2026, 12, 2), "bukan tanggal 1"), (date(2026, 10, 1), "sudah lewat")],
)
def test_a_month_begins_on_its_first_day_and_is_not_over(first, words):
    of = office()
    with pytest.raises(RosterRefused, match=words):
        month(of, first)


def test_a_month_around_a_week_that_has_a_roster_is_not_drafted(as_):
    of = office()
    draft(of, MONDAY + timedelta(days=14))
    with pytest.raises(RosterRefused, match="Desember 2026 sudah ada"):
        month(of)
    page = as_(of.head).get("/tim/roster/", {"bulan": "2026-12"}).content.decode()
    assert "7 Des 2026 – 13 Des 2026" in page
    assert "Buat draf" not in page


def test_fairness_counts_the_flexible_days_in_force_of_eight_weeks():
    of = office()
    approved(of, *on_fridays(of, 2))
    ids = [person.pk for person in of.staff[:3]]
    with tenant(of.agency.pk):
        asked = {"agency_id": of.agency.pk, "employee_ids": ids}
        assert flexible_days(**asked, before=DECEMBER) == dict(zip(ids, [1, 1, 0], strict=True))
        assert set(flexible_days(**asked, before=FRIDAY).values()) == {0}
        late = FRIDAY + timedelta(weeks=8)
        assert flexible_days(**asked, before=late)[ids[0]] == 1
        assert flexible_days(**asked, before=late + timedelta(days=1))[ids[0]] == 0
