"""Rosters to read and to move: the week of units, one roster, submit, return, approve."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Employee
from accounts.permissions import (
    can_generate_rosters,
    can_keep_some_desk_officers,
    can_see_board,
    can_settle_any,
)
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.rosters import approve_roster, return_roster, submit_roster
from attendance.forms.roster_cells import PlanCells, gaps_of
from attendance.forms.roster_grid import remarks_of
from attendance.models import Roster, RosterState
from attendance.queries.authority import approver_of
from attendance.queries.letters import roster_letter
from attendance.queries.roster_list import RosterList, next_month, roster_list
from attendance.queries.rosters import PlanRow, RosterPage, roster_page
from attendance.rules import approval
from attendance.wording import approval_sentence, roster_pages

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
PUBLISHED = (RosterState.APPROVED, RosterState.SUPERSEDED)
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@require_GET
def rosters(request: SignedInRequest) -> HttpResponse:
    """A week or a month of the units the reader may see; by default the coming week."""
    person = request.user
    standing = person.standing
    if not can_see_board(standing):
        raise PermissionDenied(roster_pages.board_closed())
    today = clock.on_local_date(request.now, person.zone)
    month = _date(f"{request.GET.get('bulan', '')}-01")
    day = month or _date(request.GET.get("minggu", "")) or today + ONE_WEEK
    unit = request.GET.get("unit", "")
    unit_id = int(unit) if unit.isdecimal() and len(unit) < 12 else None
    found = roster_list(
        person, day=day, whole_month=month is not None, unit_id=unit_id, now=request.now
    )
    context = {
        "list": found,
        "places": _places(found),
        "period": roster_pages.period_words(found.first, found.last),
        "may_generate": can_generate_rosters(standing) is not None,
        "may_keep_desks": can_keep_some_desk_officers(standing),
        "may_settle": can_settle_any(standing),
    }
    return render(request, "attendance/rosters.html", context)


def _places(found: RosterList) -> dict[str, str]:
    """Where the list can go from here, as queries: before, after, now, coming, the other span."""
    step = found.last + ONE_DAY
    if found.is_month:
        coming = next_month(found.now_first)
        before = (found.first - ONE_DAY).replace(day=1)
        days = {"previous": before, "next": step, "this": found.now_first, "coming": coming}
        places = {name: f"bulan={day:%Y-%m}" for name, day in days.items()}
        return places | {"weeks": f"minggu={found.first}", "here": f"bulan={found.first:%Y-%m}"}
    days = {
        "previous": found.first - ONE_WEEK,
        "next": step,
        "this": found.now_first,
        "coming": found.now_first + ONE_WEEK,
    }
    places = {name: f"minggu={day}" for name, day in days.items()}
    return places | {"months": f"bulan={found.last:%Y-%m}", "here": f"minggu={found.first}"}


@require_GET
def roster_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One roster: who works where, what stands against it, and its history."""
    return show_roster(request, visible_roster(request, pk))


@require_POST
def roster_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand a draft in."""
    move = partial(submit_roster, by=request.user, at=request.now)
    return _moved(request, pk, move, roster_pages.submitted())


@require_POST
def roster_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a roster in force."""
    move = partial(approve_roster, by=request.user, at=request.now)
    return _moved(request, pk, move, roster_pages.approved())


@require_POST
def roster_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a roster back with a reason."""
    reason = request.POST.get("reason", "")
    move = partial(return_roster, reason=reason, by=request.user, at=request.now)
    return _moved(request, pk, move, roster_pages.returned())


def visible_roster(request: SignedInRequest, pk: int) -> Roster:
    """The roster if the person may read it: strangers get 404, a former delegate the reason.

    Members of the unit without a role read what is or was in force, not drafts.
    """
    person = request.user
    standing = person.standing
    found = Roster.objects.filter(pk=pk).select_related("unit__agency")
    roster = found.visible_to(person).first()
    if roster is not None:
        reads_all = standing.sees_whole_agency or roster.unit_id in standing.unit_ids
        if reads_all or roster.state in PUBLISHED:
            return roster
    _tell_former_delegate(person, found.filter(agency_id=person.agency_id).first(), request)
    raise Http404


def show_roster(
    request: SignedInRequest, roster: Roster, refused: RosterRefused | None = None, typed: str = ""
) -> HttpResponse:
    """The roster's page; after a refusal with its sentence on top and what was typed kept."""
    person = request.user
    page = roster_page(person, roster, now=request.now)
    log.info("roster.read", roster=roster.pk, by=person.pk)
    found = page.findings if refused is None or not refused.findings else refused.findings
    context = {
        "page": page,
        "rows": _rows(page),
        "gaps": gaps_of(page.facts.days),
        "has_desks": any(tally.desks_needed for tally in page.tallies),
        "remarks": remarks_of(found, page.names),
        "why_not": _why_not(page),
        "refused": refused,
        "letter": roster_letter(roster, person),
        "typed": typed,
        "form_at": reverse("attendance:roster_edit", args=[roster.pk]) if page.may_edit else None,
        "period": roster_pages.period_words(roster.first_day, roster.last_day),
    }
    status = 200 if refused is None else STATUS[refused.ground]
    return render(request, "attendance/roster_detail.html", context, status=status)


def _rows(page: RosterPage) -> Sequence[PlanRow] | list[tuple[Employee, SafeString]]:
    """A week in words; what is longer as a grid of letters."""
    if not page.is_long:
        return page.rows()
    cells = PlanCells(page.facts, page.lines)
    return [(person, cells.row(person.pk)) for person in page.people]


def _moved(
    request: SignedInRequest, pk: int, move: Callable[..., Roster], done: str
) -> HttpResponse:
    roster = visible_roster(request, pk)
    try:
        moved = move(roster_id=pk)
    except RosterRefused as refused:
        roster.refresh_from_db()
        return show_roster(request, roster, refused, request.POST.get("reason", ""))
    messages.success(request, done)
    return redirect("attendance:roster_detail", moved.pk)


def _why_not(page: RosterPage) -> str:
    """Why a person with a say may not settle a submitted roster; empty where it needs no word."""
    if page.roster.state != RosterState.SUBMITTED or not page.has_authority or page.may_settle:
        return ""
    return "" if page.refusal is None else approval_sentence(page.refusal)


def _tell_former_delegate(
    person: Employee, roster: Roster | None, request: SignedInRequest
) -> None:
    if roster is None:
        return
    approver, delegations = approver_of(person, roster.unit)
    if not delegations:
        return
    nobody = approval.RosterFacts(state=approval.RosterState.SUBMITTED, drafted_by=0)
    today = clock.on_local_date(request.now, person.zone)
    refusal = approval.refuse_approval(nobody, approver, today=today)
    if refusal is not None:
        raise PermissionDenied(approval_sentence(refusal))


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
