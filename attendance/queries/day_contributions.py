"""What single judged days add to the figures, from rows as amendments keep them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from attendance.queries.figures.kinds import SUMMED

type Given = Mapping[tuple[date, int], Mapping[str, Any]]
"""Judged rows by date and employee id, by column name; empty where there was no row."""

ROWS = """(
    SELECT date, employee_id, (judged->>'unit_id')::bigint AS unit_id,
           judged->>'status' AS status, judged->>'plan' AS plan, judged->>'place' AS place,
           (judged->>'first_in')::timestamptz AS first_in,
           (judged->>'last_out')::timestamptz AS last_out,
           (judged->>'late_minutes')::smallint AS late_minutes,
           (judged->>'early_minutes')::smallint AS early_minutes,
           string_to_array(judged->>'flags', ';') AS flags
    FROM unnest(%s::date[], %s::bigint[], %s::jsonb[]) AS given (date, employee_id, judged)
) AS attendance_workday"""

_BY_PLACE = frozenset({"wfo_days", "wfh_days", "wfa_days", "due_days", "excused_days"})
FOLLOWING = {
    "quota_kept_days": _BY_PLACE,
    "quota_broken_days": _BY_PLACE,
    "converted_days": frozenset({"lost_minutes", "absent_days"}),
}
"""Figures that are no sums over days, and the sums they follow from."""


def changed_codes(before: Given, after: Given) -> dict[tuple[date, int], frozenset[str]]:
    """By date and employee, the figures that `after` adds another amount to than `before`.

    By the very conditions that count them; with those that follow from them. Two statements.
    """
    was, now = _added(before), _added(after)
    nothing = dict.fromkeys((kind.code for kind in SUMMED), 0)
    found = {}
    for key in {**before, **after}:
        old, new = was.get(key, nothing), now.get(key, nothing)
        codes = {code for code in nothing if old[code] != new[code]}
        found[key] = frozenset(codes | _following(codes))
    return found


def _following(codes: Collection[str]) -> set[str]:
    return {code for code, sums in FOLLOWING.items() if sums.intersection(codes)}


def _added(given: Given) -> dict[tuple[date, int], dict[str, int]]:
    rows = [(day, person, dict(row)) for (day, person), row in given.items() if row]
    if not rows:
        return {}
    adds = ", ".join(
        f"CASE WHEN {kind.where} THEN {kind.minutes or '1'} ELSE 0 END" for kind in SUMMED
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT date, employee_id, {adds} FROM {ROWS}",  # noqa: S608  (only constants)
            [
                [day for day, _person, _row in rows],
                [person for _day, person, _row in rows],
                [Jsonb(row) for _day, _person, row in rows],
            ],
        )
        found = cursor.fetchall()
    codes = [kind.code for kind in SUMMED]
    return {(row[0], row[1]): dict(zip(codes, row[2:], strict=True)) for row in found}
