"""What employees wish of a roster, and exchanges of days between two of them."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import Dated, period_of
from attendance.models.events import WorkMode
from attendance.models.requests import RequestState
from attendance.querysets import RequestQuerySet


class Wish(models.Model):
    """Where an employee would like to work on a date: a wish, not a right (PermenPANRB 4/2025)."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="roster_wishes"
    )
    date = models.DateField("tanggal")
    mode = models.CharField("tempat kerja", max_length=3, choices=WorkMode)
    note = models.CharField("catatan", max_length=160, blank=True, default="")
    asked_at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_wish_one_a_day",
                fields=["agency", "date", "employee"],
                violation_error_message=(
                    "Sudah ada keinginan untuk tanggal itu. Ubah yang ada, atau hapus dulu."
                ),
            ),
        ]


@pghistory.track()
class SpecialCircumstance(Dated):
    """A *keadaan khusus* that may raise priority (PermenPANRB 4/2025).

    Which one it is (pregnancy, disability, isolation, care) is not stored: health is *data
    pribadi spesifik* (UU 27/2022 art. 4). The superior hears it and says that there is one.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="special_circumstances"
    )
    state = models.CharField(max_length=9, choices=RequestState, default=RequestState.ASKED)
    asked_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_specialcircumstance_has_end",
                condition=Q(valid_until__isnull=False) & Q(valid_until__gte=F("valid_from")),
                violation_error_message=(
                    "Keadaan khusus harus punya tanggal akhir yang tidak mendahului mulainya."
                ),
            ),
            models.CheckConstraint(
                name="attendance_specialcircumstance_settled_by_another",
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("employee")),
                violation_error_message=(
                    "Keadaan khusus diputus oleh atasan, bukan oleh pegawai itu sendiri."
                ),
            ),
            ExclusionConstraint(
                name="attendance_specialcircumstance_no_overlap",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("employee", RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["asked", "accepted"]),
                violation_error_message=(
                    "Sudah ada keadaan khusus untuk masa itu. Tarik dulu yang lama."
                ),
            ),
        ]


class SwapState(models.TextChoices):
    ASKED = "asked", "Menunggu rekan"
    ACCEPTED = "accepted", "Menunggu atasan"
    APPROVED = "approved", "Disetujui"
    DECLINED = "declined", "Ditolak rekan"
    REFUSED = "refused", "Ditolak atasan"
    WITHDRAWN = "withdrawn", "Ditarik kembali"


@pghistory.track()
class Swap(models.Model):
    """Two employees of a unit exchange the plans of a date, or of one date each.

    On `asker_date` the colleague takes the asker's plan and the asker the colleague's; the same
    on `colleague_date` where it is another one.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="swaps_asked"
    )
    colleague = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="swaps_offered"
    )
    asker_date = models.DateField("tanggal saya")
    colleague_date = models.DateField("tanggal rekan")
    reason = models.CharField("alasan", max_length=240)
    state = models.CharField(max_length=9, choices=SwapState, default=SwapState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    settlement = models.CharField("alasan keputusan", max_length=240, blank=True, default="")

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes = [
            # What waits for a unit's superior, and for a colleague's answer.
            models.Index(name="attendance_swap_by_state", fields=["agency", "state", "unit"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_swap_with_another",
                condition=~Q(employee=F("colleague")),
                violation_error_message=(
                    "Jadwal tidak dapat ditukar dengan diri sendiri. Pilih seorang rekan."
                ),
            ),
            models.CheckConstraint(
                name="attendance_swap_settled_by_third",
                condition=Q(settled_by__isnull=True)
                | (~Q(settled_by=F("employee")) & ~Q(settled_by=F("colleague"))),
                violation_error_message=(
                    "Pertukaran diputus oleh pejabat yang tidak ikut bertukar."
                ),
            ),
        ]


class DeskOfficer(Dated):
    """An employee who is qualified to serve at a desk. A desk without any rows takes anybody."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="desk_qualifications"
    )
    desk = models.ForeignKey("services.Desk", on_delete=models.PROTECT, related_name="+")
    legal_basis = models.CharField("dasar", max_length=200, blank=True, default="")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="attendance_deskofficer_no_overlap",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("employee", RangeOperators.EQUAL),
                    ("desk", RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Pegawai ini sudah tercatat sebagai petugas loket itu pada masa yang sama."
                ),
            ),
        ]


class PerformanceScore(models.Model):
    """An employee's score of a year, as the personnel office has it; ranks top performers."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="performance_scores"
    )
    year = models.PositiveSmallIntegerField("tahun")
    score = models.DecimalField("nilai (0–100)", max_digits=5, decimal_places=2)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_performancescore_one_a_year",
                fields=["agency", "year", "employee"],
                violation_error_message="Pegawai ini sudah punya nilai untuk tahun itu.",
            ),
            models.CheckConstraint(
                name="attendance_performancescore_in_range",
                condition=Q(score__gte=0, score__lte=100),
                violation_error_message="Nilai kinerja ditulis dari 0 sampai 100.",
            ),
        ]
