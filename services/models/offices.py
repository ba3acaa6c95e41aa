"""Places citizens go, the desks in them, and what one comes for."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.urls import reverse

from accounts.models.agencies import ZONES


class Office(models.Model):
    """A place with desks. A Mal Pelayanan Publik hosts desks that other agencies own."""

    host = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, related_name="hosted_offices"
    )
    kind = models.CharField(max_length=16, default="kantor")
    slug = models.SlugField("alamat singkat", max_length=60, unique=True)
    name = models.CharField("nama", max_length=120)
    address = models.CharField("alamat", max_length=240, blank=True, default="")
    region = models.ForeignKey("accounts.Region", on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=32, choices=list(ZONES.items()))
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    phone = models.CharField("telepon", max_length=40, blank=True, default="")
    access = models.CharField("kemudahan akses", max_length=240, blank=True, default="")
    ended_on = models.DateField("tidak melayani sejak", null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The office's page for citizens."""
        return reverse("services:office", args=[self.slug])


class Service(models.Model):
    """What a citizen comes for, with the words citizens use for it.

    `stems` is what search looks in: names and words, by the stems of both languages.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField("nama layanan", max_length=120)
    name_en = models.CharField("nama dalam bahasa Inggris", max_length=120, blank=True, default="")
    category = models.CharField(max_length=60, blank=True, default="")
    synonyms = models.TextField("kata warga", blank=True, default="")
    online_url = models.URLField("layanan daring", blank=True, default="")
    phone = models.CharField("telepon", max_length=40, blank=True, default="")
    stems = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="indonesian")
        + SearchVector("name_en", weight="A", config="english")
        + SearchVector("synonyms", weight="B", config="indonesian")
        + SearchVector("synonyms", weight="B", config="english")
        + SearchVector("category", weight="C", config="indonesian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["name"]
        indexes = [
            # Search in citizens' words: the services whose stems answer a word.
            GinIndex(name="services_service_stems", fields=["stems"]),
        ]

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """A counter (*loket*). `owner` is the agency whose officers sit there.

    `needed` is the number of officers without which service is limited. `has_ping` says
    that the desk has a tablet whose taps renew the evidence during the day. `shares_officers`
    declares that who sits here may at the same time sit at another desk of that kind.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="desks")
    owner = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, related_name="owned_desks"
    )
    unit_code = models.CharField("kode unit pemilik", max_length=40, blank=True, default="")
    slug = models.SlugField(max_length=60)
    name = models.CharField("nama loket", max_length=120)
    position = models.PositiveSmallIntegerField("urutan", default=0)
    needed = models.PositiveSmallIntegerField("petugas yang diperlukan", default=1)
    has_ping = models.BooleanField("ada ketukan dari tablet", default=False)
    shares_officers = models.BooleanField("petugasnya merangkap loket lain", default=False)
    whereabouts = models.CharField("letak", max_length=120, blank=True, default="")
    ended_on = models.DateField("ditiadakan sejak", null=True, blank=True)
    services = models.ManyToManyField(Service, through="DeskService", related_name="desks")

    class Meta:
        ordering = ["office", "position", "slug"]
        constraints = [
            models.UniqueConstraint(
                name="services_desk_slug_once",
                fields=["office", "slug"],
                violation_error_message=(
                    "Alamat loket ini sudah dipakai di kantor yang sama. Pakai alamat lain."
                ),
            ),
            models.CheckConstraint(
                name="services_desk_needs_someone",
                condition=models.Q(needed__gte=1),
                violation_error_message=(
                    "Loket memerlukan sedikitnya satu petugas. Isi 1 atau lebih."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The desk's page for citizens; reads the office, so select it along."""
        return reverse("services:desk", args=[self.office.slug, self.slug])


class DeskService(models.Model):
    """A service offered at a desk, by the desk's owner unless `agency` says another."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="desk_services")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="desk_services")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="services_deskservice_once",
                fields=["desk", "service"],
                violation_error_message="Layanan ini sudah tercatat di loket itu.",
            ),
        ]
