"""A policy as its pages print it: plain sentences under headings, and who did what."""

from datetime import date
from typing import Any

from attendance.models import Policy
from attendance.queries.policies import Stage, stage_of
from attendance.queries.policy_preview import Preview, Reasons, Tally, UnitPreview
from attendance.wording import policy_content as content
from attendance.wording import policy_previews as words


def row_shape(policy: Policy, today: date) -> dict[str, Any]:
    """A line of the list."""
    return {
        "policy": policy,
        "stage": f"policy_{stage_of(policy, today)}",
        "scope": content.scope_words(policy),
        "period": content.period_words(policy.valid_from, policy.valid_until),
        "says": " ".join([*content.places_sentences(policy), *content.limit_sentences(policy)[:1]]),
    }


def content_shape(policy: Policy, excluded_units: list[str]) -> list[dict[str, Any]]:
    """What the policy says: headings, each with its sentences; empty ones are left out."""
    parts = (
        ("house-door-fill", words.heading_places(), content.places_sentences(policy)),
        ("people-fill", words.heading_limits(), content.limit_sentences(policy)),
        (
            "building",
            words.heading_excluded(),
            content.exclusion_sentences(policy, excluded_units),
        ),
        ("check-circle-fill", words.heading_conditions(), content.condition_sentences(policy)),
        ("clipboard-data", words.heading_duties(), content.duty_sentences(policy)),
    )
    return [
        {"icon": icon, "title": title, "sentences": sentences}
        for icon, title, sentences in parts
        if sentences
    ]


def history_shape(policy: Policy, zone: str) -> list[dict[str, str]]:
    """Who did what to the policy, in order, both names where somebody acted for another."""
    said = []
    if policy.drafted_by is not None and policy.published_at is None:
        said.append({"label": words.label_drafted(), "text": policy.drafted_by.name})
    if policy.published_at is not None:
        said.append(
            {
                "label": words.label_published(),
                "text": words.done_by(
                    policy.published_by, policy.published_under, policy.published_at, zone
                ),
            }
        )
    if policy.ended_at is not None:
        done = words.done_by(policy.ended_by, policy.ended_under, policy.ended_at, zone)
        said.append({"label": words.label_ended(), "text": f"{done}. {policy.end_reason}"})
    return said


def preview_shape(preview: Preview) -> dict[str, Any]:
    """What `_policy_preview.html` prints."""
    return {
        "day": preview.day,
        "is_off": preview.is_off,
        "headline": words.headline(preview),
        "changes": words.change_sentences(preview),
        "caps": words.cap_sentence(preview.after),
        "why_must": _reasons(preview.why_must),
        "why_undecided": _reasons(preview.why_undecided),
        "figures": _figures(preview.after, preview.before),
        "units": [_unit(one) for one in preview.units],
        "total": {"after": preview.after, "before": preview.before},
        "mode": preview.mode.value,
    }


def stage_code(policy: Policy, today: date) -> Stage:
    """Where the policy stands."""
    return stage_of(policy, today)


def _figures(after: Tally, before: Tally) -> list[dict[str, Any]]:
    parts = (
        (words.label_may(), after.may, before.may),
        (words.label_must(), after.must, before.must),
        (words.label_undecided(), after.undecided, before.undecided),
        (words.label_absent(), after.absent, before.absent),
    )
    return [{"label": label, "now": now, "before": was} for label, now, was in parts]


def _unit(one: UnitPreview) -> dict[str, Any]:
    return {"unit": one.unit, "after": one.after, "before": one.before}


def _reasons(reasons: Reasons) -> list[dict[str, Any]]:
    return [{"label": words.reason_label(kind), "count": count} for kind, count in reasons]
