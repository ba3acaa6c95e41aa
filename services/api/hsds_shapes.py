"""The shapes of HSDS 3.0 as far as this directory fills them; names and meanings are HSDS's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.api.shapes import Shape


class HsdsAbout(Shape):
    """What this directory is."""

    version: str = Field(examples=["3.0"])
    profile: str
    openapi_url: str
    generated_at: datetime


class HsdsPhone(Shape):
    """A telephone number of a service or a location."""

    id: UUID
    service_id: UUID | None = None
    location_id: UUID | None = None
    number: str


class HsdsAddress(Shape):
    """Where a location stands; postal codes are not kept and stay empty."""

    id: UUID
    location_id: UUID
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: Literal["ID"]
    address_type: Literal["physical"]


class HsdsLocation(Shape):
    """An office."""

    id: UUID
    location_type: Literal["physical"]
    organization_id: UUID
    name: str
    latitude: float | None
    longitude: float | None
    addresses: list[HsdsAddress]
    phones: list[HsdsPhone]


class HsdsSchedule(Shape):
    """Planned hours, as RFC 5545's recurrence names them; never whether somebody is there."""

    id: UUID
    service_at_location_id: UUID
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    timezone: int
    count: int | None = None
    freq: Literal["WEEKLY"]
    byday: str = Field(examples=["MO,TU,WE,TH"])
    description: str
    opens_at: str = Field(examples=["08:00+07:00"], pattern=r"^\d\d:\d\d[+-]\d\d:\d\d$")
    closes_at: str = Field(examples=["12:00+07:00"], pattern=r"^\d\d:\d\d[+-]\d\d:\d\d$")


class HsdsServiceAtLocation(Shape):
    """A service at a location."""

    id: UUID
    service_id: UUID
    location_id: UUID
    description: str
    schedules: list[HsdsSchedule]
    location: HsdsLocation


class HsdsOrganization(Shape):
    """An agency."""

    id: UUID
    name: str
    description: str


class HsdsService(Shape):
    """A service of an agency."""

    id: UUID
    organization_id: UUID
    name: str
    alternate_name: str
    description: str
    url: str | None
    status: Literal["active"]


class HsdsFullOrganization(HsdsOrganization):
    """An agency with its services."""

    services: list[HsdsService]
    generated_at: datetime


class HsdsFullService(HsdsService):
    """A service of an agency with where and when it is given."""

    organization: HsdsOrganization
    phones: list[HsdsPhone]
    service_at_locations: list[HsdsServiceAtLocation]
    generated_at: datetime


class HsdsFullPlace(HsdsServiceAtLocation):
    """A service at a location, asked for by itself."""

    generated_at: datetime


class HsdsPage(Shape):
    """A part of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    generated_at: datetime


class HsdsOrganizations(HsdsPage):
    """A page of agencies."""

    contents: list[HsdsOrganization]


class HsdsServices(HsdsPage):
    """A page of services."""

    contents: list[HsdsService]


class HsdsServicesAtLocations(HsdsPage):
    """A page of services at locations."""

    contents: list[HsdsServiceAtLocation]
