"""The manager's day at the desks: the board, standing in, sudden closures, warnings."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.desk_covers import WantedCover, cover_desk
from attendance.actions.refused import RequestRefused
from attendance.models import Absence, DeskAlarm, DeskBreak, DeskCover, DeskOfficer, Message, Outbox
from attendance.queries.desk_board import desk_board
from attendance.queries.desk_covers import Candidate, Hindrance
from attendance.queries.desk_people import Where
from attendance.tasks import desks as desk_tasks
from attendance.tasks.desk_alarms import watch_desks
from services.models import Closure, Desk, DeskPresence, DeskService
from tests import factories
from tests.attendance.conftest import Freeze, sign_in
from tests.services import places
from tests.services.places import TUESDAY, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    """Two desks of one unit, whose agency has the hours of Perpres 21/2023."""
    found = places.place(desks=0)
    for _ in range(2):
        places.add_desk(found, [places.service()], unit_code=found.unit.code)
    with tenant(found.agency.pk):
        factories.schedule(found.agency).save()
    return found


def manager(place: Place) -> Employee:
    """Who keeps all desks of the agency."""
    person = factories.employee(place.unit, name="Mira Pengelola")
    factories.grant(person, "service_manager")
    return factories.standing(person, on=TUESDAY)


def head(place: Place) -> Employee:
    """Who leads the unit behind the desks."""
    person = factories.employee(place.unit, name="Hasan Kepala")
    factories.grant(person, "supervisor", place.unit)
    return factories.standing(person, on=TUESDAY)


def in_office(place: Place, name: str, clock: str = "07.40", desk: Desk | None = None) -> Employee:
    """A colleague of the unit, checked in at the office; planned at `desk` if one is given."""
    person = factories.employee(place.unit, name=name)
    if desk is not None:
        factories.roster_entry(person, TUESDAY, desk=desk)
    factories.check_in(person, place.at(clock))
    return person


def cover(place: Place, by: Employee, employee: Employee, at: str = "09.00", desk: int = 0):
    with tenant(place.agency.pk):
        return cover_desk(
            wanted=WantedCover(place.desks[desk].pk, employee.pk), by=by, at=place.at(at)
        )


def refusal(place: Place, by: Employee, employee: Employee, **where) -> str:
    with pytest.raises(RequestRefused) as refused:
        cover(place, by, employee, **where)
    return refused.value.sentence


def told(place: Place, person: Employee) -> list[Message]:
    with tenant(place.agency.pk):
        return list(Message.objects.filter(employee=person).order_by("pk"))


def codes(client: Client, place: Place) -> list[str]:
    return [each["services"][0]["code"] for each in client.get(place.api).json()["desks"]]


# --- the board -----------------------------------------------------------------


def test_the_board_costs_the_same_for_one_desk_and_for_twenty(place: Place) -> None:
    boss = manager(place)
    places.officer(place, place.desks[0])

    def cost() -> int:
        with (
            tenant(place.agency.pk),
            CaptureQueriesContext(
                connection,
            ) as seen,
        ):
            board = desk_board(boss, place.at("08.02"))
        assert len(board.people) == sum(len(one.officers) for one in board.offices[0].desks)
        return len(seen)

    few = cost()
    for _ in range(18):
        desk = places.add_desk(place, [places.service()], unit_code=place.unit.code)
        places.officer(place, desk)
    assert cost() == few <= 26


def test_the_board_says_where_everybody_is_and_what_citizens_see(place: Place) -> None:
    boss, desk = manager(place), place.desks[0]
    here = in_office(place, "Ani", desk=desk)
    resting = in_office(place, "Budi", desk=desk)
    gone = in_office(place, "Cici", desk=desk)
    factories.check_in(gone, place.at("08.30"), kind="out")
    awaited = factories.employee(place.unit, name="Dodi")
    factories.roster_entry(awaited, TUESDAY, desk=desk)
    stands_in = in_office(place, "Eka")
    places.publish(place, place.at("09.00"))
    places.seen(place, desk, place.at("08.55"))
    with tenant(place.agency.pk):
        DeskBreak.objects.create(
            agency=place.agency, desk=desk, employee=resting, date=TUESDAY,
            starts_at=place.at("08.50"), until=place.at("09.15"),
        )  # fmt: skip
    cover(place, boss, stands_in)
    with tenant(place.agency.pk):
        row = desk_board(boss, place.at("09.00")).offices[0].desks[0]
    assert {one.employee.pk: one.where for one in row.officers} == {
        here.pk: Where.HERE,
        resting.pk: Where.BREAK,
        gone.pk: Where.GONE,
        awaited.pk: Where.AWAITED,
        stands_in.pk: Where.HERE,
    }
    assert (row.shown.code, row.here, row.planned) == ("staffed", 2, 1)


def test_a_supervisor_sees_only_the_units_own_desks_and_an_inspector_may_not_act(
    client: Client, place: Place, freeze: Freeze
) -> None:
    freeze(place.at("09.00"))
    other = factories.unit(place.agency, name="Bidang Lain")
    places.add_desk(place, [places.service()], unit_code=other.code)
    inspector = factories.employee(other)
    factories.grant(inspector, "inspector")
    seen = {}
    for person in (manager(place), head(place), inspector):
        sign_in(client, person)
        page = client.get("/loket/").content.decode()
        seen[person.pk] = ["Loket 1" in page, "Loket 3" in page, "Tunjuk pengganti" in page]
    assert list(seen.values()) == [[True, True, True], [True, False, True], [True, True, False]]
    sign_in(client, factories.employee(other))
    assert client.get("/loket/").status_code == 403
    assert client.get(f"/loket/{place.desks[0].pk}/ganti/").status_code == 404


def test_a_guests_desk_in_an_own_office_is_only_looked_at(
    client: Client, place: Place, freeze: Freeze
) -> None:
    freeze(place.at("09.00"))
    guest = places.place(desks=0)
    officer = factories.employee(guest.unit, name="Tamu Rahasia")
    with tenant(place.agency.pk):
        desk = Desk.objects.create(
            office=place.office, owner=guest.agency, slug="tamu", name="Loket Tamu"
        )
        DeskService.objects.create(desk=desk, service=places.service(), agency=guest.agency)
    factories.roster_entry(officer, TUESDAY, desk=desk)
    sign_in(client, manager(place))
    page = client.get("/loket/").content.decode()
    assert "Loket Tamu" in page
    assert "Tamu Rahasia" not in page
    assert f"/loket/{desk.pk}/" not in page
    for act in ("ganti", "tutup", "istirahat"):
        assert client.get(f"/loket/{desk.pk}/{act}/").status_code == 404


# --- standing in ---------------------------------------------------------------


def test_a_cover_moves_one_officer_from_desk_to_desk_in_public(
    client: Client, place: Place, freeze: Freeze
) -> None:
    """Both desks are counted anew: nobody is published at two desks."""
    boss = manager(place)
    busy = in_office(place, "Rina", desk=place.desks[1])
    places.officer(place, place.desks[0])
    freeze(place.at("09.00"))
    desk_tasks.publish_desk_plans()
    places.tell(place.desks[1], TUESDAY, place.at("09.00"))
    places.drain(place)
    desk_tasks.beat_pipeline()
    assert codes(client, place) == ["unstaffed", "staffed"]

    sign_in(client, boss)
    page = f"/loket/{place.desks[0].pk}/ganti/"
    assert "Loket 2 akan kekurangan petugas" in client.get(page).content.decode()
    answer = client.post(page, {"employee": busy.pk, "until": "11:00"}, follow=True)
    assert "Rina menggantikan sampai 11.00 WIB" in answer.content.decode()
    assert [one.title for one in told(place, busy)] == ["Anda diminta menggantikan di Loket 1"]
    assert places.drain(place) == 2
    on_site = dict(DeskPresence.objects.values_list("desk_id", "on_site"))
    assert [on_site[desk.pk] for desk in place.desks] == [1, 0]
    assert codes(client, place)[0] == "staffed"

    with tenant(place.agency.pk):
        row = DeskCover.objects.get(employee=busy)
    freeze(place.at("09.30"))
    client.post(f"/loket/ganti/{row.pk}/selesai/")
    assert places.drain(place) == 2
    on_site = dict(DeskPresence.objects.values_list("desk_id", "on_site"))
    assert [on_site[desk.pk] for desk in place.desks] == [0, 1]
    assert len(told(place, busy)) == 2


def test_who_cannot_stand_in_is_refused_with_the_reason(place: Place) -> None:
    boss = manager(place)
    absent = in_office(place, "Sari")
    with tenant(place.agency.pk):
        Absence.objects.create(
            agency=place.agency, employee=absent, kind="leave", first_day=TUESDAY,
            last_day=TUESDAY,
        )  # fmt: skip
    at_home = in_office(place, "Wati")
    factories.roster_entry(at_home, TUESDAY, mode="WFH")
    not_in = factories.employee(place.unit, name="Nina")
    planned = in_office(place, "Putra", desk=place.desks[0])
    foreign = factories.employee(factories.unit(factories.agency()), name="Asing")
    busy = in_office(place, "Lia")
    cover(place, boss, busy, desk=1)
    assert "berhalangan hari ini" in refusal(place, boss, absent)
    assert "WFH atau WFA" in refusal(place, boss, at_home)
    assert "belum tercatat masuk di kantor" in refusal(place, boss, not_in)
    assert "memang dijadwalkan di Loket 1" in refusal(place, boss, planned)
    assert "bukan pegawai aktif instansi ini" in refusal(place, boss, foreign)
    assert "sedang menggantikan di Loket 2" in refusal(place, boss, busy)
    free = in_office(place, "Bebas")
    assert "sudah tutup" in refusal(place, boss, free, at="15.00")
    with tenant(place.agency.pk):
        DeskOfficer.objects.create(
            agency=place.agency, desk=place.desks[0], employee=absent, valid_from=TUESDAY
        )
    assert "tidak tercatat cakap" in refusal(place, boss, free)
    with tenant(place.agency.pk):
        assert DeskCover.objects.filter(desk=place.desks[0]).count() == 0
        assert Outbox.objects.filter(desk=place.desks[0]).count() == 0


def test_the_database_has_the_last_word_about_two_desks(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss, busy = manager(place), in_office(place, "Lia")
    cover(place, boss, busy, desk=1)
    free = [Candidate(busy, Hindrance.NONE)]
    monkeypatch.setattr("attendance.actions.desk_covers.judged", lambda **_: free)
    assert "sudah menggantikan di loket lain" in refusal(place, boss, busy)


# --- closing -------------------------------------------------------------------


def test_a_sudden_closure_wins_in_public_until_it_is_ended(
    client: Client, place: Place, freeze: Freeze
) -> None:
    boss = manager(place)
    in_office(place, "Rina", desk=place.desks[0])
    freeze(place.at("09.00"))
    desk_tasks.publish_desk_plans()
    places.tell(place.desks[0], TUESDAY, place.at("09.00"))
    places.drain(place)
    desk_tasks.beat_pipeline()
    assert codes(client, place)[0] == "staffed"
    sign_in(client, boss)
    page = f"/loket/{place.desks[0].pk}/tutup/"
    assert "1 petugas tercatat di sini sekarang" in client.get(page).content.decode()
    empty = client.post(page, {"message": ""})
    assert (empty.status_code, Closure.objects.count()) == (422, 0)
    sent = {"message": "Jaringan terganggu.", "alternative": "Telepon dulu", "until": ""}
    assert client.post(page, sent).status_code == 302
    shown = client.get(place.url).content.decode()
    assert codes(client, place)[0] == "closed"
    assert "Jaringan terganggu" in shown
    assert "Telepon dulu" in shown
    assert client.post(page, sent).status_code == 409, "it is closed already"

    watch_desks()
    board = client.get("/loket/").content.decode()
    assert "Loket 1 diumumkan tutup, petugasnya hadir" in board
    closure = Closure.objects.get()
    freeze(place.at("09.10"))
    client.post(f"/loket/buka-kembali/{closure.pk}/")
    desk_tasks.beat_pipeline()
    assert codes(client, place)[0] == "staffed"
    watch_desks()
    assert "Perlu tindakan" not in client.get("/loket/").content.decode()


def test_a_whole_office_closes_for_guests_too_but_only_by_its_host(
    client: Client, place: Place, freeze: Freeze
) -> None:
    freeze(place.at("09.00"))
    places.publish(place, place.at("09.00"))
    address = f"/loket/tutup-kantor/{place.office.slug}/"
    guest = places.place(desks=0)
    sign_in(client, manager(guest))
    assert client.get(address).status_code == 404
    sign_in(client, head(place))
    assert client.post(address, {"message": "Banjir."}).status_code == 403
    sign_in(client, manager(place))
    assert client.post(address, {"message": "Banjir."}).status_code == 302
    assert codes(client, place) == ["closed", "closed"]


# --- warnings ------------------------------------------------------------------


def test_a_late_desk_is_told_once_with_who_could_cover_and_settles_when_somebody_comes(
    place: Place, freeze: Freeze
) -> None:
    boss, chief, colleague = manager(place), head(place), factories.employee(place.unit)
    late = places.officer(place, place.desks[0])
    in_office(place, "Rina Bisa")
    freeze(place.at("08.04"))
    desk_tasks.publish_desk_plans()
    desk_tasks.beat_pipeline()
    assert watch_desks() == 0
    freeze(place.at("08.05"))
    desk_tasks.beat_pipeline()
    assert [watch_desks(), watch_desks()] == [1, 0]
    for person in (boss, chief):
        (message,) = told(place, person)
        assert message.title == "Loket 1 belum ada petugas"
        assert "Rina Bisa" in message.body
        assert message.url == f"/loket/{place.desks[0].pk}/ganti/"
    assert told(place, colleague) == []
    factories.check_in(late, place.at("08.09"))
    places.tell(place.desks[0], TUESDAY, place.at("08.09"))
    freeze(place.at("08.10"))
    places.drain(place)
    assert watch_desks() == 0
    with tenant(place.agency.pk):
        assert DeskAlarm.objects.get().settled_at == place.at("08.10")


def test_silence_raises_no_warning_and_settles_none(place: Place, freeze: Freeze) -> None:
    places.officer(place, place.desks[0])
    freeze(place.at("08.06"))
    desk_tasks.publish_desk_plans()
    assert watch_desks() == 0, "the pipeline has never been heard"
    desk_tasks.beat_pipeline()
    assert watch_desks() == 1
    freeze(place.at("08.30"))
    assert watch_desks() == 0
    with tenant(place.agency.pk):
        assert DeskAlarm.objects.get().settled_at is None


def test_who_leaves_twice_rings_twice_but_not_for_a_minute_at_the_printer(
    place: Place, freeze: Freeze
) -> None:
    boss = manager(place)
    officer = places.officer(place, place.desks[0])
    taps = [("07.50", "in"), ("09.00", "out"), ("09.10", "in"), ("09.20", "out"), ("09.30", "in"),
            ("10.40", "out")]  # fmt: skip
    freeze(place.at("07.40"))
    desk_tasks.publish_desk_plans()
    counts = []
    for clock, kind in taps:
        at = place.at(clock)
        factories.check_in(officer, at, kind=kind)
        places.tell(place.desks[0], TUESDAY, at)
        freeze(at + timedelta(minutes=1))
        places.drain(place)
        desk_tasks.beat_pipeline()
        watch_desks()
        counts.append(len(told(place, boss)))
    assert counts == [0, 1, 1, 1, 1, 2]


def test_a_roster_that_leaves_a_desk_short_is_told_once_for_all_its_days(
    client: Client, place: Place, freeze: Freeze
) -> None:
    boss, desk = manager(place), place.desks[0]
    with tenant(place.agency.pk):
        Desk.objects.filter(pk=desk.pk).update(needed=2)
    one = factories.employee(place.unit)
    for offset in (1, 2, 8):
        factories.roster_entry(one, TUESDAY + timedelta(days=offset), desk=desk)
    freeze(place.at("06.00"))
    desk_tasks.publish_desk_plans()
    assert watch_desks() >= 2
    assert watch_desks() == 0
    (message,) = told(place, boss)
    assert "1 dari 2 petugas" in message.body
    with tenant(place.agency.pk):
        days = DeskAlarm.objects.filter(desk=desk).values_list("date", flat=True)
        assert set(days) == {TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2)}
    board = {}
    for person in (boss, head(place)):
        sign_in(client, person)
        board[person.name] = client.get("/loket/").content.decode()
    assert "Umumkan penutupan" in board["Mira Pengelola"]
    assert "Buka jadwal tim" in board["Hasan Kepala"]
    assert "Buka jadwal tim" not in board["Mira Pengelola"], "rosters are the head's"
