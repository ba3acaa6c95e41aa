"""The directory as Open Referral's HSDS cuts it: a service is one agency's, given at locations.

What HSDS calls a service is here a service together with the agency that gives it. Identifiers
are UUIDs made of addresses that stay, so they stay, too, and need no table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models.agencies import Agency
from services.models import Desk, Office, Service
from services.queries.directory import every_place
from services.queries.facts import Calendars, calendars_of


@dataclass(frozen=True, slots=True)
class At:
    """A service of an agency at a location (office), with the desks that give it there."""

    service: Service
    agency: Agency
    office: Office
    desks: tuple[Desk, ...]

    @property
    def pk(self) -> UUID:
        """Its identifier."""
        return named("at", self.service.slug, self.agency.code, self.office.slug)


@dataclass(frozen=True, slots=True)
class Given:
    """A service of an agency, wherever it is given."""

    service: Service
    agency: Agency
    places: tuple[At, ...]

    @property
    def pk(self) -> UUID:
        """Its identifier."""
        return named("service", self.service.slug, self.agency.code)


def named(kind: str, *names: str) -> UUID:
    """The identifier of what these slugs and codes name."""
    return uuid5(NAMESPACE_URL, "hadir:" + ":".join([kind, *names]))


def given_services(now: datetime) -> list[Given]:
    """All of them by name and agency, in one statement."""
    places: dict[tuple[str, str, str], list[Desk]] = {}
    facts: dict[tuple[str, str, str], tuple[Service, Agency, Office]] = {}
    for row in every_place(now):
        office = row.desk.office
        key = (row.service.slug, row.agency.code, office.slug)
        facts[key] = (row.service, row.agency, office)
        places.setdefault(key, []).append(row.desk)
    found: dict[tuple[str, str], list[At]] = {}
    for key, desks in places.items():
        found.setdefault(key[:2], []).append(At(*facts[key], desks=tuple(desks)))
    given = [Given(ats[0].service, ats[0].agency, tuple(ats)) for ats in found.values()]
    return sorted(given, key=lambda each: (each.service.name, each.agency.name))


def hours_of(places: Iterable[At], now: datetime) -> Calendars:
    """The planned hours of these places; three statements."""
    return calendars_of(list({each.office.pk: each.office for each in places}.values()), now)
