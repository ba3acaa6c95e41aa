"""Policies in force: published, ended, recalled; what they say never changes.

A change of what holds is a new draft that replaces it: in one transaction the former ends the day
before and the new one begins, so that no day is without or with both. The table's exclusion
constraint is the last word on two policies for one scope.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_publish_policy
from accounts.standing import Held
from asn_wfh import clock
from attendance.actions.policy_drafts import (
    PolicyRefused,
    locked_policy,
    refusal_of,
    require_draft,
    stamp_of,
)
from attendance.actions.policy_messages import tell_ended, tell_published, tell_recalled
from attendance.actions.refused import Ground
from attendance.models import Policy, PolicyState
from attendance.wording import policies as words

log = structlog.get_logger(__name__)
ONE_DAY = timedelta(days=1)

UNDO = {
    "ended_by": None, "ended_under": None, "ended_at": None, "end_reason": "",
    "planned_until": None,
}  # fmt: skip


@transaction.atomic
def publish_policy(*, policy_id: int, stamp: str, by: Employee, at: datetime) -> Policy:
    """Put a draft in force as the page with `stamp` showed it, and tell everybody it binds.

    Only the PPK, or whom the PPK delegated. What it replaces ends the day before it begins.
    Raises PolicyRefused; then nothing has changed.
    """
    policy = locked_policy(policy_id)
    held = _require_publisher(by, policy.agency)
    require_draft(policy)
    if stamp_of(policy) != stamp:
        raise PolicyRefused(Ground.STATE, words.changed_meanwhile())
    if not policy.decree_number.strip():
        raise PolicyRefused(Ground.CONTENT, words.decree_number_missing())
    today = clock.on_local_date(at, policy.agency.zone)
    if policy.valid_until is not None and policy.valid_until < today:
        raise PolicyRefused(Ground.CONTENT, words.over_already(policy.valid_until))
    try:
        with transaction.atomic():
            _end_former(policy, by, held, at, today)
            changed = Policy.objects.filter(pk=policy.pk, state=PolicyState.DRAFT).update(
                state=PolicyState.PUBLISHED,
                published_by=by,
                published_under_id=held.delegation_id,
                published_at=at,
            )
    except IntegrityError as error:
        raise refusal_of(error) from error
    if not changed:
        raise PolicyRefused(Ground.STATE, words.published_meanwhile())
    policy.refresh_from_db()
    told = tell_published(policy, at=at)
    _say("policy.published", policy, by, held, told=told)
    return policy


@transaction.atomic
def end_policy(
    *, policy_id: int, last_day: date, reason: str, by: Employee, at: datetime
) -> Policy:
    """Let a policy in force hold to `last_day` and no longer, and say why. Raises PolicyRefused."""
    policy = locked_policy(policy_id)
    held = _require_publisher(by, policy.agency)
    today = clock.on_local_date(at, policy.agency.zone)
    _require_in_force(policy, today)
    if not reason.strip():
        raise PolicyRefused(Ground.CONTENT, words.reason_missing(), "reason")
    if last_day < today:
        raise PolicyRefused(Ground.CONTENT, words.end_in_the_past(today), "last_day")
    if policy.valid_until is not None and last_day >= policy.valid_until:
        raise PolicyRefused(Ground.CONTENT, words.end_not_earlier(policy.valid_until), "last_day")
    _end(policy, last_day, reason.strip(), by, held, at)
    told = tell_ended(policy, at=at)
    _say("policy.ended", policy, by, held, told=told)
    return policy


@transaction.atomic
def recall_policy(*, policy_id: int, by: Employee, at: datetime) -> Policy:
    """Make a published policy that has not begun a draft again.

    What it was to replace goes on as if it had never been ended. Raises PolicyRefused.
    """
    policy = locked_policy(policy_id)
    held = _require_publisher(by, policy.agency)
    today = clock.on_local_date(at, policy.agency.zone)
    if policy.state != PolicyState.PUBLISHED or policy.valid_from <= today:
        raise PolicyRefused(Ground.STATE, words.begun_already())
    told = tell_recalled(policy, at=at)
    Policy.objects.filter(pk=policy.pk).update(
        state=PolicyState.DRAFT, published_by=None, published_under=None, published_at=None
    )
    _revive_former(policy)
    policy.refresh_from_db()
    _say("policy.recalled", policy, by, held, told=told)
    return policy


def _end_former(policy: Policy, by: Employee, held: Held, at: datetime, today: date) -> None:
    """End what `policy` replaces the day before; the past is not rewritten."""
    if policy.replaces_id is None:
        return
    former = locked_policy(policy.replaces_id)
    last_day = policy.valid_from - ONE_DAY
    if former.valid_until is not None and former.valid_until <= last_day:
        return
    if former.valid_from > last_day:
        raise PolicyRefused(Ground.CONTENT, words.former_not_begun(former.name, former.valid_from))
    if policy.valid_from < today:
        raise PolicyRefused(Ground.CONTENT, words.replaces_in_the_past(former.name, today))
    _end(former, last_day, words.replaced_reason(policy.name), by, held, at)


def _end(
    policy: Policy, last_day: date, reason: str, by: Employee, held: Held, at: datetime
) -> None:
    policy.planned_until = policy.valid_until
    policy.valid_until = last_day
    policy.end_reason = reason[: Policy._meta.get_field("end_reason").max_length]
    policy.ended_by, policy.ended_at = by, at
    policy.ended_under_id = held.delegation_id
    policy.save(
        update_fields=[
            "planned_until", "valid_until", "end_reason", "ended_by", "ended_at", "ended_under",
        ]
    )  # fmt: skip


def _revive_former(policy: Policy) -> None:
    if policy.replaces_id is None:
        return
    former = locked_policy(policy.replaces_id)
    if former.ended_at == policy.published_at:
        Policy.objects.filter(pk=former.pk).update(**UNDO, valid_until=former.planned_until)


def _require_publisher(by: Employee, agency: Agency) -> Held:
    held = can_publish_policy(by.standing)
    if by.agency_id != agency.pk or held is None:
        raise PolicyRefused(Ground.AUTHORITY, words.may_not_publish())
    return held


def _require_in_force(policy: Policy, today: date) -> None:
    over = policy.valid_until is not None and policy.valid_until < today
    if policy.state != PolicyState.PUBLISHED or policy.valid_from > today or over:
        raise PolicyRefused(Ground.STATE, words.not_in_force())


def _say(event: str, policy: Policy, by: Employee, held: Held, **more: int) -> None:
    log.info(
        event,
        agency=policy.agency_id,
        policy=policy.pk,
        by=by.pk,
        delegation=held.delegation_id,
        **more,
    )
