"""Keeping the public's data: who may, what it does to the citizens' pages, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from django.test import Client

from accounts.models import Employee, Unit
from accounts.tenancy import tenant
from attendance.models import Outbox
from attendance.queries.kept_hours import public_days, special_dates, special_runs
from attendance.tasks.offices import settle_office
from services.actions import KeepingRefused, OfficeFacts, announce_closure, change_office
from services.actions.closures import Announcement
from services.actions.places import is_reserved
from services.models import (
    Closure,
    Desk,
    DeskService,
    DeskStatus,
    Holiday,
    Office,
    RemoteService,
    ServiceStandard,
)
from services.queries.standards import own_before_national, standards_of
from services.rules import DayHours
from tests import factories
from tests.attendance import offices as roster_world
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import NOW, TODAY
from tests.services import places

__all__ = ["as_", "wednesday"]

pytestmark = pytest.mark.django_db
SignIn = Callable[[Employee], Client]


@dataclass
class Hall:
    """An office with a desk of its host and a desk of a guest, and a manager of each."""

    place: places.Place
    host: Employee
    guest: Employee
    guest_desk: Desk

    @property
    def kept(self) -> str:
        """The office's page of keeping."""
        return f"/loket/kantor/{self.place.office.slug}/"


def manager_of(unit: Unit) -> Employee:
    person = factories.employee(unit, name="Pengelola Layanan")
    factories.grant(person, "service_manager")
    return person


@pytest.fixture
def hall() -> Hall:
    place = places.place()
    host = manager_of(place.unit)
    agency = factories.agency()
    guest = manager_of(factories.unit(agency))
    with tenant(place.agency.pk):
        desk = Desk.objects.create(
            office=place.office, owner=agency, slug="tamu", name="Loket Tamu", position=9
        )
        DeskService.objects.create(desk=desk, service=places.service(), agency=agency)
    return Hall(place, host, guest, desk)


def closing(**changed: str) -> dict[str, str]:
    return {
        "desk": "",
        "service": "",
        "starts_at": "2026-11-18T08:57",
        "ends_at": "2026-11-18T12:00",
        "message": "Listrik gedung diperbaiki.",
        "alternative": "Kantor Kecamatan",
        **changed,
    }


def test_a_new_office_reaches_the_citizens(hall: Hall, as_: SignIn) -> None:
    client = as_(hall.host)
    typed = {
        "name": "Gerai Pasar Baru",
        "kind": "gerai",
        "address": "Jalan Pasar 1",
        "region": hall.place.office.region_id,
        "point": "107.91, -6.85",
    }
    swapped = client.post("/loket/kantor-baru/", typed)
    assert swapped.status_code == 422
    assert "di luar Indonesia" in swapped.text
    assert 'value="107.91, -6.85"' in swapped.text
    assert client.post("/loket/kantor-baru/", typed | {"point": "-6.85, 107.91"}).status_code == 302
    office = Office.objects.get(slug="gerai-pasar-baru")
    assert (office.host_id, office.zone, office.latitude) == (
        hall.place.agency.pk,
        "Asia/Jakarta",
        -6.85,
    )
    kept = "/loket/kantor/gerai-pasar-baru/"
    first = hall.place.desks[0].services.get()
    desk = {
        "name": "Loket 1",
        "owner": hall.place.agency.pk,
        "service": first.pk,
        "needed": "2",
    }
    assert client.post(f"{kept}loket-baru/", desk).status_code == 302
    week = {"senin_opens": "08:00", "senin_closes": "15:00", "rabu_opens": "08:00"}
    half = client.post(f"{kept}jam/", week)
    assert half.status_code == 422
    assert "Isi jam buka dan jam tutup" in half.text
    assert 'name="senin_closes" value="15:00"' in half.text
    assert client.post(f"{kept}jam/", week | {"rabu_closes": "14:30"}).status_code == 302
    public = Client().get("/kantor/gerai-pasar-baru/")
    assert "Loket 1" in public.text
    assert "08.00\u201314.30" in public.text


def test_a_closure_of_the_hall_reaches_the_desks_of_guests(hall: Hall, as_: SignIn) -> None:
    client = as_(hall.host)
    assert client.post(f"{hall.kept}penutupan/", closing()).status_code == 302
    settle_office(hall.place.agency.pk, hall.place.office.pk)
    codes = DeskStatus.objects.filter(desk__office=hall.place.office)
    assert {(row.agency_id, row.code, row.reason) for row in codes} == {
        (hall.place.agency.pk, "closed", "announced"),
        (hall.guest.agency_id, "closed", "announced"),
    }
    again = client.post(f"{hall.kept}penutupan/", closing(starts_at="2026-11-18T10:00"))
    assert again.status_code == 422
    assert "Sudah ada penutupan pada waktu itu" in again.text
    assert "Listrik gedung diperbaiki." in again.text
    closure = Closure.objects.get()
    assert client.post(f"{hall.kept}penutupan/{closure.pk}/akhiri/").status_code == 302
    closure.refresh_from_db()
    assert closure.ends_at == NOW


