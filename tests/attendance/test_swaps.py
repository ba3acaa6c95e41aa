"""Exchanging days: asked, accepted, approved; refused with the rule, and told at every step."""

from datetime import date, timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.refused import Ground, RequestRefused, RosterRefused
from attendance.actions.roster_drafts import begin_new_version
from attendance.actions.rosters import approve_roster
from attendance.actions.swap_settlements import settle_swap
from attendance.actions.swaps import answer_swap, ask_swap, withdraw_swap
from attendance.models import Absence, Message, Outbox, Roster, RosterEntry, Swap
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import FRIDAY, NOW, TODAY, later, office, on_fridays, submitted

__all__ = ["as_", "wednesday"]
pytestmark = pytest.mark.django_db
WEDNESDAY = FRIDAY - timedelta(days=2)


@pytest.fixture
def of():
    """A unit of seven, three of them at home on the Friday of a roster in force."""
    return planned()


def planned(**policy):
    world = office(**policy)
    roster = submitted(world, *on_fridays(world, 3))
    with tenant(world.agency.pk):
        approve_roster(roster_id=roster.pk, by=world.ppk, at=NOW)
    return world


def ask(of, asker, colleague, *days: date, at=NOW) -> Swap:
    """Ask for Friday, or for the first date against the second."""
    days = days or (FRIDAY,)
    return ask_swap(
        colleague_id=colleague.pk,
        own_date=days[0],
        colleague_date=days[-1],
        reason="Ada rapat wali murid.",
        by=asker,
        at=at,
    )


def accepted(of, asker, colleague, *days: date) -> Swap:
    swap = ask(of, asker, colleague, *days)
    return answer_swap(pk=swap.pk, accept=True, by=colleague, at=NOW)


def approve(of, swap: Swap, by=None, at=NOW) -> Swap:
    return settle_swap(pk=swap.pk, accept=True, reason="", by=by or of.head, at=at)


def away(of) -> list[str]:
    """Who is away on the Friday, by what is in force."""
    lines = RosterEntry.objects.in_force().on(FRIDAY).filter(mode="WFH")
    return sorted(lines.values_list("employee__name", flat=True))


def titles(person) -> list[str]:
    return list(
        Message.objects.filter(employee=person).order_by("pk").values_list("title", flat=True)
    )


def test_an_exchange_becomes_a_new_version_in_force(of):
    home, office_ = of.staff[0], of.staff[6]
    with tenant(of.agency.pk):
        swap = accepted(of, home, office_)
        assert away(of) == ["Staf 01", "Staf 02", "Staf 03"]
        approve(of, swap)
        assert away(of) == ["Staf 02", "Staf 03", "Staf 07"]
        new = Roster.objects.get(state="approved")
        old = Roster.objects.get(state="superseded")
        assert (new.version, new.settled_by, old.version) == (2, of.head, 1)
        assert new.reason == "Tukar jadwal Staf 01 dan Staf 07, Jumat 27 November 2026."
        assert old.entries.filter(date=FRIDAY, mode="WFH").count() == 3
        assert titles(office_)[-2:] == [
            "Staf 01 ingin bertukar jadwal dengan Anda",
            "Tukar jadwal disetujui",
        ]
        assert titles(of.head)[-1] == "Tukar jadwal menunggu keputusan Anda"


def test_two_dates_are_exchanged_whole_with_their_desks(of):
    desk = factories.desk(of.agency, unit_code=of.unit.code)
    with tenant(of.agency.pk):
        lines = RosterEntry.objects.in_force()
        lines.filter(employee=of.staff[6], date__in=[WEDNESDAY, FRIDAY]).update(desk=desk)
        approve(of, accepted(of, of.staff[0], of.staff[6], FRIDAY, WEDNESDAY))
        mine = RosterEntry.objects.in_force().filter(employee=of.staff[0])
        assert {(line.date, line.desk_id) for line in mine if line.desk_id} == {
            (WEDNESDAY, desk.pk),
            (FRIDAY, desk.pk),
        }
        assert Outbox.objects.filter(desk=desk, date=FRIDAY).exists()


@pytest.mark.parametrize("who", ["asker", "colleague", "staff", "principal"])
def test_only_a_superior_who_takes_no_part_decides(of, who):
    asker, colleague = of.staff[0], of.staff[6]
    with tenant(of.agency.pk):
        swap = accepted(of, asker, colleague)
    by = {"asker": asker, "colleague": colleague, "staff": of.staff[3]}.get(who)
    if who == "principal":
        # The asker leads the unit; somebody acts in the asker's place.
        factories.grant(asker, "supervisor", of.unit)
        factories.delegation(asker, of.staff[4], "supervisor", unit=of.unit)
        by = of.staff[4]
    factories.standing(by, on=TODAY)
    with tenant(of.agency.pk):
        with pytest.raises(RequestRefused) as refused:
            approve(of, swap, by=by)
        assert refused.value.ground is Ground.AUTHORITY
        assert Swap.objects.get().state == "accepted"
        assert Roster.objects.count() == 1


