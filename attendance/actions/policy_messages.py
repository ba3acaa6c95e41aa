"""Telling everybody whom a policy binds that it begins, ends, or does not begin after all."""

from datetime import datetime

from django.urls import reverse

from attendance.actions.messages import tell
from attendance.models import MessageKind, Policy
from attendance.queries.policy_scope import bound_people
from attendance.wording import policies as words


def tell_published(policy: Policy, *, at: datetime) -> int:
    """Say what begins and when; how many were told."""
    return _tell(policy, "published", words.told_published(policy), at)


def tell_ended(policy: Policy, *, at: datetime) -> int:
    """Say until when it holds now, and why; how many were told."""
    return _tell(policy, "ended", words.told_ended(policy), at)


def tell_recalled(policy: Policy, *, at: datetime) -> int:
    """Say that what was announced does not begin; how many were told."""
    return _tell(policy, "recalled", words.told_recalled(policy), at)


def _tell(policy: Policy, event: str, said: tuple[str, str], at: datetime) -> int:
    title, body = said
    return tell(
        agency_id=policy.agency_id,
        employee_ids=bound_people(policy),
        kind=MessageKind.POLICY,
        # A policy may be recalled and published again: each time is news.
        key=f"policy:{policy.pk}:{event}:{at:%Y%m%d%H%M%S}",
        title=title,
        body=body,
        url=reverse("attendance:my_policy"),
        at=at,
    )
