"""The demo is built as a whole or not at all, and the same seed builds the same world."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import Agency, Employee
from attendance.demo import world
from attendance.demo.accounts import FILE
from attendance.models import CheckIn, RosterEntry
from tests.attendance.seeded import emptied, empty_all_tables

NOW = datetime(2026, 11, 18, 3, tzinfo=UTC)


@pytest.fixture
def empty_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with emptied(django_db_blocker):
        call_command("load_reference", verbosity=0)
        yield


def build(folder: Path, seed: str = "uji") -> None:
    world.build_demo(now=NOW, seed=seed, employees=1, days=3, folder=folder, say=lambda _text: None)


def picture() -> list[list[tuple[object, ...]]]:
    """Who is there, where they are planned and when they came."""
    people = Employee._base_manager.using("owner").order_by("nip")
    lines = RosterEntry.objects.using("owner").order_by("date", "employee__nip", "roster__version")
    events = CheckIn.objects.using("owner").order_by("recorded_at", "id")
    return [
        list(people.values_list("nip", "name", "job_title", "unit__code", "home_latitude")),
        list(lines.values_list("date", "employee__nip", "mode", "desk__slug", "in_force")),
        list(events.values_list("id", "key", "employee__nip", "tapped_at", "distance_m")),
    ]


def test_a_failure_at_the_end_leaves_nothing_behind(
    empty_database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(world, "make_events", fail)
    with pytest.raises(OSError, match="disk full"):
        build(tmp_path)
    assert not Employee._base_manager.using("owner").exists()
    assert not Agency.objects.using("owner").filter(is_demo=True).exists()
    assert not (tmp_path / FILE).exists()


def test_the_same_seed_gives_the_same_world_and_another_seed_another(
    empty_database: None, tmp_path: Path
) -> None:
    pictures = []
    for seed in ("uji", "uji", "lain"):
        empty_all_tables()
        call_command("load_reference", verbosity=0)
        build(tmp_path, seed)
        pictures.append(picture())
    first, again, other = pictures
    assert first == again
    assert first[0] != other[0]
    assert all(first)
