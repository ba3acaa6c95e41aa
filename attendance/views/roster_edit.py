"""Rosters to write: the first draft, the grid, its live numbers, a new version."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Unit
from accounts.permissions import can_draft_roster
from accounts.requests import SignedInRequest
from attendance.actions.refused import RosterRefused
from attendance.actions.roster_drafts import begin_new_version, create_draft, save_lines, stamp_of
from attendance.actions.rosters import submit_roster
from attendance.forms.roster_grid import edit_rows, remarks_of
from attendance.forms.rosters import RosterForm, posted_form, saved_form
from attendance.models import Roster
from attendance.queries.plan_facts import plan_facts, saved_lines
from attendance.queries.rosters import WRITABLE
from attendance.rules import approval
from attendance.views.rosters import STATUS, show_roster, visible_roster
from attendance.wording import move_sentence, roster_pages


@require_POST
def roster_create(request: SignedInRequest) -> HttpResponse:
    """Draft a unit's week and open its grid."""
    person = request.user
    unit_text = request.POST.get("unit", "")
    units = Unit.objects.visible_to(person).select_related("agency")
    unit = units.filter(pk=int(unit_text)).first() if unit_text.isdecimal() else None
    if unit is None:
        raise Http404
    try:
        first_day = parse_date(request.POST.get("first_day", ""))
    except ValueError:
        first_day = None
    if first_day is None:
        messages.error(request, roster_pages.week_unreadable())
        return redirect("attendance:rosters")
    try:
        draft = create_draft(unit=unit, first_day=first_day, by=person, at=request.now)
    except RosterRefused as refused:
        if STATUS[refused.ground] == 403:
            raise PermissionDenied(refused.sentence) from refused
        messages.error(request, refused.sentence)
        return redirect(f"/tim/roster/?minggu={first_day:%Y-%m-%d}")
    messages.success(request, roster_pages.drafted(first_day))
    return redirect("attendance:roster_edit", draft.pk)


@require_http_methods(["GET", "POST"])
def roster_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The grid as a form: *simpan* keeps the draft, *ajukan* keeps it and hands it in."""
    roster = _draftable(request, pk)
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    lines = saved_lines(roster)
    if request.method == "GET":
        if roster.state not in WRITABLE:
            fixed = approval.NotEditable(approval.RosterState(roster.state))
            messages.warning(request, move_sentence(fixed))
            return redirect("attendance:roster_detail", roster.pk)
        return _grid(request, roster, saved_form(facts, lines), stamp_of(lines))
    form = posted_form(facts, lines, request.POST)
    if not form.is_valid:
        return _grid(request, roster, form, request.POST.get("stamp", ""), status=422)
    return _saved(request, roster, form)


@require_POST
def roster_count(request: SignedInRequest, pk: int) -> HttpResponse:
    """The numbers and remarks of the grid as typed, for htmx; nothing is written."""
    roster = _draftable(request, pk)
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    form = posted_form(facts, saved_lines(roster), request.POST)
    return render(request, "attendance/_roster_counts.html", _numbers(form))


@require_POST
def roster_renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a new version of the roster in force."""
    roster, reason = visible_roster(request, pk), request.POST.get("reason", "")
    try:
        draft = begin_new_version(
            roster_id=pk,
            reason=reason,
            by=request.user,
            at=request.now,
        )
    except RosterRefused as refused:
        return show_roster(request, roster, refused, reason)
    messages.success(request, roster_pages.renewed(draft.version))
    return redirect("attendance:roster_edit", draft.pk)


def _draftable(request: SignedInRequest, pk: int) -> Roster:
    roster = visible_roster(request, pk)
    person = request.user
    if can_draft_roster(person.standing, roster.unit_id) is None:
        raise PermissionDenied(roster_pages.may_not_draft())
    return roster


def _saved(request: SignedInRequest, roster: Roster, form: RosterForm) -> HttpResponse:
    person = request.user
    now, lines = request.now, form.lines()
    stamp = request.POST.get("stamp", "")
    try:
        save_lines(roster_id=roster.pk, lines=lines, stamp=stamp, by=person, at=now)
    except RosterRefused as refused:
        fresh = stamp_of(saved_lines(roster))
        return _grid(request, roster, form, fresh, refused, STATUS[refused.ground])
    if request.POST.get("langkah") == "ajukan":
        try:
            submit_roster(roster_id=roster.pk, by=person, at=now)
        except RosterRefused as refused:
            return _grid(request, roster, form, stamp_of(lines), refused, STATUS[refused.ground])
        messages.success(request, roster_pages.submitted())
        return redirect("attendance:roster_detail", roster.pk)
    findings = form.facts.check(lines)
    if findings:
        messages.warning(request, roster_pages.saved_with_findings(len(findings)))
    else:
        messages.success(request, roster_pages.saved())
    return redirect("attendance:roster_edit", roster.pk)


def _grid(
    request: SignedInRequest,
    roster: Roster,
    form: RosterForm,
    stamp: str,
    refused: RosterRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    numbers = _numbers(form)
    context = {
        "roster": roster,
        "rows": edit_rows(form, numbers["remarks"]),
        "period": roster_pages.week_words(roster.first_day, roster.last_day),
        "stamp": stamp,
        "refused": refused,
        "unreadable": not form.is_valid,
        **numbers,
    }
    return render(request, "attendance/roster_edit.html", context, status=status)


def _numbers(form: RosterForm) -> dict[str, Any]:
    lines = form.lines()
    names = {person.pk: person.name for person in form.facts.people}
    return {
        "tallies": list(form.facts.tallies(lines)),
        "remarks": remarks_of(form.facts.check(lines), names),
        "checked": True,
        "form_at": "",
    }
