"""The agency's policies, one of them with its preview, its decree; and what binds oneself."""

from datetime import date
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.permissions import can_draft_policy, can_publish_policy, can_read_policies
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.policy_drafts import stamp_of
from attendance.forms.policies import EndForm
from attendance.models import Policy, PolicyState
from attendance.queries.my_policy import my_policy_of
from attendance.queries.policies import (
    Stage,
    excluded_names,
    policy_list,
    stage_of,
    visible_policies,
)
from attendance.queries.policy_preview import first_day_of, preview_policy
from attendance.views.policy_shapes import (
    content_shape,
    history_shape,
    preview_shape,
    row_shape,
)
from attendance.wording import policies as words
from attendance.wording import policy_content as content
from attendance.wording.policy_previews import reason_label

log = structlog.get_logger(__name__)


@require_safe
def policies(request: SignedInRequest) -> HttpResponse:
    """What holds, what comes, what waits, what is over."""
    require_reader(request)
    today = today_of(request)
    found = policy_list(request.user, today)
    stages = ("in_force", "drafts", "coming", "ended")
    context: dict[str, Any] = {
        stage: [row_shape(one, today) for one in getattr(found, stage)] for stage in stages
    }
    context["may_draft"] = can_draft_policy(request.user.standing) is not None
    return render(request, "attendance/policies.html", context)


@require_safe
def policy(request: SignedInRequest, pk: int) -> HttpResponse:
    """One policy in plain words; a draft with its preview on a day (`?tanggal=2026-11-27`)."""
    return show_policy(request, visible_policy(request, pk))


@require_safe
def policy_decree(request: SignedInRequest, pk: int) -> HttpResponse:
    """The decree as a download: of what was published to everybody in the agency."""
    rows = Policy.objects.visible_to(request.user).select_related("decree_file")
    if not can_read_policies(request.user.standing):
        rows = rows.published()
    file = get_object_or_404(rows, pk=pk).decree_file
    if file is None:
        raise Http404
    answer = HttpResponse(bytes(file.content), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    # Whatever the file holds, it may do nothing if a browser opens it all the same.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_safe
def my_policy(request: SignedInRequest) -> HttpResponse:
    """What holds for oneself: the policy in plain words, and the next working days."""
    person = request.user
    today = clock.on_local_date(request.now, person.zone)
    found = my_policy_of(person, today)
    bound = found.policy
    context = {
        "policy": bound,
        "parts": [] if bound is None else content_shape(bound, excluded_names(bound)),
        "row": None if bound is None else row_shape(bound, today),
        "days": [
            {
                "date": day.date,
                "modes": [mode.value for mode in day.allowed],
                "why": ", ".join(reason_label(type(refusal)) for refusal in day.refusals),
            }
            for day in found.days
        ],
        "coming": [
            {"policy": one, "period": content.period_words(one.valid_from, one.valid_until)}
            for one in found.coming
        ],
    }
    return render(request, "attendance/my_policy.html", context)


def require_reader(request: SignedInRequest) -> None:
    """403 for those who may not open the agency's policies."""
    if not can_read_policies(request.user.standing):
        raise PermissionDenied(words.may_not_read())


def today_of(request: SignedInRequest) -> date:
    """The date at the agency."""
    return clock.on_local_date(request.now, request.user.agency.zone)


def visible_policy(request: SignedInRequest, pk: int) -> Policy:
    """The policy for a reader: 403 for others, 404 for another agency's."""
    require_reader(request)
    found: Policy = get_object_or_404(visible_policies(request.user), pk=pk)
    return found


def show_policy(
    request: SignedInRequest,
    found: Policy,
    status: int = 200,
    *,
    told: str = "",
    end: EndForm | None = None,
) -> HttpResponse:
    """The page of a policy, with `told` as the refusal of what was tried on it."""
    today, standing = today_of(request), request.user.standing
    stage = stage_of(found, today)
    context = {
        "policy": found,
        "row": row_shape(found, today),
        "stage": stage.value,
        "stamp": stamp_of(found),
        "parts": content_shape(found, excluded_names(found)),
        "history": history_shape(found, request.user.agency.zone),
        "preview": _preview(request, found, today) if stage is not Stage.ENDED else None,
        "may_draft": can_draft_policy(standing) is not None,
        "may_publish": can_publish_policy(standing) is not None,
        "told": told,
        "end": end or EndForm(initial={"last_day": today}),
        "warnings": words.warnings(found, today) if found.state == PolicyState.DRAFT else [],
    }
    return render(request, "attendance/policy.html", context, status=status)


def _preview(request: SignedInRequest, found: Policy, today: date) -> dict[str, Any]:
    try:
        day = parse_date(request.GET.get("tanggal", ""))
    except ValueError:
        day = None
    preview = preview_policy(found, day or first_day_of(found, today))
    log.info("policy.previewed", policy=found.pk, by=request.user.pk, agency=found.agency_id)
    return preview_shape(preview)
