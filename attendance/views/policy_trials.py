"""A policy on the last quarter: start it, watch it, read what it would have done, day by day."""

from datetime import date
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.models import Unit
from accounts.permissions import can_draft_policy, can_read_policies
from accounts.requests import SignedInRequest
from attendance.actions.policy_trials import ACTIVE, ask_trial, cancel_trial, digest_of
from attendance.actions.refused import RequestRefused
from attendance.models import JobState, Policy, PolicyTrial
from attendance.queries.policy_trial import WEEKS
from attendance.queries.trial_pages import TrialRow, latest_trials, listed, trial_figures
from attendance.wording import policies as policy_words
from attendance.wording import trials as words

log = structlog.get_logger(__name__)
PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def policy_trial(request: SignedInRequest, pk: int) -> HttpResponse:
    """The latest trial of a policy with its progress or figures; a POST starts one."""
    policy = _policy(request, pk)
    if request.method == "POST":
        if can_draft_policy(request.user.standing) is None:
            raise PermissionDenied(words.may_not_try())
        try:
            ask_trial(policy=policy, by=request.user, at=request.now)
        except RequestRefused as refused:
            messages.error(request, refused.sentence)
        return redirect("attendance:policy_trial", pk)
    under_way, done = latest_trials(policy)
    context = {
        "policy": policy,
        "job": None if under_way is None else _job(under_way, request),
        "is_active": under_way is not None and under_way.state in ACTIVE,
        "done": done,
        "weeks": WEEKS,
        "may_try": can_draft_policy(request.user.standing) is not None,
        **({} if done is None else _figures(done, policy)),
    }
    return render(request, "attendance/policy_trial.html", context)


@require_safe
def policy_trial_job(request: SignedInRequest, pk: int) -> HttpResponse:
    """A trial as it stands, asked for every two seconds; the whole page once it has ended."""
    trial = _trial(request, pk)
    if not request.htmx:
        return redirect("attendance:policy_trial", trial.policy_id)
    if trial.state not in ACTIVE:
        return HttpResponseClientRefresh()
    return render(request, "components/_progress.html", {"job": _job(trial, request)})


@require_POST
def policy_trial_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a trial before its next week."""
    trial = _trial(request, pk)
    if can_draft_policy(request.user.standing) is None:
        raise PermissionDenied(words.may_not_try())
    if not cancel_trial(trial=trial, by=request.user, at=request.now):
        messages.info(request, words.too_late_to_cancel())
    return redirect("attendance:policy_trial", trial.policy_id)


@require_safe
def policy_trial_days(request: SignedInRequest, pk: int, unit_id: int, figure: str) -> HttpResponse:
    """The days, or the people, behind a figure of one unit (`?alasan=` for one reason)."""
    trial = _trial(request, pk)
    if figure not in words.FIGURES or trial.state != JobState.DONE:
        raise Http404
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=unit_id)
    reason = request.GET.get("alasan", "")
    rows = listed(request.user, trial, unit, figure, reason)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("halaman"))
    people = sorted({row.employee.pk for row in page.object_list if row.employee is not None})
    if people:
        log.info(
            "trial.read",
            agency=request.user.agency_id,
            by=request.user.pk,
            trial=trial.pk,
            people=people,
        )
    context = {
        "trial": trial,
        "unit": unit,
        "title": words.figure_label(figure),
        "page": page,
        "rows": [_row(row) for row in page.object_list],
        "query": f"alasan={reason}&" if reason in words.REASONS else "",
        "reason": words.reason_label(reason) if reason in words.REASONS else "",
    }
    return render(request, "attendance/policy_trial_days.html", context)


def _policy(request: SignedInRequest, pk: int) -> Policy:
    _require_reader(request)
    rows = Policy.objects.visible_to(request.user).select_related("regulation", "agency", "unit")
    found: Policy = get_object_or_404(rows, pk=pk)
    return found


def _trial(request: SignedInRequest, pk: int) -> PolicyTrial:
    _require_reader(request)
    visible = PolicyTrial.objects.visible_to(request.user).select_related("policy")
    found: PolicyTrial = get_object_or_404(visible, pk=pk)
    return found


def _require_reader(request: SignedInRequest) -> None:
    if not can_read_policies(request.user.standing):
        raise PermissionDenied(policy_words.may_not_read())


def _job(trial: PolicyTrial, request: SignedInRequest) -> dict[str, Any]:
    """What `components/_progress.html` shows."""
    active = trial.state in ACTIVE
    may_cancel = active and can_draft_policy(request.user.standing) is not None
    running = trial.state == JobState.RUNNING
    return {
        "id": trial.pk,
        "url": reverse("attendance:policy_trial_job", args=[trial.pk]),
        "title": words.job_title(WEEKS),
        "state": trial.state,
        "done": trial.done,
        "total": trial.total,
        "note": words.week_words(trial.done, trial.total)
        if running
        else trial.message or words.queued(),
        "result_url": "",
        "result_label": "",
        "cancel_url": reverse("attendance:policy_trial_cancel", args=[trial.pk])
        if may_cancel
        else "",
    }


def _figures(done: PolicyTrial, policy: Policy) -> dict[str, Any]:
    """The figures of a finished trial, with the address of each one's list."""
    figures = trial_figures(done)
    units = [_unit_row(done, unit, row) for unit, row in figures.units]
    return {
        "span": words.span_words(done.first_day, done.last_day),
        "is_stale": figures.digest != digest_of(policy),
        "totals": figures.totals,
        "excluded": [
            (words.reason_label(code), people)
            for code, people in figures.totals["excluded"].items()
        ],
        "units": [one for one in units if not one["is_quiet"]],
        "quiet": [one for one in units if one["is_quiet"]],
    }


def _unit_row(done: PolicyTrial, unit: Unit, row: dict[str, Any]) -> dict[str, Any]:
    """A unit's figures with the addresses behind them; quiet without a colliding day."""
    worst = row["worst"]
    return {
        **row,
        "unit": unit,
        "is_quiet": not (row["caps"] or row["desks"] or row["refused"]),
        "urls": {
            figure: reverse("attendance:policy_trial_days", args=[done.pk, unit.pk, figure])
            for figure in words.FIGURES
        },
        "worst_day": None if worst is None else date.fromisoformat(worst[0]),
        "worst_words": "" if worst is None else words.cap_words(*worst[1:]),
    }


def _row(row: TrialRow) -> dict[str, Any]:
    """A row of a list as the table prints it."""
    if row.cap is not None:
        text = words.cap_words(*row.cap)
    elif row.desk is not None:
        office, needed, collides = row.desk
        text = words.desk_words(office, needed, collides=collides)
    else:
        text = words.reasons_words(row.reasons)
    day_url = ""
    if row.day is not None and row.employee is not None:
        day_url = reverse("attendance:day_of", args=[row.day, row.employee.pk])
    return {"row": row, "text": text, "day_url": day_url}
