"""The pages of outages: what is shown to whom, what stays after a refusal, how much it reads."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from structlog.testing import capture_logs

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.models import Outage
from attendance.queries.measured import measured_of
from attendance.rules.outages import Proposal, Signal, SignalKind, Span
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, sign_in, wib, worker

pytestmark = pytest.mark.django_db

MORNING = Span(wib("07:00"), wib("07:50"))
TYPED = {"starts_at": "2026-11-16T07:00", "ends_at": "2026-11-16T07:50", "cause": "Listrik padam"}


@pytest.fixture
def operator(person: Employee, client: Client, freeze: Freeze) -> Employee:
    """The operator of `person`'s agency, signed in on Monday at nine."""
    freeze("09:00")
    found = factories.employee(person.unit, name="Ratna Operator")
    factories.grant(found, "personnel")
    factories.thresholds(person.agency)
    sign_in(client, found)
    return found


def outage(of: Employee, span: Span = MORNING, **fields: Any) -> Outage:
    given = {"state": "proposed", "starts_at": span.start, "ends_at": span.end, **fields}
    with tenant(of.agency_id):
        return Outage.objects.create(agency=of.agency, **given)


def queued(of: Employee, tapped: str = "07:24", received: str = "07:52") -> None:
    factories.check_in(of, wib(received), tapped_at=wib(tapped))


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"attendance:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_proposals_with_their_numbers(operator: Employee, client: Client) -> None:
    signals = (
        Signal(SignalKind.SILENCE, Span(wib("07:12"), wib("07:31")), 0, 0, 19),
        Signal(SignalKind.QUEUE, MORNING, 34, 35, 43),
    )
    outage(operator, measured=measured_of(Proposal(MORNING, signals)))
    text = page(client, "outages")
    assert "Senin, 16 November 2026, 07.00 sampai 07.50 WIB" in text
    assert "Portal tidak berdenyut dari 07.12 sampai 07.31 WIB (19 menit)." in text
    assert "34 dari 35 pegawai" in text


def test_an_empty_list_says_what_to_do(operator: Employee, client: Client) -> None:
    assert "Belum ada gangguan yang diputus" in page(client, "outages")


