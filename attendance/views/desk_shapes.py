"""The board of desks as its templates print it: words chosen, addresses made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from attendance.models import DeskAlarm, DeskAlarmKind
from attendance.queries.desk_board import ACT_TODAY, BoardDesk, BoardOffice, Closed, DeskBoard
from attendance.queries.desk_people import Officer, Where
from attendance.wording import desk_alarms, desk_closings
from attendance.wording import desk_duty as words

TONES: Mapping[Where, str] = {
    Where.HERE: "ok",
    Where.BREAK: "pause",
    Where.AWAITED: "wait",
    Where.GONE: "shut",
    Where.ELSEWHERE: "far",
    Where.AWAY: "shut",
}


def board_shape(board: DeskBoard) -> dict[str, Any]:
    """The whole board."""
    desks = [desk for office in board.offices for desk in office.desks]
    by_id = {row.desk.pk: row for row in desks}
    return {
        "offices": [_office(one) for one in board.offices],
        "urgent": [_alarm(one, by_id[one.desk_id]) for one in board.urgent],
        "coming": [_coming(by_id[pk], list(of)) for pk, of in _by_desk(board.coming)],
        "choices": board.choices,
        "counts": [
            {"code": code, "number": number}
            for code, number in sorted(board.counts.items(), key=lambda each: -each[1])
        ],
        "total": len(desks),
    }


def _office(one: BoardOffice) -> dict[str, Any]:
    zone = ZoneInfo(one.office.zone)
    return {
        "name": one.office.name,
        "slug": one.office.slug,
        "url": one.office.get_absolute_url(),
        "staffed": one.staffed,
        "total": len(one.desks),
        "closed": [_closed(each, zone) for each in one.closed],
        "close_url": reverse("attendance:office_close_now", args=[one.office.slug])
        if one.may_close
        else "",
        "desks": [_desk(each) for each in one.desks],
    }


def _desk(row: BoardDesk) -> dict[str, Any]:
    zone = ZoneInfo(row.desk.office.zone)
    pk = row.desk.pk
    return {
        "pk": pk,
        "name": row.desk.name,
        "url": row.desk.get_absolute_url(),
        "owner": "" if row.is_served else row.desk.owner.name,
        "unit": row.unit,
        "together": row.shown.together,
        "alone": len(row.shown.together) == 1,
        "needed": words.needed_words(row.here, row.desk.needed, row.planned)
        if row.is_served
        else "",
        "short": row.is_served and row.here < row.desk.needed,
        "officers": [_officer(each, row, zone) for each in row.officers],
        "unnamed": [
            {
                "text": words.unnamed_words(Where(where), number),
                "tone": TONES[Where(where)],
            }
            for where, number in row.unnamed.items()
        ],
        "closed": [_closed(each, zone) for each in row.closed],
        "pause": None
        if row.pause is None
        else {"text": words.pause_words(row.pause.until, zone), "may_end": row.may_cover},
        "alarms": [_alarm(each, row) for each in row.alarms if each.kind in ACT_TODAY],
        "may_cover": row.may_cover,
        "may_close": row.may_close,
    }


def _officer(one: Officer, row: BoardDesk, zone: ZoneInfo) -> dict[str, Any]:
    cover = one.cover
    is_cover_here = cover is not None and cover.desk_id == row.desk.pk
    other = "" if cover is None or is_cover_here else cover.desk.name
    url = ""
    if one.employee.pk in row.readable:
        url = reverse("attendance:day_of", args=[row.today, one.employee.pk])
    return {
        "name": one.employee.name,
        "url": url,
        "text": words.where_words(one.where, one.back_at, zone, other),
        "tone": TONES[one.where],
        "standing_in": ""
        if cover is None or not is_cover_here
        else words.standing_in(cover.ends_at, zone),
        "end_url": reverse("attendance:desk_cover_end", args=[cover.pk])
        if cover is not None and is_cover_here and row.may_cover
        else "",
    }


def _closed(one: Closed, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "text": desk_closings.closed_words(one.closure, one.service, zone),
        "end_url": reverse("attendance:desk_reopen", args=[one.closure.pk]) if one.may_end else "",
    }


def _alarm(one: DeskAlarm, row: BoardDesk) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "kind": one.kind,
        "title": desk_alarms.alarm_title(one.kind, row.desk.name),
        "name": row.desk.name,
        "office": row.desk.office.name,
        "detail": one.detail,
    } | _remedy(one, row)


def _by_desk(alarms: Iterable[DeskAlarm]) -> Iterable[tuple[int, Iterable[DeskAlarm]]]:
    """Alarms ahead, desk by desk; they come in the desks' order."""
    return groupby(alarms, key=lambda one: one.desk_id)


def _coming(row: BoardDesk, alarms: list[DeskAlarm]) -> dict[str, Any]:
    """One line for all short days of a desk."""
    return _alarm(alarms[0], row) | {"detail": " ".join(one.detail for one in alarms)}


def _remedy(one: DeskAlarm, row: BoardDesk) -> dict[str, str]:
    """Where the reader can do something about it, and what; an empty `url` where they cannot."""
    pk, slug = row.desk.pk, row.desk.office.slug
    if one.kind == DeskAlarmKind.CLOSED_BUT_STAFFED:
        url, verb = (f"#loket-{pk}" if row.may_close else ""), "look"
    elif one.kind != DeskAlarmKind.SHORT_ROSTER:
        url = reverse("attendance:desk_cover", args=[pk]) if row.may_cover else ""
        verb = "cover"
    elif row.may_plan:
        url, verb = reverse("attendance:rosters"), "plan"
    else:
        url = reverse("attendance:kept_closures", args=[slug]) if row.may_announce else ""
        verb = "announce"
    return {"url": url, "label": desk_alarms.remedy_label(verb)}
