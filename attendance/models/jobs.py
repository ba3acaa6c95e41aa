"""Long work with progress that survives a reload."""

from django.db import models
from django.db.models import F, Q

from attendance.querysets import ReportQuerySet


class JobState(models.TextChoices):
    QUEUED = "queued", "Menunggu giliran"
    RUNNING = "running", "Dikerjakan"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"
    CANCELLED = "cancelled", "Dibatalkan"


class Job(models.Model):
    """One piece of long work of an agency: what, how far, for whom.

    `rule_version` and `data_until` are those a computation of figures began with. `attempts` counts
    how often a worker took it up, `seen_at` is its latest sign of life; `run` is the run over many
    agencies that asked for it.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    month = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=JobState, default=JobState.QUEUED)
    step = models.CharField(max_length=120, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True, default="")
    asked_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    rule_version = models.CharField(max_length=16, blank=True, default="")
    data_until = models.DateField("data sampai", null=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    run = models.ForeignKey(
        "attendance.NationalRun", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField("terakhir bergerak", null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_job_one_at_a_time",
                fields=["agency", "kind", "month"],
                condition=Q(state__in=["queued", "running"]),
                violation_error_message=(
                    "Pekerjaan yang sama sedang berjalan. Tunggu sampai selesai."
                ),
            ),
            models.CheckConstraint(
                name="attendance_job_progress_bounded",
                condition=Q(done__lte=F("total")),
                violation_error_message="Kemajuan melebihi jumlah pekerjaan.",
            ),
        ]
