"""How many statements a page or a tap sends to the database, in agencies of different size."""

import uuid
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

TAP = "/hari-ini/presensi/"
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


def run(pages: list[dict[str, str]], tap: dict[str, Any] | None = None) -> dict[str, Any]:
    """Count for each of `pages` (name, path, cookie) and for one `tap` (cookie, mode, is_in).

    Everything is asked twice and counted the second time: what a process remembers for a few
    seconds (the rulebook) is then remembered, as it is under load.
    """
    counted = {page["name"]: _page(page) for page in pages}
    return {"pages": counted, "check_in": None if tap is None else _check_in(tap)}


def _client(cookie: str) -> Client:
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    name, value = cookie.split("=", 1)
    client.cookies[name] = value
    return client


def _page(page: dict[str, str]) -> dict[str, Any]:
    client = _client(page["cookie"])
    client.get(page["path"])
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page["path"])
    return _count(queries, answer.status_code)


def _check_in(tap: dict[str, Any]) -> dict[str, Any]:
    client = _client(tap["cookie"])
    kinds = ["out", "in"] if tap["is_in"] else ["in", "out"]
    for kind in kinds:
        form = {
            "kind": kind,
            "mode": tap["mode"],
            "key": str(uuid.uuid4()),
            "latitude": "-6.8586",
            "longitude": "107.9211",
            "accuracy": "20",
        }
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(
                "/hari-ini/presensi/", form, headers={"Accept": "application/json"}
            )
    return _count(queries, answer.status_code) | {
        "list": [query["sql"][:160] for query in queries.captured_queries]
    }


def _count(queries: CaptureQueriesContext, status: int) -> dict[str, Any]:
    frame = sum(query["sql"].startswith(FRAME) for query in queries.captured_queries)
    return {"status": status, "statements": len(queries) - frame, "round_trips": len(queries)}
