"""Work by the clock gives way to an officer's arrival, over the real broker."""

import json
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.conf import settings

from accounts.models import Agency
from asn_wfh import clock
from attendance.tasks import desks as tasks
from services import snapshots
from services.models import PipelineBeat
from services.tasks import refresh_snapshots
from tests.attendance.conftest import Freeze
from tests.services import places

pytestmark = pytest.mark.django_db
QUEUE, PRIORITY = settings.BY_THE_CLOCK["queue"], settings.BY_THE_CLOCK["priority"]


@pytest.fixture
def queue() -> Iterator[Any]:
    """The broker's client; the queue is empty before and after."""
    with current_app.connection_for_write() as connection:
        channel = connection.default_channel
        channel._purge(QUEUE)
        yield channel.client
        channel._purge(QUEUE)


@pytest.fixture
def offices(freeze: Freeze, settings: Any, tmp_path: Any) -> list[places.Place]:
    """Two offices of two agencies, open, whose desks nobody has looked at yet."""
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    found = [places.place(), places.place()]
    freeze(found[0].at("09.00"))
    return found


def put_back(queue: Any) -> list[tuple[str, Any]]:
    """Name and arguments of what waits behind all arrivals, which is taken from there."""
    found = []
    while (raw := queue.rpop(f"{QUEUE}\x06\x16{PRIORITY}")) is not None:
        message = json.loads(raw)
        found.append((message["headers"]["task"], json.loads(b64decode(message["body"]))[0]))
    return found


def beaten() -> set[int]:
    return set(PipelineBeat.objects.values_list("agency_id", flat=True))


def test_the_beat_lets_an_arrival_pass_and_goes_on_where_it_stopped(
    offices: list[places.Place], queue: Any
) -> None:
    first, second = (office.agency.pk for office in offices)
    tasks.drain_outbox.apply_async([first])

    tasks.beat_pipeline.apply(routing_key=QUEUE, throw=True)

    assert beaten() == set()
    [(name, [agency_ids])] = put_back(queue)
    assert name == "attendance.beat_pipeline"
    assert set(agency_ids) == set(Agency.objects.values_list("pk", flat=True)) >= {first, second}

    queue.delete(QUEUE)
    tasks.beat_pipeline.apply(args=[[second]], routing_key=QUEUE, throw=True)
    assert beaten() == {second}
    assert put_back(queue) == []


def test_who_was_silent_longest_is_first(offices: list[places.Place], freeze: Freeze) -> None:
    first, second = (office.agency for office in offices)
    tasks.beat_pipeline([first.pk])
    assert tasks.agencies_with_desks() == [second, first]
    freeze(clock.now() + timedelta(minutes=1))
    tasks.beat_pipeline([second.pk])
    assert tasks.agencies_with_desks() == [first, second]


def test_a_crowd_of_arrivals_silences_nobody(
    offices: list[places.Place], queue: Any, freeze: Freeze
) -> None:
    first, second = (office.agency.pk for office in offices)
    tasks.beat_pipeline([first])
    freeze(clock.now() + timedelta(minutes=2))
    tasks.beat_pipeline([second])
    freeze(clock.now() + timedelta(minutes=2))
    tasks.drain_outbox.apply_async([first])

    tasks.beat_silent.apply(routing_key=QUEUE, throw=True)

    at = dict(PipelineBeat.objects.values_list("agency_id", "beat_at"))
    assert at[first] == clock.now()
    assert at[second] == clock.now() - timedelta(minutes=2)
    assert put_back(queue) == []


def test_the_refresh_writes_one_office_while_somebody_waits(
    offices: list[places.Place], queue: Any
) -> None:
    tasks.drain_outbox.apply_async([offices[0].agency.pk])
    assert refresh_snapshots.apply(routing_key=QUEUE, throw=True).get() == 1
    queue.delete(QUEUE)
    assert refresh_snapshots.apply(routing_key=QUEUE, throw=True).get() == 1
    written = [snapshots.store().version_of(office.office.slug) for office in offices]
    assert None not in written


def test_without_a_broker_the_clock_goes_on(
    offices: list[places.Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any, **_options: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("redis.connection.Connection.connect", away)
    tasks.beat_pipeline.apply(routing_key=QUEUE, throw=True)
    assert beaten() >= {office.agency.pk for office in offices}
