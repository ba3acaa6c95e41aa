"""Rosters to write: the first draft, the grid, a week of it as fields, its live numbers."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Unit
from accounts.permissions import can_draft_roster
from accounts.requests import SignedInRequest
from attendance.actions.refused import RosterRefused
from attendance.actions.roster_copies import copy_roster
from attendance.actions.roster_drafts import begin_new_version, create_draft, save_lines
from attendance.actions.roster_lines import stamp_of
from attendance.actions.rosters import submit_roster
from attendance.forms.roster_cells import gaps_of
from attendance.forms.roster_grid import edit_rows, grid_rows, remarks_of, shares_of
from attendance.forms.rosters import RosterForm, changed_rows, posted_form, saved_form
from attendance.models import Roster
from attendance.queries.generations import generation_panel
from attendance.queries.plan_facts import plan_facts, saved_lines
from attendance.queries.roster_grid import earlier_rosters, grid_signs
from attendance.queries.rosters import WRITABLE
from attendance.rules import approval
from attendance.rules.calendar import week_start
from attendance.views.generation_shapes import panel_shape
from attendance.views.generations import begin_search
from attendance.views.rosters import STATUS, show_roster, visible_roster
from attendance.wording import move_sentence, roster_pages

ONE_WEEK = timedelta(weeks=1)


@require_POST
def roster_create(request: SignedInRequest) -> HttpResponse:
    """Draft a unit's week or month and open its grid."""
    person = request.user
    unit_text = request.POST.get("unit", "")
    units = Unit.objects.visible_to(person).select_related("agency")
    unit = units.filter(pk=int(unit_text)).first() if unit_text.isdecimal() else None
    if unit is None:
        raise Http404
    first_day = _date(request.POST.get("first_day", ""))
    if first_day is None:
        messages.error(request, roster_pages.week_unreadable())
        return redirect("attendance:rosters")
    month = request.POST.get("masa") == "bulan"
    try:
        draft = create_draft(
            unit=unit, first_day=first_day, by=person, at=request.now, whole_month=month
        )
    except RosterRefused as refused:
        if STATUS[refused.ground] == 403:
            raise PermissionDenied(refused.sentence) from refused
        messages.error(request, refused.sentence)
        query = f"bulan={first_day:%Y-%m}" if month else f"minggu={first_day:%Y-%m-%d}"
        return redirect(f"/tim/roster/?{query}")
    messages.success(request, roster_pages.drafted(draft.first_day, draft.last_day))
    return redirect("attendance:roster_edit", draft.pk)


@require_http_methods(["GET", "POST"])
def roster_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The grid as a form: *simpan* keeps the draft, *ajukan* keeps it and hands it in.

    With `pekan` in the address one week of it as fields, for browsers without script.
    """
    roster = _draftable(request, pk)
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    lines = saved_lines(roster)
    saved = saved_form(facts, lines)
    if request.method == "GET":
        if roster.state not in WRITABLE:
            fixed = approval.NotEditable(approval.RosterState(roster.state))
            messages.warning(request, move_sentence(fixed))
            return redirect("attendance:roster_detail", roster.pk)
        return _page(request, roster, saved, saved, stamp_of(lines))
    form = posted_form(facts, lines, request.POST)
    if not form.is_valid:
        return _page(request, roster, form, saved, request.POST.get("stamp", ""), status=422)
    return _saved(request, roster, form, saved)


@require_POST
def roster_count(request: SignedInRequest, pk: int) -> HttpResponse:
    """The numbers and remarks of the grid as typed, for htmx; nothing is written."""
    roster = _draftable(request, pk)
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    form = posted_form(facts, saved_lines(roster), request.POST)
    week = _week(request, roster)
    part = "_roster_live" if week is None else "_roster_counts"
    return render(request, f"attendance/{part}.html", _numbers(form, week))


@require_POST
def roster_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fill the draft after an earlier roster of its unit."""
    roster = _draftable(request, pk)
    source_id = request.POST.get("source", "")
    known = Roster.objects.visible_to(request.user)
    source = known.filter(pk=int(source_id)).first() if source_id.isdecimal() else None
    if source is None:
        messages.error(request, roster_pages.nothing_to_copy())
        return redirect("attendance:roster_edit", roster.pk)
    try:
        copy_roster(
            roster_id=roster.pk,
            source=source,
            stamp=request.POST.get("stamp", ""),
            by=request.user,
            at=request.now,
        )
    except RosterRefused as refused:
        if STATUS[refused.ground] == 403:
            raise PermissionDenied(refused.sentence) from refused
        messages.error(request, refused.sentence)
    else:
        messages.success(request, roster_pages.copied(source.first_day, source.last_day))
    return redirect("attendance:roster_edit", roster.pk)


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
    """The roster for its author; others who may read it are told whose it is to write."""
    roster = visible_roster(request, pk)
    if can_draft_roster(request.user.standing, roster.unit_id) is None:
        raise PermissionDenied(roster_pages.may_not_draft())
    return roster


