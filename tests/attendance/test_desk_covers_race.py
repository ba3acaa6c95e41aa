"""Two managers at one moment, on really committed rows: one officer, one desk."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from accounts.tenancy import tenant
from attendance.actions.desk_covers import WantedCover, cover_desk
from attendance.actions.refused import RequestRefused
from attendance.models import DeskCover, Outbox
from services.models import Desk, DeskService, Office, OpeningHours, Service
from tests import factories
from tests.attendance.committed import office_on_disk
from tests.attendance.offices import NOW
from tests.services import places

__all__ = ["office_on_disk"]


def test_two_managers_who_send_one_officer_to_two_desks_send_them_to_one(office_on_disk):
    of = office_on_disk
    officer = of.staff[0]
    desks = [factories.desk(of.agency, unit_code=of.unit.code) for _ in range(2)]
    service = places.service()
    with tenant(of.agency.pk):
        for desk in desks:
            places.hours(desk.office, NOW.isoweekday())
            DeskService.objects.create(desk=desk, service=service, agency=of.agency)
    factories.check_in(officer, NOW)
    barrier = Barrier(len(desks))

    def send(desk):
        try:
            with tenant(of.agency.pk):
                barrier.wait(timeout=10)
                return cover_desk(wanted=WantedCover(desk.pk, officer.pk), by=of.head, at=NOW)
        except RequestRefused as refused:
            return refused
        finally:
            connection.close()

    try:
        with ThreadPoolExecutor(len(desks)) as pool:
            answers = list(pool.map(send, desks))
        (made,) = [one for one in answers if isinstance(one, DeskCover)]
        (refused,) = [one for one in answers if isinstance(one, RequestRefused)]
        assert "menggantikan di " in refused.sentence
        with tenant(of.agency.pk):
            assert [row.pk for row in DeskCover.objects.all()] == [made.pk]
            assert {row.desk_id for row in Outbox.objects.all()} == {made.desk_id}
    finally:
        with tenant(of.agency.pk):
            DeskCover.objects.all().delete()
            Outbox.objects.all().delete()
            DeskService.objects.filter(agency=of.agency).delete()
            OpeningHours.objects.filter(office__host=of.agency).delete()
            Desk.objects.filter(owner=of.agency).delete()
            Office.objects.filter(host=of.agency).delete()
            Service.objects.filter(pk=service.pk).delete()
        connection.close()
