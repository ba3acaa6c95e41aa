"""A citizen's report from the page to its code: what is taken, what is refused, who finds it."""

import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, InternalError, connection, transaction
from django.test import Client

from accounts.models import Region
from accounts.tenancy import tenant
from services.actions.complaints import classify, drop_old_reports, forget_contacts, take_step
from services.forms_public import FormToken
from services.models import Complaint, ComplaintClass, ComplaintState, ComplaintStep, Holiday
from services.queries.complaints import tracked
from services.tracking import ALPHABET, code_of, is_plausible, tidy
from tests import factories
from tests.services.conftest import Freeze
from tests.services.places import Place, place
from tests.services.reporting import code_on, send, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(freeze: Freeze) -> Place:
    """An office on Tuesday at nine, whose agency answers reports."""
    cache.clear()
    found = place()
    terms(found.agency)
    freeze(found.at("09.00"))
    return found


@pytest.fixture
def at(here: Place) -> datetime:
    """Nine o'clock at the office."""
    return here.at("09.00")


def only_report(of: Place) -> Complaint:
    with tenant(of.agency.pk):
        return Complaint.objects.get()


def how_many(of: Place) -> int:
    with tenant(of.agency.pk):
        return Complaint.objects.count()


def test_a_wrong_status_is_kept_with_what_the_page_said_and_found_by_its_code_only(
    client: Client, here: Place, at: datetime
) -> None:
    form = client.get(f"/lapor/?loket={here.office.slug}/loket-1").content.decode()
    assert 'value="2026-11-24"' in form
    assert 'value="09:00"' in form
    sent = send(client, here, at, isi="Pintu dikunci.")
    code = code_on(client, sent)
    kept = only_report(here)
    assert kept.code_digest == hashlib.sha256(tidy(code).encode()).hexdigest()
    assert (kept.seen, kept.shown_code) == ("nobody", "unconfirmed")
    assert kept.due_on == date(2026, 11, 24)
    page = client.get(f"/lapor/{code.lower().replace('-', ' ')}/")
    assert page.status_code == 200
    assert "Pintu dikunci." in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert not page.cookies
    with transaction.atomic():
        assert Complaint.objects.count() == 0, "without the code nobody sees a report"


def test_the_code_stands_in_no_address_but_its_own_page(
    client: Client, here: Place, at: datetime, freeze: Freeze
) -> None:
    sent = send(client, here, at)
    code = code_on(client, sent)
    assert tidy(code) not in tidy(sent["Location"])
    freeze(at + timedelta(minutes=11))
    assert client.get(sent["Location"]).status_code == 404


def test_a_form_sent_twice_is_one_report_with_one_code(
    client: Client, here: Place, at: datetime
) -> None:
    token = FormToken.issue("lapor", at - timedelta(minutes=1))
    codes = {code_on(client, send(client, here, at, complaint=True, tanda=token)) for _ in range(2)}
    assert len(codes) == 1
    assert how_many(here) == 1


REFUSALS: dict[str, Callable[[datetime], dict[str, str]]] = {
    "lebih cepat daripada orang": lambda at: {"tanda": FormToken.issue("lapor", at)},
    "lebih dari 12 jam": lambda at: {"tanda": FormToken.issue("lapor", at - timedelta(hours=13))},
    "Tanda pengaman formulir ini rusak": lambda at: {
        "tanda": FormToken.issue("ikuti", at - timedelta(minutes=1))
    },
    "Kolom yang harus kosong terisi": lambda _: {"situs": "http://a.example"},
    "lebih dari 2 tautan": lambda _: {
        "isi": "https://a.example/1 dan www.b.example juga c.xyz serta d.top"
    },
    "Masih kosong": lambda _: {"isi": "  "},
    "Waktu itu belum tiba": lambda _: {"tanggal": "2026-11-25"},
    "lebih dari 365 hari lalu": lambda _: {"tanggal": "2025-11-20"},
}


