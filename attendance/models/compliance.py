"""The monthly compliance report of an agency: figures that lead back to their days."""

from django.db import models
from django.db.models import F, Q

from attendance.querysets import OfPersonQuerySet, ReportQuerySet


class ComplianceReport(models.Model):
    """One computation of one month.

    `content_hash` is SHA-256 over agency, month, last day, rules and the figures in order. `amends`
    is set on the dated amendment of a frozen month: the figures of its days as amended since, for
    the `reason` given.
    `document` is the PDF as it was signed when the month was frozen, or the amendment issued.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField("bulan (tanggal 1)")
    version = models.PositiveSmallIntegerField(default=1)
    rule_version = models.CharField(max_length=16)
    data_until = models.DateField("data sampai")
    computed_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)
    amends = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="amendments"
    )
    document = models.OneToOneField(
        "attendance.SignedDocument",
        null=True,
        on_delete=models.PROTECT,
        related_name="compliance_report",
    )
    reason = models.CharField("alasan perubahan", max_length=240, blank=True, default="")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.CheckConstraint(
                name="attendance_report_amends_another",
                condition=Q(amends__isnull=True) | ~Q(amends=F("id")),
                violation_error_message="Laporan tidak dapat mengubah dirinya sendiri.",
            ),
            models.CheckConstraint(
                name="attendance_report_amended_for_reason",
                condition=Q(amends__isnull=True) | ~Q(reason=""),
                violation_error_message="Perubahan laporan harus menyebut alasannya.",
            ),
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
    """One figure of a report: of the agency (`unit` empty), a unit, or a unit with all below it.

    `slice` narrows it to a part, as `employment:pns`, `mode:WFH`, `weekday:5` (ISO) or
    `date:2026-11-03`; empty is the whole. `value` counts days, minutes or people as its code says;
    `base` is what it is a share of.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(ComplianceReport, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(max_length=32)
    unit = models.ForeignKey("accounts.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    below = models.BooleanField("dengan unit di bawahnya", default=False)
    slice = models.CharField("bagian", max_length=20, blank=True, default="")
    value = models.BigIntegerField()
    base = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_figure_once",
                fields=["agency", "report", "code", "unit", "below", "slice"],
                nulls_distinct=False,
                violation_error_message="Angka ini sudah ada di laporan.",
            ),
        ]


class PersonMonth(models.Model):
    """One employee's judged days of one month, added up: days, and whole minutes.

    Made anew with each computation from the days themselves, as far as `data_until`; a frozen month
    keeps its own. `unit` is that of the latest day, `employment_type` the one at computation.
    """

    pk = models.CompositePrimaryKey("agency_id", "month", "employee_id")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField("bulan (tanggal 1)")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="months", db_index=False
    )
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    employment_type = models.CharField(max_length=4)
    data_until = models.DateField("data sampai")
    workdays = models.PositiveSmallIntegerField()
    present_days = models.PositiveSmallIntegerField()
    absent_days = models.PositiveSmallIntegerField()
    excused_days = models.PositiveSmallIntegerField()
    wfo_days = models.PositiveSmallIntegerField()
    wfh_days = models.PositiveSmallIntegerField()
    wfa_days = models.PositiveSmallIntegerField()
    on_time_days = models.PositiveSmallIntegerField()
    late_days = models.PositiveSmallIntegerField()
    late_minutes = models.PositiveIntegerField()
    early_minutes = models.PositiveIntegerField()
    no_out_days = models.PositiveSmallIntegerField()
    mismatch_days = models.PositiveSmallIntegerField()

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        indexes = [
            # The people behind a unit's figures.
            models.Index(name="attendance_personmonth_unit", fields=["agency", "month", "unit"]),
            # An employee's months of a year.
            models.Index(name="attendance_personmonth_of", fields=["agency", "employee", "month"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_personmonth_month_starts",
                condition=Q(month__day=1),
                violation_error_message="Bulan seorang pegawai ditulis dengan tanggal 1.",
            ),
        ]


class ComplianceSummary(models.Model):
    """An agency's own figures of a month for those who oversee it: no unit and no person.

    `figures` is ``{code: [value, base or null]}`` of the report `version`.
    """

    pk = models.CompositePrimaryKey("agency_id", "month")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField("bulan (tanggal 1)")
    version = models.PositiveSmallIntegerField()
    rule_version = models.CharField(max_length=16)
    data_until = models.DateField("data sampai")
    content_hash = models.CharField(max_length=64)
    is_frozen = models.BooleanField("disahkan", default=False)
    figures = models.JSONField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            # The overview of all agencies that somebody oversees, in one month.
            models.Index(name="attendance_summary_of_month", fields=["month", "agency"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_summary_month_starts",
                condition=Q(month__day=1),
                violation_error_message="Bulan ringkasan laporan ditulis dengan tanggal 1.",
            ),
        ]
