"""The tap against the real database: two at once, and with the broker and cache away."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import pytest
from celery import current_app
from django.db import connections
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.models import CheckIn, Outbox
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, sign_in, worker

URL = "/hari-ini/presensi/"
TOGETHER = 2
LONGEST_SECONDS = 2

pytestmark = pytest.mark.usefixtures("committed")


def tap_at_once(person: Employee, keys: list[UUID], kind: str = "in") -> list[Any]:
    """The answers to one tap per key, sent from as many browsers at the same moment."""
    gate = Barrier(len(keys))
    browsers = [Client() for _ in keys]
    for browser in browsers:
        sign_in(browser, person)

    def send(browser: Client, key: UUID) -> Any:
        gate.wait(timeout=10)
        try:
            body = {"kind": kind, "mode": "WFO", "key": key}
            return browser.post(URL, body, headers={"Accept": "application/json"})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(keys)) as pool:
        return list(pool.map(send, browsers, keys))


def events_of(person: Employee) -> int:
    with tenant(person.agency_id):
        return CheckIn.objects.of(person).count()


def test_a_double_tap_is_one_record_and_one_answer(freeze: Freeze) -> None:
    person = worker()
    freeze("16:24")
    for number in range(1, 6):
        answers = tap_at_once(person, [uuid4()] * TOGETHER, kind="out")
        assert sorted(answer.status_code for answer in answers) == [200, 201]
        assert answers[0].json() == answers[1].json()
        assert events_of(person) == number


def test_two_tabs_at_once_make_one_first_check_in(freeze: Freeze) -> None:
    person = worker()
    freeze("07:24")
    answers = tap_at_once(person, [uuid4(), uuid4()])
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert events_of(person) == 1


@pytest.fixture
def valkey_away(settings: Any) -> Iterator[None]:
    """Cache and broker point at a socket nobody listens on."""
    gone = f"{settings.DATA_DIR}/nobody.sock"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"unix://{gone}?db=1"}}
    broker = current_app.conf.broker_url
    _use_broker(f"redis+socket://{gone}?virtual_host=2")
    yield
    _use_broker(broker)


def _use_broker(url: str) -> None:
    current_app.conf.broker_url = url
    current_app._pool = None
    current_app.amqp._producer_pool = None


@pytest.mark.usefixtures("valkey_away")
def test_check_in_goes_on_without_cache_and_broker(freeze: Freeze, client: Client) -> None:
    person = worker()
    desk = factories.desk(person.agency)
    factories.roster_entry(person, MONDAY, desk=desk)
    sign_in(client, person)
    freeze("07:24")
    body = {"kind": "in", "mode": "WFO", "key": uuid4()}
    started = monotonic()
    answer = client.post(URL, body, headers={"Accept": "application/json"})
    assert monotonic() - started < LONGEST_SECONDS
    assert answer.status_code == 201
    assert client.get("/hari-ini/").status_code == 200
    assert events_of(person) == 1
    with tenant(person.agency_id):
        assert Outbox.objects.filter(desk=desk, date=date(2026, 11, 16)).count() == 1