@pytest.mark.parametrize("said", REFUSALS)
def test_each_refusal_is_a_sentence_and_keeps_what_was_typed(
    client: Client, here: Place, at: datetime, said: str
) -> None:
    typed = {"isi": "Antrean dipotong calon lain.", **REFUSALS[said](at)}
    answer = send(client, here, at, complaint=True, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert typed["isi"].strip() in page
    assert how_many(here) == 0


def test_the_same_words_again_are_refused_and_other_words_are_not(
    client: Client, here: Place, at: datetime
) -> None:
    send(client, here, at, complaint=True)
    again = send(client, here, at, complaint=True)
    assert again.status_code == 422
    assert "kalimat yang sama persis" in again.content.decode()
    assert send(client, here, at, complaint=True, isi="Lain lagi.").status_code == 302
    assert how_many(here) == 2


def test_another_site_cannot_send_the_form(client: Client, here: Place, at: datetime) -> None:
    for headers in ({"Origin": "https://jahat.example"}, {"Sec-Fetch-Site": "cross-site"}):
        foreign = Client(headers=headers)
        assert "datang dari situs lain" in send(foreign, here, at).content.decode()
    own = Client(headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    assert send(own, here, at).status_code == 302
    assert how_many(here) == 1


def test_one_address_cannot_flood_and_one_office_cannot_be_flooded(
    client: Client, here: Place, at: datetime, freeze: Freeze
) -> None:
    answers = [send(client, here, at, isi=f"Kali {n}").status_code for n in range(7)]
    assert answers == [302] * 6 + [429]
    with tenant(here.agency.pk):
        first = Complaint.objects.first()
        assert first is not None
        for n in range(54):
            first.pk, first.code_digest = None, f"{n:064d}"
            first.save(force_insert=True)
    freeze(at + timedelta(minutes=5))
    crowd = send(client, here, at + timedelta(minutes=5), isi="Satu lagi")
    assert "sedang sangat banyak" in crowd.content.decode()


def test_wrong_codes_all_get_the_same_answer_and_the_same_statements(
    client: Client, here: Place, at: datetime
) -> None:
    code = code_on(client, send(client, here, at))
    slip = ("A" if code[0] != "A" else "C") + code[1:]
    pages, statements = set(), set()
    for wrong in (slip, "AAAA-AAAA-AAAA-AAAA", code_of("orang lain"), "x", "lapor" * 9):
        with _counted() as seen:
            answer = client.get(f"/lapor/{wrong}/")
        assert answer.status_code == 404
        pages.add(re.sub(rb'(?:href|content)="[^"]*"', b"", answer.content))
        statements.add(len(seen))
    assert len(pages) == len(statements) == 1
    answers = [client.get(f"/lapor/{slip}/").status_code for _ in range(20)]
    assert answers[-1] == 429, "guessing is slow"


def _counted():  # type: ignore[no-untyped-def]
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_every_slip_of_the_pen_fails_the_check_of_a_code() -> None:
    code = tidy(code_of("satu"))
    assert is_plausible(code)
    assert len(ALPHABET) ** 15 > 2**60
    wrong = [
        code[:place] + other + code[place + 1 :]
        for place in range(16)
        for other in ALPHABET
        if other != code[place]
    ]
    swapped = [
        code[:one] + code[two] + code[one + 1 : two] + code[one] + code[two + 1 :]
        for one in range(16)
        for two in range(one + 1, 16)
        if code[one] != code[two]
    ]
    assert not [each for each in wrong + swapped if is_plausible(each)]


HOLIDAYS = (
    (date(2026, 12, 24), "collective_leave"),
    (date(2026, 12, 25), "holiday"),
    (date(2027, 1, 1), "holiday"),
)


@pytest.mark.parametrize(
    ("day", "kind", "due"),
    [
        # Monday: 22, 23, (24 cuti bersama, 25 Natal, 26–27 weekend), 28, 29, 30.
        (date(2026, 12, 21), ComplaintClass.NORMATIVE, date(2026, 12, 30)),
        # 14 days over Natal, New Year and two weekends more.
        (date(2026, 12, 21), ComplaintClass.ORDINARY, date(2027, 1, 13)),
        (date(2026, 12, 21), ComplaintClass.SUPERVISORY, date(2027, 3, 18)),
        # Received on a Saturday: Monday is the first of five.
        (date(2026, 11, 28), ComplaintClass.NORMATIVE, date(2026, 12, 4)),
    ],
)
def test_deadlines_count_working_days_of_the_region(
    client: Client,
    here: Place,
    freeze: Freeze,
    day: date,
    kind: ComplaintClass,
    due: date,
) -> None:
    Holiday.objects.bulk_create(Holiday(date=one, kind=of, name="Libur") for one, of in HOLIDAYS)
    bali = Region.objects.create(code="51", name="Bali", kind="provinsi", zone="Asia/Makassar")
    Holiday.objects.create(date=date(2026, 12, 1), kind="regional", name="Libur", region=bali)
    moment = freeze(here.at("23.30", day))
    send(client, here, here.at("23.30", day), complaint=True)
    with tenant(here.agency.pk):
        report = Complaint.objects.get()
        classify(complaint_id=report.pk, complaint_class=kind, note="", at=moment)
        assert Complaint.objects.get().due_on == due


def test_a_status_reported_on_a_day_off_is_looked_into_on_the_next_service_day(
    client: Client, here: Place, freeze: Freeze
) -> None:
    Holiday.objects.create(date=date(2026, 12, 25), kind="holiday", name="Natal")
    christmas = here.at("09.00", date(2026, 12, 25))
    freeze(christmas)
    send(client, here, christmas)
    assert only_report(here).due_on == date(2026, 12, 28)


def test_the_bearer_adds_a_message_and_takes_the_report_back(
    client: Client, here: Place, at: datetime
) -> None:
    code = code_on(client, send(client, here, at, complaint=True))
    token = FormToken.issue("lapor-pesan", at - timedelta(minutes=1))
    url = f"/lapor/{code}/"
    assert client.post(url, {"tanda": token, "apa": "pesan", "pesan": ""}).status_code == 422
    client.post(url, {"tanda": token, "apa": "pesan", "pesan": "Saya masih menunggu."})
    assert "Saya masih menunggu." in client.get(url).content.decode()
    client.post(url, {"tanda": token, "apa": "cabut"})
    assert only_report(here).state == ComplaintState.WITHDRAWN
    late = client.post(url, {"tanda": token, "apa": "pesan", "pesan": "Satu lagi."})
    assert late.status_code == 409
    assert "sudah selesai" in late.content.decode()


def test_steps_stay_as_written_and_addresses_go_in_time(
    client: Client, here: Place, at: datetime
) -> None:
    send(client, here, at, complaint=True)
    with tenant(here.agency.pk):
        report = Complaint.objects.get()
        Complaint.objects.update(contact="warga@contoh.id")
        for change in (
            lambda: ComplaintStep.objects.update(message="lain"),
            lambda: ComplaintStep.objects.all().delete(),
            report.delete,
        ):
            with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
                change()
        take_step(complaint_id=report.pk, to=ComplaintState.ANSWERED, message="Maaf.", at=at)
        agency = here.agency.pk
        assert forget_contacts(agency_id=agency, at=at + timedelta(days=89)) == 0
        assert forget_contacts(agency_id=agency, at=at + timedelta(days=90)) == 1
        assert drop_old_reports(agency_id=agency, at=at + timedelta(days=730)) == 0
        assert drop_old_reports(agency_id=agency, at=at + timedelta(days=731)) == 1
        assert not Complaint.objects.exists()
        assert not ComplaintStep.objects.exists()


def test_another_agency_cannot_read_a_report(client: Client, here: Place, at: datetime) -> None:
    code = code_on(client, send(client, here, at, complaint=True))
    neighbour = factories.agency()
    with tenant(neighbour.pk):
        assert not Complaint.objects.exists()
        assert not ComplaintStep.objects.exists()
        assert tracked(tidy(code)) is not None, "but the bearer of the code still may"
        assert not Complaint.objects.exists()


def test_the_pages_speak_both_languages_and_name_the_national_channel(
    client: Client, here: Place
) -> None:
    where = f"?loket={here.office.slug}/{here.desks[0].slug}"
    for prefix in ("", "/en"):
        for page in ("/lapor/", f"/lapor/{where}", f"/lapor/{where}&jenis=keluhan"):
            answer = client.get(prefix + page)
            assert answer.status_code == 200
            assert "https://www.lapor.go.id" in answer.content.decode()
    assert client.get("/lapor/?kantor=tidak-ada").status_code == 404
    found = client.get(f"/lapor/?cari={here.office.name.split()[-1]}").content.decode()
    assert f"?kantor={here.office.slug}" in found