def test_guests_keep_their_desk_and_nothing_else(hall: Hall, as_: SignIn) -> None:
    client = as_(hall.guest)
    page = client.get(hall.kept)
    assert "Loket Tamu" in page.text
    assert hall.place.desks[0].name not in page.text
    assert client.get(f"{hall.kept}{hall.place.desks[0].pk}/").status_code == 404
    assert client.get(f"{hall.kept}ubah/").status_code == 403
    whole = client.post(f"{hall.kept}penutupan/", closing())
    assert whole.status_code == 422
    assert not Closure.objects.exists()
    own = closing(desk=str(hall.guest_desk.pk))
    assert client.post(f"{hall.kept}penutupan/", own).status_code == 302
    wanted = Announcement(NOW, None, "Tutup")
    with tenant(hall.guest.agency_id), pytest.raises(KeepingRefused, match="not_keeper"):
        announce_closure(
            agency_id=hall.guest.agency_id,
            office=hall.place.office,
            desk=hall.place.desks[0],
            service=None,
            wanted=wanted,
            at=NOW,
        )
    with tenant(hall.guest.agency_id), pytest.raises(KeepingRefused, match="not_host"):
        change_office(
            agency_id=hall.guest.agency_id,
            office=hall.place.office,
            facts=OfficeFacts("Lain", "kantor", ""),
            region=hall.place.office.region,
        )


def test_the_host_does_not_say_how_a_guest_staffs_its_desk(hall: Hall, as_: SignIn) -> None:
    client = as_(hall.host)
    address = f"{hall.kept}{hall.guest_desk.pk}/"
    assert 'name="needed"' not in client.get(address).text
    typed = {"name": "Loket Tamu Baru", "needed": "7", "unit": "x"}
    assert client.post(address, typed).status_code == 302
    hall.guest_desk.refresh_from_db()
    assert (hall.guest_desk.name, hall.guest_desk.needed) == ("Loket Tamu Baru", 1)
    remote = {"first": f"{TODAY}", "weekdays": ["5"], "channel": "0261 201234"}
    answer = client.post(f"{address}jarak-jauh/", remote)
    assert answer.status_code == 403
    assert "Hanya instansi pemilik loket" in answer.text


def test_a_planned_desk_is_not_ended_unawares(as_: SignIn) -> None:
    of = roster_world.office(people=1)
    desk = factories.desk(of.agency, unit_code=of.unit.code)
    factories.roster_entry(of.staff[0], TODAY + timedelta(days=2), desk=desk)
    client = as_(manager_of(of.top))
    address = f"/loket/kantor/{desk.office.slug}/{desk.pk}/akhiri/"
    asked = client.post(address, {"day": f"{TODAY}"})
    assert asked.status_code == 409
    assert of.unit.name in asked.text
    desk.refresh_from_db()
    assert desk.ended_on is None
    past = client.post(address, {"day": f"{TODAY - timedelta(days=1)}", "sure": "1"})
    assert past.status_code == 422
    assert client.post(address, {"day": f"{TODAY}", "sure": "1"}).status_code == 302
    desk.refresh_from_db()
    assert desk.ended_on == TODAY


def test_ramadan_is_typed_once_and_leaves_holidays_alone(hall: Hall, as_: SignIn) -> None:
    office, thursday = hall.place.office, date(2026, 11, 19)
    Holiday.objects.create(date=thursday, kind="holiday", name="Hari Uji")
    client = as_(hall.host)
    typed = {
        "first": "2026-11-18",
        "last": "2026-11-29",
        "weekdays": ["1", "2", "3", "4", "5", "6", "7"],
        "opens": "08:00",
        "closes": "14:00",
    }
    assert client.post(f"{hall.kept}jam/khusus/", typed).status_code == 302
    (run,) = special_runs(office, None, TODAY)
    assert (run.first, run.last, run.dates) == (TODAY, date(2026, 11, 27), 7)
    shown = {day.date: day for day in public_days(office, None, NOW)}
    assert shown[thursday].off is not None
    assert shown[TODAY].hours == DayHours(time(8), time(14))
    for holidays_too, dates in ((False, []), (True, [thursday])):
        assert dates == special_dates(
            office=office,
            desk=None,
            first=thursday,
            last=thursday,
            weekdays=frozenset({4}),
            holidays_too=holidays_too,
        )
    assert client.post(f"{hall.kept}jam/khusus/2026-11-18/2026-11-27/cabut/").status_code == 302
    assert special_runs(office, None, TODAY) == []


