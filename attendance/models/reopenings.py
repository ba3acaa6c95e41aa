"""Days to judge again, frozen months, and the dated amendments that follow a freeze."""

from django.db import models
from django.db.models import Q

from attendance.querysets import OfPersonQuerySet, ReportQuerySet


class ReopenCause(models.TextChoices):
    LATE_EVENT = "late_event", "Presensi masuk setelah hari ditutup"
    CORRECTION = "correction", "Koreksi diputus"
    ABSENCE = "absence", "Cuti atau halangan dicatat"
    OUTAGE = "outage", "Gangguan sistem dicatat"
    ROSTER = "roster", "Jadwal diubah"
    EMERGENCY = "emergency", "Keadaan darurat dinyatakan"
    REBUILD = "rebuild", "Dihitung ulang"


class Reopening(models.Model):
    """One employee's closed date must be judged again, and why. Done rows stay as the record.

    `by` is who caused it, empty where nobody did (a late event).
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=ReopenCause)
    by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    changed = models.BooleanField(null=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            # What waits to be judged again, by date.
            models.Index(
                name="attendance_reopening_waiting",
                fields=["agency", "date"],
                condition=Q(done_at__isnull=True),
            ),
            # Why a day was judged again, on its page.
            models.Index(name="attendance_reopening_of", fields=["agency", "employee", "date"]),
        ]


class MonthFreeze(models.Model):
    """A month whose judged days are fixed: `content_hash` is SHA-256 over its rows in order."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField("bulan (tanggal 1)")
    report = models.ForeignKey(
        "attendance.ComplianceReport", on_delete=models.PROTECT, related_name="+"
    )
    content_hash = models.CharField(max_length=64)
    days = models.PositiveIntegerField("hari pegawai")
    frozen_by = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    frozen_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_monthfreeze_once",
                fields=["agency", "month"],
                violation_error_message="Bulan ini sudah disahkan.",
            ),
            models.CheckConstraint(
                name="attendance_monthfreeze_month_starts",
                condition=Q(month__day=1),
                violation_error_message="Bulan yang disahkan ditulis dengan tanggal 1.",
            ),
        ]


class DayAmendment(models.Model):
    """What a day of a frozen month would be now: dated, beside the frozen row, never over it.

    `before` and `after` hold the judged fields by column name.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    cause = models.CharField(max_length=10, choices=ReopenCause)
    by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    amended_at = models.DateTimeField()

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["date", "employee", "version"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_dayamendment_version_once",
                fields=["agency", "date", "employee", "version"],
                violation_error_message="Perubahan dengan nomor itu sudah ada.",
            ),
        ]
