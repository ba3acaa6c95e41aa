"""Writing a draft: from a preset, from a policy that holds, or from nothing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import can_draft_policy
from accounts.requests import SignedInRequest
from attendance.actions.policy_drafts import (
    Origin,
    PolicyRefused,
    create_draft,
    discard_draft,
    save_draft,
    stamp_of,
)
from attendance.actions.refused import Ground
from attendance.forms.policies import PolicyForm, initial_of, refused_field
from attendance.models import Policy, PolicyPreset, PolicyState
from attendance.queries.policies import preset_groups
from attendance.views.policies import (
    require_reader,
    show_policy,
    today_of,
    visible_policy,
)
from attendance.wording import policies as words
from attendance.wording import policy_presets

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_http_methods(["GET", "HEAD", "POST"])
def policy_new(request: SignedInRequest) -> HttpResponse:
    """Choose what to begin from, then the form; a post makes the draft."""
    _require_drafter(request)
    asked = request.POST if request.method == "POST" else request.GET
    if not asked.keys() & {"preset", "ganti", "kosong"}:
        return _choose(request)
    origin = _origin(request, asked.get("preset", ""), asked.get("ganti", ""))
    if request.method != "POST":
        return _show(request, _form(request, initial=_first_values(request, origin)), origin)
    form = _form(request, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, origin, 422)
    try:
        made = create_draft(
            agency=request.user.agency,
            settings=form.settings(),
            decree=form.decree_sent(),
            origin=origin,
            by=request.user,
            at=request.now,
        )
    except PolicyRefused as refused:
        form.add_error(refused_field(form, refused.field), refused.sentence)
        return _show(request, form, origin, STATUS[refused.ground])
    messages.success(request, words.draft_saved())
    return redirect("attendance:policy", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def policy_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a draft; a published policy is never changed."""
    found = visible_policy(request, pk)
    _require_drafter(request)
    if found.state != PolicyState.DRAFT:
        return show_policy(request, found, 409, told=words.published_meanwhile())
    if request.method != "POST":
        form = _form(request, initial=initial_of(found))
        return _show(request, form, _kept(found), draft=found, stamp=stamp_of(found))
    form, stamp = _form(request, request.POST, request.FILES), request.POST.get("stempel", "")
    if not form.is_valid():
        return _show(request, form, _kept(found), 422, draft=found, stamp=stamp)
    try:
        save_draft(
            policy_id=pk,
            settings=form.settings(),
            decree=form.decree_sent(),
            stamp=stamp,
            by=request.user,
            at=request.now,
        )
    except PolicyRefused as refused:
        form.add_error(refused_field(form, refused.field), refused.sentence)
        # What was typed stays, and may now be saved over what the other person wrote.
        return _show(
            request, form, _kept(found), STATUS[refused.ground], draft=found, stamp=stamp_of(found)
        )
    messages.success(request, words.draft_saved())
    return redirect("attendance:policy", pk)


@require_POST
def policy_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = visible_policy(request, pk)
    _require_drafter(request)
    name = found.name
    try:
        discard_draft(policy_id=pk, by=request.user)
    except PolicyRefused as refused:
        return show_policy(request, found, STATUS[refused.ground], told=refused.sentence)
    messages.success(request, words.draft_discarded(name))
    return redirect("attendance:policies")


def _require_drafter(request: SignedInRequest) -> None:
    require_reader(request)
    if can_draft_policy(request.user.standing) is None:
        raise PermissionDenied(words.may_not_draft())


def _choose(request: SignedInRequest) -> HttpResponse:
    agency, search = request.user.agency, request.GET.get("cari", "")[:80]
    groups = preset_groups(agency, today_of(request), search)
    context = {
        "search": search,
        "groups": [
            {
                "regulation": group.regulation,
                "is_over": group.is_over,
                "presets": [
                    {"preset": one, "says": policy_presets.summary(one)} for one in group.presets
                ],
            }
            for group in groups
        ],
    }
    return render(request, "attendance/policy_presets.html", context)


def _origin(request: SignedInRequest, preset: str, replaces: str) -> Origin:
    """The preset or the policy that the draft is made from; 404 for one that is not there."""
    if preset:
        return Origin(preset=get_object_or_404(PolicyPreset, pk=preset))
    if not replaces:
        return Origin()
    if not replaces.isdecimal() or len(replaces) > 18:
        raise Http404
    rows = Policy.objects.visible_to(request.user).published().select_related("unit")
    return Origin(replaces=get_object_or_404(rows, pk=int(replaces)))


def _kept(draft: Policy) -> Origin:
    return Origin(preset=draft.preset, replaces=draft.replaces)


def _first_values(request: SignedInRequest, origin: Origin) -> dict[str, Any]:
    """What the form begins with: the source's settings, for a time from today on."""
    today = today_of(request)
    fresh = {"decree_number": "", "decree_date": today, "valid_from": today}
    if origin.replaces is not None:
        return {**initial_of(origin.replaces), **fresh}
    if origin.preset is None:
        return {"exclude_direct_service": True, "exclude_cpns": True, "modes": ["WFH"],
                "exclude_pppk_first_year": True, "exclude_disciplined": True, **fresh}  # fmt: skip
    return {**initial_of(origin.preset), **policy_presets.adapted(origin.preset, today), **fresh}


def _form(request: SignedInRequest, *posted: Any, **options: Any) -> PolicyForm:
    return PolicyForm(*posted, agency=request.user.agency, **options)


def _show(
    request: SignedInRequest,
    form: PolicyForm,
    origin: Origin,
    status: int = 200,
    *,
    draft: Policy | None = None,
    stamp: str = "",
) -> HttpResponse:
    context = {"form": form, "origin": origin, "draft": draft, "stamp": stamp}
    return render(request, "attendance/policy_edit.html", context, status=status)
