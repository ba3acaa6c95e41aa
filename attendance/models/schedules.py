"""Working time as rows with dates and legal basis (Perpres 21/2023)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from accounts.models.roles import Dated, period_of
from accounts.querysets import DatedQuerySet


class ScheduleKind(models.TextChoices):
    NORMAL = "normal", "Biasa"
    RAMADAN = "ramadan", "Ramadan"
    SHIFT = "shift", "Giliran"


class Schedule(Dated):
    """Hours of work. Without an agency it is the national one; a unit's or a person's own wins.

    Times are local to the posting. `end_*` is the end of the day's hours, rest included.
    `workdays` are ISO weekday digits (``12345``). A shift whose end is not after its start
    crosses midnight. A row with a `shift_code` binds nobody by itself: a roster's line names it
    for one person and date.
    """

    agency = models.ForeignKey(
        "accounts.Agency",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="schedules",
    )
    unit = models.ForeignKey("accounts.Unit", null=True, blank=True, on_delete=models.PROTECT)
    employee = models.ForeignKey(
        "accounts.Employee", null=True, blank=True, on_delete=models.PROTECT
    )
    kind = models.CharField(max_length=8, choices=ScheduleKind)
    shift_code = models.CharField("kode giliran", max_length=8, blank=True, default="")
    shift_name = models.CharField("nama giliran", max_length=60, blank=True, default="")
    start = models.TimeField("masuk")
    end_mon_thu = models.TimeField("pulang Senin–Kamis")
    end_fri = models.TimeField("pulang Jumat")
    rest_mon_thu_minutes = models.PositiveSmallIntegerField("istirahat Senin–Kamis (menit)")
    rest_fri_minutes = models.PositiveSmallIntegerField("istirahat Jumat (menit)")
    rest_start_mon_thu = models.TimeField("istirahat mulai Senin–Kamis", null=True, blank=True)
    rest_start_fri = models.TimeField("istirahat mulai Jumat", null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField("toleransi (menit)", default=0)
    grace_counts_from_start = models.BooleanField(default=False)
    flex_minutes = models.PositiveSmallIntegerField("waktu fleksibel (menit)", default=0)
    missing_out_minutes = models.PositiveSmallIntegerField(
        "menit bila tanpa presensi pulang", default=0
    )
    workdays = models.CharField("hari kerja", max_length=7, default="12345")
    legal_basis = models.CharField("dasar", max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_schedule_workdays_iso",
                condition=Q(workdays__regex=r"^[1-7]{1,7}$"),
                violation_error_message=(
                    "Hari kerja ditulis dengan angka 1 (Senin) sampai 7 (Minggu), misalnya 12345."
                ),
            ),
            models.CheckConstraint(
                name="attendance_schedule_scope_has_agency",
                condition=Q(agency__isnull=False) | Q(unit__isnull=True, employee__isnull=True),
                violation_error_message="Jam kerja unit atau pegawai harus menyebut instansinya.",
            ),
            models.CheckConstraint(
                name="attendance_schedule_shift_named",
                condition=Q(shift_code="")
                | Q(kind=ScheduleKind.SHIFT, employee__isnull=True) & ~Q(shift_name=""),
                violation_error_message=(
                    "Giliran yang punya kode harus punya nama dan berlaku untuk unit, "
                    "bukan untuk satu pegawai."
                ),
            ),
            ExclusionConstraint(
                name="attendance_schedule_no_overlap",
                expressions=[
                    (Coalesce(F("agency"), Value(0)), RangeOperators.EQUAL),
                    (Coalesce(F("unit"), Value(0)), RangeOperators.EQUAL),
                    (Coalesce(F("employee"), Value(0)), RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("shift_code", RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Sudah ada jam kerja sejenis untuk masa itu. "
                    "Akhiri yang lama dulu, atau pilih tanggal lain."
                ),
            ),
        ]


class RamadanPeriod(models.Model):
    """A Ramadan by the government's yearly decision; unconfirmed until it is decreed."""

    hijri_year = models.PositiveSmallIntegerField(primary_key=True)
    first_day = models.DateField()
    last_day = models.DateField()
    confirmed = models.BooleanField(default=False)
    legal_basis = models.CharField(max_length=300, blank=True, default="")
