"""Putting a policy in force, ending it early, taking it back before it begins."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.permissions import can_publish_policy
from accounts.requests import SignedInRequest
from attendance.actions.policies import end_policy, publish_policy, recall_policy
from attendance.actions.policy_drafts import PolicyRefused
from attendance.actions.refused import Ground
from attendance.forms.policies import EndForm, refused_field
from attendance.models import Policy
from attendance.views.policies import show_policy, visible_policy
from attendance.wording import policies as words

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_POST
def policy_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Publish the draft as its page showed it."""
    found = _publishable(request, pk)
    try:
        done = publish_policy(
            policy_id=pk, stamp=request.POST.get("stempel", ""), by=request.user, at=request.now
        )
    except PolicyRefused as refused:
        return _refused(request, found, refused)
    messages.success(request, words.published(done))
    return redirect("attendance:policy", pk)


@require_POST
def policy_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End what holds on a day of one's own choice, with a reason."""
    found, form = _publishable(request, pk), EndForm(request.POST)
    if not form.is_valid():
        return show_policy(request, found, 422, end=form)
    try:
        done = end_policy(policy_id=pk, **form.cleaned_data, by=request.user, at=request.now)
    except PolicyRefused as refused:
        if refused.ground is not Ground.CONTENT:
            return _refused(request, found, refused)
        form.add_error(refused_field(form, refused.field), refused.sentence)
        return show_policy(request, found, 422, end=form)
    messages.success(request, words.ended(done))
    return redirect("attendance:policy", pk)


@require_POST
def policy_recall(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a policy that has not begun a draft again."""
    found = _publishable(request, pk)
    try:
        done = recall_policy(policy_id=pk, by=request.user, at=request.now)
    except PolicyRefused as refused:
        return _refused(request, found, refused)
    messages.success(request, words.recalled(done))
    return redirect("attendance:policy", pk)


def _publishable(request: SignedInRequest, pk: int) -> Policy:
    found = visible_policy(request, pk)
    if can_publish_policy(request.user.standing) is None:
        raise PermissionDenied(words.may_not_publish())
    return found


def _refused(request: SignedInRequest, found: Policy, refused: PolicyRefused) -> HttpResponse:
    """The page as it stands now, with the refusal on top."""
    return show_policy(
        request, visible_policy(request, found.pk), STATUS[refused.ground], told=refused.sentence
    )
