"""A database that demo people may be committed to, and that is empty again afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections


def empty_all_tables() -> None:
    """Take every row of the portal's own tables away; only their owner may."""
    models = [
        model
        for app in ("accounts", "services", "attendance")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model._meta.managed
    ]
    names = ", ".join(sorted({model._meta.db_table for model in models}))
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


@contextmanager
def emptied(django_db_blocker: Any) -> Iterator[None]:
    """An empty database before and after, with rows really committed in between."""
    with django_db_blocker.unblock():
        empty_all_tables()
        try:
            yield
        finally:
            empty_all_tables()
