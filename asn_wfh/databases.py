"""Which PostgreSQL and Valkey the portal talks to, and as whom.

Two aliases reach the same database: ``default`` as the application role, which owns
nothing and is bound by row-level security, and ``owner`` for migrations and demo data.
"""

import select
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import Connection
from psycopg_pool import ConnectionPool

from asn_wfh.engines import endpoints
from asn_wfh.environment import Environment


def refuse_closed(connection: Connection[Any]) -> None:
    """Keep a connection that the server has ended from reaching a request; else do nothing.

    A silent socket is a living one and costs no round trip. Where something waits to be read,
    mostly the server's last words after a restart, the server itself is asked.
    """
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if waiting.poll(0):
        ConnectionPool.check_connection(connection)


APP_POOL = {"min_size": 1, "max_size": 4, "timeout": 5, "check": refuse_closed}


def databases(env: Environment, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Django's `DATABASES` for this environment."""
    if env.embedded:
        embedded = endpoints(data_dir)
        app, owner = _of_parameters(embedded.app), _of_parameters(embedded.owner)
    else:
        app = _of_url(env.database_url)
        owner = _of_url(env.database_owner_url or env.database_url)
    app["OPTIONS"]["pool"] = dict(APP_POOL)
    # Both aliases are one database: tests build it once, through the owner.
    owner["TEST"] = {"MIRROR": "default"}
    return {"default": app, "owner": owner}


def _of_parameters(parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parameters["dbname"],
        "USER": parameters["user"],
        "PASSWORD": parameters["password"],
        "HOST": parameters["host"],
        "PORT": str(parameters["port"]),
        "OPTIONS": {},
    }


def _of_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL tidak terbaca. Tulis seperti "
            "postgresql://nama:sandi@host:5432/basisdata, lalu jalankan lagi."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def cache_location(env: Environment, data_dir: Path) -> str:
    """Where the cache lives: Valkey database 1."""
    if env.redis_url:
        return _numbered(env.redis_url, 1)
    return endpoints(data_dir).redis_cache_url


def broker_url(env: Environment, data_dir: Path) -> str:
    """Where Celery's queue lives: Valkey database 2."""
    if env.redis_url:
        return _numbered(env.redis_url, 2)
    return endpoints(data_dir).redis_broker_url


def _numbered(url: str, number: int) -> str:
    parts = urlsplit(url)
    return parts._replace(path=f"/{number}").geturl()
