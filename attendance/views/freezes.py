"""Fixing a month: the button on its report, and what the report says once it is done."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.permissions import can_freeze_month
from accounts.requests import SignedInRequest
from attendance.actions.freezes import FreezeRefused, freeze_month
from attendance.models import ComplianceReport
from attendance.queries.freezes import Amended, FreezePanel
from attendance.wording import freezes as words


@require_POST
def compliance_freeze(request: SignedInRequest, month: date) -> HttpResponse:
    """Fix the month as the report that the person has read counts it."""
    if can_freeze_month(request.user.standing) is None:
        raise PermissionDenied(words.may_not_freeze())
    seen = request.POST.get("versi", "")
    try:
        freeze = freeze_month(
            agency=request.user.agency,
            month=month,
            by=request.user,
            at=request.now,
            version=int(seen) if seen.isdecimal() and len(seen) < 6 else None,
        )
    except FreezeRefused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
    else:
        messages.success(request, words.frozen(month, freeze.days))
    return redirect("attendance:compliance_report", month)


def freeze_shape(panel: FreezePanel, report: ComplianceReport, zone: str) -> dict[str, Any]:
    """What `_month_freeze.html` shows; times on the agency's clock."""
    freeze, clock = panel.freeze, ZoneInfo(zone)
    if freeze is None:
        return {
            "month": panel.month,
            "done": None,
            "may": panel.may_freeze,
            "version": report.version,
            "url": reverse("attendance:compliance_freeze", args=[panel.month]),
            "obstacles": [words.obstacle_sentence(one, panel.month) for one in panel.obstacles],
        }
    under = freeze.frozen_under
    return {
        "month": panel.month,
        "done": {
            "by": freeze.frozen_by.name,
            "at": words.moment_words(freeze.frozen_at, clock),
            "for": None if under is None else under.principal.name,
            "letter": "" if under is None else under.letter_number,
            "version": freeze.report.version,
            "digest": freeze.content_hash,
            "days": freeze.days,
        },
        "amended": panel.amended,
        "more": panel.amended - len(panel.amendments),
        "amendments": [_amendment(one, clock) for one in panel.amendments],
    }


def _amendment(amended: Amended, clock: ZoneInfo) -> dict[str, Any]:
    one = amended.amendment
    return {
        "person": one.employee.name,
        "day": one.date,
        "url": reverse("attendance:day_of", args=[one.date, one.employee_id]),
        "version": one.version,
        "at": words.moment_words(one.amended_at, clock),
        "cause": one.get_cause_display(),
        "by": one.by.name if one.by else "",
        "changes": words.differences(amended, clock),
    }
