"""Searches as the templates print them."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from attendance.models import GenerationOutcome, JobState, RosterGeneration
from attendance.queries.generations import ACTIVE, Batch, BatchRow, GenerationPanel
from attendance.wording import generations as words
from attendance.wording import roster_pages

Shape = dict[str, Any]


def panel_shape(panel: GenerationPanel, now: datetime) -> Shape:
    """What `_roster_generate.html` shows."""
    roster, newest = panel.roster, panel.newest
    shape: Shape = {
        "url": reverse("attendance:roster_generate", args=[roster.pk]),
        "edit_url": reverse("attendance:roster_edit", args=[roster.pk]),
        "cancel_url": reverse("attendance:roster_generate_cancel", args=[roster.pk]),
        "may_ask": panel.may_ask and not panel.is_active,
        "is_active": panel.is_active,
        "is_fresh": False,
        "limits": panel.limits,
        "limit": panel.usual,
        "keeps": False,
        "search": None,
    }
    if newest is not None:
        shape["limit"] = newest.time_limit_seconds
        shape["keeps"] = newest.keeps_lines
        shape["search"] = search_shape(newest, now)
    return shape


def search_shape(row: RosterGeneration, now: datetime) -> Shape:
    """One search: how far, how good, what it found."""
    found = row.explanation or {}
    is_infeasible = row.outcome == GenerationOutcome.INFEASIBLE
    return {
        "code": "infeasible" if is_infeasible else row.state,
        "is_active": row.state in ACTIVE,
        "step": row.step,
        "gap": "" if row.gap is None else words.gap_words(row.gap),
        "message": row.message,
        "elapsed": _elapsed(row, now),
        "limit": row.time_limit_seconds,
        "facts": words.summary_facts(found["summary"], row.gap) if "summary" in found else [],
        "collisions": found.get("collisions", []),
    }


def batch_shape(batch: Batch, now: datetime) -> Shape:
    """What `_generation_batch.html` shows."""
    here = reverse("attendance:generations")
    return {
        "url": f"{here}?susunan={batch.batch}",
        "cancel_url": reverse("attendance:generations_cancel", args=[batch.batch]),
        "period": roster_pages.period_words(batch.first_day, batch.last_day),
        "asked_by": batch.asked_by.name,
        "asked_at": batch.asked_at,
        "ended": batch.ended,
        "planned": batch.planned,
        "unplanned": batch.unplanned,
        "total": len(batch.rows),
        "is_active": batch.is_active,
        "rows": [_row(row, now) for row in batch.rows],
    }


def _row(row: BatchRow, now: datetime) -> Shape:
    generation = row.generation
    return search_shape(generation, now) | {
        "code": row.code,
        "unit": generation.roster.unit.name,
        "open_url": reverse("attendance:roster_detail", args=[generation.roster_id]),
    }


def _elapsed(row: RosterGeneration, now: datetime) -> int:
    """Whole seconds since the search began, at most its limit."""
    if row.state != JobState.RUNNING or row.started_at is None:
        return 0
    return min(row.time_limit_seconds, max(0, int((now - row.started_at).total_seconds())))
