"""The grid over HTTP: what a refusal says, where, and that what was typed is kept."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.roster_drafts import create_draft
from attendance.forms.rosters import cell_name, row_name
from attendance.models import Roster, RosterEntry
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import (
    FRIDAY,
    MONDAY,
    NOW,
    draft,
    office,
    on_fridays,
    plan,
    submitted,
)
from tests.attendance.roster_forms import fields, row, state_of, typed, url

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]
LIST = "/tim/roster/"
WITHIN_CAP, OVER_CAP = 3, 4


def test_a_click_makes_the_draft_and_opens_its_grid(as_):
    of = office()
    answer = as_(of.head).post(
        reverse("attendance:roster_create"),
        {"unit": of.unit.pk, "first_day": "2026-11-23"},
        follow=True,
    )
    with tenant(of.agency.pk):
        roster = Roster.objects.get()
    assert answer.redirect_chain[-1][0] == url("edit", roster)
    page = answer.content.decode()
    assert page.count('<td class="k"') + page.count('<td class="k gap"') == 7 * 5
    assert "Jumat, 27 November 2026" in page


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"unit": "x", "first_day": "2026-11-23"}, 404),
        ({"unit": "999999999", "first_day": "2026-11-23"}, 404),
        ({"first_day": "kapan saja"}, 302),
        ({"first_day": "2026-11-24"}, 302),
        ({}, 302),
    ],
)
def test_a_bad_request_for_a_draft_makes_none(as_, sent, status):
    of = office()
    answer = as_(of.head).post(reverse("attendance:roster_create"), {"unit": of.unit.pk, **sent})
    assert answer.status_code == status
    with tenant(of.agency.pk):
        assert not Roster.objects.exists()


def test_saving_keeps_the_lines_and_notes(as_):
    of = office()
    roster = draft(of)
    kept = row(d20261127=("WFH", "", "Naskah akademik"))
    sent = typed(of, roster, **{row_name(of.staff[0].pk): kept})
    answer = as_(of.head).post(url("edit", roster), sent)
    assert answer.status_code == 302
    with tenant(of.agency.pk):
        kept = RosterEntry.objects.get(roster=roster, employee=of.staff[0], date=FRIDAY)
        assert (kept.mode, kept.note) == ("WFH", "Naskah akademik")
        assert RosterEntry.objects.filter(roster=roster).count() == 35


def test_handing_in_within_the_cap(as_):
    of = office()
    roster = draft(of)
    sent = typed(of, roster, *on_fridays(of, WITHIN_CAP), langkah="ajukan")
    answer = as_(of.head).post(url("edit", roster), sent)
    assert answer.url == url("detail", roster)
    assert state_of(of, roster) == "submitted"


def test_the_fourth_at_home_is_refused_with_its_numbers_and_nothing_is_lost(as_):
    of = office()
    roster = draft(of)
    sent = typed(of, roster, *on_fridays(of, OVER_CAP), langkah="ajukan")
    answer = as_(of.head).post(url("edit", roster), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Jumat, 27 November 2026: 4 pegawai di luar kantor" in page
    assert "paling banyak 3 (50 % dari 7, dibulatkan ke bawah)" in page
    assert page.count('<td class="r"') == OVER_CAP
    assert state_of(of, roster) == "draft"
    again = as_(of.head).get(url("edit", roster)).content.decode()
    assert again.count('<td class="r"') == OVER_CAP


def test_a_thursday_is_refused_at_the_person_and_date(as_):
    of = office()
    roster = draft(of)
    thursday = FRIDAY - timedelta(days=1)
    sent = typed(of, roster, (of.staff[2], thursday), langkah="ajukan")
    page = as_(of.head).post(url("edit", roster), sent).content.decode()
    field = cell_name("plan", (of.staff[2].pk, thursday))
    assert f'<td class="r bad" id="{field}">' in page
    assert page.count("bukan hari fleksibel") == 1
    assert f'href="#{field}"' in page
    week = fields(of, roster, MONDAY, (of.staff[2], thursday), langkah="ajukan")
    page = as_(of.head).post(url("edit", roster), week).content.decode()
    assert f'aria-describedby="{field}-salah"' in page
    assert page.count("bukan hari fleksibel") == 2  # in the list on top and at the cell


def test_an_unreadable_cell_keeps_what_was_typed_and_saves_nothing(as_):
    of = office()
    roster = draft(of)
    far, long = row(d20261127=("WFO:999999", "", "")), row(d20261127=("WFO", "", "x" * 161))
    sent = typed(
        of,
        roster,
        (of.staff[2], FRIDAY),
        **{row_name(of.staff[0].pk): far, row_name(of.staff[1].pk): long},
    )
    client = as_(of.head)
    answer = client.post(url("edit", roster), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'data-v="WFO:999999"' in page
    assert f'data-n="{"x" * 161}"' in page
    assert page.count(" bad") == 2
    # The grid sends it again, for it is not saved.
    assert f'name="row-{of.staff[2].pk}"' in page
    week = client.post(url("edit", roster), {**sent, "pekan": "2026-11-23"}).content.decode()
    assert "Pilihan ini tidak ada untuk unit ini" in week
    assert "Catatan paling panjang 160 huruf" in week
    assert '<option value="WFO:999999" selected>' in week
    with tenant(of.agency.pk):
        assert not RosterEntry.objects.filter(roster=roster, mode="WFH").exists()


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "x",
        "[]",
        "1",
        '{"20261127": "WFH"}',
        '{"20261127": ["WFH", 1, ""]}',
        '{"27": ["", "", ""]}',
    ],
)
def test_a_row_that_is_no_row_saves_nothing(as_, sent):
    of = office()
    roster = draft(of)
    given = typed(of, roster, (of.staff[1], FRIDAY), **{row_name(of.staff[0].pk): sent})
    assert as_(of.head).post(url("edit", roster), given).status_code == 422
    with tenant(of.agency.pk):
        assert not RosterEntry.objects.filter(roster=roster, mode="WFH").exists()


def test_a_save_from_an_old_page_keeps_what_was_typed(as_):
    of = office()
    roster = draft(of)
    sent = typed(of, roster, (of.staff[0], FRIDAY))
    plan(of, roster, (of.staff[1], FRIDAY))
    client = as_(of.head)
    answer = client.post(url("edit", roster), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Orang lain mengubah draf ini" in page
    # What the other one changed is there beside it: only typed cells are sent.
    assert page.count('<td class="r"') == 2
    with tenant(of.agency.pk):
        assert RosterEntry.objects.get(roster=roster, mode="WFH").employee == of.staff[1]
    # The page now carries the mark of what it would change: saving again is a decision.
    again = {**sent, "stamp": answer.context["stamp"]}
    assert client.post(url("edit", roster), again).status_code == 302
    with tenant(of.agency.pk):
        assert RosterEntry.objects.filter(roster=roster, mode="WFH").count() == 2


def test_a_cell_that_was_not_sent_keeps_its_line(as_):
    of = office()
    roster = plan(of, draft(of), (of.staff[0], FRIDAY))
    as_(of.head).post(url("edit", roster), typed(of, roster))
    with tenant(of.agency.pk):
        assert RosterEntry.objects.get(roster=roster, mode="WFH").employee == of.staff[0]


def test_a_week_is_filled_without_script(as_):
    of = office()
    roster = draft(of)
    client = as_(of.head)
    page = client.get(url("edit", roster), {"pekan": "2026-11-25"}).content.decode()
    assert page.count('name="plan-') == 7 * 5
    assert "Staf 01, </span>Senin 23" in page
    answer = client.post(url("edit", roster), fields(of, roster, MONDAY, (of.staff[0], FRIDAY)))
    assert answer.url == f"{url('edit', roster)}?pekan=2026-11-23"
    with tenant(of.agency.pk):
        assert RosterEntry.objects.get(roster=roster, mode="WFH").employee == of.staff[0]


def test_the_numbers_are_counted_live_and_nothing_is_written(as_):
    of = office()
    roster = draft(of)
    client = as_(of.head)
    for count, words in [(WITHIN_CAP, "Sesuai aturan"), (OVER_CAP, "1 hal melanggar aturan")]:
        page = client.post(url("count", roster), typed(of, roster, *on_fridays(of, count)))
        assert page.status_code == 200
        assert words in page.content.decode()
        assert "<html" not in page.content.decode()
    with tenant(of.agency.pk):
        assert not RosterEntry.objects.filter(roster=roster, mode="WFH").exists()


def test_a_submitted_roster_has_no_grid_to_fill(as_):
    of = office()
    roster = submitted(of)
    client = as_(of.head)
    answer = client.get(url("edit", roster), follow=True)
    assert answer.redirect_chain[-1][0] == url("detail", roster)
    assert "tidak dapat diubah" in answer.content.decode()
    assert client.post(url("edit", roster), typed(of, roster)).status_code == 409


def test_the_grid_of_a_large_unit_is_a_few_fields(as_):
    of = office(people=110)
    with tenant(of.agency.pk):
        roster = create_draft(
            unit=of.unit, first_day=date(2026, 12, 1), by=of.head, at=NOW, whole_month=True
        )
    friday = date(2026, 12, 4)
    everybody = [(person, friday) for person in of.staff]
    sent = typed(of, roster, *everybody)
    assert len(sent) == 110 + 2
    assert as_(of.head).post(url("edit", roster), sent).status_code == 302
    with tenant(of.agency.pk):
        assert RosterEntry.objects.filter(roster=roster, mode="WFH").count() == 110