def _saved(
    request: SignedInRequest, roster: Roster, form: RosterForm, saved: RosterForm
) -> HttpResponse:
    person, now = request.user, request.now
    lines, stamp = form.lines(), request.POST.get("stamp", "")
    try:
        save_lines(roster_id=roster.pk, lines=lines, stamp=stamp, by=person, at=now)
    except RosterRefused as refused:
        fresh = stamp_of(saved_lines(roster))
        status = STATUS[refused.ground]
        return _page(request, roster, form, saved, fresh, refused=refused, status=status)
    if request.POST.get("langkah") == "ajukan":
        try:
            submit_roster(roster_id=roster.pk, by=person, at=now)
        except RosterRefused as refused:
            status = STATUS[refused.ground]
            now_saved = stamp_of(lines)
            return _page(request, roster, form, form, now_saved, refused=refused, status=status)
        messages.success(request, roster_pages.submitted())
        return redirect("attendance:roster_detail", roster.pk)
    if request.POST.get("langkah") == "susun":
        return begin_search(request, roster)
    findings = form.facts.check(lines)
    if findings:
        messages.warning(request, roster_pages.saved_with_findings(len(findings)))
    else:
        messages.success(request, roster_pages.saved())
    week = _week(request, roster)
    address = reverse("attendance:roster_edit", args=[roster.pk])
    return redirect(address if week is None else f"{address}?pekan={week:%Y-%m-%d}")


def _page(
    request: SignedInRequest,
    roster: Roster,
    form: RosterForm,
    saved: RosterForm,
    stamp: str,
    *,
    refused: RosterRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    week = _week(request, roster)
    facts, signs, numbers = form.facts, grid_signs(form.facts), _numbers(form, week)
    context = {
        "roster": roster,
        "period": roster_pages.period_words(roster.first_day, roster.last_day),
        "stamp": stamp,
        "refused": refused,
        "unreadable": not form.is_valid,
        "panel": panel_shape(generation_panel(roster), request.now),
        "weeks": _weeks(roster),
        "shifts": sorted(facts.shifts.values(), key=lambda one: one.hours.hours.start),
        **numbers,
    }
    if week is not None:
        days = [tally.day for tally in numbers["tallies"]]
        context |= {"week": week, "rows": edit_rows(form, signs, numbers["remarks"], days)}
        return render(request, "attendance/roster_week.html", context, status=status)
    changed = {} if form is saved else changed_rows(form, saved)
    context |= {
        "rows": grid_rows(form, signs, numbers["remarks"], numbers["shares"]),
        "changed": changed,
        "desks": facts.desks,
        "modes": facts.modes,
        "sources": earlier_rosters(roster),
    }
    return render(request, "attendance/roster_edit.html", context, status=status)


def _numbers(form: RosterForm, week: date | None) -> dict[str, Any]:
    """What the rules say of the whole roster, and the numbers of its days or of one week's."""
    lines = form.telling_lines()
    names = {person.pk: person.name for person in form.facts.people}
    tallies, shares = form.facts.tallies(lines), shares_of(form)
    return {
        "tallies": [one for one in tallies if week is None or week_start(one.day) == week],
        "remarks": remarks_of(form.facts.check(lines), names, week),
        "shares": shares,
        "told_shares": " ".join(f"{person}:{days}" for person, days in shares.items()),
        "gaps": gaps_of(form.facts.days),
        "has_desks": any(one.desks_needed for one in tallies),
        "checked": True,
        "form_at": "",
    }


def _weeks(roster: Roster) -> list[date]:
    """The Mondays of the roster's weeks."""
    first, last = week_start(roster.first_day), week_start(roster.last_day)
    return [first + number * ONE_WEEK for number in range((last - first).days // 7 + 1)]


def _week(request: SignedInRequest, roster: Roster) -> date | None:
    """The Monday of the week that the address or the form names, if it is one of the roster's."""
    day = _date(request.POST.get("pekan", "") or request.GET.get("pekan", ""))
    monday = None if day is None else week_start(day)
    return monday if monday in _weeks(roster) else None


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