def test_a_third_day_of_the_week_is_refused_with_the_rule():
    of = planned(wfh_weekdays="12345")
    with tenant(of.agency.pk):
        lines = RosterEntry.objects.in_force().filter(employee=of.staff[6])
        lines.filter(date__lt=WEDNESDAY).update(mode="WFH")
        swap = accepted(of, of.staff[0], of.staff[6])
        with pytest.raises(RosterRefused) as refused:
            approve(of, swap)
        named = {type(one.refusal).__name__ for one in refused.value.findings}
        assert "WeeklyLimitReached" in named
        assert away(of) == ["Staf 01", "Staf 02", "Staf 03"]
        assert (Swap.objects.get().state, Roster.objects.count()) == ("accepted", 1)


def test_what_was_broken_before_does_not_hold_an_exchange_up(of):
    with tenant(of.agency.pk):
        # Four of the seven fell ill: three away are too many for the rest, swap or no swap.
        for person in of.staff[3:6]:
            Absence.objects.create(
                agency=of.agency, employee=person, kind="sick",
                first_day=FRIDAY, last_day=FRIDAY,
            )  # fmt: skip
        approve(of, accepted(of, of.staff[0], of.staff[6]))
        assert away(of) == ["Staf 02", "Staf 03", "Staf 07"]


def test_a_plan_that_changed_since_is_another_exchange(of):
    with tenant(of.agency.pk):
        first = accepted(of, of.staff[0], of.staff[6])
        second = accepted(of, of.staff[1], of.staff[6])
        approve(of, first, at=later(0) + timedelta(minutes=5))
        with pytest.raises(RequestRefused, match="berubah sejak pertukaran ini diminta"):
            approve(of, second, at=later(0) + timedelta(minutes=6))
        assert away(of) == ["Staf 02", "Staf 03", "Staf 07"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("past", "sudah lewat"),
        ("same", "tidak mengubah apa-apa"),
        ("away", "cuti atau dinas"),
        ("stranger", "bukan anggota unit"),
        ("unplanned", "belum punya jadwal"),
        ("twice", "belum selesai"),
        ("silent", "Alasan belum diisi"),
    ],
)
def test_what_cannot_be_asked(of, case, words):
    asker, colleague = of.staff[0], of.staff[6]
    with tenant(of.agency.pk):
        if case == "away":
            Absence.objects.create(
                agency=of.agency, employee=colleague, kind="leave",
                first_day=FRIDAY, last_day=FRIDAY,
            )  # fmt: skip
        if case == "twice":
            ask(of, asker, of.staff[5])
        wanted = {
            "colleague_id": {"same": of.staff[1], "stranger": of.head}.get(case, colleague).pk,
            "own_date": FRIDAY,
            "colleague_date": FRIDAY + timedelta(days=7 if case == "unplanned" else 0),
            "reason": " " if case == "silent" else "Ada rapat wali murid.",
            "at": later(9) if case == "past" else NOW,
        }
        with pytest.raises(RequestRefused, match=words):
            ask_swap(by=asker, **wanted)


def test_a_version_under_way_is_finished_first(of):
    with tenant(of.agency.pk):
        swap = accepted(of, of.staff[0], of.staff[6])
        in_force = Roster.objects.get()
        begin_new_version(roster_id=in_force.pk, reason="Ada tugas.", by=of.head, at=NOW)
        with pytest.raises(RequestRefused, match="Versi baru jadwal"):
            approve(of, swap)


def test_each_step_happens_once(of):
    with tenant(of.agency.pk):
        swap = ask(of, of.staff[0], of.staff[6])
        withdraw_swap(pk=swap.pk, by=of.staff[0], at=NOW)
        with pytest.raises(RequestRefused, match="ditarik kembali"):
            answer_swap(pk=swap.pk, accept=True, by=of.staff[6], at=NOW)
        with pytest.raises(RequestRefused, match="ditarik kembali"):
            approve(of, swap)
        with pytest.raises(RequestRefused):
            withdraw_swap(pk=swap.pk, by=of.staff[0], at=NOW)


def test_asking_to_answering_to_deciding_by_the_pages(of, as_):
    asker, colleague = of.staff[0], of.staff[6]
    client = as_(asker)
    page = client.get(f"/jadwal/tukar/?tanggal={FRIDAY}&rekan={colleague.pk}")
    assert "Minta Staf 07 bertukar" in page.content.decode()
    data = {"tanggal": FRIDAY, "rekan": colleague.pk, "tukar": FRIDAY, "reason": "Wisuda"}
    kept = client.post("/jadwal/tukar/", data | {"reason": " "})
    assert kept.status_code == 422
    assert client.post("/jadwal/tukar/", data).status_code == 302
    with tenant(of.agency.pk):
        swap = Swap.objects.get()
    assert as_(of.staff[3]).post(f"/jadwal/tukar/{swap.pk}/jawab/").status_code == 404
    as_(colleague).post(f"/jadwal/tukar/{swap.pk}/jawab/", {"jawaban": "terima"})
    client = as_(of.head)
    assert "Staf 01 dan Staf 07" in client.get("/tim/tukar/").content.decode()
    silent = client.post(f"/tim/tukar/{swap.pk}/", {"keputusan": "tolak", "reason": ""})
    assert silent.status_code == 422
    done = client.post(f"/tim/tukar/{swap.pk}/", {"keputusan": "terima"}, follow=True)
    assert "langsung berlaku" in done.content.decode()
    with tenant(of.agency.pk):
        new = Roster.objects.get(state="approved")
    said = as_(asker).get(f"/tim/roster/{new.pk}/beda/").content.decode()
    words = " ".join(said.split())
    assert "Staf 01" in words
    assert "2 hari kerja dari 2 pegawai berubah" in words
