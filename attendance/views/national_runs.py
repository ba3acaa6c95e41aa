"""The reports of all agencies computed at once: asked for, watched, repeated where they failed."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.permissions import can_run_nationally
from accounts.requests import SignedInRequest
from attendance.actions.compliance import ACTIVE
from attendance.actions.national_runs import (
    RunRefused,
    ask_national_run,
    cancel_run,
    repeat_failed,
)
from attendance.models import JobState, NationalRun, NationalRunPart
from attendance.queries.months import FIRST_YEAR, LAST_YEAR
from attendance.queries.national_runs import PartState, RunState, run_parts, run_state
from attendance.wording import runs as words

PAGE_SIZE = 50
MINUTE = timedelta(minutes=1)
Shape = dict[str, Any]


@require_POST
def compliance_national_ask(request: SignedInRequest) -> HttpResponse:
    """Ask for a month (`bulan=2026-10`) of all agencies; a second click finds the first one's."""
    _require_national(request)
    text = request.POST.get("bulan", "")
    month = _month(text)
    if month is None:
        messages.error(request, words.no_such_month(text[:20]))
        return redirect("attendance:compliance_overseen")
    try:
        run, is_new = ask_national_run(month=month, by=request.user, at=request.now)
    except RunRefused as refused:
        messages.error(request, refused.sentence)
        return redirect(_overview_url(month))
    messages.success(request, words.run_asked(run.month) if is_new else words.runs_already())
    return redirect(_url(run))


@require_safe
def compliance_national_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """A run as it stands (`?keadaan=failed` narrows its agencies); its head is asked for again."""
    _require_national(request)
    run = get_object_or_404(NationalRun, pk=pk)
    only = _state(request.GET.get("keadaan", ""))
    head = _head(run_state(run), only)
    if request.htmx:
        if run.state not in ACTIVE:
            return HttpResponseClientRefresh()
        return render(request, "attendance/_national_run.html", {"run": head})
    page = Paginator(run_parts(run, only), PAGE_SIZE).get_page(request.GET.get("halaman"))
    context = {
        "run": head,
        "facts": _facts(run),
        "page": page,
        "query": "" if only is None else f"keadaan={only}&",
        "rows": [_row(part) for part in page.object_list],
        "only": "" if only is None else words.part_state(only),
        "zone": request.user.zone,
    }
    return render(request, "attendance/national_run.html", context)


@require_POST
def compliance_national_repeat(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask again for the agencies of a run that failed."""
    _require_national(request)
    run = get_object_or_404(NationalRun, pk=pk)
    try:
        number = repeat_failed(run=run, by=request.user, at=request.now)
    except RunRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.run_repeated(number))
    return redirect(_url(run))


@require_POST
def compliance_national_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a run: agencies that wait are dropped, the others stop before their next step."""
    _require_national(request)
    run = get_object_or_404(NationalRun, pk=pk)
    try:
        cancel_run(run_id=run.pk, by=request.user, at=request.now)
    except RunRefused as refused:
        messages.info(request, refused.sentence)
    else:
        messages.success(request, words.run_is_stopped())
    return redirect(_url(run))


def _require_national(request: SignedInRequest) -> None:
    if not can_run_nationally(request.user.standing, request.user.agency.kind):
        raise PermissionDenied(words.may_not_run())


def _month(text: str) -> date | None:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if FIRST_YEAR <= month.year <= LAST_YEAR else None


def _state(text: str) -> PartState | None:
    return PartState(text) if text in set(PartState) else None


def _head(shown: RunState, only: PartState | None) -> Shape:
    """What `_national_run.html` shows."""
    run = shown.run
    return {
        "title": words.run_title(run.month),
        "state": run.state,
        "note": _note(shown),
        "done": shown.ended,
        "is_active": run.state in ACTIVE,
        "url": _url(run),
        "cancel_url": reverse("attendance:compliance_national_cancel", args=[run.pk]),
        "repeat_url": (
            reverse("attendance:compliance_national_repeat", args=[run.pk])
            if shown.counts[PartState.FAILED] and run.state == JobState.FAILED
            else ""
        ),
        "failed": shown.counts[PartState.FAILED],
        "counts": [
            {
                "code": one.value,
                "label": words.part_state(one),
                "number": shown.counts[one],
                "url": f"{_url(run)}?keadaan={one.value}",
                "is_shown": one is only,
            }
            for one in PartState
            if shown.counts[one]
        ],
        "total": shown.total,
        "shows_all": only is None,
    }


def _note(shown: RunState) -> str:
    if shown.run.state not in ACTIVE:
        return shown.run.message
    if not shown.total:
        return words.run_waits()
    return words.run_goes_on(shown.counts[PartState.RUNNING])


def _facts(run: NationalRun) -> Shape:
    lasted = None if run.finished_at is None else (run.finished_at - run.asked_at) // MINUTE
    return {
        "asked_at": run.asked_at,
        "finished_at": run.finished_at,
        "minutes": lasted,
        "by_schedule": run.asked_by_id is None,
        "rule_version": run.rule_version,
        "overview_url": _overview_url(run.month),
    }


def _row(part: NationalRunPart) -> Shape:
    state = PartState(part.shown_state)  # type: ignore[attr-defined]  # annotated by run_parts
    lasted = None
    if part.started_at is not None and part.finished_at is not None:
        lasted = int((part.finished_at - part.started_at).total_seconds())
    return {
        "name": part.agency.name,
        "code": "withdrawn" if state is PartState.IDLE else state.value,  # its tone, our word
        "label": words.part_state(state),
        "said": part.step or part.message,
        "attempts": words.attempts_words(part.attempts),
        "lasted": "" if lasted is None else words.seconds_words(lasted),
    }


def _url(run: NationalRun) -> str:
    return reverse("attendance:compliance_national_run", args=[run.pk])


def _overview_url(month: date) -> str:
    return f"{reverse('attendance:compliance_overseen')}?bulan={month:%Y-%m}"
