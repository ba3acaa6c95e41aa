"""What the agency does with a citizen's report: the whole road, who may, who hears of it."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, InternalError, transaction
from django.test import Client, override_settings

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.complaint_watch import mail_answers, watch_complaints
from attendance.models import ComplaintDeed, Message
from attendance.queries.complaint_figures import CONDITIONS, count_reports, reports_behind
from attendance.queries.days import Span
from services.models import Complaint, ComplaintState, ComplaintStep, DeskStatus, StatusChange
from tests import factories
from tests.services import places
from tests.services.places import TUESDAY, Place
from tests.services.reporting import code_on, send, terms

pytestmark = pytest.mark.django_db
LOCMEM = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Place:
    """A desk that citizens see as staffed since eight, on Tuesday at nine."""
    cache.clear()
    found = places.place()
    terms(found.agency)
    at = found.at("09.00")
    monkeypatch.setattr(clock, "now", lambda: at)
    desk = found.desks[0]
    places.publish(found, at)
    places.seen(found, desk, found.at("08.00"))
    with tenant(found.agency.pk):
        service = desk.services.get()
        StatusChange.objects.create(
            agency=found.agency, desk=desk, service=service, code="staffed", at=found.at("08.00")
        )
        factories.schedule(found.agency).save()
    return found


@pytest.fixture
def manager(here: Place) -> Employee:
    """Who answers."""
    person = factories.employee(here.unit, name="Penanggung Jawab")
    factories.grant(person, "service_manager")
    return person


@pytest.fixture
def signed(client: Client) -> Callable[[Employee], Client]:
    """A browser in which somebody is signed in."""

    def sign_in(person: Employee) -> Client:
        browser = Client()
        with tenant(person.agency_id):
            browser.force_login(person)
        return browser

    return sign_in


def report_of(of: Place) -> Complaint:
    with tenant(of.agency.pk):
        return Complaint.objects.get()


def published(of: Place) -> list[tuple[object, ...]]:
    with tenant(of.agency.pk):
        return [
            *DeskStatus.objects.values_list("code", "since", "settled_at"),
            *StatusChange.objects.values_list("pk", "code"),
        ]


def test_from_the_citizen_over_the_manager_to_the_tracking_page(
    client: Client, here: Place, manager: Employee, signed: Callable[[Employee], Client]
) -> None:
    officer = places.officer(here, here.desks[0], TUESDAY, name="Petugas Loket")
    before = published(here)
    code = code_on(client, send(client, here, here.at("09.00")))
    report, browser = report_of(here), signed(manager)
    assert report.shown_code == "staffed"
    listed = browser.get("/loket/laporan/").content.decode()
    assert f"/loket/laporan/{report.pk}/" in listed
    page = browser.get(f"/loket/laporan/{report.pk}/").content.decode()
    assert "0 petugas di tempat menurut presensi; 1 direncanakan, 1 diperlukan" in page
    assert "Ada petugas" in page
    assert officer.name not in page, "whose attendance a manager may not open stays unnamed"
    move = f"/loket/laporan/{report.pk}/periksa/"
    blank = browser.post(move, {"finding": "wrong", "note": " ", "message": "Benar."})
    assert blank.status_code == 422
    assert "Tulis apa yang Anda periksa" in blank.content.decode()
    typed = {"finding": "wrong", "note": "Dilihat di CCTV.", "message": "Terima kasih, keliru."}
    assert browser.post(move, typed).status_code == 302
    tracking = client.get(f"/lapor/{code}/").content.decode()
    assert "status di halaman memang keliru" in tracking
    assert "Terima kasih, keliru." in tracking
    assert "CCTV" not in tracking
    assert manager.name not in tracking
    assert published(here) == before, "a verification never touches what the public sees"
    assert report_of(here).finding == "wrong"
    assert browser.post(move, typed).status_code == 409
    with tenant(here.agency.pk):
        deed = ComplaintDeed.objects.get()
        assert deed.employee == manager
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            deed.delete()


def test_a_superior_of_the_officers_sees_them_by_name(
    client: Client, here: Place, manager: Employee, signed: Callable[[Employee], Client]
) -> None:
    officer = places.officer(here, here.desks[0], TUESDAY, name="Petugas Loket")
    factories.grant(manager, "inspector")
    send(client, here, here.at("09.00"))
    page = signed(manager).get(f"/loket/laporan/{report_of(here).pk}/").content.decode()
    assert officer.name in page


def test_a_complaint_is_classed_worked_on_and_answered(
    client: Client, here: Place, manager: Employee, signed: Callable[[Employee], Client]
) -> None:
    code = code_on(client, send(client, here, here.at("09.00"), complaint=True))
    report, browser = report_of(here), signed(manager)
    base = f"/loket/laporan/{report.pk}/"
    assert report.due_on == date(2026, 12, 14)
    assert browser.post(f"{base}golongkan/", {"golongan": "normative"}).status_code == 302
    assert report_of(here).due_on == date(2026, 12, 1)
    assert browser.post(f"{base}kerjakan/", {"note": "Tanya petugas."}).status_code == 302
    refused = browser.post(f"{base}jawab/", {"message": "", "note": "ditulis lama"})
    assert refused.status_code == 422
    assert "ditulis lama" in refused.content.decode()
    assert browser.post(f"{base}jawab/", {"message": "Maaf, besok dua loket."}).status_code == 302
    assert "Maaf, besok dua loket." in client.get(f"/lapor/{code}/").content.decode()
    states = [ComplaintState.RECEIVED, ComplaintState.RECEIVED, "worked_on", "answered"]
    with tenant(here.agency.pk):
        assert list(ComplaintStep.objects.values_list("state", flat=True)) == states
    assert browser.post(f"{base}hapus/").status_code == 404


def test_readers_do_not_answer_and_neighbours_do_not_read(
    client: Client, here: Place, signed: Callable[[Employee], Client]
) -> None:
    send(client, here, here.at("09.00"), complaint=True)
    url = f"/loket/laporan/{report_of(here).pk}/"
    inspector = factories.employee(here.unit)
    factories.grant(inspector, "inspector")
    reader = signed(inspector)
    assert reader.get(url).status_code == 200
    assert "Jawab" not in reader.get(url).content.decode()
    assert reader.post(f"{url}jawab/", {"message": "Ya."}).status_code == 403
    elsewhere = places.place()
    neighbour = factories.employee(elsewhere.unit)
    factories.grant(neighbour, "service_manager")
    assert signed(neighbour).get(url).status_code == 404
    assert signed(neighbour).post(f"{url}jawab/", {"message": "Ya."}).status_code == 404
    assert report_of(here).state == ComplaintState.RECEIVED


def told(here: Place, at: datetime) -> list[str]:
    """The messages that a look at `at` adds."""
    with tenant(here.agency.pk):
        before = set(Message.objects.values_list("pk", flat=True))
        watch_complaints(agency=here.agency, now=at)
        new = Message.objects.exclude(pk__in=before).order_by("pk")
        return [re.sub(r"\d+", "N", key) for key in new.values_list("key", flat=True)]


def test_managers_are_told_of_arrival_the_day_before_and_when_late_each_once(
    client: Client, here: Place, manager: Employee
) -> None:
    at = here.at("09.00")
    send(client, here, at, complaint=True, isi="Rahasia pelapor.")
    assert told(here, at) == ["complaint-N-received"]
    assert told(here, at + timedelta(minutes=5)) == []
    due = date(2026, 12, 14)
    friday = here.at("08.00", due - timedelta(days=3))
    assert told(here, here.at("08.00", due - timedelta(days=4))) == []
    assert told(here, here.at("05.00", due - timedelta(days=3))) == [], "not in the night"
    assert told(here, friday) == ["complaint-N-due"]
    assert told(here, here.at("08.00", due)) == []
    assert told(here, here.at("08.00", due + timedelta(days=1))) == ["complaint-N-overdue"]
    assert told(here, here.at("09.00", due + timedelta(days=2))) == []
    with tenant(here.agency.pk):
        assert not Message.objects.filter(body__contains="Rahasia").exists()


@override_settings(MAIL_IS_ON=True, MAILERS=LOCMEM)
def test_the_answer_is_mailed_once_in_the_reporters_language(
    client: Client, here: Place, manager: Employee, signed: Callable[[Employee], Client]
) -> None:
    at = here.at("09.00")
    send(client, here, at, complaint=True, surel="warga@contoh.id")
    url = f"/loket/laporan/{report_of(here).pk}/"
    assert mail_answers(agency_id=here.agency.pk, now=at) == 0
    signed(manager).post(f"{url}jawab/", {"message": "Besok dua loket."})
    assert mail_answers(agency_id=here.agency.pk, now=at + timedelta(minutes=1)) == 1
    assert mail_answers(agency_id=here.agency.pk, now=at + timedelta(minutes=2)) == 0
    letter = mail.outbox[-1]
    assert letter.to == ["warga@contoh.id"]
    assert "Besok dua loket." in letter.body
    assert "/lapor/" in letter.body


def test_the_compliance_report_counts_reports_and_lists_them(
    client: Client, here: Place, manager: Employee, signed: Callable[[Employee], Client]
) -> None:
    at, browser = here.at("09.00"), signed(manager)
    for n in range(3):
        send(client, here, at, isi=f"Kali {n}")
    send(client, here, at, complaint=True)
    with tenant(here.agency.pk):
        first, second, _, fourth = Complaint.objects.order_by("pk")
    for pk, finding in ((first.pk, "wrong"), (second.pk, "right")):
        browser.post(f"/loket/laporan/{pk}/periksa/", {"finding": finding, "note": "Dilihat."})
    browser.post(f"/loket/laporan/{fourth.pk}/jawab/", {"message": "Maaf."})
    with tenant(here.agency.pk):
        Complaint.objects.filter(pk=second.pk).update(settled_at=at + timedelta(days=1))
        november = Span(date(2026, 11, 1), date(2026, 11, 30))
        counted = count_reports(here.agency, november)
        assert counted == {
            "status_reports": 3,
            "status_wrong": 1,
            "status_in_time": 1,
            "complaints": 1,
            "complaints_in_time": 1,
        }
        for code in CONDITIONS:
            assert len(reports_behind(here.agency, november, code)) == counted[code]
        october = Span(date(2026, 10, 1), date(2026, 10, 31))
        assert set(count_reports(here.agency, october).values()) == {0}


def test_the_list_takes_as_many_statements_for_twenty_reports_as_for_one(
    client: Client,
    here: Place,
    manager: Employee,
    signed: Callable[[Employee], Client],
    django_assert_num_queries: Callable[..., object],
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    send(client, here, here.at("09.00"))
    browser = signed(manager)
    browser.get("/loket/laporan/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/loket/laporan/")
    with tenant(here.agency.pk):
        row = Complaint.objects.get()
        for n in range(19):
            row.pk, row.code_digest = None, f"{n:064d}"
            row.save(force_insert=True)
    with django_assert_num_queries(len(one)):
        page = browser.get("/loket/laporan/").content.decode()
    assert page.count('data-label="Golongan"') == 20
