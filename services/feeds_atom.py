"""Closures and their ends as an Atom feed (RFC 4287), with ids that stay for ever."""

from __future__ import annotations

from datetime import UTC, datetime, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from asn_wfh.language import current
from services import feeds
from services.queries.announced import Announced, Told

BORN = 2026
"""The year in the tag URIs (RFC 4151): when the portal's name was its own."""


class ClosuresFeed(Atom1Feed):
    """Django's feed; one without entries is dated by the day, not by the second it was asked."""

    def latest_post_date(self) -> datetime:
        """The newest entry's moment, or the beginning of the office's day."""
        moments = [each["updateddate"] for each in self.items]
        return max(moments, default=self.feed["day_began"])


def atom(found: Announced, now: datetime) -> bytes:
    """The feed: the same bytes until something was said or a closure is over."""
    office = found.office
    page = feeds.absolute(office.get_absolute_url())
    zone = ZoneInfo(office.zone)
    began = datetime.combine(now.astimezone(zone).date(), time(0), zone).astimezone(UTC)
    feed = ClosuresFeed(
        title=_("Penutupan di %(office)s") % {"office": office.name},
        subtitle=_("Penutupan kantor dan loket, perubahannya, dan akhirnya."),
        link=page,
        description="",
        language=current(),
        author_name=office.host.name,
        feed_url=feeds.absolute(reverse("services:office_atom", args=[office.slug])),
        day_began=began,
    )
    feed.feed["id"] = _tag(f"kantor/{office.slug}/{current()}")
    for told in found.closures:
        link = _link(found, told)
        feed.add_item(
            title=feeds.closure_title(told, office),
            link=link,
            description=escape(feeds.closure_text(told, office)),
            unique_id=_tag(f"penutupan/{told.number}"),
            pubdate=told.told_at,
            updateddate=told.changed_at,
        )
        if told.is_over(now) and told.ends_at is not None:
            feed.add_item(
                title=feeds.over_title(told, office),
                link=link,
                description=escape(feeds.over_text(told, office)),
                unique_id=_tag(f"penutupan/{told.number}/berakhir"),
                pubdate=told.ends_at,
                updateddate=max(told.ends_at, told.told_at),
            )
    feed.items.sort(key=lambda each: each["updateddate"], reverse=True)
    return feed.writeString("utf-8").encode()


def _tag(name: str) -> str:
    """An id that no other portal can have, and that outlives the address."""
    return f"tag:{urlsplit(settings.PORTAL_URL).hostname},{BORN}:{name}"


def _link(found: Announced, told: Told) -> str:
    slug = found.office.slug
    if told.desk_slug:
        return feeds.absolute(reverse("services:desk", args=[slug, told.desk_slug]))
    return feeds.absolute(found.office.get_absolute_url())
