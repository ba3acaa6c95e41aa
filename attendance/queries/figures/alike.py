"""A judged day as one number, so that days alike fall into one group and a condition is tried once.

Grouping by a small number costs PostgreSQL much less than by the seven columns it is made of.
"""

from __future__ import annotations

from attendance.models import DayStatus, WorkMode
from attendance.queries.figures.kinds import SUMMED
from attendance.rules.verdict import Flag

# The order is of this module alone: the number lives no longer than its statement.
VALUES: dict[str, tuple[str, ...]] = {
    "status": tuple(DayStatus.values),
    "plan": (*WorkMode.values, ""),
    "place": (*WorkMode.values, ""),
}
"""The columns that hold one of a few words, the frequent first; four at most fill two bits."""

BITS_OF_WORD = 2
ASKED = ("first_in IS NOT NULL", "late_minutes > 0", "early_minutes > 0")
"""What a condition may ask of the other columns; one bit each."""

FLAGS = tuple(flag for flag in Flag if any(f"'{flag.value}'" in kind.where for kind in SUMMED))
"""The flags that any figure looks at."""

_WORDS = tuple((name, words, BITS_OF_WORD * at) for at, (name, words) in enumerate(VALUES.items()))
_FIRST_ASKED = BITS_OF_WORD * len(VALUES)
_FIRST_FLAG = _FIRST_ASKED + len(ASKED)


def number_of_day() -> str:
    """SQL of the number of a row of `attendance_workday`: words, then questions, then flags."""
    words = (
        "CASE {} {} END".format(
            column,
            " ".join(f"WHEN '{word}' THEN {at << shift}" for at, word in enumerate(values)),
        )
        for column, values, shift in _WORDS
    )
    asked = (
        f"CASE WHEN {question} THEN {1 << bit} ELSE 0 END"
        for bit, question in enumerate(ASKED, _FIRST_ASKED)
    )
    flags = " + ".join(
        f"CASE WHEN '{flag.value}' = ANY(flags) THEN {1 << bit} ELSE 0 END"
        for bit, flag in enumerate(FLAGS, _FIRST_FLAG)
    )
    # Most days bear no flag, and asking an array costs.
    flagged = f"CASE WHEN cardinality(flags) = 0 THEN 0 ELSE {flags} END"
    return " + ".join((*words, *asked, flagged))


def columns_of_number(number: str) -> str:
    """SQL of the columns that the figures' conditions look at, read back from `number`.

    `first_in` is only whether there was one; minutes are summed beside the number.
    """
    words = (
        f"({_array(values)})[1 + ({number} >> {shift} & {(1 << BITS_OF_WORD) - 1})] AS {column}"
        for column, values, shift in _WORDS
    )
    first_in = f"CASE WHEN {number} >> {_FIRST_ASKED} & 1 = 1 THEN 'yes' END AS first_in"
    flags = ", ".join(
        f"CASE WHEN {number} >> {bit} & 1 = 1 THEN '{flag.value}' END"
        for bit, flag in enumerate(FLAGS, _FIRST_FLAG)
    )
    return ", ".join((*words, first_in, f"ARRAY[{flags}] AS flags"))


def _array(values: tuple[str, ...]) -> str:
    return "ARRAY[{}]".format(", ".join(f"'{value}'" for value in values))
