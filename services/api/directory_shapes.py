"""The shapes of the directory: offices, desks and services as planned, without any status."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from services.api.shapes import SLUG, Shape

Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$", examples=["08:00"])]
"""A time on the office's clocks."""


class Hours(Shape):
    """Planned hours of a day, in the office's zone."""

    opens: Clock
    closes: Clock
    break_start: Clock | None
    break_end: Clock | None


class WeekdayHours(Hours):
    """Planned hours of a weekday."""

    weekday: int = Field(ge=1, le=7, description="1 Senin sampai 7 Minggu.")


class DateHours(Hours):
    """Hours of one date that replace the weekly ones and any holiday."""

    date: date
    desk: str | None = Field(description="Slug loket, atau `null` untuk seluruh kantor.")


class AnnouncedClosure(Shape):
    """A closure in force or to come."""

    desk: str | None = Field(description="Slug loket, atau `null` untuk seluruh kantor.")
    service: str | None = Field(description="Slug layanan, atau `null` untuk semua layanan.")
    starts_at: datetime
    ends_at: datetime | None = Field(description="`null`: sampai diberitahukan lagi.")
    message: str
    alternative: str


class OfferedService(Shape):
    """A service as named in a list."""

    slug: str
    name: str


class DeskEntry(Shape):
    """A desk of an office, without its status."""

    slug: str
    name: str
    agency: str
    whereabouts: str = Field(description="Letak di dalam gedung.")
    weekly: list[WeekdayHours] = Field(description="Kosong bila mengikuti jam kantor.")
    services: list[OfferedService]
    url: str
    status_url: str


class Office(Shape):
    """An office: where it is, when it is planned to be open, what is offered there."""

    slug: str = Field(description=SLUG)
    name: str
    agency: str = Field(description="Instansi tuan rumah.")
    address: str
    region: str
    region_code: str = Field(description="Kode Kemendagri.", examples=["32.11"])
    province: str
    zone: str
    latitude: float | None
    longitude: float | None
    phone: str
    access: str = Field(description="Kemudahan akses bagi penyandang disabilitas.")
    weekly: list[WeekdayHours]
    special: list[DateHours]
    closures: list[AnnouncedClosure]
    desks: list[DeskEntry]
    url: str
    status_url: str
    atom_url: str
    calendar_url: str
    generated_at: datetime


class ServiceEntry(Shape):
    """A service of the catalogue."""

    slug: str
    name: str = Field(examples=["Akta kelahiran"])
    name_en: str = Field(description="Nama dalam bahasa Inggris; boleh kosong.")
    category: str
    synonyms: list[str] = Field(description="Kata-kata warga untuk layanan ini.")
    online_url: str
    phone: str
    url: str


class Services(Shape):
    """A page of the catalogue of services."""

    services: list[ServiceEntry]
    page: int = Field(ge=1)
    pages: int = Field(ge=1)
    total: int = Field(ge=0)
    generated_at: datetime


class ServicePlace(Shape):
    """A desk that offers a service."""

    office: str
    office_slug: str
    region: str
    desk: str
    desk_slug: str
    agency: str
    standard: list[Component] = Field(
        description="Standar pelayanan instansi ini, komponen demi komponen."
    )
    status_url: str


class Component(Shape):
    """A component of the service's published standard (UU 25/2009 art. 21)."""

    component: str = Field(examples=["requirements"])
    label: str = Field(examples=["Persyaratan"])
    items: list[str]
    legal_basis: str


class Service(ServiceEntry):
    """A service, and where it is offered by which published standard."""

    places: list[ServicePlace]
    generated_at: datetime