def test_declaring_leads_to_the_outage(
    operator: Employee, person: Employee, client: Client
) -> None:
    queued(person)
    answer = client.post(reverse("attendance:outage_declare"), TYPED, follow=True)
    text = answer.content.decode()
    assert "Gangguan dinyatakan." in text
    assert "1 presensi dari 1 pegawai" in text
    with tenant(person.agency_id):
        row = Outage.objects.get()
    assert (row.starts_at, row.ends_at, row.settled_by_id) == (*MORNING, operator.pk)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"ends_at": "2026-11-16T06:00"}, "Gangguan berakhir sebelum"),
        ({"ends_at": "2026-11-16T12:00"}, "belum lewat (sekarang 09.00 WIB)"),
        ({"starts_at": "2026-11-10T07:00"}, "paling lama 24 jam"),
        ({"starts_at": "2026-10-01T07:00", "ends_at": "2026-10-01T08:00"}, "tenggat 31 hari"),
        ({"starts_at": "besok pagi"}, "tidak terbaca"),
        ({"starts_at": "0001-01-01T00:00"}, "tidak terbaca"),
        ({"starts_at": ""}, "Isi tanggal dan jamnya"),
        ({"cause": ""}, "Tulis sebabnya"),
        ({"cause": "x" * 241}, "240"),
        ({"cause": "\x00"}, ""),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    operator: Employee, client: Client, changed: dict[str, str], says: str
) -> None:
    answer = client.post(reverse("attendance:outage_declare"), {**TYPED, **changed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    kept = {**TYPED, **changed}["starts_at"]
    assert f'value="{kept}"' in text or not kept
    with tenant(operator.agency_id):
        assert not Outage.objects.exists()


def test_a_time_with_an_offset_is_taken_at_its_word(operator: Employee, client: Client) -> None:
    typed = {**TYPED, "starts_at": "2026-11-16T00:00+00:00"}
    client.post(reverse("attendance:outage_declare"), typed)
    with tenant(operator.agency_id):
        assert Outage.objects.get().starts_at == wib("07:00")


def test_the_clock_is_the_agencys(client: Client, freeze: Freeze) -> None:
    """07.00 in Jayapura is 22.00 UTC of the day before."""
    freeze("09:00")
    head = worker("Asia/Jayapura")
    factories.grant(head, "personnel")
    factories.thresholds(head.agency)
    sign_in(client, head)
    assert "Mulai (WIT)" in page(client, "outage_declare")
    client.post(reverse("attendance:outage_declare"), TYPED)
    with tenant(head.agency_id):
        assert Outage.objects.get().starts_at == wib("05:00")


def test_a_proposal_shows_what_declaring_would_change(
    operator: Employee, person: Employee, client: Client
) -> None:
    queued(person)
    waits = outage(person)
    text = page(client, "outage", waits.pk)
    assert person.name in text
    assert "terlambat 22 menit" in text
    assert "tepat waktu" in text
    assert "1 dari 1 hari kerja" in text
    assert 'value="2026-11-16T07:00"' in text


def test_a_declared_outage_shows_before_and_after(
    operator: Employee, person: Employee, client: Client
) -> None:
    queued(person)
    queued(factories.employee(person.unit, name="Datang Pagi"), "07:10", "07:10")
    row = outage(person, state="declared", cause="Padam")
    text = page(client, "outage", row.pk)
    assert "terlambat 22 menit" in text
    assert "1 dari 2 hari kerja berkurang" in text
    assert "seluruhnya 22 menit" in text
    assert "tidak berubah" in text


def test_reading_whom_it_touches_is_logged_by_ids(
    operator: Employee, person: Employee, client: Client
) -> None:
    queued(person)
    waits = outage(person)
    with capture_logs() as logs:
        page(client, "outage", waits.pk)
    [read] = [one for one in logs if one["event"] == "outage.read"]
    assert (read["by"], read["people"]) == (operator.pk, [person.pk])
    assert person.name not in str(logs)


def test_a_proposal_is_settled_from_its_page(
    operator: Employee, person: Employee, client: Client
) -> None:
    waits = outage(person)
    answer = client.post(
        reverse("attendance:outage_confirm", args=[waits.pk]),
        {**TYPED, "starts_at": "2026-11-16T07:10"},
        follow=True,
    )
    assert "Dinyatakan" in answer.content.decode()
    answer = client.post(
        reverse("attendance:outage_withdraw", args=[waits.pk]), {"reason": "Salah"}, follow=True
    )
    assert "Gangguan dicabut." in answer.content.decode()


def test_dismissing_needs_a_reason_and_says_so(
    operator: Employee, person: Employee, client: Client
) -> None:
    waits = outage(person)
    address = reverse("attendance:outage_dismiss", args=[waits.pk])
    answer = client.post(address, {"reason": ""})
    assert answer.status_code == 422
    assert "Tulis alasannya" in answer.content.decode()
    assert "Usulan ditolak" in client.post(address, {"reason": "Uji"}, follow=True).content.decode()


def test_somebody_faster_is_told_with_the_outage_as_it_stands(
    operator: Employee, person: Employee, client: Client
) -> None:
    gone = outage(person, state="dismissed", reason="Uji coba")
    answer = client.post(reverse("attendance:outage_confirm", args=[gone.pk]), TYPED)
    assert answer.status_code == 409
    assert "sudah berstatus ditolak" in answer.content.decode()


def test_the_inspectorate_reads_without_buttons(
    person: Employee, client: Client, freeze: Freeze
) -> None:
    freeze("09:00")
    factories.thresholds(person.agency)
    inspector = factories.employee(person.unit)
    factories.grant(inspector, "inspector")
    sign_in(client, inspector)
    waits = outage(person)
    assert reverse("attendance:outage_declare") not in page(client, "outages")
    assert reverse("attendance:outage_confirm", args=[waits.pk]) not in page(
        client, "outage", waits.pk
    )


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_reads_a_fixed_number_of_statements(
    operator: Employee, client: Client, django_assert_num_queries: Callable[..., Any], count: int
) -> None:
    for number in range(count):
        start = wib("07:00", MONDAY - timedelta(days=number))
        outage(operator, Span(start, start + timedelta(minutes=9)), state="declared", cause="x")
    page(client, "outages")
    with django_assert_num_queries(12):
        page(client, "outages")


@pytest.mark.parametrize("count", [1, 20])
def test_one_outage_reads_a_fixed_number_of_statements(
    operator: Employee, client: Client, django_assert_num_queries: Callable[..., Any], count: int
) -> None:
    row = outage(operator)
    for _ in range(count):
        queued(factories.employee(operator.unit))
    page(client, "outage", row.pk)
    with django_assert_num_queries(19):
        page(client, "outage", row.pk)


def test_the_hub_counts_what_waits(operator: Employee, client: Client) -> None:
    outage(operator)
    text = page(client, "personnel")
    assert "1 usulan pemantau menunggu keputusan." in text
    for name in ("outages", "anomalies", "machines", "code_screens", "events_import", "cases"):
        assert f'href="{reverse(f"attendance:{name}")}"' in text


def test_the_hub_shows_machines_to_their_keepers_only(
    person: Employee, client: Client, freeze: Freeze
) -> None:
    freeze("09:00")
    factories.grant(person, "inspector")
    sign_in(client, person)
    text = page(client, "personnel")
    assert reverse("attendance:outages") in text
    assert reverse("attendance:machines") not in text


def test_the_hub_reads_a_fixed_number_of_statements(
    operator: Employee, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(3):
        start = wib("07:00", MONDAY - timedelta(days=number))
        outage(operator, Span(start, start + timedelta(minutes=9)))
    page(client, "personnel")
    with django_assert_num_queries(14):
        page(client, "personnel")
