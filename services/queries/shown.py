"""What a page or a program is shown of desks: public values only, times rounded for the public.

The same values stand behind the HTML and the JSON, so the two cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from asn_wfh.language import INDONESIAN, current
from services import wording
from services.models import Office, Service
from services.queries.statuses import LineStatus
from services.rules import Code, DayOff, ServiceCalendar, hours_on, office_headline

LAPOR_URL = "https://www.lapor.go.id"
NOTHING_KNOWN_FOR = timedelta(minutes=15)
"""How long a page about an office without desks may be believed."""
ORDER = tuple(Code)
"""How counts read: served first, not known last."""


@dataclass(frozen=True, slots=True)
class Way:
    """Another way for a citizen who cannot be served here now."""

    kind: str
    """`online`, `phone`, `desk` or `lapor`."""
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """One service at one desk, as the public may know it. Moments are aware."""

    slug: str
    name: str
    code: str
    reason: str | None
    basis: str
    since: datetime | None
    evidence_at: datetime | None
    valid_until: datetime
    next_at: datetime | None
    next_code: str
    text: str
    """The status in one or two sentences."""
    ways: tuple[Way, ...]
    """Empty where the service is served."""
    own_words: tuple[str, ...] = ()
    """What of `text` a manager wrote; Indonesian in every language of the page."""

    @property
    def note(self) -> str:
        """The sentence beneath the state's word, without that word."""
        rest = self.text.removeprefix(f"{wording.code_label(Code(self.code))}: ")
        return rest[:1].upper() + rest[1:]


@dataclass(frozen=True, slots=True)
class Together:
    """Services of a desk that share one status, so that it is said once."""

    services: tuple[ServiceShown, ...]
    ways: tuple[Way, ...]

    @property
    def status(self) -> ServiceShown:
        """The status all of them have."""
        return self.services[0]


@dataclass(frozen=True, slots=True)
class DeskShown:
    """A desk with its services, each with a status of its own."""

    slug: str
    name: str
    url: str
    agency: str
    agency_code: str
    services: tuple[ServiceShown, ...]
    whereabouts: str = ""
    """Where in the building, in the manager's words."""

    @property
    def code(self) -> str:
        """The desk in one code: `staffed` only if every service is, else the first other."""
        return next((each.code for each in self.services if each.code != Code.STAFFED), "staffed")

    @property
    def together(self) -> list[Together]:
        """The services, those with the same status side by side."""

        def status(each: ServiceShown) -> tuple[object, ...]:
            return each.code, each.text, each.since, each.next_at, each.next_code

        order = {key: n for n, key in enumerate(dict.fromkeys(map(status, self.services)))}
        services = sorted(self.services, key=lambda each: order[status(each)])
        found = []
        for _same_status, same in groupby(services, key=status):
            group = tuple(same)
            ways = {way.url: way for each in group for way in each.ways}
            last = [way for way in ways.values() if way.kind == "lapor"]
            first = [way for way in ways.values() if way.kind != "lapor"]
            found.append(Together(group, tuple(first + last)))
        return found


@dataclass(frozen=True, slots=True)
class OfficeShown:
    """An office with its counts; `desks` may be a filtered part, the counts are of all."""

    slug: str
    name: str
    address: str
    phone: str
    region: str
    province: str
    zone: str
    """IANA name."""
    url: str
    staffed: int
    partial: int
    total: int
    open_now: bool
    """Whether anything at all is not closed."""
    headline: str
    codes: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    hours: str
    generated_at: datetime
    evidence_at: datetime | None
    valid_until: datetime
    next_at: datetime | None
    desks: tuple[DeskShown, ...]
    access: str = ""
    """Facilities for who has difficulty, in the manager's words."""
    latitude: float | None = None
    longitude: float | None = None
    """WGS 84, degrees; both or neither."""


