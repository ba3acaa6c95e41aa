"""What happens at a desk during its day: breaks, cover, the tablet's taps, warnings of the manager.

People stand here; the citizens' side gets numbers of it (`attendance/actions/desks.py`).
"""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class DeskBreak(models.Model):
    """A break at a desk: of one officer, or of the whole desk where `employee` is null.

    `until` is when they said they return; `ended_at` when they did.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    date = models.DateField("tanggal")
    starts_at = models.DateTimeField("mulai")
    until = models.DateTimeField("kembali")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # The breaks of a desk's day, when it is counted.
            models.Index(name="attendance_break_of_day", fields=["agency", "desk", "date"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="attendance_break_one_at_once",
                fields=["agency", "desk", "employee"],
                nulls_distinct=False,
                condition=Q(ended_at__isnull=True),
                violation_error_message="Istirahat di loket ini masih berjalan. Akhiri dulu.",
            ),
            models.CheckConstraint(
                name="attendance_break_forward",
                condition=Q(until__gt=F("starts_at")),
                violation_error_message="Jam kembali harus sesudah istirahat mulai.",
            ),
        ]


@pghistory.track()
class DeskCover(models.Model):
    """An officer stands in at a desk for a part of a day; meanwhile not counted at their own."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="desk_covers"
    )
    date = models.DateField("tanggal")
    starts_at = models.DateTimeField("mulai")
    ends_at = models.DateTimeField("sampai")
    reason = models.CharField("alasan", max_length=160, blank=True, default="")
    made_by = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            # Who stands in at the desks of a date, when they are counted.
            models.Index(name="attendance_cover_of_day", fields=["agency", "date", "desk"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_cover_forward",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="Jam selesai harus sesudah jam mulai menggantikan.",
            ),
            ExclusionConstraint(
                name="attendance_cover_one_desk",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("employee", RangeOperators.EQUAL),
                    (
                        Func(F("starts_at"), F("ends_at"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=(
                    "Pegawai ini sudah menggantikan di loket lain pada waktu itu. Pilih orang lain."
                ),
            ),
        ]


class DeskTablet(models.Model):
    """A tablet at a desk, whose taps tell that somebody sits there.

    `address_digest` is SHA-256 of the address' secret, shown once when the tablet is set up.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nama tablet", max_length=80)
    address_digest = models.CharField(max_length=64, unique=True)
    is_active = models.BooleanField("aktif", default=True)
    made_by = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    last_tapped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]


class DeskTap(models.Model):
    """The newest sign of life of a desk on a date: its tablet's tap, or a ticket called there."""

    pk = models.CompositePrimaryKey("agency_id", "desk_id", "date")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    kind = models.CharField(max_length=6, choices=[("ping", "Ketukan"), ("ticket", "Antrean")])
    tapped_at = models.DateTimeField()


class DeskAlarmKind(models.TextChoices):
    SHORT_ROSTER = "short_roster", "Jadwal menyisakan loket kurang petugas"
    LATE = "late", "Petugas belum datang saat loket buka"
    LEFT = "left", "Petugas terakhir pulang sebelum tutup"
    CLOSED_BUT_STAFFED = "closed_but_staffed", "Diumumkan tutup, padahal ada petugas"


class DeskAlarm(models.Model):
    """The manager was warned about a desk on a date; one of a kind a day, settled when over."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    kind = models.CharField(max_length=18, choices=DeskAlarmKind)
    detail = models.CharField(max_length=300, blank=True, default="")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_alarm_once_a_day",
                fields=["agency", "desk", "date", "kind"],
                violation_error_message="Peringatan ini sudah disampaikan untuk tanggal itu.",
            ),
        ]
