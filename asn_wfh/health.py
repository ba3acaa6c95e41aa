"""Is the portal alive, and is it ready? For operators and the run command."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_migrated = False


@login_not_required
@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all."""
    return JsonResponse({"hidup": True})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and Valkey are there; 503 naming what is not."""
    checks = {"basis_data": _database(), "migrasi": _migrations(), "valkey": _valkey()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations() -> bool:
    """Whether all migrations are applied; asked until the first yes of this process."""
    global _migrated
    if not _migrated:
        try:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return False
    return _migrated


def _valkey() -> bool:
    """Whether Valkey keeps and gives back a value; the cache itself forgives its absence."""
    cache.set("siap", "ya", 10)
    return bool(cache.get("siap") == "ya")


urlpatterns = [path("hidup", alive, name="alive"), path("siap", ready, name="ready")]
