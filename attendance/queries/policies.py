"""The agency's policies for their pages: what holds, what comes, what waits, what is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from accounts.models import Agency, Employee, Unit
from attendance.models import Policy, PolicyPreset, PolicyState, Regulation

JAVA_BALI = frozenset({"31", "32", "33", "34", "35", "36", "51"})
"""Kemendagri codes of the provinces whose pandemic levels had shares of their own."""
PARTS = (
    "agency", "unit", "regulation", "drafted_by", "published_by", "published_under__principal",
    "ended_by", "ended_under__principal", "replaces", "preset",
)  # fmt: skip


class Stage(StrEnum):
    """Where a policy stands on a date."""

    DRAFT = "draft"
    COMING = "coming"
    IN_FORCE = "in_force"
    ENDED = "ended"


def stage_of(policy: Policy, today: date) -> Stage:
    """Where `policy` stands on `today`."""
    if policy.state == PolicyState.DRAFT:
        return Stage.DRAFT
    if policy.valid_from > today:
        return Stage.COMING
    if policy.valid_until is not None and policy.valid_until < today:
        return Stage.ENDED
    return Stage.IN_FORCE


@dataclass(frozen=True)
class PolicyList:
    """The agency's policies by stage, each from the newest start."""

    in_force: tuple[Policy, ...]
    coming: tuple[Policy, ...]
    drafts: tuple[Policy, ...]
    ended: tuple[Policy, ...]


MOST_ENDED = 50


def policy_list(person: Employee, today: date) -> PolicyList:
    """All that hold, come or wait, and the latest that ended; two statements."""
    visible = Policy.objects.visible_to(person).select_related("unit", "regulation", "replaces")
    over = Q(state=PolicyState.PUBLISHED, valid_until__lt=today)
    rows = list(visible.exclude(over).order_by("-valid_from", "pk"))
    by_stage: dict[Stage, list[Policy]] = {stage: [] for stage in Stage}
    for row in rows:
        by_stage[stage_of(row, today)].append(row)
    return PolicyList(
        in_force=tuple(by_stage[Stage.IN_FORCE]),
        coming=tuple(by_stage[Stage.COMING]),
        drafts=tuple(by_stage[Stage.DRAFT]),
        ended=tuple(visible.filter(over).order_by("-valid_until", "pk")[:MOST_ENDED]),
    )


def visible_policies(person: Employee) -> QuerySet[Policy]:
    """The policies `person` may read, with all that their page prints."""
    return Policy.objects.visible_to(person).select_related(*PARTS)


def excluded_names(policy: Policy) -> list[str]:
    """The names of the excluded units; one statement, none where no unit is."""
    if not policy.excluded_unit_codes:
        return []
    units = Unit.objects.filter(agency_id=policy.agency_id, code__in=policy.excluded_unit_codes)
    return list(units.order_by("name").values_list("name", flat=True))


@dataclass(frozen=True)
class PresetGroup:
    """The presets of one regulation; `is_over` when none of them holds any more."""

    regulation: Regulation
    presets: tuple[PolicyPreset, ...]
    is_over: bool


def preset_groups(agency: Agency, today: date, search: str = "") -> tuple[PresetGroup, ...]:
    """The presets that fit the agency's kind and region, by regulation, newest first; with
    `search` those whose name, notes or regulation hold every word of it. One statement.
    """
    rows = PolicyPreset.objects.select_related("regulation").filter(
        Q(applies_to=[]) | Q(applies_to__contains=[agency.kind])
    )
    if agency.region_id:
        rows = rows.filter(region_level__in=["", _side_of(agency)])
    for word in search.split()[:8]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(notes__icontains=word)
            | Q(regulation__number__icontains=word)
            | Q(regulation__title__icontains=word)
            | Q(regulation__summary__icontains=word)
        )
    groups: dict[str, list[PolicyPreset]] = {}
    for row in rows.order_by("-valid_from", "sector", "pandemic_level", "name"):
        groups.setdefault(row.regulation_id, []).append(row)
    found = [_group(presets, today) for presets in groups.values()]
    return tuple(sorted(found, key=lambda group: group.is_over))


def _group(presets: Iterable[PolicyPreset], today: date) -> PresetGroup:
    kept = tuple(presets)
    over = all(one.valid_until is not None and one.valid_until < today for one in kept)
    return PresetGroup(kept[0].regulation, kept, over)


def _side_of(agency: Agency) -> str:
    return "java_bali" if str(agency.region_id)[:2] in JAVA_BALI else "outside"
