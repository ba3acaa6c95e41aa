"""The supervisor's first screen: who is where today, and what waits."""

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import structlog
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.models import Employee, Unit
from accounts.permissions import can_see_board
from accounts.requests import SignedInRequest
from attendance.models import Roster
from attendance.queries.board import GROUPS, Board, BoardPerson, board_of
from attendance.queries.cases import cases_to_examine
from attendance.wording import board as words
from attendance.wording import clock_words, day_words, roster_pages

log = structlog.get_logger(__name__)
PAGE_SIZE = 50
SHOWN_ALWAYS = ("present", "late", "not_yet", "WFH", "leave")


@require_GET
def team(request: SignedInRequest) -> HttpResponse:
    """The board of today; `unit` and `keadaan` in the address narrow it."""
    person = request.user
    if not can_see_board(person.standing):
        raise PermissionDenied(roster_pages.board_closed())
    unit = request.GET.get("unit", "")
    try:
        board = board_of(
            person,
            unit_id=int(unit) if unit.isdecimal() and len(unit) < 12 else None,
            group=request.GET.get("keadaan", ""),
            now=request.now,
        )
    except Unit.DoesNotExist:
        raise Http404 from None
    log.info("board.read", by=person.pk, unit=None if board.unit is None else board.unit.pk)
    page = Paginator(board.people, PAGE_SIZE).get_page(request.GET.get("halaman"))
    query = _query(board, board.group)
    context = {
        "board": _shown(board, page.object_list, person, request),
        "pages": {"page": page, "query": f"{query}&" if query else ""},
    }
    template = "_board.html" if request.htmx else "team.html"
    return render(request, f"attendance/{template}", context)


def _shown(board: Board, people: Any, person: Employee, request: SignedInRequest) -> dict[str, Any]:
    """The board as the partial prints it."""
    return {
        "unit": _title(board, person),
        "unit_id": None if board.unit is None else board.unit.pk,
        "units": board.units,
        "group": board.group,
        "date": board.date,
        "as_of": request.now,
        "counts": [
            {
                "code": group,
                "label": words.group_label(group),
                "number": board.counts[group],
                "url": f"?{_query(board, '' if group == board.group else group)}",
                "current": group == board.group,
            }
            for group in GROUPS
            if group in SHOWN_ALWAYS or board.counts[group]
        ],
        "waiting": [
            *_requests(board.requests),
            *_cases(cases_to_examine(person)),
            *(_to_settle(one, person.zone) for one in board.to_settle),
            *(_to_mend(one) for one in board.to_mend),
        ],
        "people": [_row(one) for one in people],
        "filtered": bool(board.group),
        "everybody_url": f"?{_query(board, '')}",
        "unjudged": board.unjudged,
    }


def _title(board: Board, person: Employee) -> str:
    """Whose board this is: a unit's, the whole agency's, or that of all units of a supervisor."""
    if board.unit is not None:
        return board.unit.name
    if person.standing.sees_whole_agency:
        return person.agency.name
    return board.units[0].name if len(board.units) == 1 else words.my_team()


def _row(one: BoardPerson) -> dict[str, Any]:
    person, verdict = one.day.employee, one.day.verdict
    return {
        "name": person.name,
        "initials": "".join(part[0] for part in person.name.split()[:2]).upper(),
        "position": f"{person.job_title} · {person.unit.name}",
        "url": reverse("attendance:day_of", args=[one.day.hours.date, person.pk]),
        "state": one.code,
        "state_label": words.person_label(one.day.live, verdict.late_minutes),
        "mode": one.mode,
        "first_in": None if verdict.first_in is None else verdict.first_in.at,
        "last_out": None if verdict.last_out is None else verdict.last_out.at,
        "flags": sorted({str(flag) for flag in verdict.flags} - {"late"}),
    }


def _cases(count: int) -> list[dict[str, str]]:
    """The way to the discipline cases, where some wait for the reader to examine them."""
    if not count:
        return []
    return [
        {
            "title": words.cases_title(count),
            "detail": words.cases_detail(),
            "url": reverse("attendance:cases"),
            "action": "Buka",
        }
    ]


def _requests(count: int) -> list[dict[str, str]]:
    """The way to the queue of corrections and leave, where something waits in it."""
    if not count:
        return []
    return [
        {
            "title": words.requests_title(count),
            "detail": words.requests_detail(),
            "url": reverse("attendance:requests"),
            "action": "Buka",
        }
    ]


def _to_settle(roster: Roster, zone: str) -> dict[str, str]:
    by = roster.submitted_by
    at = roster.submitted_at
    when = (
        ""
        if at is None
        else f"{day_words(at.astimezone(ZoneInfo(zone)).date())} " + clock_words(at, ZoneInfo(zone))
    )
    return {
        "title": words.waiting_title(
            roster.unit.name, roster_pages.week_words(roster.first_day, roster.last_day)
        ),
        "detail": words.submitted_by_words("" if by is None else by.name, when),
        "url": reverse("attendance:roster_detail", args=[roster.pk]),
        "action": "Periksa",
    }


def _to_mend(roster: Roster) -> dict[str, str]:
    return {
        "title": words.waiting_title(
            roster.unit.name, roster_pages.week_words(roster.first_day, roster.last_day)
        ),
        "detail": words.returned_words(roster.reason),
        "url": reverse("attendance:roster_edit", args=[roster.pk]),
        "action": "Perbaiki",
    }


def _query(board: Board, group: str) -> str:
    parts = {"unit": "" if board.unit is None else board.unit.pk, "keadaan": group}
    return urlencode({name: value for name, value in parts.items() if value})