def service_shown(status: LineStatus, now: datetime, ways: Sequence[Way]) -> ServiceShown:
    """The public face of a settled status at `now`."""
    state, zone = status.state, status.line.zone
    change = wording.public_next_change(state.next_change)
    service = status.line.service
    contact = status.line.contact or service.phone or service.online_url
    text = wording.sentence(state, now, zone, contact=contact)
    alternatives = _alternatives(status, now)
    text = " ".join([text, *alternatives])
    return ServiceShown(
        slug=service.slug,
        name=service_name(service),
        code=state.code.value,
        reason=state.reason.value if state.reason else None,
        basis=state.basis.value,
        since=wording.public_time(status.settled.since) if status.since_known else None,
        evidence_at=wording.public_time(state.evidence_at) if state.evidence_at else None,
        valid_until=public_expiry(state.valid_until, now),
        next_at=change.at if change else None,
        next_code=change.code.value if change else "",
        text=text,
        ways=() if state.code is Code.STAFFED else tuple(ways),
        own_words=(*wording.own_words(state), *alternatives),
    )


def service_name(service: Service) -> str:
    """The service's name in the language of the page; Indonesian where it has no English one."""
    return service.name if current() == INDONESIAN else service.name_en or service.name


def public_expiry(valid_until: datetime, now: datetime) -> datetime:
    """Until when a copy may be believed: rounded down, so that no arrival can be read from it.

    In the last minutes, where rounding would lie in the past, it is the exact second.
    """
    rounded = wording.public_time(valid_until)
    return rounded if rounded > now else valid_until.replace(microsecond=0)


def office_shown(
    office: Office,
    desks: Sequence[DeskShown],
    statuses: Sequence[Sequence[LineStatus]],
    calendar: ServiceCalendar,
    now: datetime,
) -> OfficeShown:
    """An office with the counts over all its desks; `statuses` are those of the desks, in order."""
    zone = ZoneInfo(office.zone)
    headline = office_headline([[each.state for each in desk] for desk in statuses])
    services = [service for desk in desks for service in desk.services]
    codes = tuple(desk.code for desk in desks)
    number = Counter(codes)
    return OfficeShown(
        slug=office.slug,
        name=office.name,
        address=office.address,
        phone=office.phone,
        region=office.region.name,
        province=(office.region.parent or office.region).name,
        zone=office.zone,
        url=office.get_absolute_url(),
        staffed=headline.served,
        partial=headline.partial,
        total=headline.total,
        open_now=headline.closed < headline.total,
        headline=wording.headline_text(headline, now, zone),
        codes=codes,
        counts=tuple((code.value, number[code]) for code in ORDER if number[code]),
        hours=todays_hours(calendar, now),
        generated_at=now,
        evidence_at=max((each.evidence_at for each in services if each.evidence_at), default=None),
        valid_until=min((each.valid_until for each in services), default=now + NOTHING_KNOWN_FOR),
        next_at=min((each.next_at for each in services if each.next_at), default=None),
        desks=tuple(desks),
        access=office.access,
        latitude=office.latitude if office.longitude is not None else None,
        longitude=office.longitude if office.latitude is not None else None,
    )


def todays_hours(calendar: ServiceCalendar, now: datetime) -> str:
    """`08.00–15.00, istirahat 12.00–13.00 WIB`, or why the office is closed today."""
    hours = hours_on(calendar, now.astimezone(calendar.zone).date())
    if hours is None:
        return _("Jam layanan belum tercatat")
    if isinstance(hours, DayOff):
        return _("Hari ini tutup: %(why)s") % {"why": hours.name or _("bukan hari layanan")}
    text = f"{wording.hours_text(hours)} {wording.zone_label(now, calendar.zone)}"
    return _("Hari ini %(hours)s") % {"hours": text}


def _alternatives(status: LineStatus, now: datetime) -> list[str]:
    """What the closures in force offer instead, in their own words."""
    return [
        f"{row.alternative.rstrip('.')}."
        for row, closure in zip(status.line.closures, status.line.facts.closures, strict=False)
        if closure.covers(now) and row.alternative
    ]
