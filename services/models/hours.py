"""When a desk is open: weekly hours, special days, closures."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce


class HoursOfDay(models.Model):
    """Opening, break and closing of a day, in the office's zone."""

    opens = models.TimeField("buka")
    closes = models.TimeField("tutup")
    break_start = models.TimeField("istirahat mulai", null=True, blank=True)
    break_end = models.TimeField("istirahat selesai", null=True, blank=True)

    class Meta:
        abstract = True


def _hours_make_sense(name: str) -> models.CheckConstraint:
    no_break = Q(break_start__isnull=True, break_end__isnull=True)
    inside = Q(
        break_start__gt=F("opens"),
        break_end__gt=F("break_start"),
        break_end__lt=F("closes"),
    )
    return models.CheckConstraint(
        name=name,
        condition=Q(closes__gt=F("opens")) & (no_break | inside),
        violation_error_message=(
            "Jam layanan tidak urut: buka, istirahat mulai, istirahat selesai, tutup. "
            "Betulkan jamnya."
        ),
    )


class OpeningHours(HoursOfDay):
    """Weekly hours of an office, or of one desk where they differ (a Polri desk, say)."""

    office = models.ForeignKey("services.Office", on_delete=models.CASCADE, related_name="hours")
    desk = models.ForeignKey(
        "services.Desk",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="hours",
    )
    weekday = models.PositiveSmallIntegerField("hari (1 Senin, 7 Minggu)")

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint(
                F("office"),
                Coalesce(F("desk"), Value(0)),
                F("weekday"),
                name="services_openinghours_day_once",
                violation_error_message="Jam layanan hari itu sudah ada. Ubah yang ada.",
            ),
            models.CheckConstraint(
                name="services_openinghours_iso_weekday",
                condition=Q(weekday__gte=1, weekday__lte=7),
                violation_error_message="Hari harus 1 (Senin) sampai 7 (Minggu).",
            ),
            _hours_make_sense("services_openinghours_in_order"),
        ]


class SpecialHours(HoursOfDay):
    """Hours of one date that replace the weekly ones and any holiday."""

    office = models.ForeignKey(
        "services.Office", on_delete=models.CASCADE, related_name="special_hours"
    )
    desk = models.ForeignKey("services.Desk", null=True, blank=True, on_delete=models.CASCADE)
    date = models.DateField("tanggal")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("office"),
                Coalesce(F("desk"), Value(0)),
                F("date"),
                name="services_specialhours_date_once",
                violation_error_message="Jam khusus tanggal itu sudah ada. Ubah yang ada.",
            ),
            _hours_make_sense("services_specialhours_in_order"),
        ]


class ClosureKind(models.TextChoices):
    ANNOUNCED = "announced", "Diumumkan"
    EMERGENCY = "emergency", "Mendadak"


class Closure(models.Model):
    """An office, a desk or one service of it is closed for a while, with a public message."""

    office = models.ForeignKey("services.Office", on_delete=models.CASCADE, related_name="closures")
    desk = models.ForeignKey("services.Desk", null=True, blank=True, on_delete=models.CASCADE)
    service = models.ForeignKey("services.Service", null=True, blank=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=ClosureKind)
    starts_at = models.DateTimeField("mulai")
    ends_at = models.DateTimeField("sampai", null=True, blank=True)
    message = models.CharField("pesan untuk warga", max_length=240)
    alternative = models.CharField("pilihan lain", max_length=240, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="services_closure_forward",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=(
                    "Penutupan berakhir sebelum dimulai. Betulkan waktu mulai atau sampainya."
                ),
            ),
            ExclusionConstraint(
                name="services_closure_no_overlap",
                expressions=[
                    ("office", RangeOperators.EQUAL),
                    (Coalesce(F("desk"), Value(0)), RangeOperators.EQUAL),
                    (Coalesce(F("service"), Value(0)), RangeOperators.EQUAL),
                    (
                        Func(F("starts_at"), F("ends_at"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=(
                    "Sudah ada penutupan pada waktu itu. Ubah penutupan yang ada."
                ),
            ),
        ]
