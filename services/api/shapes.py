"""The shapes of the open API's answers, as its OpenAPI document describes them.

Answers are built by `services.api.status` and `services.api.directory`; these shapes say what
they hold, and that they hold nothing else.
"""

from __future__ import annotations

from datetime import datetime

from ninja import Schema
from pydantic import ConfigDict, Field

from services.rules import Basis, Code, Reason

SLUG = "Alamat singkat, tetap selama kantornya ada."


class Shape(Schema):
    """An object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Errors(Shape):
    """Why a request was refused: per field the sentences a person can read."""

    errors: dict[str, list[str]] = Field(
        examples=[{"slug": ["Tidak ada kantor dengan alamat “mpp-x”."]}]
    )


class OfficeName(Shape):
    """Which office is meant."""

    slug: str = Field(description=SLUG, examples=["mpp-sumedang"])
    name: str = Field(examples=["Mal Pelayanan Publik Sumedang"])
    zone: str = Field(description="Zona waktu kantor (nama IANA).", examples=["Asia/Jakarta"])


class Change(Shape):
    """The next change that is foreseen without any new event; never promises an officer."""

    at: datetime = Field(examples=["2026-11-24T05:00:00Z"])
    code: Code


class Alternative(Shape):
    """Another way to be served."""

    kind: str = Field(description="`online`, `phone`, `desk`, `lapor`.", examples=["online"])
    label: str = Field(examples=["KTP elektronik daring"])
    url: str = Field(
        description="Alamat lengkap, `tel:`, atau alamat di portal ini (diawali `/`).",
        examples=["/kantor/mpp-sumedang/dukcapil-2/"],
    )


class ServiceStatus(Shape):
    """One service at one desk now."""

    slug: str = Field(examples=["ktp-el"])
    name: str = Field(examples=["KTP elektronik"])
    code: Code
    reason: Reason | None = Field(description="Hanya untuk `closed` dan `unconfirmed`.")
    basis: Basis = Field(description="Dasar status ini.")
    since: datetime | None = Field(
        description="Sejak kapan status ini berlaku, dibulatkan ke bawah per 5 menit; "
        "`null` bila awalnya tidak terlihat."
    )
    evidence_at: datetime | None = Field(
        description="Kabar terakhir dari loket, dibulatkan ke bawah per 5 menit."
    )
    next_change: Change | None
    message: str = Field(
        description="Status dalam kalimat, siap ditampilkan atau dibacakan.",
        examples=["Ada petugas di loket, terkonfirmasi pukul 09.20 WIB."],
    )
    alternatives: list[Alternative] = Field(description="Kosong bila layanan sedang dilayani.")


class DeskStatuses(Shape):
    """A desk (loket) with the status of each of its services."""

    slug: str = Field(examples=["dukcapil-1"])
    name: str = Field(examples=["Loket 1"])
    agency: str = Field(description="Instansi pemilik loket.")
    services: list[ServiceStatus]


class OfficeStatus(Shape):
    """Is the office served now? Counts first, then every desk."""

    office: OfficeName
    generated_at: datetime
    valid_until: datetime = Field(
        description="Sesudah saat ini jawaban mungkin sudah usang: jangan ditampilkan lagi."
    )
    staffed: int = Field(ge=0, description="Jumlah loket yang semua layanannya dilayani.")
    desks_total: int = Field(ge=0)
    desks: list[DeskStatuses]


class OneDeskStatus(Shape):
    """Is this desk served now?"""

    office: OfficeName
    generated_at: datetime
    valid_until: datetime
    desk: DeskStatuses


class OfficeEntry(Shape):
    """An office in the directory, with its counts."""

    slug: str = Field(description=SLUG)
    name: str
    address: str
    region: str = Field(description="Kabupaten atau kota.", examples=["Kabupaten Sumedang"])
    province: str = Field(examples=["Jawa Barat"])
    zone: str
    phone: str
    staffed: int = Field(ge=0)
    desks_total: int = Field(ge=0)
    valid_until: datetime
    url: str = Field(description="Halaman untuk warga.")
    status_url: str = Field(description="Statusnya untuk program.")


class Offices(Shape):
    """A page of the directory of offices."""

    offices: list[OfficeEntry]
    page: int = Field(ge=1)
    pages: int = Field(ge=1)
    total: int = Field(ge=0)
    generated_at: datetime


class FoundPlace(Shape):
    """A desk that offers a found service, with its status now."""

    office: str
    region: str
    desk: str
    url: str
    zone: str
    status: ServiceStatus


class Found(Shape):
    """A service that fits the words."""

    slug: str
    name: str
    served: int = Field(ge=0, description="Loket yang sekarang melayaninya, dari yang dilihat.")
    more: int = Field(ge=0, description="Loket yang tidak ditampilkan di sini.")
    places: list[FoundPlace]


class Search(Shape):
    """What fits the words, services first."""

    query: str
    services: list[Found]
    offices: list[OfficeEntry]
    generated_at: datetime
