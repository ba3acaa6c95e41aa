"""One look at an agency's rows, however many statements it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from accounts.tenancy import tenant
from asn_wfh import clock


def quiet(_what: str, _done: int, _total: int) -> None:
    """A `Tell` for what is written during one look: nothing can be told meanwhile."""


@contextmanager
def one_picture(agency_id: int) -> Iterator[datetime]:
    """The agency's tenancy in which every statement sees the rows of one moment, which it gives.

    The moment is aware. Nothing can be written meanwhile, no progress either: read, and write the
    file afterwards where that takes long, for the database clears away no row that this could
    still see. Inside a transaction that is open already it is that one's look.
    """
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with tenant(agency_id):
            yield clock.now()
