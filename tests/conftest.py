"""Fixtures for all tests: real engines of their own, the application role, no network."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from asn_wfh.engines import Engines
from tests.migrated import lay_database


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    """PostgreSQL, migrated, and Valkey of this test process, in its temporary folder."""
    # Where collected files would be: the server of static files warns when there is no folder.
    data_dir = Path(os.environ["DATA"])
    (data_dir / "static").mkdir(parents=True, exist_ok=True)
    lay_database(data_dir)
    with Engines(data_dir, fast=True) as running:
        yield running


@pytest.fixture(scope="session")
def django_db_setup(engines: Engines, django_db_blocker: object) -> Iterator[None]:
    """Make the partitions of the tests' months; tests run as the application role, under RLS."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT hadir_make_partitions(%s, %s)", [date(2026, 1, 1), date(2027, 1, 31)]
            )
        yield
        for connection in connections.all():
            connection.close()
            connection.close_pool()


@pytest.fixture(autouse=True)
def plain_static(settings: object) -> None:
    """Templates in tests need no collected files."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
