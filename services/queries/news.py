"""What there is to tell the followers of one agency's desks: closures, and changes in their hours.

Nothing here is written, and nothing is remembered: each piece of news has a key, and the notices
that exist say what was told. Needs the agency's tenancy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from accounts.tenancy import tenant
from services import wording
from services import wording_followers as words
from services.models import Closure, Desk, DeskService, StatusChange
from services.queries.facts import lines_of
from services.queries.shown import service_name
from services.queries.statuses import LineStatus, statuses_at
from services.rules import Code
from services.rules.news import AHEAD, NEWS_FOR, is_news

type Words = Callable[[], tuple[str, str]]
"""Title and text in the active language."""


@dataclass(frozen=True, slots=True)
class News:
    """One change of a desk, told under `key` to whoever followed before `happened_at` (aware)."""

    key: str
    desk_id: int
    happened_at: datetime
    is_closure: bool
    worded: Words
    announces: bool = False
    """A closure that is told even to those who follow since it was announced."""


def closure_key(row: Closure) -> str:
    """Names a closure with its times: with other times it is told again."""
    until = 0 if row.ends_at is None else int(row.ends_at.timestamp())
    return f"closure:{row.pk}:{int(row.starts_at.timestamp())}:{until}"


def closures_to_tell(desks: Collection[Desk], now: datetime) -> list[News]:
    """Closures of these desks that are announced, in force, or ended a moment ago."""
    rows = Closure.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now - NEWS_FOR),
        office__in={desk.office_id for desk in desks},
        starts_at__lte=now + AHEAD,
    ).order_by("starts_at", "pk")
    given = defaultdict(set)
    for desk_id, service_id in DeskService.objects.filter(desk__in=desks).values_list(
        "desk_id", "service_id"
    ):
        given[desk_id].add(service_id)
    found: list[News] = []
    for desk in desks:
        mine = [
            row
            for row in rows
            if row.office_id == desk.office_id
            and row.desk_id in (None, desk.pk)
            and (row.service_id is None or row.service_id in given[desk.pk])
        ]
        found.extend(_closure_news(desk, mine, now))
    return found


def _closure_news(desk: Desk, rows: list[Closure], now: datetime) -> Iterable[News]:
    in_force = [r for r in rows if r.starts_at <= now and (r.ends_at is None or r.ends_at > now)]
    for row in rows:
        if row.ends_at is None or row.ends_at > now:
            yield News(
                closure_key(row),
                desk.pk,
                row.starts_at,
                is_closure=True,
                worded=lambda row=row: words.closure_news(desk, row),  # type: ignore[misc]
                announces=True,
            )
        elif not in_force:
            yield News(
                f"ended:{row.pk}:{int(row.ends_at.timestamp())}",
                desk.pk,
                row.ends_at,
                is_closure=True,
                worded=lambda: words.ended_news(desk, _now_text(desk, now)),
            )


def _now_text(desk: Desk, now: datetime) -> str:
    """How things stand at the desk, in a sentence for each different state."""
    lines, _calendars = lines_of(DeskService.objects.filter(desk=desk), now)
    zone = ZoneInfo(desk.office.zone)
    said = [wording.sentence(each.state, now, zone) for each in statuses_at(lines, now)]
    return " ".join(dict.fromkeys(said))


def changes_to_tell(agency_id: int, desks: Collection[Desk], now: datetime) -> list[News]:
    """Changes in service hours that nobody could know, and that still hold."""
    given = DeskService.objects.filter(desk__in=desks)
    # A desk's service may be another agency's: its history stands in that agency's tenancy.
    givers = {agency_id, *given.values_list("agency_id", flat=True)}
    history: dict[tuple[int, int], list[StatusChange]] = defaultdict(list)
    for giver in sorted(givers):
        with tenant(giver):
            rows = StatusChange.objects.filter(
                agency_id=giver, desk__in=desks, at__gt=now - timedelta(days=1), at__lte=now
            )
            for row in rows.order_by("at", "pk"):
                history[row.desk_id, row.service_id].append(row)
    by_desk = {desk.pk: desk for desk in desks}
    changed = {key: rows[-1] for key, rows in history.items() if rows[-1].at > now - NEWS_FOR}
    fresh = {
        key: row
        for key, row in changed.items()
        if is_news(_codes_before(history[key], by_desk[key[0]]), Code(row.code))
    }
    if not fresh:
        return []
    lines, _calendars = lines_of(given.filter(desk__in={key[0] for key in fresh}), now)
    return _grouped(fresh, statuses_at(lines, now), now)


def _codes_before(rows: list[StatusChange], desk: Desk) -> list[Code]:
    """The codes of the last row's date before it, in order."""
    zone = ZoneInfo(desk.office.zone)
    day = rows[-1].at.astimezone(zone).date()
    return [Code(row.code) for row in rows[:-1] if row.at.astimezone(zone).date() == day]


def _grouped(
    fresh: dict[tuple[int, int], StatusChange], statuses: list[LineStatus], now: datetime
) -> list[News]:
    """One piece of news for the services of a desk that changed to the same state."""
    groups: dict[tuple[int, Code], list[LineStatus]] = defaultdict(list)
    total: dict[int, int] = defaultdict(int)
    for status in statuses:
        line = status.line
        total[line.desk.pk] += 1
        row = fresh.get((line.desk.pk, line.service.pk))
        if row is not None and row.code == status.state.code:
            groups[line.desk.pk, status.state.code].append(status)
    found = []
    for (desk_id, code), members in groups.items():
        at = min(fresh[desk_id, each.line.service.pk].at for each in members)
        named = members if len(members) < total[desk_id] else []
        found.append(
            News(
                f"status:{desk_id}:{int(at.timestamp())}:{code.value}",
                desk_id,
                at,
                is_closure=False,
                worded=_change_words(members[0], [each.line.service for each in named], now),
            )
        )
    return found


def _change_words(status: LineStatus, named: list[object], now: datetime) -> Words:
    line = status.line

    def worded() -> tuple[str, str]:
        text = wording.sentence(status.state, now, line.zone)
        services = [service_name(each) for each in named]  # type: ignore[arg-type]
        return words.change_news(line.desk, status.state.code, services, text, now)

    return worded
