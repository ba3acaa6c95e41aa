"""The monthly compliance report of an agency: figures that lead back to their days."""

from django.db import models
from django.db.models import Q

from attendance.querysets import ReportQuerySet


class ComplianceReport(models.Model):
    """One computation of one month.

    `content_hash` is SHA-256 over agency, month, last day, rules and the figures in order.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField("bulan (tanggal 1)")
    version = models.PositiveSmallIntegerField(default=1)
    rule_version = models.CharField(max_length=16)
    data_until = models.DateField("data sampai")
    computed_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_report_version_once",
                fields=["agency", "month", "version"],
                violation_error_message="Versi laporan bulan itu sudah ada.",
            ),
            models.CheckConstraint(
                name="attendance_report_month_starts",
                condition=Q(month__day=1),
                violation_error_message="Bulan laporan ditulis dengan tanggal 1.",
            ),
        ]


class ComplianceFigure(models.Model):
    """One figure of a report, for the agency (`unit` empty) or one unit.

    `value` counts days, minutes or people as its code says; `base` is what it is a share of.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(ComplianceReport, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(max_length=32)
    unit = models.ForeignKey("accounts.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    value = models.BigIntegerField()
    base = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_figure_once",
                fields=["agency", "report", "code", "unit"],
                nulls_distinct=False,
                violation_error_message="Angka ini sudah ada di laporan.",
            ),
        ]
