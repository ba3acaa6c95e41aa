"""What row-level security costs: the same statements as the application role and as the owner."""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from django.test.utils import CaptureQueriesContext

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.models import Absence, CheckIn, RosterEntry

ROLES = {"policies": "default", "bypass": "owner"}
INSERT = """
INSERT INTO attendance_checkin (agency_id, employee_id, local_date, key, kind, mode, recorded_at,
    tapped_at, zone, source, place_class)
VALUES (%s, %s, %s, gen_random_uuid(), 'in', 'WFO', now(), now(), 'Asia/Jakarta', 'browser',
    'inside')
RETURNING id
"""
Work = Callable[[CursorWrapper], None]


def run(agency: int, people: list[int], rounds: int, times: int) -> dict[str, Any]:
    """Milliseconds per statement of each role, and their ratio, for reads and for the insert."""
    today = clock.today("Asia/Jakarta")
    kinds: dict[str, Work] = {
        "read_one": _reads(agency, people[:times], lambda one: [one]),
        "read_many": _reads(agency, people[:10], lambda _: people[:200]),
        "insert": _inserts(agency, people[:times], today),
    }
    return {name: _compare(work, agency, rounds) for name, work in kinds.items()}


def _reads(agency: int, people: list[int], chosen: Callable[[int], list[int]]) -> Work:
    """The three reads of a tap or of a board, as the ORM writes them."""
    today = clock.today("Asia/Jakarta")
    with tenant(agency), CaptureQueriesContext(connections["default"]) as queries:
        for one in people:
            of = {"agency_id": agency, "employee_id__in": chosen(one)}
            list(RosterEntry.objects.in_force().on(today).filter(**of))
            list(CheckIn.objects.between(today - timedelta(days=7), today).filter(**of))
            list(Absence.objects.covering(today).filter(**of))
        statements = [query["sql"] for query in queries.captured_queries]

    def work(cursor: CursorWrapper) -> None:
        for statement in statements:
            cursor.cursor.execute(statement)
            cursor.fetchall()

    return work


def _inserts(agency: int, people: list[int], today: date) -> Work:
    def work(cursor: CursorWrapper) -> None:
        for one in people:
            cursor.execute(INSERT, [agency, one, today])

    return work


def _compare(work: Work, agency: int, rounds: int) -> dict[str, float]:
    spent: dict[str, list[float]] = {name: [] for name in ROLES}
    for number in range(rounds + 1):
        # Turn about, so that neither always comes first.
        for name, alias in sorted(ROLES.items(), reverse=number % 2 == 1):
            spent[name].append(_seconds(work, alias, agency))
    # The first round fills caches and is left out.
    medians = {name: 1000 * statistics.median(times[1:]) for name, times in spent.items()}
    ratios = [a / b for a, b in zip(spent["policies"][1:], spent["bypass"][1:], strict=True)]
    return medians | {"ratio": statistics.median(ratios)}


def _seconds(work: Work, alias: str, agency: int) -> float:
    """How long `work` takes in one transaction, which is then undone."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT set_config('hadir.agency', %s, true)", [str(agency)])
        begun = time.perf_counter()
        work(cursor)
        spent = time.perf_counter() - begun
        transaction.set_rollback(True, using=alias)
    return spent
