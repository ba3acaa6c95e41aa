"""What a month's attendance means for the local allowance (TPP, tukin): settings with dates."""

import pghistory
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import Dated
from accounts.querysets import DatedQuerySet


class PayGround(models.TextChoices):
    LATE = "late", "Terlambat, per hari (menit)"
    EARLY = "early", "Pulang lebih awal, per hari (menit)"
    NO_OUT = "no_out", "Belum presensi pulang, per hari"
    ABSENT = "absent", "Tanpa keterangan, per hari"


@pghistory.track()
class PayReduction(Dated):
    """A reduction for each day on `ground`, in hundredths of a percent of the month's allowance.

    `from_minutes` to `until_minutes` (both included, no end means open) is the band of a day's
    minutes; 1 and open where the ground counts no minutes. Without an agency it is the portal's
    default; one row of an agency's own on a ground replaces all defaults of that ground.
    """

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ground = models.CharField("sebab", max_length=8, choices=PayGround)
    from_minutes = models.PositiveSmallIntegerField("mulai menit", default=1)
    until_minutes = models.PositiveSmallIntegerField("sampai menit", null=True, blank=True)
    percent_hundredths = models.PositiveIntegerField("potongan (perseratus persen)")
    legal_basis = models.CharField("dasar", max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["ground", "from_minutes"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_payreduction_once",
                fields=["agency", "ground", "from_minutes", "valid_from"],
                nulls_distinct=False,
                violation_error_message=(
                    "Potongan untuk sebab dan menit itu sejak tanggal itu sudah ada."
                ),
            ),
            models.CheckConstraint(
                name="attendance_payreduction_band_forward",
                condition=Q(until_minutes__isnull=True) | Q(until_minutes__gte=F("from_minutes")),
                violation_error_message=(
                    "Menit terakhir mendahului menit pertama. Betulkan salah satunya."
                ),
            ),
            models.CheckConstraint(
                name="attendance_payreduction_at_most_all",
                condition=Q(percent_hundredths__lte=10_000),
                violation_error_message="Potongan sehari paling banyak 100 persen.",
            ),
        ]
