"""Files made by a worker and fetched by whoever asked: kept in parts, for a limited time."""

from django.db import models
from django.db.models import Q

from attendance.models.jobs import Job
from attendance.querysets import ExportQuerySet


class ExportKind(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"
    DAYS = "days", "Excel dengan setiap hari pegawai"
    ZIP = "zip", "Semua berkas bulan ini"
    PAY = "pay", "Data tunjangan"


class FileExport(models.Model):
    """One file of a report. Its bytes lie in parts, so that no process holds a large one whole.

    `size` counts bytes; both it and `sha256` are empty until its job has ended. After `expires_at`
    a task takes it away; it can be made again. `holds_pay` hides it from who may not export pay.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(
        "attendance.ComplianceReport", on_delete=models.PROTECT, related_name="exports"
    )
    kind = models.CharField(max_length=4, choices=ExportKind)
    holds_pay = models.BooleanField("memuat data tunjangan", default=False)
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="export")
    asked_by = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nama berkas", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            # The files of a month's page, newest first.
            models.Index(name="attendance_export_of", fields=["agency", "report", "kind"]),
            # Files whose time is over.
            models.Index(name="attendance_export_expired", fields=["agency", "expires_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_export_made_whole",
                condition=Q(made_at__isnull=True) | (Q(size__isnull=False) & ~Q(sha256="")),
                violation_error_message="Berkas yang selesai harus punya ukuran dan sidik isi.",
            ),
            models.CheckConstraint(
                name="attendance_export_pay_is_marked",
                condition=~Q(kind="pay") | Q(holds_pay=True),
                violation_error_message="Berkas data tunjangan harus ditandai memuat tunjangan.",
            ),
        ]


class FileExportPart(models.Model):
    """A piece of a file, numbered from 0."""

    pk = models.CompositePrimaryKey("agency_id", "export_id", "number")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    export = models.ForeignKey(FileExport, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()


class ReportMail(models.Model):
    """Whom an agency's system tells by message when a month's report stands: a link, no data."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    last_told = models.DateField("bulan terakhir diberitahukan", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_reportmail_once",
                fields=["agency", "employee"],
                violation_error_message="Anda sudah berlangganan laporan bulanan.",
            ),
            models.CheckConstraint(
                name="attendance_reportmail_told_month_starts",
                condition=Q(last_told__isnull=True) | Q(last_told__day=1),
                violation_error_message="Bulan yang diberitahukan ditulis dengan tanggal 1.",
            ),
        ]
