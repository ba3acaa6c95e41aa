"""Judged rows as they are kept: by person, and as a hash that says whether two are the same.

The hash is SHA-256 over one line per employee, in order of id, of every judged column but the
moment of judging. It is made in SQL, so that the same expression serves the rows of the table and
rows that are only being compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from attendance.models import DayClose
from attendance.queries.judging import COLUMNS, JudgedRow
from attendance.rulebook import RULE_VERSION

ONE_LINE = """concat_ws('|', employee_id, unit_id, status, plan, place,
    coalesce((extract(epoch FROM first_in) * 1000000)::bigint::text, ''),
    coalesce((extract(epoch FROM last_out) * 1000000)::bigint::text, ''),
    coalesce(first_in_minute::text, ''), late_minutes, early_minutes, {flags},
    coalesce(schedule_id::text, ''), {rule_version})"""
DIGEST = "encode(sha256(convert_to(coalesce(string_agg({line}, E'\\n' ORDER BY employee_id), ''), 'UTF8')), 'hex')"  # noqa: E501
OF_TABLE = DIGEST.format(
    line=ONE_LINE.format(flags="array_to_string(flags, ';')", rule_version="rule_version")
)
OF_GIVEN = DIGEST.format(line=ONE_LINE.format(flags="flags", rule_version="%s::text"))
GIVEN = "unnest({}) AS given ({})".format(
    ", ".join(f"%s::{kind}[]" for kind in COLUMNS.values()), ", ".join(COLUMNS)
)
KEPT = ", ".join("array_to_string(flags, ';')" if name == "flags" else name for name in COLUMNS)


def kept_rows(agency_id: int, day: date, people: Collection[int]) -> dict[int, JudgedRow]:
    """The rows kept for these employees on `day`, by employee id."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {KEPT} FROM attendance_workday"  # noqa: S608  (names are constants)
            " WHERE agency_id = %s AND date = %s AND employee_id = ANY(%s)",
            [agency_id, day, list(people)],
        )
        return {row[0]: JudgedRow(*row) for row in cursor.fetchall()}


def kept_hash(agency_id: int, day: date) -> tuple[int, str]:
    """How many rows are kept for `day`, and their hash."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), {OF_TABLE} FROM attendance_workday"  # noqa: S608
            " WHERE agency_id = %s AND date = %s",
            [agency_id, day],
        )
        count, digest = cursor.fetchone()
    return count, digest


def hash_of(rows: Sequence[JudgedRow]) -> str:
    """The hash that these rows would have if they were kept as judged by today's rules."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {OF_GIVEN} FROM {GIVEN}",  # noqa: S608
            [RULE_VERSION, *as_arrays(rows)],
        )
        return str(cursor.fetchone()[0])


def month_hash(agency_id: int, first: date, last: date) -> str:
    """SHA-256 over the hashes of the closed dates from `first` to `last`, a line per date."""
    closes = DayClose.objects.filter(agency_id=agency_id, date__range=(first, last))
    return month_hash_of(dict(closes.values_list("date", "content_hash")))


def month_hash_of(hashes: dict[date, str]) -> str:
    """SHA-256 over the hashes of dates, a line per date in order."""
    lines = [f"{day} {hashes[day]}" for day in sorted(hashes)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def as_arrays(rows: Sequence[JudgedRow]) -> list[str]:
    """The columns of `rows` as PostgreSQL's array literals.

    Written here and not by the driver, which takes longer for it than the rules for judging. The
    values are numbers, moments and the codes of the rules: nothing that would need quoting.
    """
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return ["{" + ",".join(map(_literal, column)) + "}" for column in columns]


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if value == "":
        return '""'
    return value.isoformat() if isinstance(value, datetime) else str(value)
