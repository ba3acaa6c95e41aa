"""Holidays. They stand here, below attendance, because desks and working days both use them."""

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from services.querysets import HolidayQuerySet


class HolidayKind(models.TextChoices):
    HOLIDAY = "holiday", "Hari libur nasional"
    COLLECTIVE_LEAVE = "collective_leave", "Cuti bersama"
    REGIONAL = "regional", "Libur daerah"


class Holiday(models.Model):
    """A date without ordinary work: national, or of one region.

    `confirmed` is False until the decree (SKB 3 Menteri) is entered.
    """

    date = models.DateField("tanggal")
    kind = models.CharField(max_length=16, choices=HolidayKind)
    name = models.CharField("nama", max_length=120)
    region = models.ForeignKey(
        "accounts.Region",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed = models.BooleanField(default=True)
    legal_basis = models.CharField("dasar", max_length=300, blank=True, default="")

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                F("date"),
                Coalesce(F("region"), Value("")),
                name="services_holiday_date_once",
                violation_error_message=(
                    "Tanggal ini sudah tercatat sebagai hari libur. Ubah catatan yang ada."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
