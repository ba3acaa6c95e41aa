"""From what waits to people's mailboxes and browsers: sealed, counted, tried again, given up."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from py_vapid import Vapid02

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh import push
from asn_wfh.push import Browser, Notice, PushFailed, public_key, send_notice
from attendance.actions import deliveries
from attendance.actions.deliveries import HELD_FOR, deliver_batch
from attendance.actions.messages import tell
from attendance.models import Delivery, Message, MessageKind, PushSubscription
from services.rules.retries import TRIES
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import NOW, Office, office
from tests.attendance.push_service import BrowserKeys, PushService, push_service

__all__ = ["as_", "wednesday"]
pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def of() -> Office:
    return office(people=2)


@pytest.fixture
def service(tmp_path: Path, settings: Any) -> Iterator[PushService]:
    """A push service that stands inside the own network, for once known as such."""
    with push_service(tmp_path) as running:
        settings.PUSH_INSIDE = {running.netloc: running.authority}
        yield running


@pytest.fixture
def mailed(of: Office, settings: Any) -> Employee:
    """Somebody with an address, on a portal with a mail server."""
    settings.MAIL_IS_ON = True
    person = of.staff[0]
    factories.changed(person, email="staf@example.go.id")
    return person


def told(person: Employee, kind: MessageKind = MessageKind.LETTER, key: str = "k") -> None:
    with tenant(person.agency_id):
        tell(
            agency_id=person.agency_id,
            employee_ids=[person.pk],
            kind=kind,
            key=key,
            title="Surat tugas ditandatangani",
            body="Surat tugas Anda untuk pekan depan sudah terbit. " * 5,
            url="/jadwal/",
            at=NOW,
        )


def states(of: Office) -> list[tuple[str, int, str]]:
    with tenant(of.agency.pk):
        rows = Delivery.objects.order_by("pk")
        return list(rows.values_list("state", "tries", "error"))


def send(of: Office, at: Any = NOW) -> int:
    return deliver_batch(agency_id=of.agency.pk, now=at)


def test_a_browser_unseals_what_its_push_service_carried(of: Office, service: PushService) -> None:
    keys = BrowserKeys()
    factories.browser(of.staff[0], service.endpoint, **keys.public)
    told(of.staff[0])
    assert send(of) == 1
    headers, body = service.taken[0]
    shown = keys.unsealed(body)
    assert shown["title"] == "Surat tugas ditandatangani"
    assert (shown["url"], len(shown["body"])) == ("/jadwal/", push.BODY_LENGTH)
    assert b"Surat" not in body
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["authorization"].endswith(f"k={public_key()}")
    assert Vapid02.verify(headers["authorization"])
    assert states(of) == [("sent", 1, "")]
    assert send(of, NOW + timedelta(days=1)) == 0


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(of: Office, service: PushService, status: int) -> None:
    factories.browser(of.staff[0], service.endpoint, **BrowserKeys().public)
    told(of.staff[0])
    service.answers.append(status)
    send(of)
    with tenant(of.agency.pk):
        assert not PushSubscription.objects.exists()
        assert not Delivery.objects.exists()
        assert Message.objects.count() == 1


def test_a_push_service_in_trouble_is_tried_again_until_it_is_given_up(
    of: Office, service: PushService
) -> None:
    factories.browser(of.staff[0], service.endpoint, **BrowserKeys().public)
    told(of.staff[0])
    service.answers += [503] * TRIES
    send(of)
    assert states(of) == [("waiting", 1, "HTTP 503")]
    assert send(of, NOW + 59 * timedelta(seconds=1)) == 0
    assert send(of, NOW + MINUTE) == 1
    for day in range(1, TRIES - 1):
        send(of, NOW + timedelta(days=day))
    assert states(of) == [("failed", TRIES, "HTTP 503")]
    assert send(of, NOW + timedelta(days=30)) == 0


@pytest.mark.parametrize("found", ["127.0.0.1", "10.0.0.7", "::1", "169.254.169.254"])
def test_a_name_that_leads_into_the_own_network_is_not_followed(
    monkeypatch: Any, service: PushService, settings: Any, found: str
) -> None:
    settings.PUSH_INSIDE = {}
    rows = [(0, 0, 0, "", ("93.184.215.14", 443)), (0, 0, 0, "", (found, 443))]
    monkeypatch.setattr(push.socket, "getaddrinfo", lambda *_, **__: rows)
    browser = Browser("https://push.example/x", **BrowserKeys().public)
    with pytest.raises(PushFailed, match="jaringan sendiri") as refused:
        send_notice(browser, Notice("t", "b", "/", "tag"))
    assert refused.value.gone
    with pytest.raises(PushFailed, match="tidak diizinkan"):
        send_notice(
            Browser(service.endpoint, browser.p256dh, browser.auth), Notice("t", "b", "/", "tag")
        )
    assert service.taken == []


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: Any) -> None:
    rows = [(0, 0, 0, "", ("93.184.215.14", 443))]
    monkeypatch.setattr(push.socket, "getaddrinfo", lambda *_, **__: rows)
    pool, host = push._road_to("https://push.example/x")
    assert (pool.host, pool.port, host) == ("93.184.215.14", 443, "push.example")
    assert pool.assert_hostname == "push.example"


def test_a_mail_says_what_happened_and_where_to_go(
    of: Office, mailed: Employee, settings: Any
) -> None:
    settings.PORTAL_URL = "https://hadir.example.go.id"
    told(mailed)
    assert send(of) == 1
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["staf@example.go.id"], "Surat tugas ditandatangani")
    assert "Buka di Hadir: https://hadir.example.go.id/jadwal/" in letter.body
    assert "https://hadir.example.go.id/pesan/pengaturan/" in letter.body
    assert states(of) == [("sent", 1, "")]


def test_a_worker_killed_between_sending_and_settling_sends_the_same_mail_once_more(
    of: Office, mailed: Employee, monkeypatch: Any
) -> None:
    told(mailed)
    with monkeypatch.context() as killed:
        killed.setattr(deliveries, "_sent", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            send(of)
    assert send(of, NOW + MINUTE) == 0
    assert send(of, NOW + HELD_FOR) == 1
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert states(of) == [("sent", 2, "")]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (SMTPServerDisconnected("away"), ("waiting", 1, "SMTPServerDisconnected")),
        (
            SMTPRecipientsRefused({"staf@example.go.id": (550, b"unknown")}),
            ("failed", 1, "alamat ditolak"),
        ),
        (
            SMTPRecipientsRefused({"staf@example.go.id": (451, b"later")}),
            ("waiting", 1, "alamat ditunda"),
        ),
    ],
)
def test_a_mail_is_tried_again_unless_its_address_is_refused_for_good(
    of: Office, mailed: Employee, monkeypatch: Any, error: Exception, expected: Any
) -> None:
    def refuse(*_: Any) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    told(mailed)
    send(of)
    assert states(of) == [expected]


def test_what_is_urgent_goes_before_what_waits_longer(of: Office, service: PushService) -> None:
    keys = BrowserKeys()
    factories.browser(of.staff[0], service.endpoint, **keys.public)
    told(of.staff[0], key="roster")
    told(of.staff[0], MessageKind.EMERGENCY, "fire")
    assert deliver_batch(agency_id=of.agency.pk, now=NOW, urgent=True) == 1
    assert service.taken[0][0]["urgency"] == "high"
    assert sorted(states(of)) == [("sent", 1, ""), ("waiting", 0, "")]


def offered(endpoint: str, **changed: str) -> dict[str, Any]:
    return {"endpoint": endpoint, "keys": {**BrowserKeys().public, **changed}}


def test_a_browser_belongs_to_whoever_subscribed_it_last(of: Office, as_: Any) -> None:
    address = reverse("attendance:push_subscribe")
    sent = offered("https://push.example/one")
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
    for person, status in ((of.staff[0], 201), (of.staff[0], 200), (of.staff[1], 201)):
        answer = as_(person).post(
            address, sent, content_type="application/json", headers={"User-Agent": agent}
        )
        assert answer.status_code == status
    assert answer.json()["message"].startswith("Chrome di Android")
    with tenant(of.agency.pk):
        row = PushSubscription.objects.get()
    assert row.employee_id == of.staff[1].pk
    strange = as_(of.staff[0]).post(reverse("attendance:push_remove", args=[row.pk]))
    assert strange.status_code == 404
    assert (
        as_(of.staff[1]).post(reverse("attendance:push_remove", args=[row.pk])).status_code == 302
    )
    with tenant(of.agency.pk):
        assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        offered("http://push.example/x"),
        offered("https://127.0.0.1/x"),
        offered("https://push.example:8443/x"),
        offered("https://push.example/x", p256dh="BAAA"),
        offered("https://push.example/x", auth="not base64!"),
        {"endpoint": "https://push.example/x"},
        {"endpoint": ["https://push.example/x"], "keys": 7},
        [],
    ],
)
def test_what_cannot_be_a_browser_is_refused_with_a_sentence(
    of: Office, as_: Any, sent: Any
) -> None:
    answer = as_(of.staff[0]).post(
        reverse("attendance:push_subscribe"), sent, content_type="application/json"
    )
    assert answer.status_code == 422
    assert "Muat ulang halaman" in str(answer.json()["errors"])


def test_the_service_worker_reaches_the_whole_portal_and_is_not_sent_twice(client: Any) -> None:
    answer = client.get("/pekerja-pesan.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert (
        client.get("/pekerja-pesan.js", headers={"If-None-Match": answer["ETag"]}).status_code
        == 304
    )
