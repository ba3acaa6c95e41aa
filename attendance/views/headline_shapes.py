"""One headline figure as `components/_figure.html` prints it: value, target, trend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from attendance.wording import compliance as words

SAME_POINTS = 0.05


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of a month: shares in percent (0 to 100), or whole days where `in_days`.

    `before` is that of the month before, `series` oldest first with `value` last. `goal` is the
    share to be reached, or None. `url` opens what stands behind it.
    """

    label: str
    value: float | None
    before: float | None = None
    series: Sequence[float | None] = ()
    goal: int | None = None
    in_days: bool = False
    more_is_better: bool = True
    url: str = ""


def headline_shape(one: Headline, previous: date) -> dict[str, Any]:
    """The figure's card; `previous` is any date of the month before."""
    trend, step = _trend(one)
    series = [value for value in one.series if value is not None]
    reached = one.value is not None and one.goal is not None and one.value >= one.goal
    return {
        "label": one.label,
        "value": _number(one.value, in_days=one.in_days),
        "unit": "" if one.value is None else " hari" if one.in_days else "%",
        "trend": trend,
        "trend_good": (trend == "up") == one.more_is_better,
        "trend_label": step and words.trend_words(trend, step, words.month_words(previous)),
        "before": "" if one.before is None else _written(one, one.before),
        "series": series if len(series) > 1 else [],
        "share": None if one.in_days else one.value,
        "goal": one.goal,
        "goal_label": (
            "" if one.goal is None or one.value is None else words.goal_words(one.goal, reached)
        ),
        "goal_met": reached,
        "url": one.url,
    }


def _trend(one: Headline) -> tuple[str, str]:
    """The direction since the month before, and the step in words; empty where unknown."""
    if one.value is None or one.before is None:
        return "", ""
    step = abs(one.value - one.before)
    said = words.days_words(round(step)) if one.in_days else words.points_words(step)
    if step < SAME_POINTS:
        return "flat", said
    return ("up" if one.value > one.before else "down"), said


def _written(one: Headline, value: float) -> str:
    number = _number(value, in_days=one.in_days)
    return words.days_words(round(value)) if one.in_days else f"{number}%"


def _number(value: float | None, *, in_days: bool) -> str:
    return "–" if value is None else words.decimal_words(value, 0 if in_days else 1)