def test_remote_service_is_planned_by_its_owner_and_counted_anew(hall: Hall, as_: SignIn) -> None:
    client = as_(hall.guest)
    address = f"{hall.kept}{hall.guest_desk.pk}/jarak-jauh/"
    typed = {"first": f"{TODAY}", "weekdays": ["5"], "channel": "http://contoh.go.id"}
    wrong = client.post(address, typed)
    assert wrong.status_code == 422
    assert "http://contoh.go.id" in wrong.text
    assert client.post(address, typed | {"channel": "https://contoh.go.id"}).status_code == 302
    row = RemoteService.objects.get()
    assert (row.agency_id, row.weekdays, row.channel) == (
        hall.guest.agency_id,
        "5",
        "https://contoh.go.id",
    )
    with tenant(hall.guest.agency_id):
        assert Outbox.objects.filter(desk=hall.guest_desk).count() == 15
    twice = client.post(address, typed | {"channel": "0261 201234"})
    assert twice.status_code == 422
    assert "sudah dilayani lewat https://contoh.go.id" in twice.text


def test_an_own_component_is_set_for_a_date_and_dropped(hall: Hall, as_: SignIn) -> None:
    service, agency = hall.place.desks[0].services.get(), hall.place.agency
    client = as_(hall.host)
    page = f"/loket/standar/{service.slug}/"
    assert "0 dari 14 komponen terisi" in client.get(page).text
    typed = {"text": "Rp0\nTanpa pungutan", "valid_from": "2026-11-18"}
    assert client.post(f"{page}fee/", typed).status_code == 302
    assert (
        client.post(f"{page}fee/", {"text": "Rp5.000", "valid_from": "2026-11-20"}).status_code
        == 302
    )

    def fee(day: date) -> tuple[str, ...]:
        found = standards_of([service.pk], [agency.pk], day)
        return found[service.pk, agency.pk][0].lines if found else ()

    assert fee(date(2026, 11, 17)) == ()
    assert fee(date(2026, 11, 19)) == ("Rp0", "Tanpa pungutan")
    assert fee(date(2026, 11, 20)) == ("Rp5.000",)
    assert "1 dari 14 komponen terisi" in client.get(page).text
    early = client.post(f"{page}fee/", {"text": "Mahal", "valid_from": "2026-11-01"})
    assert early.status_code == 422
    assert "Mahal" in early.text
    assert client.post(f"{page}salin/", follow=True).status_code == 200
    assert client.post(f"{page}fee/hapus/").status_code == 302
    assert fee(date(2026, 11, 20)) == ()
    assert as_(hall.guest).get(page).status_code == 404


def test_an_own_component_speaks_before_the_nations() -> None:
    def row(agency: int | None, text: str) -> ServiceStandard:
        return ServiceStandard(
            service_id=1, agency_id=agency, component="fee", text=text, valid_from=TODAY
        )

    rows = [row(7, "Rp0"), row(None, "Gratis")]
    found = own_before_national(rows, [1], [7, 8])
    assert [(each.lines, each.national) for each in found[1, 7]] == [(("Rp0",), False)]
    assert [(each.lines, each.national) for each in found[1, 8]] == [(("Gratis",), True)]


def test_a_desk_does_not_take_the_address_of_another_page(hall: Hall, as_: SignIn) -> None:
    slug = hall.place.office.slug
    assert is_reserved(slug, "jam-terjaga")
    assert not is_reserved(slug, "loket-1")
    typed = {
        "name": "Jam terjaga",
        "owner": hall.place.agency.pk,
        "service": places.service().pk,
        "needed": "1",
    }
    answer = as_(hall.host).post(f"{hall.kept}loket-baru/", typed)
    assert answer.status_code == 422
    assert "alamat yang dipakai halaman lain" in answer.text
    assert not Desk.objects.filter(slug="jam-terjaga").exists()


def test_a_withdrawn_service_is_no_way_out_any_more(hall: Hall, as_: SignIn) -> None:
    desk, agency = hall.place.desks[0], hall.place.agency
    first = desk.services.get()
    client = as_(hall.host)
    address = f"{hall.kept}{desk.pk}/layanan/"
    assert client.post(f"{address}{first.pk}/hapus/").status_code == 302
    assert DeskService.objects.filter(desk=desk, service=first).exists()
    other = {"service": places.service().pk, "agency": agency.pk}
    assert client.post(address, other).status_code == 302
    settle_office(agency.pk, hall.place.office.pk)
    assert DeskStatus.objects.filter(desk=desk).count() == 2
    assert client.post(f"{address}{first.pk}/hapus/").status_code == 302
    settle_office(agency.pk, hall.place.office.pk)
    assert not DeskStatus.objects.filter(desk=desk, service=first).exists()
