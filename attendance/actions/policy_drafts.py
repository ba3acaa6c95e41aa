"""Drafts of policies: written, changed and thrown away; nothing of them holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_draft_policy
from accounts.refusals import sentence_of
from attendance.actions.refused import Ground
from attendance.models import DecreeFile, Policy, PolicyPreset, PolicyState
from attendance.wording import policies as words

log = structlog.get_logger(__name__)

SETTINGS = (
    "name", "regulation", "decree_number", "decree_date", "valid_from", "valid_until", "unit",
    "post", "region_level", "modes", "wfh_weekdays", "wfa_weekdays", "office_weekdays",
    "wfh_cap_percent", "wfo_cap_percent", "count_absent_in_base", "weekly_max_days",
    "excluded_posts", "excluded_unit_codes", "exclude_direct_service", "exclude_cpns",
    "exclude_pppk_first_year", "exclude_disciplined", "top_performers_percent",
    "requires_readiness", "presence_checks_per_day", "presence_answer_minutes", "report_due_at",
    "check_in_windows",
)  # fmt: skip
"""What a person decides about a policy; the rest of the row says who did what and when."""

SCOPE = ("unit_id", "post", "region_level")


class PolicyRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was changed. `field` names the field the sentence belongs to, empty for the whole."""

    def __init__(self, ground: Ground, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.ground = ground
        self.sentence = sentence
        self.field = field


@dataclass(frozen=True, slots=True)
class Decree:
    """The PPK's decree as sent: a PDF by its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """What a draft was made from: a preset, or a policy it is to replace when published."""

    preset: PolicyPreset | None = None
    replaces: Policy | None = None


def stamp_of(policy: Policy) -> str:
    """A short mark of what a draft says: another mark means that somebody changed it."""
    said = [f"{name}={_plain(getattr(policy, name))}" for name in SETTINGS]
    said.append(f"decree_file={policy.decree_file_id}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


@transaction.atomic
def create_draft(
    *,
    agency: Agency,
    settings: dict[str, Any],
    decree: Decree | None,
    origin: Origin,
    by: Employee,
    at: datetime,
) -> Policy:
    """A new draft with `settings` (by the names of SETTINGS). Raises PolicyRefused."""
    _require_drafter(by, agency)
    policy = Policy(agency=agency, drafted_by=by, preset=origin.preset, replaces=origin.replaces)
    _write_draft(policy, settings, decree, by, at)
    log.info("policy.drafted", agency=agency.pk, policy=policy.pk, by=by.pk)
    return policy


@transaction.atomic
def save_draft(
    *,
    policy_id: int,
    settings: dict[str, Any],
    decree: Decree | None,
    stamp: str,
    by: Employee,
    at: datetime,
) -> Policy:
    """Put `settings` into a draft, unless it changed since the page with `stamp` was read."""
    policy = locked_policy(policy_id)
    _require_drafter(by, policy.agency)
    require_draft(policy)
    if stamp_of(policy) != stamp:
        raise PolicyRefused(Ground.STATE, words.changed_meanwhile())
    policy.drafted_by = by
    _write_draft(policy, settings, decree, by, at)
    log.info("policy.draft_saved", agency=policy.agency_id, policy=policy.pk, by=by.pk)
    return policy


@transaction.atomic
def discard_draft(*, policy_id: int, by: Employee) -> None:
    """Throw a draft away, with its trials; the audit trail keeps what it said."""
    policy = locked_policy(policy_id)
    _require_drafter(by, policy.agency)
    require_draft(policy)
    policy.delete()
    log.info("policy.discarded", agency=policy.agency_id, policy=policy_id, by=by.pk)


def locked_policy(policy_id: int) -> Policy:
    """The policy, alone with it until the transaction ends; its agency's tenancy must be open."""
    found: Policy = (
        Policy.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "regulation", "unit", "replaces")
        .get(pk=policy_id)
    )
    return found


def require_draft(policy: Policy) -> None:
    """Raise PolicyRefused where the policy is published already."""
    if policy.state != PolicyState.DRAFT:
        raise PolicyRefused(Ground.STATE, words.published_meanwhile())


def refusal_of(error: IntegrityError) -> PolicyRefused:
    """The database's refusal in its own words; the error itself where it has none."""
    sentence = sentence_of(error)
    if sentence is None:
        raise error
    return PolicyRefused(Ground.CONTENT, sentence)


def _write_draft(
    policy: Policy, settings: dict[str, Any], decree: Decree | None, by: Employee, at: datetime
) -> None:
    for name in SETTINGS:
        setattr(policy, name, settings[name])
    former = policy.replaces
    if former is not None and any(getattr(policy, one) != getattr(former, one) for one in SCOPE):
        raise PolicyRefused(Ground.CONTENT, words.other_scope(former.name))
    if decree is not None:
        policy.decree_file = _keep_decree(policy.agency, decree, by, at)
    try:
        with transaction.atomic():
            policy.save()
    except IntegrityError as error:
        raise refusal_of(error) from error


def _keep_decree(agency: Agency, decree: Decree, by: Employee, at: datetime) -> DecreeFile:
    return DecreeFile.objects.create(
        agency=agency,
        name=decree.name,
        size=len(decree.content),
        sha256=hashlib.sha256(decree.content).hexdigest(),
        content=decree.content,
        uploaded_by=by,
        uploaded_at=at,
    )


def _require_drafter(by: Employee, agency: Agency) -> None:
    if by.agency_id != agency.pk or can_draft_policy(by.standing) is None:
        raise PolicyRefused(Ground.AUTHORITY, words.may_not_draft())


def _plain(value: Any) -> str:
    return str(getattr(value, "pk", value))
