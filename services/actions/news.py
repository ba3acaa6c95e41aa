"""Telling followers: one message for one change, written here, sent by `notices`.

Run each minute and safe to run twice: a follower and a key make one row, the database says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import structlog
from django.db.models import Q
from django.urls import reverse

from asn_wfh.language import spoken
from services import wording_followers as words
from services.actions.followers import ring_for_notices
from services.models import Closure, Desk, Follower, FollowerNotice, FollowerWish
from services.queries.news import News, Words, changes_to_tell, closures_to_tell
from services.rules.news import AHEAD, MOST_IN_AN_HOUR, NEWS_FOR

log = structlog.get_logger(__name__)
HOUR = timedelta(hours=1)


def tell_followers(*, agency_id: int, now: datetime) -> int:
    """Write what there is to tell at `now` (aware) to the followers of an agency's desks.

    Needs the agency's tenancy; answers how many messages were written.
    """
    rows = Follower.objects.filter(agency_id=agency_id, confirmed_at__isnull=False)
    followers = list(rows.select_related("desk__office"))
    if not followers:
        return 0
    desks = list({each.desk_id: each.desk for each in followers}.values())
    wanting = {each.desk_id for each in followers if each.wish == FollowerWish.CHANGES}
    news: dict[int, list[News]] = defaultdict(list)
    for each in closures_to_tell(desks, now):
        news[each.desk_id].append(each)
    watched = [desk for desk in desks if desk.pk in wanting]
    for each in changes_to_tell(agency_id, watched, now) if watched else []:
        news[each.desk_id].append(each)
    told, lately = _told(agency_id, {each.key for of in news.values() for each in of}, now)
    recalled = _recalled(told, now)
    made: list[FollowerNotice] = []
    for follower in followers:
        mine = [*news[follower.desk_id], *_recalls(follower, told[follower.pk], recalled, now)]
        wanted = [each for each in mine if _wants(follower, each, told[follower.pk], now)]
        made.extend(_notices(follower, wanted, lately[follower.pk], now))
    written = FollowerNotice.objects.bulk_create(made, ignore_conflicts=True)
    if written:
        _note(written, now)
        log.info("followers.told", agency=agency_id, notices=len(written))
        ring_for_notices(agency_id)
    return len(written)


def _wants(follower: Follower, news: News, told: set[str], now: datetime) -> bool:
    """Whether this follower is told: wished for, new to them, and not told yet."""
    if news.key in told or follower.confirmed_at is None:
        return False
    if not news.is_closure:
        return follower.wish == FollowerWish.CHANGES and news.happened_at > follower.confirmed_at
    if not news.announces:
        return news.happened_at > follower.confirmed_at
    # A closure that goes on for long is on the page; with other times than were told it is news.
    same = f"{news.key.rsplit(':', 2)[0]}:"
    return news.happened_at > now - NEWS_FOR or any(key.startswith(same) for key in told)


def _notices(
    follower: Follower, wanted: list[News], lately: int, now: datetime
) -> list[FollowerNotice]:
    desk, room = follower.desk, max(0, MOST_IN_AN_HOUR - lately)
    closures = [each for each in wanted if each.is_closure]
    changes = [each for each in wanted if not each.is_closure][:room]
    notices = []
    with spoken(follower.language):
        url = reverse("services:desk", args=[desk.office.slug, desk.slug])
        for each in [*closures, *changes]:
            title, body = each.worded()
            notices.append(
                FollowerNotice(
                    agency_id=follower.agency_id,
                    follower=follower,
                    key=each.key,
                    title=title,
                    body=body,
                    url=url,
                    made_at=now,
                    next_try_at=now,
                )
            )
    return notices


def _told(
    agency_id: int, keys: set[str], now: datetime
) -> tuple[dict[int, set[str]], Counter[int]]:
    """Which of `keys` and which closures each follower was told, and changes in the last hour."""
    told: dict[int, set[str]] = defaultdict(set)
    lately: Counter[int] = Counter()
    rows = FollowerNotice.objects.filter(
        Q(key__in=keys)
        | Q(key__startswith="closure:", made_at__gt=now - AHEAD - NEWS_FOR)
        | Q(key__startswith="recalled:", made_at__gt=now - AHEAD - NEWS_FOR)
        | Q(key__startswith="status:", made_at__gt=now - HOUR),
        agency_id=agency_id,
    )
    for follower_id, key, made_at in rows.values_list("follower_id", "key", "made_at"):
        told[follower_id].add(key)
        lately[follower_id] += key.startswith("status:") and made_at > now - HOUR
    return told, lately


def _recalled(told: dict[int, set[str]], now: datetime) -> set[int]:
    """Closures that were told for a time to come and exist no more."""
    ahead = {
        int(key.split(":")[1])
        for keys in told.values()
        for key in keys
        if key.startswith("closure:") and int(key.split(":")[2]) > now.timestamp()
    }
    if not ahead:
        return set()
    return ahead - set(Closure.objects.filter(pk__in=ahead).values_list("pk", flat=True))


def _recalls(follower: Follower, told: set[str], recalled: set[int], now: datetime) -> list[News]:
    """That a closure this follower was told will not be."""
    found: dict[int, News] = {}
    for key in sorted(told):
        kind, *rest = key.split(":")
        if kind != "closure" or int(rest[0]) not in recalled:
            continue
        pk, starts_at = int(rest[0]), datetime.fromtimestamp(int(rest[1]), UTC)
        found[pk] = News(
            f"recalled:{pk}",
            follower.desk_id,
            now,
            is_closure=True,
            worded=_recall_words(follower.desk, starts_at),
        )
    return list(found.values())


def _recall_words(desk: Desk, starts_at: datetime) -> Words:
    return lambda: words.recalled_news(desk, starts_at)


def _note(notices: list[FollowerNotice], now: datetime) -> None:
    """On each follower, what was told last."""
    last = {each.follower_id: each.key for each in notices}
    rows = list(Follower.objects.filter(pk__in=last))
    for row in rows:
        row.told_at, row.told_key = now, last[row.pk]
    Follower.objects.bulk_update(rows, ["told_at", "told_key"])
