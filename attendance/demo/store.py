"""Large tables by COPY: tens of thousands of rows in a second."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections
from psycopg import sql

from attendance.demo.frame import USING


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write `rows` into `table` in the open transaction; how many."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    with connections[USING].cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count
