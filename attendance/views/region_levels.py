"""The levels of the agency's own region."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import can_draft_policy
from accounts.requests import SignedInRequest
from attendance.actions.policy_drafts import PolicyRefused
from attendance.actions.refused import Ground
from attendance.actions.region_levels import set_region_level
from attendance.forms.policies import refused_field
from attendance.forms.region_levels import RegionLevelForm
from attendance.models import RegionLevel
from attendance.views.policies import require_reader, today_of
from attendance.wording import policy_content
from attendance.wording import scores as words

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_http_methods(["GET", "HEAD", "POST"])
def region_levels(request: SignedInRequest) -> HttpResponse:
    """The levels so far, and a new one."""
    require_reader(request)
    if request.method != "POST":
        return _show(request, RegionLevelForm(initial={"valid_from": today_of(request)}))
    if can_draft_policy(request.user.standing) is None:
        raise PermissionDenied(words.may_not_set_level())
    form = RegionLevelForm(request.POST)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        made = set_region_level(**form.cleaned_data, by=request.user, at=request.now)
    except PolicyRefused as refused:
        form.add_error(refused_field(form, refused.field), refused.sentence)
        return _show(request, form, STATUS[refused.ground])
    messages.success(request, words.level_set(made.level, made.valid_from))
    return redirect("attendance:region_levels")


def _show(request: SignedInRequest, form: RegionLevelForm, status: int = 200) -> HttpResponse:
    agency = request.user.agency
    rows = RegionLevel.objects.filter(region_id=agency.region_id).order_by("-valid_from")
    context = {
        "form": form,
        "region": agency.region,
        "no_region": words.no_region(),
        "levels": [
            {"row": row, "period": policy_content.period_words(row.valid_from, row.valid_until)}
            for row in (rows if agency.region_id else ())
        ],
        "may_set": can_draft_policy(request.user.standing) is not None,
    }
    return render(request, "attendance/region_levels.html", context, status=status)
